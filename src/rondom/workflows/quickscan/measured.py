"""Neighbourhoods that were measured twice: what was done in between, and what changed.

Only numbers that were released, and only plans that are for their whole circle: a neighbourhood with another
plan is left out, so that nobody can tell what is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from rondom.analysis.disclosure import TOTAL
from rondom.cores.measure.models import Release, Round
from rondom.cores.measure.models.publication import Audience as Readers
from rondom.cores.plan.models import Action, Origin, Plan, Version
from rondom.cores.plan.models.action import ActionState
from rondom.foundation.circles.models import Audience
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.report.source import Source, difference
from rondom.workflows.quickscan.reports import source_of


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
class Measured:
    """A neighbourhood that was measured twice; ``done`` and ``planned`` are codes of advice."""

    wave: int
    area: int
    source: Source
    done: frozenset[str]
    planned: frozenset[str]

    def change(self, scale: str) -> Change | None:
        """Only when both numbers are shown."""
        source, row = self.source, str(self.area)
        if source.before is None:
            return None
        then, now = source.before.mean(scale, row, TOTAL), source.now.mean(scale, row, TOTAL)
        found = difference(now, then, source.now.invited(row), source.before.invited(row))
        if found is None or then is None or now is None or then.mean is None or now.mean is None:
            return None
        interval = found.interval
        return Change(
            area=source.now.row_name(row),
            then=then.mean,
            now=now.mean,
            points=found.difference,
            low=interval.low if interval else None,
            high=interval.high if interval else None,
        )


def measured(scan: Scan, releases: QuerySet[Release]) -> Iterator[Measured]:
    """The newest two waves of every neighbourhood that these reports tell of, and what was done between."""
    seen: set[int] = set()
    closed_to_some = set(Plan.objects.filter(circle=scan.circle).exclude(audience=Audience.CIRCLE)
                         .values_list("area", flat=True))  # fmt: skip
    for wave in sorted(scan.waves.all(), key=lambda one: -one.number):
        release = _newest(releases, wave.round)
        previous = wave.round.previous
        if release is None or previous is None or _newest(releases, previous) is None:
            continue
        source = source_of(release.results, release.document)
        advised = _advised(scan, until=wave.round.closes_on)
        for area in scan.areas.all():
            if area.pk in seen or closed_to_some & {area.pk, None}:
                continue
            seen.add(area.pk)
            here = {state for place in (area.pk, None) for state in advised.get(place, ())}
            yield Measured(
                wave=wave.pk,
                area=area.pk,
                source=source,
                done=frozenset(code for code, done in here if done),
                planned=frozenset(code for code, _ in here),
            )


def _newest(releases: QuerySet[Release], round_: Round) -> Release | None:
    """The newest report about the whole municipality, for the circle."""
    whole = releases.filter(publication__round=round_, publication__area=None, withdrawn_on=None)
    found = whole.filter(results__audience=Readers.CIRCLE)
    return found.select_related("results__round__instrument_version").order_by("-number").first()


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
