"""What municipalities know of each other, for a page: standing tallies, in sentences and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rondom.analysis.disclosure import TOTAL, Released, thaw
from rondom.charts.chart import Chart, Width
from rondom.charts.parts import Part, PartRow, part_of, parts
from rondom.charts.words import percent, whole
from rondom.workflows.quickscan.advice import LIBRARY
from rondom.workflows.quickscan.elsewhere import ANY, NONE, ROSE, summed
from rondom.workflows.quickscan.models import Tally

KINDS = ("met een actie", "zonder")
LABELS = {
    ANY: "Een of meer acties over dit thema",
    NONE: "Geen actie over dit thema",
    **{advice.code: advice.activity for advice in LIBRARY},
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One scale: in how many neighbourhoods it rose, per action and without one."""

    scale: str
    name: str
    released: Released
    municipalities: int
    notes: tuple[str, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """A sentence per action."""
        without = self._part(NONE)
        return tuple(
            _finding(self.name, LABELS.get(row, row), with_action, without)
            for row in self._rows
            if row != NONE and (with_action := self._part(row)) and without
        )

    @property
    def wide(self) -> Chart:
        """For a desk."""
        return self._drawn("wide")

    @property
    def narrow(self) -> Chart:
        """For a phone."""
        return self._drawn("narrow")

    @property
    def _rows(self) -> list[str]:
        """Actions first, then the neighbourhoods without."""
        return sorted(self.released.rows, key=lambda row: (row == NONE, row == ANY, LABELS.get(row, row)))

    def _part(self, row: str) -> Part | None:
        if row not in self.released.rows:
            return None
        return part_of(self.released.group(row, ROSE), self.released.group(row, TOTAL))

    def _drawn(self, width: Width) -> Chart:
        rows = [
            PartRow(
                label=LABELS.get(row, row),
                part=self.released.group(row, ROSE),
                group=self.released.group(row, TOTAL),
                first=row != NONE,
            )
            for row in self._rows
        ]
        title = f"{self.name}: in welk deel van de wijken ging de score omhoog?"
        return parts(rows, title=title, key=f"elders-{self.scale}", kinds=KINDS, width=width)


def elsewhere() -> list[Elsewhere]:
    """Every scale about which something may be shown. The same for every reader."""
    found: dict[str, list[Tally]] = {}
    for tally in Tally.objects.standing().exclude(document={}).order_by("made_on", "pk"):
        found.setdefault(tally.scale, []).append(tally)
    tables = (_of(scale, tallies) for scale, tallies in sorted(found.items()))
    return [one for one in tables if one is not None and one.findings]


def _of(scale: str, tallies: list[Tally]) -> Elsewhere | None:
    documents: list[dict[str, Any]] = [one.document for one in tallies]
    released = summed([thaw(document["released"]) for document in documents])
    if released is None:
        return None
    return Elsewhere(
        scale=scale,
        name=tallies[-1].name,
        released=released,
        municipalities=max(document["municipalities"] for document in documents),
        notes=tuple(dict.fromkeys(one.note for one in tallies if one.note)),
    )


def _finding(scale: str, action: str, with_action: Part, without: Part) -> str:
    apart = with_action.low > without.high or with_action.high < without.low
    sure = "De marges overlappen niet." if apart else "De marges overlappen: het verschil kan toeval zijn."
    return (
        f"{action.rstrip('.')}: {scale.lower()} ging omhoog in {_said(with_action)}. "
        f"Zonder actie ging {scale.lower()} omhoog in {_said(without)}. {sure}"
    )


def _said(part: Part) -> str:
    between = f"tussen {percent(whole(part.low))} en {percent(whole(part.high))}"
    return f"{part.n} van de {part.of} wijken ({percent(whole(part.percent))}, {between})"
