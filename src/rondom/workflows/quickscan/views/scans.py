"""Scans and waves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from rondom.cores.measure.actions.instruments import add_instrument
from rondom.cores.measure.models import InstrumentVersion
from rondom.cores.measure.overviews import response_overview
from rondom.foundation.access import SITE
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for, require
from rondom.foundation.circles.models import Circle
from rondom.instruments import shipped
from rondom.workflows.quickscan.actions.scans import start_scan, start_wave
from rondom.workflows.quickscan.chain import plans_of, plans_seen, tables_seen
from rondom.workflows.quickscan.forms import ScanForm, WaveForm
from rondom.workflows.quickscan.models import Scan, Wave
from rondom.workflows.quickscan.reports import latest_releases
from rondom.workflows.quickscan.stages import days_left, stages


def scans(request: SignedIn) -> HttpResponse:
    """Every scan that someone takes part in."""
    found = Scan.objects.visible_to(request.user).with_waves()
    plans = plans_of(wave.round for scan in found if (wave := scan.latest_wave))
    rows = [(scan, stages(scan, plans), scan.latest_wave) for scan in found]
    return render(request, "quickscan/scans.html", {"rows": rows, "site": SITE})


def add_scan(request: SignedIn) -> HttpResponse:
    """A new scan: a name and its neighbourhoods."""
    require(request.user, "quickscan.start_scan", SITE)
    form = ScanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        scan = start_scan(
            form.cleaned_data["name"],
            municipality=form.municipality,
            areas=form.cleaned_data["areas"],
            by=request.user,
        )
        return redirect(scan)
    return render(request, "quickscan/add_scan.html", {"form": form}, status=422 if form.errors else 200)


def scan(request: SignedIn, pk: int) -> HttpResponse:
    """Where a scan stands, and what comes next."""
    found = get_for(request.user, "quickscan.view_scan", Scan, pk)
    today = timezone.localdate()
    wave = found.latest_wave
    context = {
        "scan": found,
        "stages": stages(found),
        "wave": wave,
        "waves": found.waves.select_related("round").order_by("-number"),
        "response": response_overview(wave.round) if wave else None,
        "days_left": days_left(wave.round, today) if wave else 0,
        "areas": found.areas.all(),
        "tables": tables_seen(found, request.user),
        "plans": plans_seen(found, request.user),
        "today": today,
        **_reports(request, wave),
    }
    return render(request, "quickscan/scan.html", context)


def _reports(request: SignedIn, wave: Wave | None) -> dict[str, object]:
    """The newest reports of the latest wave that has any, and a run that is on."""
    if wave is None:
        return {"releases": [], "running": None, "of_earlier": False}
    running = wave.round.runs.moving(timezone.now()).first()
    releases = latest_releases(wave.round, request.user)
    of_earlier = not releases and wave.round.previous is not None
    if of_earlier and wave.round.previous:
        releases = latest_releases(wave.round.previous, request.user)
    return {"releases": releases, "running": running, "of_earlier": of_earlier}


def of_circle(request: SignedIn, circle_pk: int) -> HttpResponse:
    """From a circle to its scan."""
    circle = get_for(request.user, "circles.view_circle", Circle, circle_pk)
    found = Scan.objects.visible_to(request.user).filter(circle=circle).first()
    return redirect(found) if found else redirect("quickscan:scans")


def add_wave(request: SignedIn, pk: int) -> HttpResponse:
    """Ask (again)."""
    found = get_for(request.user, "quickscan.start_wave", Scan, pk)
    add_instrument(shipped("quickscan"), by=None)
    form = WaveForm(request.POST or None, today=timezone.localdate(), initial=_proposal(found))
    if request.method == "POST" and form.is_valid():
        wave = start_wave(found, by=request.user, **form.cleaned_data)
        messages.success(request, "De meting staat klaar. Vul nu in hoeveel mensen u uitnodigt.")
        return redirect("measure:frame", wave.round.pk)
    context = {"scan": found, "form": form}
    return render(request, "quickscan/add_wave.html", context, status=422 if form.errors else 200)


def _proposal(found: Scan) -> dict[str, object]:
    last = found.latest_wave
    number = last.number + 1 if last else 1
    return {
        "name": f"{found.name}, meting {number}",
        "instrument_version": last.round.instrument_version_id if last else _only_instrument(),
        "contact": last.round.contact if last else "",
    }


def _only_instrument() -> int | None:
    """The one questionnaire there is; None when there is something to choose."""
    found = InstrumentVersion.objects.latest_of_each().values_list("pk", flat=True)[:2]
    return found[0] if len(found) == 1 else None
