"""The gatherings of a circle, one gathering, and where it stands."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.gatherings import (
    cancel_gathering,
    change_gathering,
    close_gathering,
    hold_gathering,
    plan_gathering,
    prepare_gathering,
    start_series,
)
from rondom.cores.meet.actions.people import answer_invitation, participant_of
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.audience import who_sees
from rondom.cores.meet.forms.gatherings import CancelForm, GatheringForm, SeriesForm, initial_of
from rondom.cores.meet.forms.people import AnswerForm
from rondom.cores.meet.forms.writing import ContributionForm
from rondom.cores.meet.models import Gathering, Series
from rondom.cores.meet.overviews import agenda, agenda_minutes, attendance, minutes, totals
from rondom.foundation.access import may
from rondom.foundation.accounts.models import User
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.circles.models import Circle, roles_remembered
from rondom.foundation.workflow import home_of

PER_PAGE = 30


def every_gathering(request: SignedIn) -> HttpResponse:
    """What is coming in all circles of this user, and what was."""
    seen = Gathering.objects.visible_to(request.user).select_related("circle", "phase")
    now = timezone.now()
    coming = list(seen.coming(now))
    past = seen.exclude(pk__in=[one.pk for one in coming]).order_by("-starts_at", "-pk")
    page = Paginator(past, PER_PAGE).get_page(request.GET.get("pagina"))
    with roles_remembered(request.user):
        circles = Circle.objects.visible_to(request.user)
        led = [circle for circle in circles if may(request.user, "meet.start_gathering", circle)]
    context = {"coming": coming, "page": page, "led": led}
    return render(request, "meet/every_gathering.html", context)


def gatherings(request: SignedIn, pk: int) -> HttpResponse:
    """What is coming in this circle, and what was."""
    circle = get_for(request.user, "meet.view_gathering", Circle, pk)
    seen = Gathering.objects.visible_to(request.user).filter(circle=circle).select_related("phase", "series")
    now = timezone.now()
    coming = list(seen.coming(now))
    context = {
        "circle": circle,
        "coming": coming,
        "past": list(seen.exclude(pk__in=[one.pk for one in coming]).order_by("-starts_at", "-pk")),
        "series": Series.objects.visible_to(request.user).filter(circle=circle),
        "workflow_address": home_of(circle.workflow, circle.pk),
    }
    return render(request, "meet/gatherings.html", context)


def new_gathering(request: SignedIn, pk: int) -> HttpResponse:
    """Begin to prepare a gathering; ``?na=`` says which one it follows."""
    circle = get_for(request.user, "meet.start_gathering", Circle, pk)
    follows = _followed(request, circle)
    form = GatheringForm(circle, request.POST or None, initial=_like(follows))
    if request.method == "POST" and form.is_valid():
        gathering = prepare_gathering(circle, fields={**form.facts(), "follows": follows}, by=request.user)
        messages.success(request, "De bijeenkomst is in voorbereiding. Maak nu de agenda.")
        return redirect("meet:agenda", gathering.pk)
    context = {"circle": circle, "form": form, "follows": follows}
    return render(request, "meet/gathering_form.html", context, status=422 if form.errors else 200)


def new_series(request: SignedIn, pk: int) -> HttpResponse:
    """Begin a series of gatherings."""
    circle = get_for(request.user, "meet.start_gathering", Circle, pk)
    form = SeriesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        series = start_series(circle, **form.cleaned_data, by=request.user)
        messages.success(request, f"De reeks {series} is er. Zet er bijeenkomsten in.")
        return redirect("meet:series", series.pk)
    return render(
        request, "meet/series_form.html", {"circle": circle, "form": form}, status=422 if form.errors else 200
    )


def series(request: SignedIn, pk: int) -> HttpResponse:
    """A series: its phases, with the gatherings in each that this user sees."""
    found = get_for(request.user, "meet.view_gathering", Series, pk)
    seen = list(Gathering.objects.visible_to(request.user).filter(series=found))
    phases = [(phase, [one for one in seen if one.phase_id == phase.pk]) for phase in found.phases.all()]
    context = {"series": found, "phases": phases, "loose": [one for one in seen if one.phase_id is None]}
    return render(request, "meet/series.html", context)


def show(request: SignedIn, pk: int) -> HttpResponse:
    """A gathering: what it is for, when, the agenda, what people brought in and what came out."""
    gathering = get_for(request.user, "meet.view_gathering", Gathering, pk)
    mine = gathering.participants.filter(user=request.user).first()
    ballots = list(gathering.ballots.prefetch_related("options"))
    context = {
        "gathering": gathering,
        "mine": mine,
        "agenda": agenda(gathering),
        "minutes_needed": agenda_minutes(gathering),
        "attendance": attendance(gathering),
        "people": gathering.participants.select_related("user"),
        "contributions": gathering.contributions.select_related("participant__user", "point"),
        "came_out": minutes(gathering, request.user),
        "ballots": ballots,
        "rounds": gathering.statementrounds.all(),
        "counted": [totals(one) for one in ballots if one.is_closed and one.groups],
        "moments": gathering.moments.all(),
        "next": gathering.followed_by.visible_to(request.user),
        "answer_form": AnswerForm(initial={"answer": mine.answer if mine else ""}),
        "form": ContributionForm(gathering),
        "cancel_form": CancelForm(),
        "who_sees": who_sees(gathering),
        "is_over": gathering.is_over(timezone.now()),
        "may_be_held": gathering.may_be_held_on(timezone.localdate()),
    }
    return render(request, "meet/gathering.html", context)


def change(request: SignedIn, pk: int) -> HttpResponse:
    """Other facts. Who saves on top of someone else sees both."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = GatheringForm(gathering.circle, request.POST or None, initial=initial_of(gathering))
    overtaken = False
    if request.method == "POST" and form.is_valid():
        try:
            change_gathering(
                gathering, fields=form.facts(), seen=form.cleaned_data["seen"] or 0, by=request.user
            )
        except Overtaken:
            overtaken = True
            form = GatheringForm(gathering.circle, {**request.POST.dict(), "seen": gathering.version})
            form.is_valid()
        else:
            messages.success(request, _changed(gathering))
            return redirect("meet:gathering", gathering.pk)
    context = {"circle": gathering.circle, "gathering": gathering, "form": form, "overtaken": overtaken}
    status = 409 if overtaken else 422 if form.errors else 200
    return render(request, "meet/gathering_form.html", context, status=status)


