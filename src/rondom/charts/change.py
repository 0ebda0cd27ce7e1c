"""This wave against the wave before, scale by scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Mean
from rondom.charts.chart import Chart, Table, Width, format_of
from rondom.charts.pairs import Look, Pair, draw_pairs
from rondom.charts.profile import mean_cells
from rondom.charts.scale import BEFORE, NOW
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, points_between, sentence, shown, signed, withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One scale in two waves. ``verdict`` is what may be said: 'verschil' or 'vergelijkbaar'."""

    label: str
    before: Mean
    now: Mean
    verdict: str


def change(
    rows: Sequence[ChangeRow],
    *,
    title: str,
    key: str,
    width: Width = "wide",
    names: tuple[str, str] = ("vorige meting", "deze meting"),
    of: str = "Schaal",
) -> Chart:
    """Two scores per scale with their intervals, joined by a line; the verdict stands in words.

    The difference is the one between the two whole numbers as shown. When either is withheld there is
    no difference and no verdict.
    """
    form = format_of(width)
    description = " ".join(_describe(row, names) for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    pairs = [Pair(row.label, row.before, row.now, _remark(row)) for row in rows]
    look = Look((BEFORE, NOW), names, joined=True)
    bottom = draw_pairs(drawing, pairs, look=look, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(rows, names, of=of))


def _points(row: ChangeRow) -> str | None:
    if row.before.mean is None or row.now.mean is None:
        return None
    return signed(points_between(row.before.mean, row.now.mean))


def _remark(row: ChangeRow) -> str:
    points = _points(row)
    return "" if points is None else f"{points}: {row.verdict}"


def _describe(row: ChangeRow, names: tuple[str, str]) -> str:
    said = [
        f"{name} {withheld(mean.why) if mean.mean is None else shown(mean.mean)}"
        for name, mean in zip(names, (row.before, row.now), strict=True)
    ]
    points = _points(row)
    end = [] if points is None else [f"{points}, {row.verdict}"]
    return sentence(f"{row.label}: {', '.join([*said, *end])}")


def _table(rows: Sequence[ChangeRow], names: tuple[str, str], *, of: str) -> Table:
    head = (of, *(part for name in names for part in (sentence(name)[:-1], "Marge", "Antwoorden")))
    return Table((*head, "Verschil", "Oordeel"), tuple(_cells(row) for row in rows))


def _cells(row: ChangeRow) -> tuple[str, ...]:
    points = _points(row)
    end = (HIDDEN_CELL, HIDDEN_CELL) if points is None else (points, row.verdict)
    return (row.label, *mean_cells(row.before), *mean_cells(row.now), *end)
