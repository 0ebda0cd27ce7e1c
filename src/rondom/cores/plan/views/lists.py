"""All actions of a plan: on a board, in a list, along time."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from rondom.cores.plan.audience import who_sees
from rondom.cores.plan.models import Action
from rondom.cores.plan.models.action import TO_DO
from rondom.cores.plan.overviews.lists import ONLY, ORDERS, STATES, Chosen
from rondom.cores.plan.overviews.lists import board as columns
from rondom.cores.plan.pictures import timeline as drawn
from rondom.cores.plan.views.finding import plan_for
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.models import roles_remembered
from rondom.foundation.places.models import Organisation

ROWS = 30


def board(request: SignedIn, pk: int) -> HttpResponse:
    """By state; buttons bring a card further."""
    plan = plan_for(request, pk)
    actions = Action.objects.filter(goal__plan=plan).with_names()
    with roles_remembered(request.user):
        shown = columns(actions, request.user, timezone.localdate())
    return render(request, "plan/board.html", {"plan": plan, "columns": shown, "who": who_sees(plan)})


def actions(request: SignedIn, pk: int) -> HttpResponse:
    """In a list, to choose from and to put in order."""
    plan = plan_for(request, pk)
    today = timezone.localdate()
    chosen = Chosen.from_address(request.GET.dict())
    page = Paginator(chosen.actions(plan, request.user, today), ROWS).get_page(request.GET.get("pagina"))
    pulling = Action.objects.filter(goal__plan=plan).values("organisation")
    context = {
        "plan": plan,
        "page": page,
        "rows": [(action, action.is_late_on(today)) for action in page],
        "chosen": chosen,
        "organisations": [(str(one.pk), one) for one in Organisation.objects.filter(pk__in=pulling)],
        "states": list(STATES),
        "only": list(ONLY.items()),
        "orders": list(ORDERS.items()),
        "who": who_sees(plan),
    }
    return render(request, "plan/actions.html", context)


def timeline(request: SignedIn, pk: int) -> HttpResponse:
    """Along time, with what comes next."""
    plan = plan_for(request, pk)
    today = timezone.localdate()
    actions = list(Action.objects.filter(goal__plan=plan).with_names())
    context = {
        "plan": plan,
        "wide": drawn(actions, plan, today, "wide"),
        "narrow": drawn(actions, plan, today, "narrow"),
        "undated": [one for one in actions if one.state in TO_DO and not (one.starts_on or one.due_on)],
        "who": who_sees(plan),
    }
    return render(request, "plan/timeline.html", context)
