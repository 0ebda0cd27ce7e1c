"""The codebook, and coding the same questions with two people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.coding import code_blind, describe_theme
from rondom.workflows.parenting_questions.agreeing import FEWEST, agreeing, next_to_code
from rondom.workflows.parenting_questions.forms.codebook import CodeForm, ThemeForm
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.views.revising import revising_page


def codebook(request: SignedIn, pk: int) -> HttpResponse:
    """What belongs to every theme."""
    pool = get_for(request.user, "parenting_questions.view_pool", Pool, pk)
    return render(request, "parenting_questions/codebook.html", {"pool": pool, "themes": pool.themes.all()})


@require_http_methods(["GET", "POST"])
def theme(request: SignedIn, pk: int, code: str) -> HttpResponse:
    """What belongs to one theme."""
    pool = get_for(request.user, "parenting_questions.work_on_bundle", Pool, pk)
    found = get_object_or_404(pool.themes, code=code)
    form = ThemeForm(request.POST or None, instance=found)

    def save() -> HttpResponse:
        describe_theme(found, **form.cleaned_data, by=request.user)
        messages.success(request, "Het thema is bewaard.")
        return redirect("parenting_questions:codebook", pool.pk)

    context = {"pool": pool, "theme": found}
    return revising_page(request, "parenting_questions/theme.html", form, save=save, context=context)


@require_http_methods(["GET", "POST"])
def code_twice(request: SignedIn, pk: int) -> HttpResponse:
    """One question at a time, without the theme that someone else gave; and how well two people agree."""
    pool = get_for(request.user, "parenting_questions.code_question", Pool, pk)
    form = CodeForm(request.POST or None, pool=pool)
    question = next_to_code(pool, request.user)
    if request.method == "POST":
        number = request.POST.get("question", "")
        question = pool.questions.pooled().filter(pk=number).first() if number.isdecimal() else None
        if question is None:
            raise Refused("Deze vraag is er niet meer. Ga terug en neem de volgende.")
        if form.is_valid():
            code_blind(question, theme=form.cleaned_data["theme"], by=request.user)
            return redirect("parenting_questions:code_twice", pool.pk)
    context = {
        "pool": pool, "question": question, "form": form, "agreeing": agreeing(pool), "fewest": FEWEST,
    }  # fmt: skip
    return render(request, "parenting_questions/code_twice.html", context, status=422 if form.errors else 200)
