"""Actions: reading, writing, moving, and saying what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from rondom.cores.plan.actions import actions
from rondom.cores.plan.audience import who_sees
from rondom.cores.plan.forms.actions import ActionForm, ObstacleForm
from rondom.cores.plan.forms.plans import ReasonForm
from rondom.cores.plan.models import Action, Version
from rondom.cores.plan.models.action import ActionState
from rondom.cores.plan.overviews.history import history
from rondom.cores.plan.overviews.lists import moves
from rondom.cores.plan.views.finding import CHANGE, action_for, form_page, goal_for, once, saved
from rondom.foundation.accounts.requests import SignedIn

MOVE = "plan.move_action"
RECENT = 10


def show(request: SignedIn, pk: int, action_pk: int) -> HttpResponse:
    """What, who, when, and what stands in the way."""
    action = action_for(request, pk, action_pk)
    return _shown(request, action, ObstacleForm(initial=_in_the_way(action)))


def _in_the_way(action: Action) -> dict[str, Any]:
    return {"obstacle": action.obstacle, "revision": action.revision}


def _shown(request: SignedIn, action: Action, form: ObstacleForm) -> HttpResponse:
    versions = Version.objects.of("action", action.pk).select_related("by")
    context = {
        "action": action,
        "plan": action.plan,
        "moves": moves(action, request.user),
        "is_late": action.is_late_on(timezone.localdate()),
        "origins": action.origins.all(),
        "obstacle_form": form,
        "lines": history(versions[:RECENT]),
        "may_forget": False,  # that is done on the page of the whole history
        "who": who_sees(action.plan),
    }
    return render(request, "plan/action.html", context, status=422 if form.errors else 200)


def add(request: SignedIn, pk: int, goal_pk: int) -> HttpResponse:
    """Something that someone will do for this goal."""
    goal = goal_for(request, pk, goal_pk, CHANGE)
    form = ActionForm(request.POST or None, plan=goal.plan)
    done = saved(
        request, form, lambda: actions.add_action(goal, by=request.user, **form.new()),
        said="De actie staat erin.", to=goal,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=goal.plan, title="Een actie opschrijven", lead=goal.words,
        back=goal.get_absolute_url(),
    )  # fmt: skip


def change(request: SignedIn, pk: int, action_pk: int) -> HttpResponse:
    """Other words, days or people."""
    action = action_for(request, pk, action_pk, CHANGE)
    form = ActionForm(request.POST or None, plan=action.plan, thing=action)
    done = saved(
        request, form, lambda: actions.change_action(action, form.values(), by=request.user, **form.edit()),
        said="De actie is bewaard.", to=action,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=action.plan, title="De actie wijzigen", back=action.get_absolute_url()
    )


STEPS: dict[str, Callable[..., None]] = {
    ActionState.BUSY: actions.start_action,
    ActionState.DONE: actions.finish_action,
}
"""Moves of an action that a press is enough for."""


@require_POST
def move(request: SignedIn, pk: int, action_pk: int) -> HttpResponse:
    """From one column of the board to another."""
    action = action_for(request, pk, action_pk, MOVE)
    step = STEPS.get(request.POST.get("state", ""))
    if step is None:
        messages.error(request, "Kies een van de knoppen.")
    else:
        once(lambda: step(action, by=request.user), action, request.POST["state"])
        messages.success(request, f"‘{action.what}’ is nu {action.get_state_display()}.")
    if request.POST.get("from") == "board":
        return redirect(f"{reverse('plan:board', args=[action.plan.pk])}#actie-{action.pk}")
    return redirect(action)


def stop(request: SignedIn, pk: int, action_pk: int) -> HttpResponse:
    """Stopping, with a reason."""
    action = action_for(request, pk, action_pk, MOVE)
    form = ReasonForm(request.POST or None)
    done = saved(
        request, form, lambda: once(
            lambda: actions.stop_action(action, by=request.user, **form.cleaned_data),
            action, ActionState.STOPPED, stop_reason=form.cleaned_data["reason"],
        ),
        said="De actie is gestopt.", to=action,
    )  # fmt: skip
    return done or form_page(
        request, form, plan=action.plan, title="De actie stoppen", button="Stoppen", lead=action.what,
        back=action.get_absolute_url(),
    )  # fmt: skip


@require_POST
def obstacle(request: SignedIn, pk: int, action_pk: int) -> HttpResponse:
    """What stands in the way, or that nothing does any more."""
    action = action_for(request, pk, action_pk, MOVE)
    form = ObstacleForm(request.POST)
    said = "Bewaard. De coördinator ziet dit." if request.POST.get("obstacle") else "De actie loopt weer."
    done = saved(
        request, form, lambda: actions.report_obstacle(action, by=request.user, **form.cleaned_data),
        said=said, to=action,
    )  # fmt: skip
    return done or _shown(request, action, form)
