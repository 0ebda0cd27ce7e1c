"""Goals: writing them down, their order, reaching them or letting them go, and scores."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from rondom.cores.plan.actions.changing import added, change, locked, noted, written_before
from rondom.cores.plan.actions.origins import add_origins
from rondom.cores.plan.models import Goal, Plan, Score
from rondom.cores.plan.models.goal import GoalState
from rondom.cores.plan.models.origin import Source
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def add_goal(
    plan: Plan,
    *,
    words: str,
    by: User,
    notice: str = "",
    theme: str = "",
    origins: Iterable[Source] = (),
    key: uuid.UUID | None = None,
) -> Goal:
    """A goal at the end of the list. Sent again with the same key it is the same goal."""
    if before := written_before(plan, key, words=words):
        return plan.goals.get(pk=before.thing)
    plan.require_not_ended()
    last = plan.goals.aggregate(last=Max("order"))["last"] or 0
    goal = added(Goal(plan=plan, words=words, notice=notice, theme=theme, order=last + 1), by=by, key=key)
    add_origins(origins, plan=plan, goal=goal)
    record(by, "plan.goal_added", plan, goal=goal.pk)
    return goal


@transaction.atomic
def change_goal(
    goal: Goal, values: Mapping[str, Any], *, by: User, revision: int | None = None, why: str = ""
) -> None:
    """Other words. Stale when someone else changed the same."""
    goal.plan.require_not_ended()
    changed = change(goal, values, by=by, revision=revision, why=why)
    if changed:
        record(by, "plan.goal_changed", goal.plan, goal=goal.pk, fields=len(changed))


@transaction.atomic
def move_goal_up(goal: Goal, *, by: User, seen: int | None = None) -> None:
    """One place earlier in the list. ``seen`` is its place when someone pressed: twice is once."""
    locked(goal.plan)
    goal.plan.require_not_ended()
    goals = list(goal.plan.goals.order_by("order", "pk"))
    place = goals.index(goal)
    if place and seen in (None, place + 1):
        goals[place - 1], goals[place] = goals[place], goals[place - 1]
        for order, one in enumerate(goals, start=1):
            change(one, {"order": order}, by=by, what="moved")
        record(by, "plan.goal_changed", goal.plan, goal=goal.pk, fields=1)


def reach_goal(goal: Goal, *, by: User) -> None:
    """It is as people wanted it."""
    _move(goal, GoalState.REACHED, by=by)


def drop_goal(goal: Goal, *, reason: str, by: User) -> None:
    """People no longer want this, and why."""
    if not reason.strip():
        raise Refused("Schrijf op waarom u dit doel loslaat.")
    _move(goal, GoalState.DROPPED, by=by, drop_reason=reason.strip())


def reopen_goal(goal: Goal, *, by: User) -> None:
    """It asks for work again."""
    _move(goal, GoalState.OPEN, by=by, drop_reason="")


@transaction.atomic
def give_score(goal: Goal, *, score: int, on: date, by: User, said_by: str = "") -> Score:
    """How near the goal is, from 0 to 10. Someone's second score of a day corrects the first."""
    locked(goal)
    goal.plan.require_not_ended()
    if not 0 <= score <= 10:
        raise Refused("Geef een cijfer van 0 tot en met 10.")
    before = goal.scores.filter(on=on, said_by=said_by).values_list("score", flat=True).first()
    kept, _ = Score.objects.update_or_create(goal=goal, on=on, said_by=said_by, defaults={"score": score})
    if before != score:
        noted(goal, "scored", {"score": [before, score]}, by=by)
        record(by, "plan.goal_scored", goal.plan, goal=goal.pk)
    return kept


@transaction.atomic
def _move(goal: Goal, state: GoalState, *, by: User, **more: Any) -> None:
    locked(goal)
    goal.plan.require_not_ended()
    goal.require_next(state)
    change(goal, {"state": state, **more}, by=by, what="moved")
    record(by, "plan.goal_moved", goal.plan, goal=goal.pk, goal_state=state)
