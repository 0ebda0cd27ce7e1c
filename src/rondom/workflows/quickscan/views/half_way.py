"""Making a gathering of the half-way look at a plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.plan.models import Plan
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.half_way import prepare_half_way
from rondom.workflows.quickscan.chain import plans_of
from rondom.workflows.quickscan.models import Scan


@require_POST
def prepare(request: SignedIn, pk: int, plan_pk: int) -> HttpResponse:
    """A gathering with an agenda from the plan; day and place come next."""
    scan = get_for(request.user, "quickscan.prepare_half_way", Scan, pk)
    plan = get_for(request.user, "plan.view_plan", Plan, plan_pk)
    waves = scan.waves.select_related("round", "scan").order_by("-number")
    made = plans_of(wave.round for wave in waves)
    for wave in waves:
        if plan in made.get(wave.round_id, ()):
            gathering = prepare_half_way(wave, plan, today=timezone.localdate(), by=request.user)
            messages.success(request, "De bijeenkomst staat klaar. Kies een dag; de mensen staan er al op.")
            return redirect(gathering)
    raise Refused("Dit plan komt niet uit een rapport van deze quickscan.")
