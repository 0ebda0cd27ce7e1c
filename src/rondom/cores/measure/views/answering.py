"""Answering: for people without an account, with a code. Nothing here is kept in a session or a log."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rondom.cores.measure import own_words
from rondom.cores.measure.actions.answering import (
    Draft,
    WrongAnswers,
    find_ticket,
    read_draft,
    save_draft,
    start,
    submit,
)
from rondom.cores.measure.asking import Asking, Block, Option
from rondom.cores.measure.audience import who_sees_answers, who_sees_open_answers
from rondom.cores.measure.guessing import count_wrong_guess, guesses_too_often
from rondom.cores.measure.languages import PAGES, PATH, around, said, speak
from rondom.cores.measure.models import FrameCell, Ticket
from rondom.cores.measure.overviews import partners_of
from rondom.cores.measure.sealing import signed, unsigned
from rondom.instruments import NOBODY, Kind, check_answers
from rondom.ui.languages import chosen, offered

COOKIE = "rondom_invulcode"


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Someone types a code, or comes back with one."""
    if request.method == "GET":
        return _show_enter(request)
    if "language" in request.POST:
        return redirect("measure:enter")
    code = request.POST.get("code", "")
    if guesses_too_often(request):
        problem = _("U heeft het vaak geprobeerd. Wacht een minuut en probeer het dan nog eens.")
        return _show_enter(request, code, problem, status=429)
    if find_ticket(code) is None:
        count_wrong_guess(request)
        problem = _("Wij kennen deze code niet. Kijk of u hem precies zo heeft overgenomen.")
        return _show_enter(request, code, problem, status=422)
    return _with_code(redirect("measure:resume"), code)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def entrance(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an organisation: what this is about, and a button to begin."""
    cells = FrameCell.objects.select_related("round__instrument_version", "area", "organisation", "sector")
    cell = get_object_or_404(cells, entrance=token)
    today = timezone.localdate()
    if "language" in request.POST:
        return redirect("measure:entrance", token)
    if request.method == "POST":
        return _with_code(redirect("measure:resume"), start(cell, today=today))
    instrument = cell.round.instrument_version.instrument
    language = speak(request, instrument)
    is_ours = own_words.are_ours(instrument.status)
    context = {
        "cell": cell,
        "round": cell.round,
        "is_open": cell.round.takes_answers_on(today),
        "title": instrument.text(instrument.title, language),
        "opening": instrument.text(instrument.opening, language),
        "who_sees": who_sees_answers(),
        "draft": _going_on(_draft(request), cell),
        "status": own_words.said(instrument.status),
        "status_language": around(language) if is_ours else instrument.default_language,
        "spoken": language,
        "languages": offered(instrument.languages, language),
    }
    return render(request, "measure/answering/entrance.html", context)


@login_not_required
@never_cache
def resume(request: HttpRequest) -> HttpResponse:
    """On to the page where someone left off."""
    draft = _draft(request)
    if draft is None:
        return redirect("measure:enter")
    if draft.ticket.spent:
        return redirect("measure:done")
    return redirect("measure:page", _asking(request, draft).first_unanswered())


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One theme: shown, and saved when it is sent."""
    draft = _draft(request)
    if draft is None:
        return redirect("measure:enter")
    if draft.ticket.spent:
        return redirect("measure:done")
    if name not in {known.name for known in draft.round.instrument_version.instrument.pages}:
        raise Http404
    return _save(request, draft, name) if request.method == "POST" else _show(request, draft, name)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The last step: what is still open, and the button that hands it in, once."""
    if "language" in request.POST:
        return redirect("measure:send")
    if request.method == "POST":
        return _submit(request)
    draft = _draft(request)
    if draft is None:
        return redirect("measure:enter")
    if draft.ticket.spent:
        return redirect("measure:done")
    return _show_send(request, draft, {})


@login_not_required
@never_cache
def done(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    draft = _draft(request)
    round_ = draft.round if draft and draft.ticket.spent else None
    if round_ is None:
        return render(request, "measure/answering/done.html", {"round": None})
    instrument = round_.instrument_version.instrument
    language = speak(request, instrument)
    closing = instrument.text(instrument.closing, language)
    return render(
        request, "measure/answering/done.html", {"round": round_, "closing": closing, "spoken": language}
    )


@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the code on this device."""
    response = redirect("measure:enter")
    response.delete_cookie(COOKIE, path=PATH)
    return response


def _show_enter(
    request: HttpRequest, code: str = "", problem: str = "", *, status: int = 200
) -> HttpResponse:
    languages = offered(PAGES.languages, around(chosen(request)))
    context = {"code": code, "problem": problem, "languages": languages}
    return render(request, "measure/answering/enter.html", context, status=status)


def _show(
    request: HttpRequest, draft: Draft, name: str, problems: Mapping[str, Sequence[str]] | None = None
) -> HttpResponse:
    asking = _asking(request, draft)
    try:
        shown = asking.page(name, problems)
    except KeyError:
        return redirect("measure:page", asking.first_unanswered())
    names = [page.name for page in asking.pages()]
    context = {
        "shown": shown,
        "steers": any(getattr(part, "steers", False) for part in shown.parts),
        "previous": names[shown.number - 2] if shown.number > 1 else "",
        "problems": problems or {},
        "who_sees": who_sees_answers(),
        "who_sees_text": who_sees_open_answers(),
        **_frame(request, draft, asking),
    }
    return render(request, "measure/answering/page.html", context, status=422 if problems else 200)


def _save(request: HttpRequest, draft: Draft, name: str) -> HttpResponse:
    asking = _asking(request, draft)
    changes = asking.read(name, request.POST)
    problems = _problems(asking, changes, goes_on=request.POST.get("go") == "on")
    wrong = {key.split(".")[0] for key in problems}
    kept = {key: value for key, value in changes.items() if key not in wrong}
    saved = save_draft(draft.ticket, _code(request), kept, today=timezone.localdate())
    if "language" in request.POST:
        return redirect("measure:page", name)
    if problems and request.POST.get("go") != "back":
        given = {key: value for key, value in changes.items() if value is not None}
        return _show(request, Draft(saved.ticket, {**saved.answers, **given}), name, problems)
    return _onwards(request, _asking(request, saved), asking, name)


def _problems(asking: Asking, changes: Mapping[str, object | None], *, goes_on: bool) -> dict[str, list[str]]:
    """What does not fit on this page; that something obligatory is empty matters only to who goes on."""
    answers = {key: value for key, value in {**asking.answers, **changes}.items() if value is not None}
    partners = {option.code for option in asking.partners}
    instrument = replace(asking.instrument, default_language=asking.language)
    found = check_answers(instrument, answers, partners=partners, require=goes_on)
    here = {key: words for key, words in found.items() if key.split(".")[0] in changes}
    return {key: [said(problem) for problem in words] for key, words in here.items()}


def _onwards(request: HttpRequest, now: Asking, before: Asking, name: str) -> HttpResponse:
    """The next page; the same page when the answers brought up new questions on it."""
    if request.POST.get("go") == "stay":
        return redirect("measure:page", name)
    new = [question for question in _questions(now, name) if question not in _questions(before, name)]
    if new:
        return HttpResponseRedirect(f"{request.path}#{new[0]}")
    names = [page.name for page in now.pages()]
    place = names.index(name) if name in names else -1
    if request.POST.get("go") == "back":
        return redirect("measure:page", names[max(place - 1, 0)])
    return redirect("measure:page", names[place + 1]) if place + 1 < len(names) else redirect("measure:send")


def _questions(asking: Asking, name: str) -> list[str]:
    """The names of all questions on a page, in order."""
    try:
        parts = asking.page(name).parts
    except KeyError:
        return []
    return [
        question.name
        for part in parts
        for question in (part.questions if isinstance(part, Block) else (part,))
    ]


def _submit(request: HttpRequest) -> HttpResponse:
    try:
        submit(_code(request), today=timezone.localdate())
    except Ticket.DoesNotExist:
        return redirect("measure:enter")
    except WrongAnswers as wrong:
        draft = _draft(request)
        return _show_send(request, draft, wrong.problems) if draft else redirect("measure:enter")
    return redirect("measure:done")


def _show_send(request: HttpRequest, draft: Draft, problems: Mapping[str, Sequence[str]]) -> HttpResponse:
    asking = _asking(request, draft)
    pages = asking.pages()
    unanswered = asking.unanswered()
    context = {
        "pages": [
            {
                "name": page.name,
                "title": asking.instrument.text(page.title, asking.language),
                "unanswered": unanswered[page.name],
                "problem": any(getattr(part, "name", "") in problems for part in page.parts),
            }
            for page in pages
        ],
        "step": len(pages) + 1,
        "last": pages[-1].name,
        "who_sees": who_sees_answers(),
        "has_problems": bool(problems),
        **_frame(request, draft, asking),
    }
    return render(request, "measure/answering/send.html", context, status=422 if problems else 200)


def _frame(request: HttpRequest, draft: Draft, asking: Asking) -> dict[str, Any]:
    return {
        "code": _code(request),
        "round": draft.round,
        "cell": draft.ticket.cell,
        "spoken": asking.language,
        "around": around(asking.language),
        "languages": offered(asking.instrument.languages, asking.language),
    }


def _draft(request: HttpRequest) -> Draft | None:
    code = _code(request)
    ticket = find_ticket(code) if code else None
    return read_draft(ticket, code) if ticket else None


def _going_on(draft: Draft | None, cell: FrameCell) -> Draft | None:
    """What this device can go on with here: a device may be shared, and hold the code of another round."""
    goes_on = draft is not None and not draft.ticket.spent and draft.round == cell.round
    return draft if goes_on else None


def _code(request: HttpRequest) -> str:
    return unsigned(request.COOKIES.get(COOKIE, ""))


def _asking(request: HttpRequest, draft: Draft) -> Asking:
    instrument = draft.round.instrument_version.instrument
    has_partners = any(item.kind is Kind.PARTNERS for item in instrument.items())
    language = speak(request, instrument)
    partners = _partners(draft.ticket.cell) if has_partners else ()
    return Asking(instrument, draft.answers, language, partners)


def _partners(cell: FrameCell) -> tuple[Option, ...]:
    return (
        *(Option(str(one.pk), one.name, False, own_words.said(one.sector.name)) for one in partners_of(cell)),
        Option(NOBODY, _("Met geen van deze organisaties"), False),
    )


def _with_code(response: HttpResponseRedirect, code: str) -> HttpResponse:
    response.set_cookie(COOKIE, signed(code), path=PATH, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response
