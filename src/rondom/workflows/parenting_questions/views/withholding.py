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


@require_POST
def withhold(request: SignedIn, pk: int) -> HttpResponse:
    """Its text is gone at once, wherever the question stood; back to where it was read."""
    pool = get_for(request.user, "parenting_questions.screen_question", Pool, pk)
    question = chosen(pool, request.POST.get("question", ""))
    waited = question.state == QuestionState.SCREENED
    withhold_question(question, by=request.user)
    messages.success(request, "De vraag is weggehaald.")
    if question.bundle:
        return redirect(question.bundle)
    return redirect(f"parenting_questions:{'code' if waited else 'questions'}", pool.pk)
