"""Rows of two kinds on one scale: circles and squares, that differ in shape and in colour."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import ACCENT, ACCENT_PALE
from rondom.charts.layout import LEADING, end_of, place_rows, write_label
from rondom.charts.legend import Entry, write_legend
from rondom.charts.scale import NOW, Mark, at, draw_grid, draw_mark, draw_reference, radius, write_ticks
from rondom.charts.svg import Drawing

TICKS = (0, 25, 50, 75, 100)
_OTHER = Mark("square", ACCENT, ACCENT_PALE)

Kinds = tuple[str, str]


class Row(Protocol):
    """``first`` says of which of the two kinds."""

    @property
    def label(self) -> str: ...
    @property
    def first(self) -> bool: ...


R = TypeVar("R", bound=Row)


def two_kinds(
    rows: Sequence[R],
    *,
    kinds: Kinds,
    title: str,
    key: str,
    width: Width,
    head: tuple[str, ...],
    say: Callable[[R, Kinds], str],
    cells: Callable[[R, Kinds], tuple[str, ...]],
    draw: Callable[[Drawing, R, float, Format], None],
    ticks: Mapping[int, str],
    reference: float | None = None,
) -> Chart:
    """``draw`` puts the mark of a row at a height; ``ticks`` names places of the scale, from 0 to 100."""
    form = format_of(width)
    description = " ".join(say(row, kinds) for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    top = write_legend(drawing, _legend(drawing, kinds, form=form), top=0, form=form)
    heights = [form.text * LEADING] * len(rows)
    places = place_rows([row.label for row in rows], heights, top=top + form.gap / 2, form=form)
    draw_grid(drawing, places, form=form, ticks=TICKS)
    if reference is not None:
        draw_reference(drawing, reference, places, form=form)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        draw(drawing, row, place.middle, form)
    end = end_of(places, form=form, top=top) + form.gap / 2
    bottom = write_ticks(drawing, top=end, form=form, ticks=tuple(ticks), names=tuple(ticks.values()))
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, Table(head, tuple(cells(row, kinds) for row in rows)))


def kind_of(row: Row, kinds: Kinds) -> str:
    """What the kind of a row is called."""
    return kinds[0] if row.first else kinds[1]


def draw_interval(drawing: Drawing, row: Row, low: float, high: float, *, y: float, form: Format) -> None:
    """How sure it is: a pale band, in places of the scale."""
    drawing.shape(
        "line", x1=at(low, form=form), x2=at(high, form=form), y1=y, y2=y,
        stroke=_mark(row).pale, stroke_width=form.text * 0.4, stroke_linecap="round",
    )  # fmt: skip


def draw_value(drawing: Drawing, row: Row, place: float, *, y: float, form: Format) -> None:
    """The mark of its kind."""
    draw_mark(drawing, at(place, form=form), y, mark=_mark(row), size=radius(form))


def _mark(row: Row) -> Mark:
    return NOW if row.first else _OTHER


def _legend(drawing: Drawing, kinds: Kinds, *, form: Format) -> list[Entry]:
    def entry(name: str, mark: Mark) -> Entry:
        return Entry(name, lambda x, y: draw_mark(drawing, x, y, mark=mark, size=radius(form)))

    return [entry(name, mark) for name, mark in zip(kinds, (NOW, _OTHER), strict=True)]
