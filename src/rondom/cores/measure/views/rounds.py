"""A round: its response, its frame, opening and closing."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.charts.chart import Chart, Width
from rondom.charts.response import ResponseRow, response
from rondom.cores.measure.actions.rounds import close_round, extend_round, open_round, set_frame
from rondom.cores.measure.forms.rounds import CloseForm, DaysForm, FrameForm
from rondom.cores.measure.models import Round
from rondom.cores.measure.overviews import Part, response_overview
from rondom.foundation.access import may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.workflow import named


def show(request: SignedIn, pk: int) -> HttpResponse:
    """How many answered, and what can be done now."""
    round_ = get_for(request.user, "measure.view_response", Round, pk)
    overview = response_overview(round_)
    context = {
        "round": round_,
        "overview": overview,
        "workflow_address": workflow_address(round_),
        "days_form": DaysForm(initial={"closes_on": round_.closes_on}),
        "close_form": CloseForm(),
        "today": timezone.localdate(),
        "may_see_cells": may(request.user, "measure.view_round", round_),
        "waiting": round_.open_answers.waiting().count() if round_.is_closed else 0,
        "areas_chart": _chart(overview.areas, "Wijk", "wide"),
        "areas_narrow": _chart(overview.areas, "Wijk", "narrow"),
        "sectors_chart": _chart(overview.sectors, "Sector", "wide"),
        "sectors_narrow": _chart(overview.sectors, "Sector", "narrow"),
    }
    return render(request, "measure/round.html", context)


def frame(request: SignedIn, pk: int) -> HttpResponse:
    """Who is asked: the number invited per organisation."""
    round_ = get_for(request.user, "measure.prepare_round", Round, pk)
    form = FrameForm(round_, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_frame(round_, form.invited(), by=request.user)
        messages.success(request, "De aantallen zijn bewaard.")
        return redirect("measure:round", round_.pk)
    context = {"round": round_, "form": form, "areas": form.by_area()}
    return render(request, "measure/frame.html", context, status=422 if form.errors else 200)


@require_POST
def open_(request: SignedIn, pk: int) -> HttpResponse:
    """People can answer from now on."""
    round_ = get_for(request.user, "measure.open_round", Round, pk)
    open_round(round_, by=request.user, today=timezone.localdate())
    messages.success(request, "De meting is open. Nodig nu de organisaties uit.")
    return redirect("measure:invite", round_.pk)


@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Nobody can answer any more."""
    round_ = get_for(request.user, "measure.close_round", Round, pk)
    if not CloseForm(request.POST).is_valid():
        messages.error(request, "Vink aan dat niemand meer hoeft in te vullen. Dan sluit de meting.")
        return redirect("measure:round", round_.pk)
    close_round(round_, by=request.user)
    messages.success(request, "De meting is gesloten. De codes zijn vernietigd.")
    return redirect("measure:round", round_.pk)


@require_POST
def extend(request: SignedIn, pk: int) -> HttpResponse:
    """Another last day."""
    round_ = get_for(request.user, "measure.prepare_round", Round, pk)
    form = DaysForm(request.POST)
    if form.is_valid():
        extend_round(round_, closes_on=form.cleaned_data["closes_on"], by=request.user)
        messages.success(request, "De laatste dag is aangepast.")
    else:
        messages.error(request, "Kies een dag, zoals 14-12-2026.")
    return redirect("measure:round", round_.pk)


def workflow_address(round_: Round) -> str:
    """Back to the work that this round belongs to: an address, not an import."""
    workflow = named(round_.circle.workflow)
    return reverse(workflow.home, args=[round_.circle_id]) if workflow else "/"


def _chart(parts: Sequence[Part], of: str, width: Width) -> Chart:
    rows = [
        ResponseRow(label=part.label, answered=part.submitted, invited=part.invited if part.complete else 0)
        for part in parts
    ]
    title = _finding(parts, where="in" if of == "Wijk" else "bij")
    return response(rows, title=title, key=f"respons-{of.lower()}", width=width, of=of)


def _finding(parts: Sequence[Part], *, where: str) -> str:
    known = [part for part in parts if part.percent]
    if not known:
        return "Wie deed mee"
    best = max(known, key=lambda part: part.percent or 0)
    return f"De meeste respons is er {where} {best.label}: {best.percent}%"
