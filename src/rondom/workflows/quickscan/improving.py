"""From a report to an improvement plan and back: what can be chosen, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rondom.analysis.disclosure import TOTAL
from rondom.cores.measure.models import Release, Results, Round
from rondom.cores.measure.models.publication import Audience
from rondom.cores.meet.models import Decision, Gathering
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.measures import Shown
from rondom.cores.plan.models import Goal, GoalLook, Indicator, Origin, Plan
from rondom.cores.plan.models.action import ActionState
from rondom.cores.plan.models.indicator import Direction
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.overviews.progress import IndicatorProgress, indicator_progress
from rondom.foundation.places.models import WorkArea
from rondom.instruments import Item, Scale
from rondom.workflows.quickscan.advice import Advice, advice_for
from rondom.workflows.quickscan.models import RoundTable, Scan
from rondom.workflows.quickscan.report.findings import Answered, answered, low_answers
from rondom.workflows.quickscan.reports import source_of

MOST_PRIORITIES = 3
"""So many priorities in one plan: more is none."""

MOST_PROPOSED = 8


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator will measure, ready for a plan."""

    name: str
    kind: Kind
    parameters: dict[str, Any]
    direction: Direction
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question that stays low: the sentence about it, advice, and how to see whether it changes."""

    item: str
    question: str
    scale: str
    sentence: str
    advice: tuple[Advice, ...]
    definitions: tuple[Definition, ...]


def code_of(round_: Round) -> str:
    """By which a plan and its readings say from which round they come."""
    return f"round:{round_.pk}"


def anchor_of(item: str) -> str:
    """Where the sentence about a question stands in a report."""
    return f"vraag-{item}"


def proposals(release: Release) -> list[Proposal]:
    """The questions of a report with the most low answers, lowest first."""
    source = source_of(release.results, release.document)
    known = [one for one in answered(source) if one.low is not None]
    known.sort(key=lambda one: (-(one.low or 0), one.item.name))
    return [
        Proposal(
            item=one.item.name,
            question=source.label(one.item),
            scale=source.name(one.scale),
            sentence=f"{one.low}% zegt {low_answers(source, one)}: ‘{source.label(one.item)}’",
            advice=tuple(advice_for([one.item.name])),
            definitions=(_share(one, low_answers(source, one)), _score(one.scale, source.name(one.scale))),
        )
        for one in known[:MOST_PROPOSED]
    ]


def _share(one: Answered, words: str) -> Definition:
    return Definition(
        f"Deel dat {words} zegt ({one.item.name})",
        Kind.ITEM_SHARE,
        {"item": one.item.name, "codes": list(one.lowest)},
        Direction.DOWN,
        "%",
    )


def _score(scale: Scale, name: str) -> Definition:
    return Definition(f"Score {name.lower()}", Kind.SCALE_MEAN, {"scale": scale.name}, Direction.UP)


def worked_out(indicator: Indicator, source: Source) -> Shown | None:
    """What released results of a round say about an indicator, in the neighbourhood of its plan."""
    results = newest_results(source.code)
    if results is None:
        return None
    row, parameters = _row(indicator.plan.area), indicator.parameters
    released = results.released
    if indicator.kind == Kind.SCALE_MEAN:
        return released.means.get((parameters["scale"], row, TOTAL))
    return released.distributions.get((parameters["item"], row, TOTAL))


def newest_results(code: str) -> Results | None:
    """The results for the circle that belong to a code of ``code_of``."""
    kind, _, number = code.partition(":")
    if kind != "round" or not number.isdecimal():
        return None
    found = Results.objects.filter(round_id=int(number), audience=Audience.CIRCLE)
    return found.select_related("round").order_by("-number").first()


def choices(plan: Plan) -> list[tuple[str, dict[str, Any]]]:
    """Scales that someone can choose for an indicator: those of the newest round of the circle."""
    round_ = Round.objects.filter(circle=plan.circle).order_by("-pk").first()
    if round_ is None:
        return []
    instrument = round_.instrument_version.instrument
    return [(instrument.text(scale.label), {"scale": scale.name}) for scale in instrument.scales]


def item_choices(plan: Plan) -> list[tuple[str, dict[str, Any]]]:
    """Questions that someone can choose: the share of their two lowest answers."""
    round_ = Round.objects.filter(circle=plan.circle).order_by("-pk").first()
    if round_ is None:
        return []
    instrument = round_.instrument_version.instrument
    return [
        (f"{name}: {instrument.text(item.label)}", {"item": name, "codes": _lowest(instrument, scale, item)})
        for scale in instrument.scales
        for name in scale.items
        for item in [instrument.item(name)]
    ]


def _lowest(instrument: Any, scale: Scale, item: Item) -> list[str]:
    points = sorted(instrument.choice_list(item).points, key=lambda choice: choice.score or 0)
    codes = [point.code for point in points]
    return codes[-2:] if item.name in scale.reverse else codes[:2]


@dataclass(frozen=True, slots=True)
class Promise:
    """A goal that people took on after an earlier report: then and now, and what ran."""

    goal: Goal
    plan: Plan
    progress: tuple[IndicatorProgress, ...]
    done: int
    running: int
    stopped: int
    half_way: GoalLook | None


def promises(circle_pk: int, area: WorkArea | None, user: Any) -> list[Promise]:
    """The goals about a neighbourhood (None: about the municipality) that this user may see."""
    plans = Plan.objects.visible_to(user).filter(circle=circle_pk, area=area).order_by("pk")
    goals = Goal.objects.filter(plan__in=plans).select_related("plan")
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
    states = [action.state for action in goal.actions.all()]
    current = [one for one in goal.indicators.all() if not one.is_replaced]
    return Promise(
        goal=goal,
        plan=goal.plan,
        progress=tuple(indicator_progress(one) for one in current),
        done=states.count(ActionState.DONE),
        running=states.count(ActionState.BUSY),
        stopped=states.count(ActionState.STOPPED),
        half_way=max(goal.looks.all(), key=lambda one: (one.evaluation.on, one.pk), default=None),
    )


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
    codes = {f"decision:{pk}": gathering for pk, gathering in at.values_list("pk", "gathering")}
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


def _row(area: WorkArea | None) -> str:
    return str(area.pk) if area else TOTAL
