"""Which actions go together with improvement elsewhere."""

from django.http import HttpResponse
from django.shortcuts import render

from rondom.foundation.access import may
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.circles.models import roles_remembered
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.tallies import elsewhere
from rondom.workflows.quickscan.together import FEWEST, together


def show(request: SignedIn, pk: int) -> HttpResponse:
    """Of all neighbourhoods of which this user may see it: this scan and their others."""
    scan = get_for(request.user, "quickscan.view_together", Scan, pk)
    with roles_remembered(request.user):
        scans = [
            one
            for one in Scan.objects.visible_to(request.user).with_waves()
            if may(request.user, "quickscan.view_together", one)
        ]
    found = together(scans, request.user)
    context = {
        "scan": scan,
        "scans": scans,
        "enough": [one for one in found if one.is_enough],
        "few": [one for one in found if not one.is_enough],
        "fewest": FEWEST,
        "elsewhere": elsewhere(),
    }
    return render(request, "quickscan/together.html", context)
