"""Where a scan stands, derived from its rounds and releases; nowhere stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rondom.cores.measure.models import Round
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.evaluation import Moment
from rondom.cores.plan.models.plan import PlanState
from rondom.workflows.quickscan.chain import plans_of
from rondom.workflows.quickscan.models import Scan

RESULTS, TABLE, IMPROVING, HALF_WAY, AGAIN = 2, 3, 4, 5, 6
PLACE_OF_PLAN: dict[str, int] = {
    PlanState.CONCEPT: TABLE,
    PlanState.AGREED: IMPROVING,
    PlanState.RUNNING: IMPROVING,
    PlanState.EVALUATED: AGAIN,
    PlanState.CLOSED: AGAIN,
}
"""A plan that is being made is what the round table is about."""

NAMES = ("Voorbereiden", "Vragen", "Uitkomsten", "Rondetafel", "Verbeterplan", "Tussenstand", "Opnieuw meten")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the row. ``state``: done, now or later."""

    name: str
    state: str
    address: str = ""


def place_of(round_: Round | None, plans: Iterable[Plan] = (), *, has_table: bool = False) -> int:
    """Which step a scan is at: its place in NAMES. ``plans`` are those made of the round's reports;
    ``has_table``: a round table about them is being prepared or was held."""
    if round_ is None or round_.is_concept:
        return 0
    if round_.is_open:
        return 1
    least = TABLE if has_table else RESULTS
    return max((_place_of_plan(plan, least) for plan in plans), default=least)


def _place_of_plan(plan: Plan, least: int) -> int:
    """A plan that runs is past half-way once people wrote down how it goes."""
    place = PLACE_OF_PLAN.get(plan.state, least)
    looked = place == IMPROVING and any(one.moment == Moment.HALF_WAY for one in plan.evaluations.all())
    return HALF_WAY if looked else place


def stages(scan: Scan, plans: Mapping[int, Sequence[Plan]] | None = None) -> list[Stage]:
    """The row of steps, for the top of a page. ``plans``: per round, for a list of scans asked at once."""
    wave = scan.latest_wave
    known = plans_of([wave.round]) if plans is None and wave else plans or {}
    has_table = bool(wave and any(table.is_about_results for table in wave.tables.all()))
    now = place_of(
        wave.round if wave else None, known.get(wave.round_id, ()) if wave else (), has_table=has_table
    )
    return [
        Stage(name, "done" if place < now else "now" if place == now else "later")
        for place, name in enumerate(NAMES)
    ]


def days_left(round_: Round, today: date) -> int:
    """How many days people can still answer, today included."""
    return max(0, (round_.closes_on - today).days + 1)
