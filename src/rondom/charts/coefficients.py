"""Coefficients between 0 and 1, such as reliabilities and loadings: a dot with its interval per row."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Figure
from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import INK_SOFT
from rondom.charts.layout import LEADING, Place, end_of, place_rows, spans, write_label, write_lines
from rondom.charts.scale import NOW, at, draw_grid, draw_mark, radius, write_ticks, write_withheld
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, decimal, sentence, withheld, withheld_cell

TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoefficientRow:
    """One scale or question with its coefficient; ``note`` stands small below the label."""

    label: str
    figure: Figure
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """An agreed limit: a line with its name above."""

    value: float
    name: str


def coefficients(
    rows: Sequence[CoefficientRow],
    *,
    title: str,
    key: str,
    width: Width = "wide",
    limits: Sequence[Limit] = (),
    of: str = "Schaal",
    name: str = "Waarde",
) -> Chart:
    """Values from 0 to 1 with their intervals; what lies outside stands at the end of the scale.

    ``name`` is the head of the column with values in the table. A value that was withheld has the reason in
    its place.
    """
    form = format_of(width)
    description = " ".join(_describe(row) for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, rows, limits, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(rows, of=of, name=name))


def _draw(
    drawing: Drawing, rows: Sequence[CoefficientRow], limits: Sequence[Limit], *, form: Format
) -> float:
    top = _name_limits(drawing, limits, form=form)
    heights = [form.text * LEADING] * len(rows)
    notes = [row.note for row in rows]
    places = place_rows([row.label for row in rows], heights, top=top + form.gap / 2, form=form, notes=notes)
    draw_grid(drawing, places, form=form, ticks=TICKS)
    for limit in limits:
        _draw_limit(drawing, limit, places, form=form)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        _draw_row(drawing, row.figure, y=place.middle, form=form)
    return write_ticks(
        drawing,
        top=end_of(places, form=form, top=top) + form.gap / 2,
        form=form,
        ticks=TICKS,
        names=("0", "0,25", "0,50", "0,75", "1"),
    )


def _name_limits(drawing: Drawing, limits: Sequence[Limit], *, form: Format) -> float:
    """Names above their lines, each on a line of its own, so that none runs into another."""
    top = 0.0
    for limit in limits:
        x = at(100 * limit.value, form=form)
        text = (f"{limit.name} {decimal(limit.value, 2)}",)
        top = write_lines(drawing, text, x=x, top=top, size=form.small, fill=INK_SOFT, anchor="end")
    return top


def _draw_limit(drawing: Drawing, limit: Limit, places: Sequence[Place], *, form: Format) -> None:
    x = at(100 * limit.value, form=form)
    for top, bottom in spans(places, form=form):
        drawing.shape(
            "line", x1=x, x2=x, y1=top, y2=bottom,
            stroke=INK_SOFT, stroke_width=1.5, stroke_dasharray="3 4",
        )  # fmt: skip


def _draw_row(drawing: Drawing, figure: Figure, *, y: float, form: Format) -> None:
    if figure.value is None:
        write_withheld(drawing, withheld(figure.why), y=y, form=form)
        return
    x = at(100 * figure.value, form=form)
    end = x
    if figure.low is not None and figure.high is not None:
        start, end = at(100 * figure.low, form=form), at(100 * figure.high, form=form)
        drawing.shape(
            "line", x1=start, x2=end, y1=y, y2=y,
            stroke=NOW.pale, stroke_width=form.text * 0.4, stroke_linecap="round",
        )  # fmt: skip
    draw_mark(drawing, x, y, mark=NOW, size=radius(form))
    text = decimal(figure.value, 2)
    place = max(x, end) + radius(form) + 5
    drawing.text(place, y + form.text * 0.35, text, size=form.text, bold=True, halo=True)


def _describe(row: CoefficientRow) -> str:
    if row.figure.value is None:
        return sentence(f"{row.label}: {withheld(row.figure.why)}")
    return sentence(f"{row.label} {decimal(row.figure.value, 2)}{_between(row.figure)}")


def _between(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f", tussen {decimal(figure.low, 2)} en {decimal(figure.high, 2)}"


def _table(rows: Sequence[CoefficientRow], *, of: str, name: str) -> Table:
    return Table((of, name, "Marge", "Mensen"), tuple((row.label, *_cells(row.figure)) for row in rows))


def _cells(figure: Figure) -> tuple[str, str, str]:
    if figure.value is None:
        return withheld_cell(figure.why), HIDDEN_CELL, HIDDEN_CELL
    between = _between(figure).removeprefix(", tussen ").replace(" en ", "\u00a0tot\u00a0") or HIDDEN_CELL
    return decimal(figure.value, 2), between, HIDDEN_CELL if figure.n is None else str(figure.n)
