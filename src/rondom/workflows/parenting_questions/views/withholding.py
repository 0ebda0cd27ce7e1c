"""Taking a question away after it was read: something in it leads to a person after all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.workflows.parenting_questions.actions.questions import withhold_question
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.question import QuestionState
from rondom.workflows.parenting_questions.views.reading import chosen

NEXT = {QuestionState.NEW: "screen", QuestionState.SCREENED: "code"}
"""Where the next question is, when one was taken away before it counted."""


@require_POST
def withhold(request: SignedIn, pk: int) -> HttpResponse:
    """Its text is gone at once, wherever the question stood; back to where it was read."""
    pool = get_for(request.user, "parenting_questions.screen_question", Pool, pk)
    question = chosen(pool, request.POST.get("question", ""))
    page = NEXT.get(QuestionState(question.state), "questions")
    if question.state != QuestionState.WITHHELD:  # sent again: it is gone already
        withhold_question(question, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, "De vraag is weggehaald.")
    if question.bundle:
        return redirect(question.bundle)
    return redirect(f"parenting_questions:{page}", pool.pk)
