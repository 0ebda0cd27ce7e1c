"""Reading questions before they count, and giving them a theme."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.questions import (
    Identifying,
    code_question,
    screen_question,
    withhold_question,
)
from rondom.workflows.parenting_questions.forms.codebook import CodeForm
from rondom.workflows.parenting_questions.forms.questions import ChoosingForm, ScreenForm
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.models.question import QuestionState
from rondom.workflows.parenting_questions.suggesting import suggested

PER_PAGE = 50


def questions(request: SignedIn, pk: int) -> HttpResponse:
    """What parents asked, in their own words: what was read and has a theme."""
    pool = get_for(request.user, "parenting_questions.view_question", Pool, pk)
    found = Question.objects.visible_to(request.user).filter(pool=pool).pooled()
    form = ChoosingForm(request.GET or None, pool=pool)
    if form.is_valid():
        chosen = {name: value for name, value in form.cleaned_data.items() if value}
        found = found.filter(**chosen)
    page = Paginator(found.select_related("area", "theme"), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"pool": pool, "form": form, "page": page}
    return render(request, "parenting_questions/questions.html", context)


@require_http_methods(["GET", "POST"])
def screen(request: SignedIn, pk: int) -> HttpResponse:
    """One new question at a time: may it count?"""
    pool = get_for(request.user, "parenting_questions.screen_question", Pool, pk)
    waiting = pool.questions.filter(state=QuestionState.NEW).select_related("area").order_by("week", "pk")
    if request.method == "POST":
        question = _chosen(pool, request.POST.get("question", ""))
        form = ScreenForm(request.POST)
        if "withhold" in request.POST:
            withhold_question(question, by=request.user)
            messages.success(request, "De vraag is weggehaald.")
            return redirect("parenting_questions:screen", pool.pk)
        if form.is_valid():
            try:
                screen_question(question, by=request.user, text=form.cleaned_data["text"])
            except Identifying as found:
                form.add_error("text", f"Haal dit eerst weg: {', '.join(clue.text for clue in found.clues)}.")
            else:
                messages.success(request, "De vraag telt mee. Hij krijgt nog een thema.")
                return redirect("parenting_questions:screen", pool.pk)
    else:
        question = waiting.first()
        form = ScreenForm(initial={"text": question.text if question else ""})
    context = {"pool": pool, "question": question, "form": form, "left": waiting.count()}
    return render(request, "parenting_questions/screen.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def code(request: SignedIn, pk: int) -> HttpResponse:
    """One question at a time: what is it about?"""
    pool = get_for(request.user, "parenting_questions.code_question", Pool, pk)
    waiting = pool.questions.filter(state=QuestionState.SCREENED).select_related("area")
    form = CodeForm(request.POST or None, pool=pool)
    if request.method == "POST":
        question = _chosen(pool, request.POST.get("question", ""))
        if form.is_valid():
            code_question(question, theme=form.cleaned_data["theme"], by=request.user)
            messages.success(request, "Het thema is bewaard.")
            return redirect("parenting_questions:code", pool.pk)
    else:
        question = waiting.order_by("week", "pk").first()
    proposals = suggested(question, pool.themes.filter(in_use=True)) if question else []
    context = {"pool": pool, "question": question, "form": form, "proposals": proposals}
    context["left"] = waiting.count()
    return render(request, "parenting_questions/code.html", context, status=422 if form.errors else 200)


def _chosen(pool: Pool, number: str) -> Question:
    question = pool.questions.filter(pk=number).first() if number.isdecimal() else None
    if question is None:
        raise Refused("Deze vraag is er niet meer. Ga terug en neem de volgende.")
    return question
