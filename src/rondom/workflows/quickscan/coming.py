"""What comes next in a neighbourhood, and by when. The times are conventions of Rondom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from rondom.cores.meet.models import Gathering
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.action import TO_DO, ActionState
from rondom.cores.plan.models.evaluation import Moment
from rondom.cores.plan.models.goal import GoalState
from rondom.cores.plan.models.plan import AT_WORK, PlanState
from rondom.foundation.places.models import WorkArea
from rondom.ui.templatetags.rondom import short_day
from rondom.workflows.quickscan.models import RoundTable, Scan, Wave

TABLE_WITHIN, PLAN_WITHIN = timedelta(weeks=10), timedelta(weeks=12)
"""So long after a round closed the round table is held, and the plan agreed."""

AGAIN_AFTER = 365
"""Days after which a next wave is proposed; people need that long to make a difference."""

AGAIN_WITHIN = timedelta(days=2 * AGAIN_AFTER)


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes next, by when, and what is known of this neighbourhood."""

    following: str = ""
    day: date | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a user may know: gatherings, and of the plans that they see how many actions are done."""

    gatherings: frozenset[int]
    actions: Mapping[int, tuple[int, int, int]]  # plan -> done, all that did not stop, and late


def known_to(user: Any, plans: Mapping[int, Sequence[Plan]]) -> Known:
    """For all neighbourhoods at once."""
    tables = RoundTable.objects.filter(gathering__in=Gathering.objects.visible_to(user).values("pk"))
    numbers = {plan.pk for some in plans.values() for plan in some}
    seen = Plan.objects.filter(pk__in=Plan.objects.visible_to(user).filter(pk__in=numbers).values("pk"))
    overdue = Q(goals__actions__state__in=TO_DO, goals__actions__due_on__lt=timezone.localdate())
    overdue &= ~Q(goals__state=GoalState.DROPPED)
    actions = seen.order_by().annotate(
        done=Count("goals__actions", filter=Q(goals__actions__state=ActionState.DONE)),
        all=Count("goals__actions", filter=~Q(goals__actions__state=ActionState.STOPPED)),
        late=Count("goals__actions", filter=overdue),
    )
    return Known(
        frozenset(tables.values_list("gathering", flat=True)),
        {pk: (done, all_, late) for pk, done, all_, late in actions.values_list("pk", "done", "all", "late")},
    )


def coming_up(scan: Scan, area: WorkArea, plans: Mapping[int, Sequence[Plan]], known: Known) -> Coming:
    """What comes next here: of the latest wave, or sooner of a plan from an earlier one that still runs.

    A plan or round table of the whole municipality counts for each neighbourhood.
    """
    wave = scan.latest_wave
    if wave is None:
        return Coming("eerste meting klaarzetten")

    def about_here(of: Wave) -> list[Plan]:
        found = plans.get(of.round_id, ())
        return [one for one in found if one.area_id in (None, area.pk) and one.pk in known.actions]

    before = [plan for one in scan.waves.all() if one != wave for plan in about_here(one)]
    earlier, about = [plan for plan in before if plan.state in AT_WORK], about_here(wave)
    tables = [
        one
        for one in wave.tables.all()
        if one.area_id in (None, area.pk) and one.is_about_results and one.gathering_id in known.gatherings
    ]
    coming = [_following(wave, about, tables), *(step for plan in earlier if (step := _step_of(plan)))]
    following, day = min(coming, key=lambda step: (step[1] is None, step[1] or date.max))
    return Coming(following, day, tuple(_details([*earlier, *about], tables, known)))


def _following(wave: Wave, plans: Sequence[Plan], tables: Sequence[RoundTable]) -> tuple[str, date | None]:
    round_ = wave.round
    if round_.is_concept:
        return "meting openen", round_.opens_on
    if round_.is_open:
        return "meting sluiten", round_.closes_on
    for plan in plans:
        if step := _step_of(plan):
            return step
    if any(plan.state in (PlanState.EVALUATED, PlanState.CLOSED) for plan in plans):
        return "opnieuw meten", round_.closes_on + AGAIN_WITHIN
    if any(plan.state == PlanState.CONCEPT for plan in plans):
        return "plan vaststellen", round_.closes_on + PLAN_WITHIN
    to_hold = [one.gathering for one in tables if one.gathering.is_coming]
    if tables and not to_hold:
        return "plan maken", round_.closes_on + PLAN_WITHIN
    planned = next((one.day for one in to_hold if one.day), None)
    return "rondetafel houden", planned or round_.closes_on + TABLE_WITHIN


def _step_of(plan: Plan) -> tuple[str, date] | None:
    """When people look back at a plan that they work on."""
    if plan.state not in (PlanState.AGREED, PlanState.RUNNING):
        return None
    if plan.half_way_on:
        return "halverwege kijken", plan.half_way_on
    return ("evalueren", plan.evaluate_on) if plan.evaluate_on else None


def _details(plans: Sequence[Plan], tables: Sequence[RoundTable], known: Known) -> Iterator[str]:
    for table in tables:
        if table.gathering.day:
            yield f"rondetafel {short_day(table.gathering.day)}"
    for plan in plans:
        done, all_, late = known.actions[plan.pk]
        if all_:
            yield f"{done} van {all_} acties klaar" + (f", {late} te laat" if late else "")
        looked = [one.on for one in plan.evaluations.all() if one.moment == Moment.HALF_WAY]
        if looked:
            yield f"halverwege gekeken {short_day(max(looked))}"
