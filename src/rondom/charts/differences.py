"""Changes in points, a dot with its interval per row, of two kinds of rows around a line at no change."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import ACCENT, ACCENT_PALE
from rondom.charts.layout import LEADING, end_of, place_rows, write_label
from rondom.charts.legend import Entry, write_legend
from rondom.charts.scale import NOW, Mark, at, draw_grid, draw_mark, draw_reference, radius, write_ticks
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, sentence, signed, whole

REACH = 50
"""Points on either side of no change; what lies further stands at the end."""

TICKS = (0, 25, 50, 75, 100)
NAMED = {25: "−25", 50: "0", 75: "+25"}
_OTHER = Mark("square", ACCENT, ACCENT_PALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """One change in points, with its interval if it has one; ``first`` says of which of the two kinds."""

    label: str
    value: float
    low: float | None
    high: float | None
    first: bool


def differences(
    rows: Sequence[DifferenceRow],
    *,
    title: str,
    key: str,
    kinds: tuple[str, str],
    width: Width = "wide",
    of: str = "Wijk",
) -> Chart:
    """Rows of the first kind have circles, of the second squares: they differ in shape and in colour."""
    form = format_of(width)
    description = " ".join(_describe(row, kinds) for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, rows, kinds, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    head = (of, "Soort", "Verandering", "Marge")
    return Chart(svg, title, description, Table(head, tuple(_cells(row, kinds) for row in rows)))


def _draw(drawing: Drawing, rows: Sequence[DifferenceRow], kinds: tuple[str, str], *, form: Format) -> float:
    top = write_legend(drawing, _legend(drawing, kinds, form=form), top=0, form=form)
    heights = [form.text * LEADING] * len(rows)
    places = place_rows([row.label for row in rows], heights, top=top + form.gap / 2, form=form)
    draw_grid(drawing, places, form=form, ticks=TICKS)
    draw_reference(drawing, _on_scale(0), places, form=form)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        _draw_row(drawing, row, y=place.middle, form=form)
    end = end_of(places, form=form, top=top) + form.gap / 2
    return write_ticks(drawing, top=end, form=form, ticks=tuple(NAMED), names=tuple(NAMED.values()))


def _legend(drawing: Drawing, kinds: tuple[str, str], *, form: Format) -> list[Entry]:
    def entry(name: str, mark: Mark) -> Entry:
        return Entry(name, lambda x, y: draw_mark(drawing, x, y, mark=mark, size=radius(form)))

    return [entry(name, mark) for name, mark in zip(kinds, (NOW, _OTHER), strict=True)]


def _draw_row(drawing: Drawing, row: DifferenceRow, *, y: float, form: Format) -> None:
    mark = NOW if row.first else _OTHER
    x = end = at(_on_scale(row.value), form=form)
    if row.low is not None and row.high is not None:
        start, end = at(_on_scale(row.low), form=form), at(_on_scale(row.high), form=form)
        drawing.shape(
            "line", x1=start, x2=end, y1=y, y2=y,
            stroke=mark.pale, stroke_width=form.text * 0.4, stroke_linecap="round",
        )  # fmt: skip
    draw_mark(drawing, x, y, mark=mark, size=radius(form))
    text = signed(whole(row.value))
    place = max(x, end) + radius(form) + 5
    drawing.text(place, y + form.text * 0.35, text, size=form.text, bold=True, halo=True)


def _on_scale(value: float) -> float:
    """Points as a place on the scale of 0 to 100 that all charts share."""
    return (value + REACH) / (2 * REACH) * 100


def _kind(row: DifferenceRow, kinds: tuple[str, str]) -> str:
    return kinds[0] if row.first else kinds[1]


def _describe(row: DifferenceRow, kinds: tuple[str, str]) -> str:
    between = _between(row).replace("\u00a0tot\u00a0", " en ")
    margin = "" if between == HIDDEN_CELL else f", tussen {between}"
    return sentence(f"{row.label} ({_kind(row, kinds)}): {signed(whole(row.value))}{margin}")


def _between(row: DifferenceRow) -> str:
    if row.low is None or row.high is None:
        return HIDDEN_CELL
    return f"{signed(whole(row.low))}\u00a0tot\u00a0{signed(whole(row.high))}"


def _cells(row: DifferenceRow, kinds: tuple[str, str]) -> tuple[str, ...]:
    return (row.label, _kind(row, kinds), signed(whole(row.value)), _between(row))
