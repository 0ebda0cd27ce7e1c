"""Looking half-way at a plan, goal by goal."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rondom.cores.plan.actions.evaluations import look_half_way
from rondom.cores.plan.audience import who_sees
from rondom.cores.plan.forms.half_way import HalfWayForm
from rondom.cores.plan.overviews.half_way import half_way
from rondom.cores.plan.views.finding import CHANGE, plan_for, saved
from rondom.foundation.accounts.requests import SignedIn


def look(request: SignedIn, pk: int) -> HttpResponse:
    """What was done and measured so far; and per goal how it goes and what happens with it."""
    plan = plan_for(request, pk, CHANGE)
    today = timezone.localdate()
    began = {"on": today, "revision": plan.evaluations.count()}
    form = HalfWayForm(request.POST or None, goals=half_way(plan, today), initial=began)
    done = saved(
        request, form, lambda: look_half_way(plan, by=request.user, **form.look()),
        said="De tussenstand is bewaard. Het volgende rapport laat hem ook zien.", to=plan,
    )  # fmt: skip
    context = {"plan": plan, "form": form, "who": who_sees(plan)}
    return done or render(request, "plan/half_way.html", context, status=422 if form.errors else 200)
