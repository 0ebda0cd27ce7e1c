"""One indicator of a goal: what it was and is at each moment, how sure that is, and what people aim for."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.layout import LEADING, Place, end_of, place_rows, write_label
from rondom.charts.metrics import text_width
from rondom.charts.scale import (
    BEFORE,
    NOW,
    at,
    draw_grid,
    draw_mark,
    draw_reference,
    radius,
    write_reference,
    write_ticks,
    write_withheld,
)
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, NBSP, decimal, sentence, whole

NONE_CELL = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What was released at one moment, or counted by hand. ``withheld`` says why there is no value."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """From where to where, and with how many decimals numbers are shown."""

    low: float
    high: float
    decimals: int = 0

    def place(self, value: float) -> float:
        """On the scale of 0 to 100 on which everything is drawn."""
        return 100 * (value - self.low) / (self.high - self.low)

    def words(self, value: float) -> str:
        return decimal(value, self.decimals) if self.decimals else str(whole(value)).replace("-", "−")


def axis_for(values: Sequence[float]) -> Axis:
    """A round axis from 0 (or below) that holds all values."""
    low, high = min([0.0, *values]), max([0.0, *values])
    step = _step(high - low or 1)
    decimals = 0 if step >= 1 else min(3, -math.floor(math.log10(step)))
    return Axis(
        low=math.floor(low / step) * step, high=math.ceil((high or step) / step) * step, decimals=decimals
    )


def progress(
    moments: Sequence[Moment],
    *,
    axis: Axis,
    title: str,
    key: str,
    width: Width = "wide",
    target: float | None = None,
) -> Chart:
    """A row per moment, the last one filled and the earlier ones hollow; the target is a dashed line."""
    form = format_of(width)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, moments, axis=axis, target=target, form=form)
    aim = [sentence(f"Streefwaarde: {axis.words(target)}")] if target is not None else []
    description = " ".join([*(sentence(f"{one.label}: {_said(one, axis)}") for one in moments), *aim])
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(moments, axis, target))


def _draw(
    drawing: Drawing, moments: Sequence[Moment], *, axis: Axis, target: float | None, form: Format
) -> float:
    top = 0.0
    if target is not None:
        words = f"streefwaarde {axis.words(target)}"
        top = write_reference(drawing, words, axis.place(target), top=0, form=form) + form.gap / 2 + 3
    heights = [form.text * LEADING] * len(moments)
    places = place_rows([one.label for one in moments], heights, top=top, form=form)
    draw_grid(drawing, places, form=form)
    if target is not None:
        draw_reference(drawing, axis.place(target), places, form=form)
    for number, (one, place) in enumerate(zip(moments, places, strict=True), start=1):
        write_label(drawing, place, form=form)
        is_last = number == len(moments)
        _draw_moment(drawing, one, place, axis=axis, target=target, is_last=is_last, form=form)
    names = [axis.words(axis.low + (axis.high - axis.low) * tick / 100) for tick in (0, 50, 100)]
    bottom = end_of(places, form=form, top=top) + form.gap / 2
    return write_ticks(drawing, top=bottom, form=form, ticks=(0, 50, 100), names=names)


def _draw_moment(
    drawing: Drawing,
    one: Moment,
    place: Place,
    *,
    axis: Axis,
    target: float | None,
    is_last: bool,
    form: Format,
) -> None:
    if one.value is None:
        write_withheld(drawing, one.withheld, y=place.middle, form=form)
        return
    mark = NOW if is_last else BEFORE
    x = start = end = at(axis.place(one.value), form=form)
    if one.low is not None and one.high is not None:
        start, end = (at(axis.place(side), form=form) for side in (one.low, one.high))
        drawing.shape(
            "line", x1=start, x2=end, y1=place.middle, y2=place.middle,
            stroke=mark.pale, stroke_width=form.text * 0.4, stroke_linecap="round",
        )  # fmt: skip
    draw_mark(drawing, x, place.middle, mark=mark, size=radius(form))
    words, gap = axis.words(one.value), radius(form) + 6
    room = text_width(words, size=form.text, bold=True)
    behind, before = max(end, x) + gap, min(start, x) - gap - room
    line = None if target is None else at(axis.place(target), form=form)
    is_free = behind + room <= form.width and (line is None or not behind - 3 < line < behind + room + 3)
    text_x = behind if is_free or before < form.left else before
    text_x = min(text_x, form.width - room)
    drawing.text(text_x, place.middle + form.text * 0.35, words, size=form.text, bold=True, halo=True)


def _said(one: Moment, axis: Axis) -> str:
    if one.value is None:
        return one.withheld
    parts = [axis.words(one.value)]
    if one.low is not None and one.high is not None:
        parts.append(f"marge {_range(one, axis)}")
    if one.n is not None:
        parts.append(f"{one.n} antwoorden")
    return ", ".join(parts)


def _range(one: Moment, axis: Axis) -> str:
    if one.low is None or one.high is None:
        return NONE_CELL
    return f"{axis.words(one.low)}{NBSP}tot{NBSP}{axis.words(one.high)}"


def _table(moments: Sequence[Moment], axis: Axis, target: float | None) -> Table:
    rows = [(one.label, *((HIDDEN_CELL,) * 3 if one.value is None else _cells(one, axis))) for one in moments]
    if target is not None:
        rows.append(("Streefwaarde", axis.words(target), NONE_CELL, NONE_CELL))
    return Table(("Wanneer", "Waarde", "Marge", "Antwoorden"), tuple(rows))


def _cells(one: Moment, axis: Axis) -> tuple[str, str, str]:
    assert one.value is not None
    return axis.words(one.value), _range(one, axis), NONE_CELL if one.n is None else str(one.n)


def _step(span: float) -> float:
    """A round step (1, 2 or 5 times a power of ten) of which two to five fit in the span."""
    power = 10.0 ** math.floor(math.log10(span))
    return next(factor * power for factor in (0.2, 0.5, 1.0, 2.0) if span / (factor * power) <= 5)
