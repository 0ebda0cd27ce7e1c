"""Reading questions before they count, and giving them a theme."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.questions import (
    AboutSafety,
    Identifying,
    code_question,
    screen_question,
)
from rondom.workflows.parenting_questions.forms.codebook import CodeForm
from rondom.workflows.parenting_questions.forms.questions import ChoosingForm, ScreenForm
from rondom.workflows.parenting_questions.models import Pool, Question, Theme
from rondom.workflows.parenting_questions.models.question import QuestionState
from rondom.workflows.parenting_questions.suggesting import suggested
from rondom.workflows.parenting_questions.themes import SAFETY

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
    waiting = pool.questions.to_screen()
    if request.method == "POST":
        question = chosen(pool, request.POST.get("question", ""))
        form = ScreenForm(request.POST, pool=pool)
        if form.is_valid():
            try:
                given = form.cleaned_data
                _once(lambda: screen_question(question, by=request.user, **given), question, **given)
            except Identifying as found:
                form.add_error("text", f"Haal dit eerst weg: {', '.join(clue.text for clue in found.clues)}.")
            except AboutSafety:
                form.add_error("text", "Dit gaat over gevaar. Haal de vraag weg, en bel zo nodig 0800-2000.")
            else:
                later = "" if form.cleaned_data["theme"] else " Hij krijgt nog een thema."
                messages.success(request, f"De vraag is nagelezen.{later}")
                return redirect("parenting_questions:screen", pool.pk)
    else:
        question = waiting.select_related("area", "theme").first()
        form = ScreenForm(initial=_proposed(question, pool) if question else {}, pool=pool)
    context = {"pool": pool, "question": question, "form": form, "left": waiting.count()}
    if not context["left"]:
        context["to_code"] = pool.questions.filter(state=QuestionState.SCREENED).count()
    return render(request, "parenting_questions/screen.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def code(request: SignedIn, pk: int) -> HttpResponse:
    """One question at a time: what is it about?"""
    pool = get_for(request.user, "parenting_questions.code_question", Pool, pk)
    waiting = pool.questions.filter(state=QuestionState.SCREENED).select_related("area", "theme")
    form = CodeForm(request.POST or None, pool=pool)
    if request.method == "POST":
        question = chosen(pool, request.POST.get("question", ""))
        if form.is_valid():
            theme = form.cleaned_data["theme"]
            _once(lambda: code_question(question, theme=theme, by=request.user), question, theme=theme)
            messages.success(request, "Het thema is bewaard.")
            return redirect("parenting_questions:code", pool.pk)
    else:
        question = waiting.order_by("week", "pk").first()
    proposals = _proposals(question, pool) if question else []
    context = {"pool": pool, "question": question, "form": form, "proposals": proposals}
    context["left"] = waiting.count()
    return render(request, "parenting_questions/code.html", context, status=422 if form.errors else 200)


def _once(step: Callable[[], None], question: Question, *, theme: Theme | None, text: str = "") -> None:
    """Read it, or give it a theme. Who sends the same again is done; who is second reads what is there."""
    try:
        step()
    except Refused:
        question.refresh_from_db()
        done = (QuestionState.SCREENED, QuestionState.CODED) if text else (QuestionState.CODED,)
        if question.state not in done:
            raise
        if theme in (None, question.theme) and text in ("", question.text):
            return
        given = f"met het thema ‘{question.theme}’" if question.theme else "nog zonder thema"
        yours = f" U koos ‘{theme}’." if theme else ""
        raise Refused(f"Een collega was u voor. Er staat nu: ‘{question.text}’, {given}.{yours}") from None


def _proposed(question: Question, pool: Pool) -> dict[str, Any]:
    return {"text": question.text, "theme": next(iter(_proposals(question, pool)), None)}


def _proposals(question: Question, pool: Pool) -> list[Theme]:
    return suggested(question, pool.themes.filter(in_use=True).exclude(code=SAFETY))


def chosen(pool: Pool, number: str) -> Question:
    """A question of this pool, by the number that a form sent."""
    question = pool.questions.filter(pk=number).first() if number.isdecimal() else None
    if question is None:
        raise Refused("Deze vraag is er niet meer. Ga terug en neem de volgende.")
    return question
