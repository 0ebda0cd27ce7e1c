"""Which actions go together with improvement: shown as association, never as proof.

Per advice: the change between two waves in neighbourhoods where it was done in between, beside the change
in neighbourhoods where nobody planned it. Only numbers that were released, and only plans that are for
their whole circle: a neighbourhood with another plan is left out, so that nobody can tell what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from rondom.analysis.disclosure import TOTAL
from rondom.charts.chart import Chart
from rondom.charts.differences import DifferenceRow, differences
from rondom.charts.words import signed, whole
from rondom.cores.measure.models import Release, Round
from rondom.cores.measure.models.publication import Audience as Readers
from rondom.cores.plan.models import Action, Origin, Plan, Version
from rondom.cores.plan.models.action import ActionState
from rondom.foundation.circles.models import Audience
from rondom.workflows.quickscan.advice import LIBRARY, Advice
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.report.source import Source, difference
from rondom.workflows.quickscan.reports import source_of

FEWEST = 3
"""So many neighbourhoods with and without an action before they are compared."""

KINDS = ("met deze actie", "zonder deze actie")


@dataclass(frozen=True, slots=True)
class Change:
    """How a scale changed in one neighbourhood between two waves, in points."""

    area: str
    then: float
    now: float
    points: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Together:
    """One advice: where it was done and where not, and what changed there."""

    advice: Advice
    scale: str
    done: tuple[Change, ...]
    without: tuple[Change, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are enough neighbourhoods on both sides to look at."""
        return min(len(self.done), len(self.without)) >= FEWEST

    @property
    def finding(self) -> str:
        """Both sides in a sentence. No chance is worked out: these are too few neighbourhoods for that."""
        up = sum(one.points > 0 for one in self.done)
        return (
            f"{self.scale} ging omhoog in {up} van de {len(self.done)} wijken met deze actie. "
            f"De middelste verandering is {_middle(self.done)} met, en {_middle(self.without)} zonder "
            f"({len(self.without)} wijken)."
        )

    @property
    def wide(self) -> Chart:
        """For a desk."""
        return self._drawn("wide")

    @property
    def narrow(self) -> Chart:
        """For a phone."""
        return self._drawn("narrow")

    def _drawn(self, width: Any) -> Chart:
        rows = [
            DifferenceRow(label=one.area, value=one.points, low=one.low, high=one.high, first=first)
            for some, first in ((self.done, True), (self.without, False))
            for one in sorted(some, key=lambda change: -change.points)
        ]
        title = f"{self.scale}: verandering per wijk"
        return differences(rows, title=title, key=f"samen-{self.advice.code}", kinds=KINDS, width=width)


def together(scans: Iterable[Scan], user: Any) -> list[Together]:
    """Every advice, with the neighbourhoods of these scans; the ones with most to see first."""
    measured = [one for scan in scans for one in _measured(scan, user)]
    found = [_about(advice, measured) for advice in LIBRARY]
    return sorted(found, key=lambda one: (not one.is_enough, -len(one.done)))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A neighbourhood that was measured twice; ``done`` and ``planned`` are codes of advice."""

    source: Source
    row: str
    done: frozenset[str]
    planned: frozenset[str]


def _measured(scan: Scan, user: Any) -> Iterator[_Measured]:
    """The newest two released waves of every neighbourhood, with what was done in between."""
    seen: set[int] = set()
    closed_to_some = set(Plan.objects.filter(circle=scan.circle).exclude(audience=Audience.CIRCLE)
                         .values_list("area", flat=True))  # fmt: skip
    for wave in sorted(scan.waves.all(), key=lambda one: -one.number):
        release = _release(wave.round, user)
        previous = wave.round.previous
        if release is None or previous is None or _release(previous, user) is None:
            continue
        source = source_of(release.results, release.document)
        advised = _advised(scan, until=wave.round.closes_on)
        for area in scan.areas.all():
            if area.pk in seen or closed_to_some & {area.pk, None}:
                continue
            seen.add(area.pk)
            here = {state for place in (area.pk, None) for state in advised.get(place, ())}
            yield _Measured(
                source=source,
                row=str(area.pk),
                done=frozenset(code for code, done in here if done),
                planned=frozenset(code for code, _ in here),
            )


def _release(round_: Round, user: Any) -> Release | None:
    """The newest report about the whole municipality that this user may read, for the circle."""
    releases = Release.objects.visible_to(user).standing().filter(publication__round=round_)
    whole = releases.filter(publication__area=None, results__audience=Readers.CIRCLE)
    return whole.select_related("results__round__instrument_version").order_by("-number").first()


def _advised(scan: Scan, *, until: date) -> Mapping[int | None, set[tuple[str, bool]]]:
    """Per neighbourhood (None: the municipality) every advice that became an action, and whether that was
    done before this day."""
    origins = Origin.objects.filter(
        action__isnull=False, code__startswith="advice:", plan__circle=scan.circle
    )
    rows = origins.values_list("plan__area", "action", "code", "action__state")
    finished = _finished_by({action for _, action, _, state in rows if state == ActionState.DONE}, until)
    found: dict[int | None, set[tuple[str, bool]]] = {}
    for area, action, code, _ in rows:
        found.setdefault(area, set()).add((code.removeprefix("advice:"), action in finished))
    return found


def _finished_by(actions: Iterable[int], day: date) -> set[int]:
    """Those that people put on 'done' on this day at the latest, and left there."""
    versions = Version.objects.filter(kind=Action.noun(), thing__in=actions, at__date__lte=day)
    last = dict(
        versions.filter(changes__has_key="state").order_by("at", "pk").values_list("thing", "changes")
    )
    return {thing for thing, changes in last.items() if changes["state"][1] == ActionState.DONE}


def _about(advice: Advice, measured: Sequence[_Measured]) -> Together:
    scale = ""
    sides: tuple[list[Change], list[Change]] = ([], [])
    for one in measured:
        found = next((s for s in one.source.scales if set(advice.items) & set(s.items)), None)
        if found is None or (advice.code in one.planned and advice.code not in one.done):
            continue
        scale = one.source.name(found)
        if change := _change(one, found.name):
            sides[advice.code not in one.done].append(change)
    return Together(advice, scale, tuple(sides[0]), tuple(sides[1]))


def _change(one: _Measured, scale: str) -> Change | None:
    """Only when both numbers are shown."""
    source = one.source
    if source.before is None:
        return None
    then, now = source.before.mean(scale, one.row, TOTAL), source.now.mean(scale, one.row, TOTAL)
    found = difference(now, then, source.now.invited(one.row), source.before.invited(one.row))
    if found is None or then is None or now is None or then.mean is None or now.mean is None:
        return None
    interval = found.interval
    return Change(
        area=source.now.row_name(one.row),
        then=then.mean,
        now=now.mean,
        points=found.difference,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def _middle(changes: Sequence[Change]) -> str:
    points = whole(median(one.points for one in changes))
    return f"{signed(points)} {'punt' if abs(points) == 1 else 'punten'}"
