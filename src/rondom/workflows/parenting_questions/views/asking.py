"""Writing a question down: by professionals on their phone, and by parents through a link."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from rondom.cores.measure.sealing import lookups
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.ui.languages import as_sent
from rondom.workflows.parenting_questions.actions.questions import (
    TWICE,
    AboutSafety,
    AskAboutSafety,
    Identifying,
    log_question,
)
from rondom.workflows.parenting_questions.audience import who_reads_questions
from rondom.workflows.parenting_questions.forms.questions import QuestionForm
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.models.question import Channel
from rondom.workflows.parenting_questions.views.codes import look_up

SAFETY = "parenting_questions/safety.html"

REMEMBERED = ("area", "age_group", "organisation")
"""What a professional chose last time stands ready: in their session, per pool."""


@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """A professional writes down what a parent asked."""
    pool = get_for(request.user, "parenting_questions.log_question", Pool, pk)
    kept = request.session.get(f"asked-{pool.pk}", {})
    form = QuestionForm(request.POST or None, pool=pool, initial=kept)
    answer = _kept(request, form, pool, Channel.PROFESSIONAL, timezone.localdate())
    if answer and form.is_valid():
        request.session[f"asked-{pool.pk}"] = {
            name: getattr(form.cleaned_data.get(name), "pk", form.cleaned_data.get(name))
            for name in REMEMBERED
        }
    return answer or _shown(request, form, pool, "parenting_questions/ask.html")


@login_not_required
@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def ask_as_parent(request: HttpRequest, entrance: str) -> HttpResponse:
    """A parent asks, without an account. Nothing says who or at what hour."""
    pool = get_object_or_404(Pool, entrance=entrance)
    if not pool.open_to_parents:
        return render(request, "parenting_questions/closed.html", {"pool": pool}, status=410)
    form = QuestionForm(pool=pool, of_parent=True, **as_sent(request))
    answer = _kept(request, form, pool, Channel.PARENT, timezone.localdate())
    return answer or _shown(request, form, pool, "parenting_questions/ask_as_parent.html")


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def what_became(request: HttpRequest) -> HttpResponse:
    """Whoever asked types their code, and reads what became of their question."""
    question, asking, status = look_up(request, _of)
    context = {"question": question, **asking}
    return render(request, "parenting_questions/what_became.html", context, status=status)


def _of(code: str) -> Question | None:
    found = Question.objects.filter(lookup__in=lookups(code))
    return found.select_related("theme", "bundle", "pool").first()


def _kept(
    request: HttpRequest, form: QuestionForm, pool: Pool, channel: Channel, today: date
) -> HttpResponse | None:
    """The answer to a question that was sent; None when the form is to be shown (again)."""
    is_parent = channel is Channel.PARENT
    if "unsafe" in request.POST or form.needs_help_now():
        return render(request, SAFETY, {"pool": pool, "is_parent": is_parent})
    if request.method != "POST" or not form.is_valid():
        return None
    card = form.cleaned_data.get("card", "")
    try:
        _, code = log_question(
            pool,
            form.asked,
            channel=Channel.PAPER if card else channel,
            today=today,
            by=None if is_parent else request.user,  # type: ignore[arg-type]  # signed in, by the view
            organisation=form.cleaned_data.get("organisation"),
            card=card,
            key=form.cleaned_data["key"],
        )
    except AboutSafety:
        return render(request, SAFETY, {"pool": pool, "is_parent": is_parent})
    except AskAboutSafety:
        form.asks_about_safety = True
        return None
    except Identifying as found:
        form.clues = found.clues
        return None
    except Refused as refused:
        form.add_error("card" if str(refused) == TWICE else "text", str(refused))
        return None
    context = {"pool": pool, "code": code, "is_parent": is_parent, "from_card": bool(card)}
    return render(request, "parenting_questions/asked.html", context)


def _shown(request: HttpRequest, form: QuestionForm, pool: Pool, template: str) -> HttpResponse:
    doubts = bool(form.clues) and not any(clue.certain for clue in form.clues)
    context = {"pool": pool, "form": form, "doubts": doubts, "who": who_reads_questions(pool)}
    wrong = form.errors or form.clues or form.asks_about_safety
    return render(request, template, context, status=422 if wrong else 200)
