"""Which actions go together with improvement: shown as association, never as proof.

Per advice: the change between two waves in neighbourhoods where it was done in between, beside the change
in neighbourhoods where nobody planned it, of scans in which one user has a role. ``elsewhere`` is about other
municipalities.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from rondom.charts.chart import Chart
from rondom.charts.differences import DifferenceRow, differences
from rondom.charts.words import signed, whole
from rondom.cores.measure.models import Release
from rondom.workflows.quickscan.advice import LIBRARY, Advice
from rondom.workflows.quickscan.measured import Change, Measured, measured
from rondom.workflows.quickscan.models import Scan

FEWEST = 3
"""So many neighbourhoods with and without an action before they are compared."""

KINDS = ("met deze actie", "zonder deze actie")


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
    releases = Release.objects.visible_to(user)
    found_here = [one for scan in scans for one in measured(scan, releases)]
    found = [_about(advice, found_here) for advice in LIBRARY]
    return sorted(found, key=lambda one: (not one.is_enough, -len(one.done)))


def _about(advice: Advice, neighbourhoods: Sequence[Measured]) -> Together:
    scale = ""
    sides: tuple[list[Change], list[Change]] = ([], [])
    for one in neighbourhoods:
        found = next((s for s in one.source.scales if set(advice.items) & set(s.items)), None)
        if found is None or (advice.code in one.planned and advice.code not in one.done):
            continue
        scale = one.source.name(found)
        if change := one.change(found.name):
            sides[advice.code not in one.done].append(change)
    return Together(advice, scale, tuple(sides[0]), tuple(sides[1]))


def _middle(changes: Sequence[Change]) -> str:
    points = whole(median(one.points for one in changes))
    return f"{signed(points)} {'punt' if abs(points) == 1 else 'punten'}"
