"""Neighbourhoods with more against neighbourhoods with fewer low incomes, scale by scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Mean
from rondom.charts.chart import Chart, Table, Width, format_of
from rondom.charts.colours import ACCENT, ACCENT_PALE
from rondom.charts.pairs import Look, Pair, draw_pairs
from rondom.charts.profile import mean_cells
from rondom.charts.scale import NOW, Mark
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, sentence, shown, withheld

_POORER = Mark("square", ACCENT, ACCENT_PALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastRow:
    """One scale in both kinds of neighbourhood; ``verdict`` is what may be said about them."""

    label: str
    poorer: Mean
    richer: Mean
    verdict: str = ""


def contrast(
    rows: Sequence[ContrastRow],
    *,
    title: str,
    key: str,
    width: Width = "wide",
    names: tuple[str, str] = (
        "wijken met meer huishoudens met een laag inkomen",
        "wijken met minder huishoudens met een laag inkomen",
    ),
    of: str = "Schaal",
) -> Chart:
    """Two scores per scale with their intervals; the kinds differ in shape as well as in colour."""
    form = format_of(width)
    description = " ".join(_describe(row, names) for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    pairs = [Pair(row.label, row.poorer, row.richer, _verdict(row)) for row in rows]
    look = Look((_POORER, NOW), names, joined=False)
    bottom = draw_pairs(drawing, pairs, look=look, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    head = (of, *(part for name in names for part in (sentence(name)[:-1], "Marge", "Antwoorden")), "Oordeel")
    return Chart(svg, title, description, Table(head, tuple(_cells(row) for row in rows)))


def _verdict(row: ContrastRow) -> str:
    return "" if row.poorer.mean is None or row.richer.mean is None else row.verdict


def _describe(row: ContrastRow, names: tuple[str, str]) -> str:
    said = [
        f"{name} {withheld(mean.why) if mean.mean is None else shown(mean.mean)}"
        for name, mean in zip(names, (row.poorer, row.richer), strict=True)
    ]
    return sentence(f"{row.label}: {', '.join([*said, *filter(None, [_verdict(row)])])}")


def _cells(row: ContrastRow) -> tuple[str, ...]:
    return (row.label, *mean_cells(row.poorer), *mean_cells(row.richer), _verdict(row) or HIDDEN_CELL)
