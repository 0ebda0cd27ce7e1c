"""The door to what stands in a plan, and how a form that changes it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rondom.cores.plan.actions.changing import Stale
from rondom.cores.plan.audience import who_sees
from rondom.cores.plan.models import Action, Goal, Indicator, Plan
from rondom.foundation.accounts.requests import SignedIn
from rondom.foundation.circles.door import get_for, require
from rondom.foundation.refusals import Refused

VIEW, CHANGE = "plan.view_plan", "plan.change_plan"


def plan_for(request: SignedIn, pk: int, permission: str = VIEW) -> Plan:
    """The plan, if this user may do this with it."""
    plan = get_for(request.user, "plan.view_plan", Plan, pk)
    assert isinstance(plan, Plan)
    require(request.user, permission, plan)
    return plan


def goal_for(request: SignedIn, pk: int, goal_pk: int, permission: str = VIEW) -> Goal:
    """A goal of that plan."""
    return get_object_or_404(Goal.objects.select_related("plan__circle"),
                             plan=plan_for(request, pk, permission), pk=goal_pk)  # fmt: skip


def indicator_for(request: SignedIn, pk: int, indicator_pk: int, permission: str = VIEW) -> Indicator:
    """An indicator of that plan."""
    plan = plan_for(request, pk, permission)
    return get_object_or_404(
        Indicator.objects.select_related("goal__plan__circle"), goal__plan=plan, pk=indicator_pk
    )


def action_for(request: SignedIn, pk: int, action_pk: int, permission: str = VIEW) -> Action:
    """An action of that plan; whoever pulls it may do more with it than with the plan."""
    plan = plan_for(request, pk)
    action = get_object_or_404(Action.objects.with_names(), goal__plan=plan, pk=action_pk)
    require(request.user, permission, plan if permission in (VIEW, CHANGE) else action)
    return action


def form_page(
    request: SignedIn, form: Any, *, plan: Plan, title: str, button: str = "Bewaren", lead: str = "",
    back: str = "",
) -> HttpResponse:  # fmt: skip
    """A page with one form, and who will see what is filled in."""
    context = {
        "form": form, "plan": plan, "title": title, "button": button, "lead": lead,
        "back": back or plan.get_absolute_url(), "who": who_sees(plan),
    }  # fmt: skip
    return render(request, "plan/form.html", context, status=422 if form.errors else 200)


def once(step: Callable[[], Any], thing: Action | Goal | Plan, state: str, **words: str) -> None:
    """A step to this state. Who sends it again finds it done; who is second reads what a colleague wrote."""
    try:
        step()
    except Refused:
        thing.refresh_from_db()
        if thing.state != state:
            raise
        there = " ".join(str(getattr(thing, name)) for name in words)
        if there != " ".join(words.values()).strip():
            raise Refused(f"Een collega was u voor. Er staat nu: ‘{there}’.") from None


def number_in(request: SignedIn, name: str) -> int | None:
    """A number that a form sends along, such as what someone had before them when they pressed."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def saved(
    request: SignedIn, form: Any, save: Callable[[], Any], *, said: str, to: Any
) -> HttpResponse | None:
    """Save what a valid form says and go on; None when the form must be shown (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        save()
    except Stale as stale:
        form.show_both(stale)
        return None
    except ValidationError as wrong:
        form.add_error(None, wrong)
        return None
    messages.success(request, said)
    return redirect(to)
