"""How much each further factor adds, against chance: the picture of a parallel analysis."""

import math
from collections.abc import Sequence

from rondom.analysis.disclosure.released import Figure
from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import BRAND, INK_SOFT, LINE_SOFT
from rondom.charts.layout import LEADING, write_lines
from rondom.charts.legend import Entry, write_legend
from rondom.charts.scale import BEFORE, NOW, draw_mark, radius
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, decimal, sentence, withheld_cell

MOST = 12
"""Factors in the picture and the table; what comes after is always below chance in practice."""


def scree(
    observed: Sequence[Figure], chance: Sequence[float], *, title: str, key: str, width: Width = "wide"
) -> Chart:
    """Eigenvalues from the first factor on, and what chance alone gives with as many people and questions.

    A factor that lies above chance is worth looking at. Raises ValueError without eigenvalues.
    """
    if not observed or len(observed) != len(chance):
        raise ValueError("a scree plot needs as many chance values as eigenvalues, and at least one")
    observed, chance = observed[:MOST], chance[:MOST]
    form = format_of(width)
    description = _describe(observed, chance)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, [one.value for one in observed], chance, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(observed, chance))


def _draw(
    drawing: Drawing, observed: Sequence[float | None], chance: Sequence[float], *, form: Format
) -> float:
    top = write_legend(drawing, _legend(drawing, form=form), top=0, form=form) + form.gap
    height = 300.0 if form.label else 190.0
    highest = max(1.0, *chance, *(value for value in observed if value is not None))
    ceiling = math.ceil(highest)
    left, right = form.text * 1.8, form.width - form.text

    def place(number: int, value: float) -> tuple[float, float]:
        step = (right - left) / max(len(chance) - 1, 1)
        return left + number * step, top + height * (1 - max(value, 0) / ceiling)

    _draw_grid(drawing, ceiling, place(0, 0)[1], top, left=left, right=right, form=form)
    _draw_line(drawing, [place(at, value) for at, value in enumerate(chance)], INK_SOFT, dashes="4 5")
    known = [place(at, value) for at, value in enumerate(observed) if value is not None]
    _draw_line(drawing, known, BRAND)
    for at, value in enumerate(chance):
        draw_mark(drawing, *place(at, value), mark=BEFORE, size=radius(form) * 0.7)
    for x, y in known:
        draw_mark(drawing, x, y, mark=NOW, size=radius(form))
    for at in range(len(chance)):
        x, y = place(at, 0)
        write_lines(drawing, (str(at + 1),), x=x, top=y + 6, size=form.small, anchor="middle")
    end = top + height + 6 + form.small * LEADING
    return write_lines(drawing, ("factor",), x=right, top=end, size=form.small, fill=INK_SOFT, anchor="end")


def _draw_grid(
    drawing: Drawing, ceiling: int, base: float, top: float, *, left: float, right: float, form: Format
) -> None:
    step = max(1, math.ceil(ceiling / 6))
    for value in range(0, ceiling + 1, step):
        y = base - (base - top) * value / ceiling
        drawing.shape("line", x1=left - 4, x2=right, y1=y, y2=y, stroke=LINE_SOFT, stroke_width=1)
        drawing.text(
            left - 9, y + form.small * 0.35, str(value), size=form.small, fill=INK_SOFT, anchor="end"
        )


def _draw_line(
    drawing: Drawing, points: Sequence[tuple[float, float]], colour: str, *, dashes: str | None = None
) -> None:
    if len(points) > 1:
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        drawing.shape("path", d=path, fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dashes)


def _legend(drawing: Drawing, *, form: Format) -> list[Entry]:
    def answers(x: float, y: float) -> None:
        draw_mark(drawing, x, y, mark=NOW, size=radius(form))

    def luck(x: float, y: float) -> None:
        draw_mark(drawing, x, y, mark=BEFORE, size=radius(form) * 0.8)

    return [Entry("deze antwoorden", answers), Entry("wat toeval geeft", luck)]


def _describe(observed: Sequence[Figure], chance: Sequence[float]) -> str:
    told = [
        sentence(f"Factor {at}: {decimal(one.value, 2)}, toeval {decimal(luck, 2)}")
        for at, (one, luck) in enumerate(zip(observed, chance, strict=True), start=1)
        if one.value is not None
    ]
    return " ".join(told) or "Niet getoond: te weinig antwoorden."


def _table(observed: Sequence[Figure], chance: Sequence[float]) -> Table:
    rows = []
    for at, (one, luck) in enumerate(zip(observed, chance, strict=True), start=1):
        if one.value is None:
            rows.append((str(at), withheld_cell(one.why), decimal(luck, 2), HIDDEN_CELL))
        else:
            rows.append(
                (str(at), decimal(one.value, 2), decimal(luck, 2), "ja" if one.value > luck else "nee")
            )
    return Table(("Factor", "Deze antwoorden", "Toeval", "Boven toeval"), tuple(rows))
