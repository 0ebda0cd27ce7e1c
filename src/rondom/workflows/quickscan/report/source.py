"""What one report is made from: released results, those of the time before, and the questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rondom.analysis import Comparison, Summary, TooFewData, compare
from rondom.analysis.disclosure import TOTAL, Mean, Released, thaw
from rondom.instruments import Instrument, Item, Page, Scale


@dataclass(frozen=True, slots=True)
class Wave:
    """Released results of one round, with the labels as they were then."""

    released: Released
    document: Mapping[str, Any]
    name: str

    @classmethod
    def of(cls, document: Mapping[str, Any], name: str) -> Wave:
        return cls(thaw(document["released"]), document, name)

    def invited(self, row: str, column: str = TOTAL) -> int | None:
        """How many were invited in a group that is shown; None when that is not known."""
        for one in self.document["invited"]:
            if one[0] == row and one[1] == column:
                return int(one[2])
        return None

    def column_name(self, column: str) -> str:
        """A sector, or sectors that were taken together."""
        return str(self.document["columns"].get(column, column))

    def row_name(self, row: str) -> str:
        """A neighbourhood."""
        return str(self.document["rows"].get(row, row))

    def mean(self, measure: str, row: str, column: str) -> Mean | None:
        """A mean, shown or withheld; None when this round has no such group or measure."""
        return self.released.means.get((measure, row, column))


@dataclass(frozen=True, slots=True)
class Source:
    """One report: about ``row`` (a neighbourhood, or TOTAL for the municipality)."""

    instrument: Instrument
    now: Wave
    before: Wave | None
    row: str
    subject: str
    scan: str

    @property
    def is_whole(self) -> bool:
        """About the municipality."""
        return self.row == TOTAL

    @property
    def scales(self) -> Sequence[Scale]:
        return self.instrument.scales

    def name(self, scale: Scale) -> str:
        """The scale as people know it."""
        return self.instrument.text(scale.label) or scale.name

    def items(self, scale: Scale) -> list[Item]:
        return [self.instrument.item(name) for name in scale.items]

    def label(self, item: Item) -> str:
        """The question as it completes its stem."""
        return self.instrument.text(item.label).strip(" .…")

    def stem(self, scale: Scale) -> str:
        """The words that the questions of a scale complete."""
        page = self._page_of(scale.items[0])
        return self.instrument.text(page.intro) if page else ""

    def answers(self, item: Item) -> dict[str, str]:
        """Code -> answer, from never to always."""
        points = sorted(self.instrument.choice_list(item).points, key=lambda choice: choice.score or 0)
        return {point.code: self.instrument.text(point.label) for point in points}

    def may_rank(self, scale: Scale) -> bool:
        """Whether neighbourhoods may be put in order on this scale."""
        verdicts = {one["scale"]: one["allowed"] for one in self.now.document["ranking"]}
        return bool(verdicts.get(scale.name))

    def earlier(self, scale: Scale, row: str, column: str) -> Mean | None:
        """The same group in the time before."""
        return self.before.mean(scale.name, row, column) if self.before else None

    def change(self, scale: Scale) -> Comparison | None:
        """This time against the time before; None when either is not shown."""
        if self.before is None:
            return None
        then, now = (wave.mean(scale.name, self.row, TOTAL) for wave in (self.before, self.now))
        return difference(now, then, self.now.invited(self.row), self.before.invited(self.row))

    def _page_of(self, name: str) -> Page | None:
        for page in self.instrument.pages:
            if any(part.name == name for part in page.parts):
                return page
        return None


def difference(
    first: Mean | None, second: Mean | None, first_population: int | None, second_population: int | None
) -> Comparison | None:
    """Two released means compared; None when either is withheld or cannot carry it."""
    sides = []
    for mean, population in ((first, first_population), (second, second_population)):
        if mean is None or mean.mean is None or mean.sd is None or mean.n is None:
            return None
        sides.append(Summary(mean.n, mean.mean, mean.sd, population))
    try:
        return compare(*sides)
    except TooFewData:
        return None
