"""Which part of a group it holds for: a percentage with its interval per row, of two kinds of rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Group
from rondom.analysis.percentage import percentage_interval
from rondom.charts.chart import Chart, Format, Width
from rondom.charts.metrics import text_width
from rondom.charts.scale import at, radius, write_withheld
from rondom.charts.svg import Drawing
from rondom.charts.two_kinds import TICKS, draw_interval, draw_value, kind_of, two_kinds
from rondom.charts.words import HIDDEN_CELL, NBSP, percent, sentence, whole, withheld, withheld_cell

NAMED: dict[int, str] = {tick: percent(tick) if tick else "0" for tick in TICKS}


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
    return two_kinds(
        rows, kinds=kinds, title=title, key=key, width=width, head=(of, "Soort", "Deel", "Marge", "Aantal"),
        say=_describe, cells=_cells, draw=_draw_row, ticks=NAMED,
    )  # fmt: skip


def _draw_row(drawing: Drawing, row: PartRow, y: float, form: Format) -> None:
    found = part_of(row.part, row.group)
    if found is None:
        write_withheld(drawing, withheld(row.group.why or row.part.why), y=y, form=form)
        return
    draw_interval(drawing, row, found.low, found.high, y=y, form=form)
    draw_value(drawing, row, found.percent, y=y, form=form)
    text, gap = percent(whole(found.percent)), radius(form) + 5
    start, end = at(found.low, form=form), at(found.high, form=form)
    room = text_width(text, size=form.text, bold=True)
    place = end + gap if end + gap + room <= form.width else start - gap - room
    drawing.text(place, y + form.text * 0.35, text, size=form.text, bold=True, halo=True)


def _describe(row: PartRow, kinds: tuple[str, str]) -> str:
    found = part_of(row.part, row.group)
    head = f"{row.label} ({kind_of(row, kinds)})"
    if found is None:
        return sentence(f"{head}: {withheld(row.group.why or row.part.why)}")
    between = f"tussen {percent(whole(found.low))} en {percent(whole(found.high))}"
    return sentence(f"{head}: {percent(whole(found.percent))}, {between}, {found.n} van {found.of}")


def _cells(row: PartRow, kinds: tuple[str, str]) -> tuple[str, ...]:
    found = part_of(row.part, row.group)
    if found is None:
        reason = withheld_cell(row.group.why or row.part.why)
        return (row.label, kind_of(row, kinds), reason, HIDDEN_CELL, HIDDEN_CELL)
    between = f"{percent(whole(found.low))}{NBSP}tot{NBSP}{percent(whole(found.high))}"
    share, count = percent(whole(found.percent)), f"{found.n} van {found.of}"
    return (row.label, kind_of(row, kinds), share, between, count)
