"""Actions along time: from when until when, what is done, what is late, and where today is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import ACCENT, BRAND, BRAND_WASH, INK_SOFT, LINE_SOFT, PAPER
from rondom.charts.layout import Place, end_of, place_rows, write_label, write_lines
from rondom.charts.metrics import text_width
from rondom.charts.scale import at, draw_grid, draw_reference, write_reference
from rondom.charts.svg import Drawing
from rondom.charts.words import sentence

MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NO_DAY = "–"

Look = Literal["done", "to_do", "late", "stopped"]
_FILL: dict[Look, tuple[str, str]] = {
    "done": (BRAND, BRAND),
    "to_do": (BRAND_WASH, BRAND),
    "late": (PAPER, ACCENT),
    "stopped": (LINE_SOFT, INK_SOFT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One action. With one day only it is a point; ``state`` is what is said about it in words."""

    label: str
    state: str
    look: Look
    start: date | None
    end: date | None


def timeline(
    rows: Sequence[TimelineRow], *, today: date, title: str, key: str, width: Width = "wide"
) -> Chart:
    """A bar per action, with whole months under it and a dashed line at today. Needs one day at least."""
    form = format_of(width)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, rows, today=today, form=form)
    description = " ".join(sentence(f"{row.label}: {row.state}, {_period(row)}") for row in rows)
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(rows, today))


@dataclass(frozen=True, slots=True)
class _Months:
    """Whole months that hold every day."""

    first: date
    after: date

    def place(self, day: date) -> float:
        return 100 * (day - self.first).days / (self.after - self.first).days

    def ticks(self, most: int) -> list[date]:
        """The first days of months, at equal steps, no more than this many."""
        count = _months(self.after) - _months(self.first)
        step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 600, 12_000) if count / step <= most)
        return [_month(_months(self.first) + number) for number in range(0, count, step)]


def _draw(drawing: Drawing, rows: Sequence[TimelineRow], *, today: date, form: Format) -> float:
    days = [day for row in rows for day in (row.start, row.end) if day] + [today]
    months = _Months(_month(_months(min(days))), _month(_months(max(days)) + 1))
    top = write_reference(drawing, "vandaag", months.place(today), top=0, form=form) + form.gap / 2 + 3
    heights = [form.text * 1.2] * len(rows)
    labels, notes = [row.label for row in rows], [row.state for row in rows]
    places = place_rows(labels, heights, notes=notes, top=top, form=form)
    ticks = months.ticks(8 if form.label else 4)
    draw_grid(drawing, places, form=form, ticks=[round(months.place(day), 3) for day in ticks])
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        _draw_bar(drawing, row, place, months=months, form=form)
    draw_reference(drawing, months.place(today), places, form=form)
    return _write_months(drawing, ticks, months, top=end_of(places, form=form, top=top) + 4, form=form)


def _draw_bar(drawing: Drawing, row: TimelineRow, place: Place, *, months: _Months, form: Format) -> None:
    start, end = row.start or row.end, row.end or row.start
    if start is None or end is None:
        return
    fill, edge = _FILL[row.look]
    left, right = (at(months.place(day), form=form) for day in (start, end))
    high = form.text * 0.8
    dashed = "4 3" if row.look == "stopped" else None
    if right - left < high:  # a day, or hardly more
        drawing.shape(
            "circle", cx=right, cy=place.middle, r=high / 2, fill=fill, stroke=edge, stroke_width=2,
            stroke_dasharray=dashed,
        )  # fmt: skip
        return
    drawing.shape(
        "rect", x=left, y=place.middle - high / 2, width=right - left, height=high, rx=3,
        fill=fill, stroke=edge, stroke_width=2, stroke_dasharray=dashed,
    )  # fmt: skip


def _write_months(
    drawing: Drawing, ticks: Sequence[date], months: _Months, *, top: float, form: Format
) -> float:
    """The month, and below it the year where it begins; answers where it ends."""
    bottom, year = top, None
    for day in ticks:
        lines = (MONTHS[day.month - 1], *((str(day.year),) if day.year != year else ()))
        year = day.year
        half = max(text_width(line, size=form.small) for line in lines) / 2
        x = min(max(at(months.place(day), form=form), half), form.width - half)
        end = write_lines(drawing, lines, x=x, top=top, size=form.small, fill=INK_SOFT, anchor="middle")
        bottom = max(bottom, end)
    return bottom


def _table(rows: Sequence[TimelineRow], today: date) -> Table:
    cells = [(row.label, row.state, _day(row.start), _day(row.end)) for row in rows]
    return Table(("Actie", "Stand", "Begint", "Klaar op"), (*cells, ("Vandaag", NO_DAY, _day(today), NO_DAY)))


def _period(row: TimelineRow) -> str:
    if row.start and row.end:
        return f"van {_day(row.start)} tot {_day(row.end)}"
    return f"vanaf {_day(row.start)}" if row.start else f"klaar op {_day(row.end)}"


def _day(day: date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else NO_DAY


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
