"""From a report to an improvement plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from rondom.cores.measure.models import Release
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import require
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.improving import start_improvement
from rondom.workflows.quickscan.actions.round_table import prepare_round_table
from rondom.workflows.quickscan.chain import decisions_about, promises
from rondom.workflows.quickscan.improving import MOST_PRIORITIES, proposals
from rondom.workflows.quickscan.reports import address_of
from rondom.workflows.quickscan.views.finding import found_release


@require_POST
def round_table(request: SignedIn, year: int, key: str, number: int) -> HttpResponse:
    """A gathering with an agenda from this report; day, place and people come next."""
    release = found_release(request, year, key, number)
    if not isinstance(release, Release):
        return release
    require(request.user, "quickscan.prepare_round_table", release.publication)
    try:
        gathering = prepare_round_table(release, by=request.user)
    except ValueError as reason:
        return render(request, "quickscan/unreadable.html", {"release": release, "reason": str(reason)})
    messages.success(
        request,
        "De rondetafel staat klaar. Kies een dag en nodig mensen uit, ook twee ouders. Sluit de stemming "
        "over wat mensen herkennen vóór die dag: dan ziet u per sector wat zij kozen.",
    )
    return redirect(gathering)


@require_http_methods(["GET", "POST"])
def start(request: SignedIn, year: int, key: str, number: int) -> HttpResponse:
    """Choose at most three things to work on; the plan begins with what the report says about them."""
    release = found_release(request, year, key, number)
    if not isinstance(release, Release):
        return release
    require(request.user, "quickscan.start_improvement", release.publication)
    try:
        offered = proposals(release)
    except ValueError as reason:
        return render(request, "quickscan/unreadable.html", {"release": release, "reason": str(reason)})
    problem = ""
    if request.method == "POST":
        try:
            plan = start_improvement(
                release,
                items=request.POST.getlist("item"),
                decisions=request.POST.getlist("decision"),
                advice=request.POST.getlist("advice"),
                today=timezone.localdate(),
                by=request.user,
            )
        except Refused as refused:
            problem = str(refused)
        else:
            messages.success(
                request, "Het verbeterplan staat klaar. Schrijf de doelen nu in uw eigen woorden."
            )
            return redirect(plan)
    context = {
        "release": release,
        "address": address_of(release),
        "proposals": offered,
        "decisions": decisions_about(release, request.user),
        "most": MOST_PRIORITIES,
        "problem": problem,
        "chosen": {*request.POST.getlist("item"), *request.POST.getlist("advice")},
        "decided": request.POST.getlist("decision"),
        "promises": promises(release, request.user),
    }
    return render(request, "quickscan/improve.html", context, status=422 if problem else 200)
