"""One step further. Who sends a step again finds it done; who comes second reads both texts and chooses.

Words that may not be kept stay in their form, which says what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.models import Bundle, ParentGroup
from rondom.workflows.parenting_questions.models.written import mark


def stepped(
    request: SignedIn,
    thing: Bundle | ParentGroup,
    to: str,
    form: forms.Form | None,
    *,
    step: Callable[[], object],
    address: str,
    again: Callable[[forms.Form], HttpResponse],
) -> HttpResponse:
    """Take the step with what the form says, and go on. ``address`` is where the form was sent; ``again``
    shows the page once more, with what is wrong in the form. To correct what
    stands there comes with ``correct``.
    """
    try:
        step()
    except Refused as refused:
        thing.refresh_from_db()
        seen = request.POST.get("seen")
        corrects = "correct" in request.POST and thing.state == to and seen == mark(thing.written)
        if form is not None and (to in thing.following or corrects):
            form.add_error(None, str(refused))
            return again(form)
        if thing.state != to:
            raise
        if form is not None and thing.written != form.cleaned_data:
            problem = str(refused) if "seen" in request.POST else ""
            return _both(request, thing, form, address, problem)
    messages.success(request, "Bewaard.")
    return redirect(thing)


def _both(
    request: SignedIn, thing: Bundle | ParentGroup, form: forms.Form, address: str, problem: str
) -> HttpResponse:
    context = {
        "thing": thing,
        "pool": thing.pool,
        "form": form,
        "now": list(_said(form, thing.written)),
        "seen": mark(thing.written),
        "problem": problem,
        "address": address,
    }
    return render(request, "parenting_questions/step_overtaken.html", context, status=409)


def _said(form: forms.Form, words: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What stands there, by label; only where it differs from what was sent."""
    for name, value in words.items():
        if value != form.cleaned_data[name]:
            choices = getattr(form.fields[name], "choices", ())
            yield str(form[name].label), str(dict(choices).get(value, value))