def _hold(gathering: Gathering, *, by: User) -> None:
    hold_gathering(gathering, today=timezone.localdate(), by=by)


STEPS: dict[str, tuple[Callable[..., None], str]] = {
    "plan": (plan_gathering, "De bijeenkomst is gepland. Nodig nu mensen uit."),
    "hold": (_hold, "Noteer wie er was. Deelnemers kunnen het verslag nu bevestigen."),
    "close": (close_gathering, "De bijeenkomst is afgesloten."),
}


@require_POST
def step(request: SignedIn, pk: int) -> HttpResponse:
    """Plan it, say that it was held, close it, or call it off."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    wanted = request.POST.get("step", "")
    if wanted == "cancel":
        return _cancel(request, gathering)
    if wanted in STEPS:
        action, said = STEPS[wanted]
        action(gathering, by=request.user)
        messages.success(request, said)
    if wanted == "plan":
        return redirect("meet:people", gathering.pk)
    return redirect("meet:attendance" if wanted == "hold" else "meet:gathering", gathering.pk)


@require_POST
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Say whether I come."""
    gathering = get_for(request.user, "meet.contribute", Gathering, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        place = participant_of(gathering, request.user)
        answer_invitation(place, answer=form.cleaned_data["answer"], by=request.user)
        messages.success(request, "Uw antwoord is bewaard.")
    else:
        messages.error(request, "Kies of u komt.")
    return redirect("meet:gathering", gathering.pk)


def _changed(before: Gathering) -> str:
    """What to do after a change: mail it when it is in people's calendars."""
    now = Gathering.objects.get(pk=before.pk)
    if now.sequence == before.sequence:
        return "Bewaard."
    again = (now.starts_at, now.ends_at) != (before.starts_at, before.ends_at)
    asked = " Wie al antwoordde, antwoordt opnieuw: de tijd is anders." if again else ""
    return f"Bewaard. Mail bij ‘Wie doet mee’ wat er veranderde.{asked}"


def _cancel(request: SignedIn, gathering: Gathering) -> HttpResponse:
    form = CancelForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Schrijf op waarom het niet doorgaat.")
        return redirect("meet:gathering", gathering.pk)
    cancel_gathering(gathering, because=form.cleaned_data["because"], by=request.user)
    messages.success(request, "De bijeenkomst is afgezegd. Mail dit nu aan wie was uitgenodigd.")
    return redirect("meet:people", gathering.pk)


def _followed(request: SignedIn, circle: Circle) -> Gathering | None:
    asked = request.GET.get("na", "")
    user: User = request.user
    seen = Gathering.objects.visible_to(user).filter(circle=circle)
    return seen.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 12 else None


def _like(follows: Gathering | None) -> dict[str, Any]:
    """A next gathering is like the one it follows, but for its day."""
    if follows is None:
        return {}
    return {name: value for name, value in initial_of(follows).items() if name not in {"day", "seen"}}
