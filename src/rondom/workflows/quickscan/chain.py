"""What became of a report, forwards and backwards: round tables, plans, goals, and whether it helped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rondom.cores.measure.models import Release, Round
from rondom.cores.meet.models import Decision, Gathering
from rondom.cores.plan.models import Goal, Origin, Plan
from rondom.cores.plan.models.action import ActionState
from rondom.cores.plan.models.evaluation import Course
from rondom.cores.plan.models.goal import GoalState
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.overviews.progress import indicator_progress
from rondom.ui.templatetags.rondom import counted, long_day
from rondom.workflows.quickscan.improving import anchor_of, code_of
from rondom.workflows.quickscan.models import RoundTable, Scan
from rondom.workflows.quickscan.report.promised import Found, Promise, Ran


def promises(release: Release, user: Any) -> list[Promise]:
    """The goals about the neighbourhood of a report (or the municipality) that this user may see.

    None in a report for everyone: plans are of the circle, and such a report goes further.
    """
    if release.is_public:
        return []
    publication = release.publication
    plans = Plan.objects.visible_to(user).filter(circle=publication.circle_id, area=publication.area)
    goals = Goal.objects.filter(plan__in=plans.order_by("pk")).select_related("plan")
    goals = goals.prefetch_related("actions", "indicators__readings", "looks__evaluation")
    return [_promise(goal) for goal in goals.order_by("plan__pk", "order", "pk")]


@dataclass(frozen=True, slots=True)
class CameOf:
    """A sentence of a report with the goals that came of it, and how many actions each has."""

    anchor: str
    scale: str
    sentence: str
    goals: tuple[Goal, ...]


def came_of(release: Release, user: Any) -> list[CameOf]:
    """The way forward from a report: every sentence that became a goal in a plan that this user sees."""
    publication = release.publication
    prefix = f"{code_of(release.results.round)}:"
    plans = Plan.objects.visible_to(user).filter(circle=publication.circle_id, area=publication.area)
    origins = Origin.objects.filter(code__startswith=prefix, goal__isnull=False, plan__in=plans.values("pk"))
    origins = origins.select_related("goal__plan").prefetch_related("goal__actions").order_by("goal")
    found: dict[str, list[Origin]] = {}
    for origin in origins:
        found.setdefault(origin.code.removeprefix(prefix), []).append(origin)
    instrument = release.results.round.instrument_version.instrument
    scales = {item: scale.name for scale in instrument.scales for item in scale.items}
    return [
        CameOf(anchor_of(item), scales.get(item, ""), some[0].label, tuple(o.goal for o in some if o.goal))
        for item, some in found.items()
    ]


def _promise(goal: Goal) -> Promise:
    current = [indicator_progress(one) for one in goal.indicators.all() if not one.is_replaced]
    look = max(goal.looks.all(), key=lambda one: (one.evaluation.on, one.pk), default=None)
    half_way = f"Halverwege, {long_day(look.evaluation.on)}: {look.words}" if look else ""
    return Promise(
        goal=goal.words,
        address=goal.get_absolute_url(),
        summary=_summary(goal),
        actions=tuple(Ran(one.what, str(one.get_state_display())) for one in goal.actions.all()),
        found=tuple(Found(one.finding, one.sure) for one in current),
        ended=_ended(goal),
        half_way=half_way,
        course=str(look.get_course_display()) if look else "",
        goes_on=look is None or look.course == Course.CONTINUE,
    )


def _ended(goal: Goal) -> str:
    if goal.state == GoalState.OPEN:
        return ""
    return f"Dit doel is {goal.get_state_display()}. {goal.drop_reason}".rstrip()


def _summary(goal: Goal) -> str:
    """The plan, where it stands, and how many of its actions for this goal are how far."""
    states = [action.state for action in goal.actions.all()]
    parts = [
        counted(states.count(ActionState.DONE), "actie is klaar,acties zijn klaar"),
        counted(states.count(ActionState.BUSY), "loopt,lopen"),
    ]
    if stopped := states.count(ActionState.STOPPED):
        parts.append(counted(stopped, "stopte,stopten"))
    return f"{goal.plan}: {goal.plan.get_state_display()}. {', '.join(parts)}."


@dataclass(frozen=True, slots=True)
class TableOfScan:
    """A round table, and the goals that came of what was decided there."""

    gathering: Gathering
    goals: tuple[Goal, ...]


def tables_seen(scan: Scan, user: Any) -> list[TableOfScan]:
    """The round tables of all waves that this user may see, newest first."""
    gatherings = Gathering.objects.visible_to(user).values("pk")
    found = RoundTable.objects.filter(wave__scan=scan, plan=None, gathering__in=gatherings)
    tables = list(found.select_related("gathering").order_by("-pk"))
    at = Decision.objects.filter(gathering__in=[one.gathering_id for one in tables])
    codes = {one.code: one.gathering_id for one in at.order_by("pk")}
    plans = Plan.objects.visible_to(user).filter(circle=scan.circle_id).values("pk")
    origins = Origin.objects.filter(code__in=codes, goal__isnull=False, plan__in=plans)
    goals: dict[int, list[Goal]] = {}
    for origin in origins.select_related("goal__plan").order_by("goal"):
        if origin.goal:
            goals.setdefault(codes[origin.code], []).append(origin.goal)
    return [TableOfScan(one.gathering, tuple(goals.get(one.gathering_id, ()))) for one in tables]


@dataclass(frozen=True, slots=True)
class PlanOfScan:
    """A plan that came of the reports of a scan, and the gathering at which people look half-way."""

    plan: Plan
    table: RoundTable | None

    @property
    def is_running(self) -> bool:
        return self.plan.state == PlanState.RUNNING


def plans_seen(scan: Scan, user: Any) -> list[PlanOfScan]:
    """The plans of all waves that this user may see, newest first."""
    waves = scan.waves.select_related("round")
    made = [plan.pk for plans in plans_of(wave.round for wave in waves).values() for plan in plans]
    plans = Plan.objects.filter(pk__in=Plan.objects.visible_to(user).filter(pk__in=made).values("pk"))
    gatherings = Gathering.objects.visible_to(user).values("pk")
    held = RoundTable.objects.filter(wave__scan=scan, plan__isnull=False, gathering__in=gatherings)
    tables = {table.plan_id: table for table in held.select_related("gathering") if table.is_on}
    return [PlanOfScan(plan, tables.get(plan.pk)) for plan in plans.order_by("-pk")]


def decisions_about(release: Release, user: Any) -> list[Decision]:
    """What was decided at round tables about this report, for who may see those gatherings."""
    tables = RoundTable.objects.filter(
        wave__round=release.results.round, area=release.publication.area, plan=None
    )
    gatherings = Gathering.objects.visible_to(user).filter(pk__in=tables.values("gathering"))
    return list(Decision.objects.filter(gathering__in=gatherings).order_by("at", "pk"))


def plans_of(rounds: Iterable[Round]) -> dict[int, list[Plan]]:
    """Per round the plans that were made of its reports."""
    rounds_by_code = {code_of(round_): round_.pk for round_ in rounds}
    origins = Origin.objects.filter(code__in=rounds_by_code, goal=None, action=None).select_related("plan")
    origins = origins.prefetch_related("plan__evaluations")
    found: dict[int, list[Plan]] = {}
    for origin in origins:
        found.setdefault(rounds_by_code[origin.code], []).append(origin.plan)
    return found
