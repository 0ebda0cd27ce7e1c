"""Making the agenda, printing it, and showing it on a screen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.meet.actions.agenda import (
    add_point,
    begin_point,
    change_point,
    move_point,
    remove_point,
    start_from,
)
from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.forms.gatherings import PointForm, TemplateForm
from rondom.cores.meet.models import AgendaPoint, Gathering
from rondom.cores.meet.overviews import agenda as timed_agenda
from rondom.cores.meet.overviews import agenda_minutes, counted_at, minutes_left
from rondom.cores.meet.paper import agenda_pdf
from rondom.cores.meet.pictures import draw_closed
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused


def agenda(request: SignedIn, pk: int) -> HttpResponse:
    """The points, and a form for one more."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = PointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_point(gathering, **form.facts(), by=request.user)
        return redirect("meet:agenda", gathering.pk)
    context = {
        "gathering": gathering,
        "agenda": timed_agenda(gathering),
        "minutes_needed": agenda_minutes(gathering),
        "form": form,
        "template_form": TemplateForm(gathering.circle.workflow, auto_id="voorbeeld_%s"),
    }
    return render(request, "meet/agenda.html", context, status=422 if form.errors else 200)


@require_POST
def start_from_template(request: SignedIn, pk: int) -> HttpResponse:
    """All points of an example at once."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    form = TemplateForm(gathering.circle.workflow, request.POST)
    if form.is_valid():
        start_from(gathering, form.cleaned_data["template"], by=request.user)
    else:
        messages.error(request, "Kies een voorbeeld.")
    return redirect("meet:agenda", gathering.pk)


def point(request: SignedIn, pk: int, point_pk: int) -> HttpResponse:
    """One point. Who saves on top of someone else sees both texts."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = _point(gathering, point_pk)
    if found is None and request.method == "POST":
        raise Refused("Iemand anders haalde dit punt van de agenda. Zet het er zo nodig opnieuw op.")
    if found is None:
        raise Http404
    form = PointForm(request.POST or None, initial=_as_shown(found))
    overtaken = False
    if request.method == "POST" and form.is_valid():
        try:
            change_point(found, **form.facts(), seen=form.cleaned_data["seen"] or 0, by=request.user)
        except Overtaken:
            overtaken = True
            form = PointForm({**form.facts(), "seen": found.version})
        else:
            return redirect("meet:agenda", gathering.pk)
    context = {
        "gathering": gathering,
        "point": found,
        "form": form,
        "overtaken": overtaken,
        "earlier": found.earlier.select_related("by"),
    }
    return render(
        request, "meet/point.html", context, status=409 if overtaken else 422 if form.errors else 200
    )


@require_POST
def place_point(request: SignedIn, pk: int, point_pk: int) -> HttpResponse:
    """Earlier, later, or off the agenda."""
    gathering = get_for(request.user, "meet.lead_gathering", Gathering, pk)
    found = _point(gathering, point_pk)
    wanted = request.POST.get("to")
    if found is None:
        messages.success(request, "Dat punt was al van de agenda.")
    elif wanted == "remove":
        remove_point(found, by=request.user)
        messages.success(request, "Het punt is van de agenda.")
    elif wanted in {"up", "down"}:
        seen = request.POST.get("seen", "")
        place = int(seen) if seen.isdecimal() and len(seen) < 6 else None
        move_point(found, up=wanted == "up", by=request.user, seen=place)
    return redirect("meet:agenda", gathering.pk)


def pdf(request: SignedIn, pk: int) -> HttpResponse:
    """The agenda to print."""
    gathering = get_for(request.user, "meet.view_gathering", Gathering, pk)
    return pdf_response(agenda_pdf(gathering, made_on=timezone.localdate()), f"agenda-{gathering.pk}.pdf")


def screen(request: SignedIn, pk: int, number: int) -> HttpResponse:
    """For the projector: one point at a time. Who leads starts the clock of a point."""
    permission = "meet.lead_gathering" if request.method == "POST" else "meet.view_gathering"
    gathering = get_for(request.user, permission, Gathering, pk)
    points = timed_agenda(gathering)
    shown = points[number - 1] if 1 <= number <= len(points) else None
    if request.method == "POST":
        if shown is not None:
            begin_point(shown.point, at=timezone.now(), by=request.user)
        return redirect("meet:screen", gathering.pk, number)
    context = {
        "gathering": gathering,
        "shown": shown,
        "total": len(points),
        "previous": number - 1,
        "next": number + 1 if number < len(points) else 0,
        "counted": counted_at(shown.point) if shown else [],
        "said": draw_closed(shown.point.statementrounds.all()) if shown else [],
        "left": minutes_left(shown, timezone.now()) if shown else None,
    }
    return render(request, "meet/screen.html", context)


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _point(gathering: Gathering, pk: int) -> AgendaPoint | None:
    """A point of this agenda; nothing when someone else took it off meanwhile."""
    found = AgendaPoint.objects.filter(pk=pk).first()
    if found is not None and found.gathering_id != gathering.pk:
        raise Http404
    return found


def _as_shown(point: AgendaPoint) -> dict[str, Any]:
    return {"title": point.title, "minutes": point.minutes, "text": point.text, "seen": point.version}
