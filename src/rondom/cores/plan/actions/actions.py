"""Actions: writing them down, moving them, and saying what stands in the way."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from rondom.cores.plan.actions.changing import added, change, locked, written_before
from rondom.cores.plan.actions.origins import add_origins
from rondom.cores.plan.models import Action, Goal
from rondom.cores.plan.models.action import ActionState
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.rules import is_in_audience
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def add_action(
    goal: Goal,
    *,
    what: str,
    by: User,
    origins: Iterable[Source] = (),
    key: uuid.UUID | None = None,
    **more: Any,
) -> Action:
    """Something that someone will do for this goal. ``more``: the other fields of an action.

    Sent again with the same key it is the same action.
    """
    if before := written_before(goal.plan, key, what=what):
        return Action.objects.get(pk=before.thing)
    goal.plan.require_not_ended()
    _check({**more, "what": what}, goal)
    action = added(Action(goal=goal, what=what, **more), by=by, key=key)
    add_origins(origins, plan=goal.plan, action=action)
    record(by, "plan.action_added", goal.plan, plan_action=action.pk)
    return action


@transaction.atomic
def change_action(
    action: Action, values: Mapping[str, Any], *, by: User, revision: int | None = None, why: str = ""
) -> None:
    """Other words, days or people. Stale when someone else changed the same."""
    action.plan.require_not_ended()
    _check(values, action.goal)
    changed = change(action, values, by=by, revision=revision, why=why)
    if changed:
        record(by, "plan.action_changed", action.plan, plan_action=action.pk, fields=len(changed))


def start_action(action: Action, *, by: User) -> None:
    """Someone is at it (again)."""
    _move(action, ActionState.BUSY, by=by, stop_reason="")


def finish_action(action: Action, *, by: User) -> None:
    """Done; what stood in the way no longer does."""
    _move(action, ActionState.DONE, by=by, obstacle="")


def stop_action(action: Action, *, reason: str, by: User) -> None:
    """It will not be done, and why."""
    if not reason.strip():
        raise Refused("Schrijf op waarom deze actie stopt.")
    _move(action, ActionState.STOPPED, by=by, stop_reason=reason.strip())


@transaction.atomic
def report_obstacle(action: Action, *, obstacle: str, by: User, revision: int | None = None) -> None:
    """What stands in the way; an empty text says that it goes on. Stale when someone else changed it."""
    locked(action)
    action.plan.require_not_ended()
    if not action.is_to_do:
        raise Refused(f"Deze actie is {action.get_state_display()}. Dan loopt zij niet vast.")
    text = obstacle.strip()
    if change(action, {"obstacle": text}, by=by, what="stuck" if text else "freed", revision=revision):
        record(by, "plan.action_stuck", action.plan, plan_action=action.pk, stuck=bool(text))


@transaction.atomic
def _move(action: Action, state: ActionState, *, by: User, **more: Any) -> None:
    locked(action)
    action.plan.require_not_ended()
    action.require_next(state)
    change(action, {"state": state, **more}, by=by, what="moved")
    record(by, "plan.action_moved", action.plan, plan_action=action.pk, action_state=state)


def _check(values: Mapping[str, Any], goal: Goal) -> None:
    owner, starts, due = values.get("owner"), values.get("starts_on"), values.get("due_on")
    if owner is not None and not is_in_audience(owner, goal.plan):
        raise Refused("De trekker moet dit plan kunnen zien. Kies iemand voor wie het plan is.")
    if starts and due and due < starts:
        raise Refused("De actie is klaar voordat zij begint. Kies een latere dag om klaar te zijn.")
