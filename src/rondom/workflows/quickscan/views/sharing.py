"""Whether the neighbourhoods of a scan count for other municipalities."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.analysis.disclosure import FLOOR
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for, require
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.sharing import agree_to_share, ask_to_share, stop_sharing
from rondom.workflows.quickscan.elsewhere import FEWEST_MUNICIPALITIES, FEWEST_OTHERS
from rondom.workflows.quickscan.models import Scan, Tally

STEPS = {
    "ask": (
        "quickscan.ask_to_share",
        ask_to_share,
        "U vroeg het. De beleidsmedewerker in uw kring beslist.",
    ),
    "agree": (
        "quickscan.agree_to_share",
        agree_to_share,
        "Uw wijken tellen mee. Het tellen gebeurt ’s nachts.",
    ),
    "stop": (
        "quickscan.stop_sharing",
        stop_sharing,
        "Uw wijken tellen niet meer mee. Tellingen waar zij in zaten, zijn weg.",
    ),
}


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
def step(request: SignedIn, pk: int) -> HttpResponse:
    """Ask, agree or stop."""
    scan = get_for(request.user, "quickscan.view_sharing", Scan, pk)
    chosen = STEPS.get(request.POST.get("step", ""))
    if chosen is None:
        raise Refused("Kies een van de knoppen op de bladzijde.")
    permission, action, said = chosen
    require(request.user, permission, scan)
    action(scan, today=timezone.localdate(), by=request.user)
    messages.success(request, said)
    return redirect("quickscan:sharing", scan.pk)
