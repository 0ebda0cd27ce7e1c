"""Changes in points, a dot with its interval per row, of two kinds of rows around a line at no change."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.charts.chart import Chart, Format, Width
from rondom.charts.scale import at, radius
from rondom.charts.svg import Drawing
from rondom.charts.two_kinds import draw_interval, draw_value, kind_of, two_kinds
from rondom.charts.words import HIDDEN_CELL, sentence, signed, whole

REACH = 50
"""Points on either side of no change; what lies further stands at the end."""

NAMED: dict[int, str] = {25: "−25", 50: "0", 75: "+25"}


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
    return two_kinds(
        rows, kinds=kinds, title=title, key=key, width=width, head=(of, "Soort", "Verandering", "Marge"),
        say=_describe, cells=_cells, draw=_draw_row, ticks=NAMED, reference=_on_scale(0),
    )  # fmt: skip


def _draw_row(drawing: Drawing, row: DifferenceRow, y: float, form: Format) -> None:
    x = end = at(_on_scale(row.value), form=form)
    if row.low is not None and row.high is not None:
        low, high = _on_scale(row.low), _on_scale(row.high)
        draw_interval(drawing, row, low, high, y=y, form=form)
        end = at(high, form=form)
    draw_value(drawing, row, _on_scale(row.value), y=y, form=form)
    text = signed(whole(row.value))
    place = max(x, end) + radius(form) + 5
    drawing.text(place, y + form.text * 0.35, text, size=form.text, bold=True, halo=True)


def _on_scale(value: float) -> float:
    """Points as a place on the scale of 0 to 100 that all charts share."""
    return (value + REACH) / (2 * REACH) * 100


def _describe(row: DifferenceRow, kinds: tuple[str, str]) -> str:
    between = _between(row).replace("\u00a0tot\u00a0", " en ")
    margin = "" if between == HIDDEN_CELL else f", tussen {between}"
    return sentence(f"{row.label} ({kind_of(row, kinds)}): {signed(whole(row.value))}{margin}")


def _between(row: DifferenceRow) -> str:
    if row.low is None or row.high is None:
        return HIDDEN_CELL
    return f"{signed(whole(row.low))}\u00a0tot\u00a0{signed(whole(row.high))}"


def _cells(row: DifferenceRow, kinds: tuple[str, str]) -> tuple[str, ...]:
    return (row.label, kind_of(row, kinds), signed(whole(row.value)), _between(row))
