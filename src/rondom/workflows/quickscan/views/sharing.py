"""Whether the neighbourhoods of a scan count for other municipalities."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.analysis.disclosure import FLOOR
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.workflows.quickscan.actions.sharing import agree_to_share, ask_to_share, stop_sharing
from rondom.workflows.quickscan.elsewhere import FEWEST_MUNICIPALITIES, FEWEST_OTHERS
from rondom.workflows.quickscan.models import Scan, Tally


def show(request: SignedIn, pk: int) -> HttpResponse:
    """What crosses the border of the circle, who decides, and where that stands."""
    scan = get_for(request.user, "quickscan.view_sharing", Scan, pk)
    context = {
        "scan": scan,
        "state": scan.sharing_state,
        "since": scan.sharing.since if hasattr(scan, "sharing") else None,
        "counted": Tally.objects.standing().with_scan(scan).count(),
        "floor": FLOOR,
        "others": FEWEST_OTHERS,
        "municipalities": FEWEST_MUNICIPALITIES,
    }
    return render(request, "quickscan/sharing.html", context)


@require_POST
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """The coordinator asks the policy officer."""
    scan = get_for(request.user, "quickscan.ask_to_share", Scan, pk)
    ask_to_share(scan, today=timezone.localdate(), by=request.user)
    messages.success(request, "U vroeg het. De beleidsmedewerker in uw kring beslist.")
    return redirect("quickscan:sharing", scan.pk)


@require_POST
def agree(request: SignedIn, pk: int) -> HttpResponse:
    """The policy officer agrees."""
    scan = get_for(request.user, "quickscan.agree_to_share", Scan, pk)
    agree_to_share(scan, today=timezone.localdate(), by=request.user)
    messages.success(request, "Uw wijken tellen mee. Het tellen gebeurt ’s nachts.")
    return redirect("quickscan:sharing", scan.pk)


@require_POST
def stop(request: SignedIn, pk: int) -> HttpResponse:
    """Either of them stops, or says no."""
    scan = get_for(request.user, "quickscan.stop_sharing", Scan, pk)
    stop_sharing(scan, today=timezone.localdate(), by=request.user)
    messages.success(request, "Uw wijken tellen niet mee. Tellingen waar zij in zaten, zijn weg.")
    return redirect("quickscan:sharing", scan.pk)
