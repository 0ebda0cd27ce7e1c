"""Having reports made, and reading them."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from rondom.cores.measure.models import Release, Run
from rondom.cores.measure.models.publication import Audience
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for, require
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions import improving
from rondom.workflows.quickscan.actions.reports import ask_for_reports
from rondom.workflows.quickscan.chain import came_of, promises
from rondom.workflows.quickscan.forms import WithdrawForm
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.papers import paper_for
from rondom.workflows.quickscan.report.tables import tables_as_xlsx
from rondom.workflows.quickscan.reports import address_of, period_of, report_of
from rondom.workflows.quickscan.tasks import make_reports
from rondom.workflows.quickscan.views.finding import found_release, newer_than

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
def make(request: SignedIn, pk: int) -> HttpResponse:
    """Have all reports of the latest wave made, in the background."""
    scan = get_for(request.user, "quickscan.view_scan", Scan, pk)
    require(request.user, "measure.publish", scan)
    wave = scan.latest_wave
    if wave is None:
        raise Http404
    audience = Audience.PUBLIC if request.POST.get("audience") == Audience.PUBLIC else Audience.CIRCLE
    run, is_new = ask_for_reports(wave.round, audience=audience, by=request.user)
    if is_new:
        make_reports.enqueue(run.pk, request.user.pk)
    return redirect("quickscan:run", scan.pk, run.pk)


def run(request: SignedIn, pk: int, run_pk: int) -> HttpResponse:
    """How far the reports are. The page asks again by itself; without JavaScript one reloads it."""
    scan = get_for(request.user, "quickscan.view_scan", Scan, pk)
    found = Run.objects.filter(pk=run_pk, round__circle=scan.circle).first()
    if found is None:
        raise Http404
    if found.finished and not found.problem:
        address = reverse("quickscan:scan", args=[scan.pk]) + "#rapporten"
        if request.htmx:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)
    context = {"scan": scan, "run": found, "is_stuck": found.is_stuck(timezone.now())}
    return render(request, "quickscan/run.html", context)


@login_not_required
def release(request: HttpRequest, year: int, key: str, number: int) -> HttpResponse:
    """A report as a page, at an address that stays."""
    found = found_release(request, year, key, number)
    if not isinstance(found, Release):
        return found
    context = {
        "release": found,
        "form": WithdrawForm(),
        "newer": newer_than(found),
        "period": period_of(found.results.round),
    }
    try:
        report = report_of(found.results, found.document)
    except ValueError as reason:
        return render(request, "quickscan/unreadable.html", context | {"reason": str(reason)})
    others = [one for one in _siblings(request, found) if one.pk != found.pk]
    links = came_of(found, request.user)
    context |= {
        "report": report,
        "others": others,
        "sections": [(one, [link for link in links if link.scale == one.key]) for one in report.sections],
        "promises": promises(found, request.user),
    }
    return render(request, "quickscan/release.html", context)


@login_not_required
def release_pdf(request: HttpRequest, year: int, key: str, number: int) -> HttpResponse:
    """The same report on paper: as it was frozen, or with the goals that its reader sees on the page."""
    found = found_release(request, year, key, number)
    if not isinstance(found, Release):
        return found
    paper = paper_for(found, request.user, timezone.localdate())
    return _file(paper, "application/pdf", f"{_name(found)}.pdf", inline=True)


@login_not_required
def release_tables(request: HttpRequest, year: int, key: str, number: int) -> HttpResponse:
    """The tables of the report as a spreadsheet."""
    found = found_release(request, year, key, number)
    if not isinstance(found, Release):
        return found
    report = report_of(found.results, found.document)
    return _file(tables_as_xlsx(report, period_of(found.results.round)), XLSX, f"{_name(found)}.xlsx")


@login_not_required
def release_json(request: HttpRequest, year: int, key: str, number: int) -> HttpResponse:
    """The released numbers, for a machine."""
    found = found_release(request, year, key, number)
    if not isinstance(found, Release):
        return found
    document = found.results.document
    body = {name: document[name] for name in ("rows", "columns", "lines", "invited", "ranking")}
    return JsonResponse({"publicatie": str(found), **body, **document["released"]})


@require_POST
def take_back(request: SignedIn, year: int, key: str, number: int) -> HttpResponse:
    """Withdraw a report, with the reason that readers will see."""
    found = found_release(request, year, key, number)
    if not isinstance(found, Release):
        return found
    require(request.user, "measure.withdraw", found.publication)
    form = WithdrawForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("Schrijf in een zin waarom u de uitgave intrekt. Lezers zien die reden.")
        improving.take_back(
            found, because=form.cleaned_data["because"], today=timezone.localdate(), by=request.user
        )
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(address_of(found))


def _siblings(request: HttpRequest, found: Release) -> Iterator[Release]:
    """The other reports of the same results: the municipality and the neighbourhoods."""
    same = Release.objects.visible_to(request.user).standing().filter(results=found.results)
    yield from same.select_related("publication__area", "publication__circle__municipality").order_by(
        "publication__area__name"
    )


def _name(found: Release) -> str:
    return slugify(f"{found.publication} uitgave {found.number}")


def _file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    how = "inline" if inline else "attachment"
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'{how}; filename="{name}"'}
    )
