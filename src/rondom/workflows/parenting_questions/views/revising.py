"""A page with a form that someone else may fill in at the same moment."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.revising import Overtaken
from rondom.workflows.parenting_questions.forms.revising import RevisingForm


def revising_page(
    request: SignedIn,
    template: str,
    form: RevisingForm[Any],
    *,
    save: Callable[[], HttpResponse],
    context: dict[str, Any],
) -> HttpResponse:
    """Save what was filled in and go on. Who was second sees what stands there now, and their own text.

    What may not be kept stays in the form, which says why.
    """
    now = []
    if request.method == "POST" and form.is_valid():
        try:
            return save()
        except Overtaken as overtaken:
            now = form.beside(overtaken.now)
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 409 if now else 422 if form.errors else 200
    return render(request, template, {**context, "form": form, "now": now}, status=status)
