"""What parents thought of a group."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.workflows.parenting_questions.actions.opinions import note_opinions
from rondom.workflows.parenting_questions.cards import languages
from rondom.workflows.parenting_questions.forms.opinions import OpinionForm
from rondom.workflows.parenting_questions.models import Opinion, Pool
from rondom.workflows.parenting_questions.models.opinion import ANSWERS, QUESTION
from rondom.workflows.parenting_questions.views.revising import revising_page


@require_http_methods(["GET", "POST"])
def opinions(request: SignedIn, pk: int, group_pk: int) -> HttpResponse:
    """How many papers came in, and how many parents ticked each answer."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    group = get_object_or_404(pool.groups, pk=group_pk)
    found = Opinion.objects.filter(group=group).first() or Opinion(group=group)
    form = OpinionForm(request.POST or None, instance=found)

    def save() -> HttpResponse:
        revision = form.cleaned_data["revision"]
        note_opinions(group, counts=form.changes(), revision=revision, by=request.user)
        messages.success(request, "Bewaard.")
        return redirect(group)

    context = {"pool": pool, "group": group, "question": QUESTION, "answers": ANSWERS.values()}
    context["languages"] = languages()
    return revising_page(request, "parenting_questions/opinions.html", form, save=save, context=context)
