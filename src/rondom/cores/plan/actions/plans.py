"""Starting a plan, changing it, whom it is for, and bringing it further."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from rondom.cores.plan.actions.changing import (
    Stale,
    added,
    change,
    changed_since,
    locked,
    noted,
    started_before,
)
from rondom.cores.plan.actions.origins import add_origins
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.models.plan import PlanState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Audience, Circle, Membership, Role
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused


@transaction.atomic
def start_plan(
    circle: Circle,
    *,
    title: str,
    by: User,
    area: WorkArea | None = None,
    half_way_on: date | None = None,
    evaluate_on: date | None = None,
    four_eyes: bool = False,
    audience: str = Audience.CIRCLE,
    named: Collection[User] = (),
    origins: Iterable[Source] = (),
    key: uuid.UUID | None = None,
) -> Plan:
    """A new plan, in preparation. Sent again with the same key it is the same plan."""
    if before := started_before(circle, key, title=title):
        return before
    plan = Plan(
        circle=circle, title=title, area=area, half_way_on=half_way_on, evaluate_on=evaluate_on,
        four_eyes=four_eyes,
        audience=audience,
    )  # fmt: skip
    _check_audience(plan, audience, named)
    added(plan, by=by, key=key)
    plan.named.set(named if audience == Audience.NAMED else ())
    add_origins(origins, plan=plan)
    record(by, "plan.plan_started", plan, audience_in_circle=audience)
    return plan


@transaction.atomic
def change_plan(
    plan: Plan, values: Mapping[str, Any], *, by: User, revision: int | None = None, why: str = ""
) -> None:
    """Another title, neighbourhood or day. Stale when someone else changed the same."""
    plan.require_not_ended()
    if plan.four_eyes and values.get("four_eyes") is False:
        raise Refused("Dat een tweede persoon het plan vaststelt, blijft zo. Anders helpt het niet.")
    changed = change(plan, values, by=by, revision=revision, why=why)
    if changed:
        record(by, "plan.plan_changed", plan, fields=len(changed))


@transaction.atomic
def share_plan(
    plan: Plan, *, audience: str, named: Collection[User] = (), by: User, revision: int | None = None
) -> None:
    """Who in the circle sees this plan. It only narrows: nobody outside the circle ever does.

    Stale when someone else chose something else since this revision.
    """
    locked(plan)
    plan.require_not_ended()
    if audience not in Audience.values:
        raise Refused("Kies voor wie het plan is.")
    _check_audience(plan, audience, named)
    named = named if audience == Audience.NAMED else ()
    before = {"audience": plan.audience, "named": sorted(plan.named.values_list("pk", flat=True))}
    after = {"audience": audience, "named": sorted(user.pk for user in named)}
    if after == before:
        return
    if set(before) & set(changed_since(plan, revision)):
        raise Stale(plan.revision, {"audience": _in_words(plan)}, {})
    plan.audience = audience
    plan.save(update_fields=["audience"])
    plan.named.set(named)
    noted(plan, "shared", {name: [before[name], after[name]] for name in before}, by=by)
    record(by, "plan.plan_shared", plan, audience_in_circle=audience)


HALF_WAY_MONTHS = 6
"""So long after a plan was agreed people look half-way, unless they chose a day."""


def agree_plan(plan: Plan, *, by: User, seen: int | None = None, on: date | None = None) -> None:
    """Everyone who must, agreed: this is what we will do. From that day the half-way look is counted.

    With ``four_eyes`` it takes two: whoever wrote last does not agree it as well. ``seen`` is the number of
    the last change that they read: nobody agrees what was changed behind their back.
    """
    if not plan.goals.exists():
        raise Refused("Schrijf eerst minstens één doel op. Dan kunt u het plan vaststellen.")
    if seen is not None and plan.versions.filter(pk__gt=seen).exists():
        raise Refused("Iemand wijzigde dit plan net. Lees het eerst opnieuw.")
    if not may_agree(plan, by):
        raise Refused("U wijzigde dit plan als laatste. Laat een andere coördinator het vaststellen.")
    look_on = plan.half_way_on or (months_after(on, HALF_WAY_MONTHS) if on else None)
    _move(plan, PlanState.AGREED, by=by, half_way_on=look_on)


def may_agree(plan: Plan, user: User) -> bool:
    """Whether this user is the second pair of eyes, where a plan asks for one."""
    if not plan.four_eyes:
        return True
    last = plan.versions.order_by("-pk").first()
    return last is not None and last.by_id != user.pk


def start_work(plan: Plan, *, by: User) -> None:
    """People begin to do it."""
    _move(plan, PlanState.RUNNING, after=PlanState.AGREED, by=by)


def resume_plan(plan: Plan, *, evaluate_on: date | None, by: User) -> None:
    """After an evaluation the plan goes on, with a new day to look back."""
    _move(plan, PlanState.RUNNING, after=PlanState.EVALUATED, by=by, evaluate_on=evaluate_on)


def close_plan(plan: Plan, *, by: User) -> None:
    """It is done; from now on the plan no longer changes."""
    _move(plan, PlanState.CLOSED, by=by)


def stop_plan(plan: Plan, *, reason: str, by: User) -> None:
    """It will not be finished, and why."""
    if not reason.strip():
        raise Refused("Schrijf op waarom het plan stopt.")
    _move(plan, PlanState.STOPPED, by=by, stop_reason=reason.strip())


@transaction.atomic
def _move(plan: Plan, state: PlanState, *, by: User, after: PlanState | None = None, **more: Any) -> None:
    locked(plan)
    plan.require_next(state)
    if after and plan.state != after:
        raise Refused(f"Dit plan is {plan.get_state_display()}. Kies een van de knoppen op de bladzijde.")
    change(plan, {"state": state, **more}, by=by, what="moved")
    record(by, "plan.plan_moved", plan, plan_state=state)


def months_after(day: date, months: int) -> date:
    """So many months on; the 28th at most, so that every month has it."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def _in_words(plan: Plan) -> str:
    names = ", ".join(str(user) for user in plan.named.all())
    return f"{plan.get_audience_display()}{': ' if names else ''}{names}"


def _check_audience(plan: Plan, audience: str, named: Collection[User]) -> None:
    """Someone must be able to bring the plan further; and only members can be named."""
    if audience != Audience.NAMED:
        return
    members = Membership.objects.filter(circle=plan.circle, user__in=[user.pk for user in named])
    roles = list(members.values_list("role", flat=True))
    if len(roles) != len({user.pk for user in named}):
        raise Refused("Noem alleen mensen die in de kring zitten.")
    if Role.COORDINATOR not in roles:
        raise Refused("Noem ook minstens één coördinator. Anders kan niemand het plan bijwerken.")
