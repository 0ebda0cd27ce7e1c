"""Which part of a group it holds for: a percentage with its interval per row, of two kinds of rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Group
from rondom.analysis.percentage import percentage_interval
from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import ACCENT, ACCENT_PALE
from rondom.charts.layout import LEADING, end_of, place_rows, write_label
from rondom.charts.legend import Entry, write_legend
from rondom.charts.metrics import text_width
from rondom.charts.scale import NOW, Mark, at, draw_grid, draw_mark, radius, write_ticks, write_withheld
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, NBSP, percent, sentence, whole, withheld, withheld_cell

TICKS = (0, 25, 50, 75, 100)
NAMES = ("0", *(percent(tick) for tick in TICKS[1:]))
_OTHER = Mark("square", ACCENT, ACCENT_PALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A group and the part of it; ``first`` says of which of the two kinds."""

    label: str
    part: Group
    group: Group
    first: bool


@dataclass(frozen=True, slots=True)
class Part:
    """How many of how many, as a percentage with its interval."""

    of: int
    n: int
    percent: float
    low: float
    high: float


def part_of(part: Group, group: Group) -> Part | None:
    """None when either number is not shown, or nobody is there."""
    if part.n is None or not group.n:
        return None
    share = 100 * part.n / group.n
    interval = percentage_interval(share, group.n)
    return Part(group.n, part.n, share, interval.low, interval.high)


def parts(
    rows: Sequence[PartRow],
    *,
    title: str,
    key: str,
    kinds: tuple[str, str],
    width: Width = "wide",
    of: str = "Actie",
) -> Chart:
    """Rows of the first kind have circles, of the second squares: they differ in shape and in colour."""
    form = format_of(width)
    description = " ".join(_describe(row, kinds) for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, rows, kinds, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    head = (of, "Soort", "Deel", "Marge", "Aantal")
    return Chart(svg, title, description, Table(head, tuple(_cells(row, kinds) for row in rows)))


def _draw(drawing: Drawing, rows: Sequence[PartRow], kinds: tuple[str, str], *, form: Format) -> float:
    top = write_legend(drawing, _legend(drawing, kinds, form=form), top=0, form=form)
    heights = [form.text * LEADING] * len(rows)
    places = place_rows([row.label for row in rows], heights, top=top + form.gap / 2, form=form)
    draw_grid(drawing, places, form=form, ticks=TICKS)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        _draw_row(drawing, row, y=place.middle, form=form)
    end = end_of(places, form=form, top=top) + form.gap / 2
    return write_ticks(drawing, top=end, form=form, ticks=TICKS, names=NAMES)


def _legend(drawing: Drawing, kinds: tuple[str, str], *, form: Format) -> list[Entry]:
    def entry(name: str, mark: Mark) -> Entry:
        return Entry(name, lambda x, y: draw_mark(drawing, x, y, mark=mark, size=radius(form)))

    return [entry(name, mark) for name, mark in zip(kinds, (NOW, _OTHER), strict=True)]


def _draw_row(drawing: Drawing, row: PartRow, *, y: float, form: Format) -> None:
    found = part_of(row.part, row.group)
    if found is None:
        write_withheld(drawing, withheld(row.group.why or row.part.why), y=y, form=form)
        return
    mark = NOW if row.first else _OTHER
    start, end = at(found.low, form=form), at(found.high, form=form)
    drawing.shape(
        "line", x1=start, x2=end, y1=y, y2=y,
        stroke=mark.pale, stroke_width=form.text * 0.4, stroke_linecap="round",
    )  # fmt: skip
    draw_mark(drawing, at(found.percent, form=form), y, mark=mark, size=radius(form))
    text, gap = percent(whole(found.percent)), radius(form) + 5
    room = text_width(text, size=form.text, bold=True)
    place = end + gap if end + gap + room <= form.width else start - gap - room
    drawing.text(place, y + form.text * 0.35, text, size=form.text, bold=True, halo=True)


def _kind(row: PartRow, kinds: tuple[str, str]) -> str:
    return kinds[0] if row.first else kinds[1]


def _describe(row: PartRow, kinds: tuple[str, str]) -> str:
    found = part_of(row.part, row.group)
    head = f"{row.label} ({_kind(row, kinds)})"
    if found is None:
        return sentence(f"{head}: {withheld(row.group.why or row.part.why)}")
    between = f"tussen {percent(whole(found.low))} en {percent(whole(found.high))}"
    return sentence(f"{head}: {percent(whole(found.percent))}, {between}, {found.n} van {found.of}")


def _cells(row: PartRow, kinds: tuple[str, str]) -> tuple[str, ...]:
    found = part_of(row.part, row.group)
    if found is None:
        reason = withheld_cell(row.group.why or row.part.why)
        return (row.label, _kind(row, kinds), reason, HIDDEN_CELL, HIDDEN_CELL)
    between = f"{percent(whole(found.low))}{NBSP}tot{NBSP}{percent(whole(found.high))}"
    share, count = percent(whole(found.percent)), f"{found.n} van {found.of}"
    return (row.label, _kind(row, kinds), share, between, count)
