"""Two scores per scale, each on its own line: the drawing that ``change`` and ``contrast`` share."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Mean
from rondom.charts.chart import Format
from rondom.charts.colours import INK_SOFT
from rondom.charts.layout import Place, end_of, place_rows, write_label
from rondom.charts.legend import Entry, write_legend
from rondom.charts.scale import Mark, at, draw_grid, draw_mark, draw_mean, lane_height, radius, write_ticks
from rondom.charts.svg import Drawing


@dataclass(frozen=True, slots=True)
class Pair:
    """Two scores under one label, and what may be said about their difference."""

    label: str
    first: Mean
    second: Mean
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The marks and names of the first and the second score; ``joined`` draws a line between them."""

    marks: tuple[Mark, Mark]
    names: tuple[str, str]
    joined: bool


def draw_pairs(drawing: Drawing, pairs: Sequence[Pair], *, look: Look, form: Format) -> float:
    """Draws key, grid and rows; answers where the picture ends."""
    top = write_legend(drawing, _legend(drawing, look, form=form), top=0, form=form)
    heights = [sum(_heights(pair, look=look, form=form)) for pair in pairs]
    labels, remarks = [pair.label for pair in pairs], [pair.remark for pair in pairs]
    places = place_rows(labels, heights, notes=remarks, top=top + form.gap / 2, form=form)
    draw_grid(drawing, places, form=form)
    for pair, place in zip(pairs, places, strict=True):
        write_label(drawing, place, form=form)
        _draw_pair(drawing, pair, place, look=look, form=form)
    return write_ticks(drawing, top=end_of(places, form=form, top=top) + form.gap / 2, form=form)


def _legend(drawing: Drawing, look: Look, *, form: Format) -> list[Entry]:
    def entry(name: str, mark: Mark) -> Entry:
        return Entry(name, lambda x, y: draw_mark(drawing, x, y, mark=mark, size=radius(form)))

    return [entry(name, mark) for name, mark in zip(look.names, look.marks, strict=True)]


def _draw_pair(drawing: Drawing, pair: Pair, place: Place, *, look: Look, form: Format) -> None:
    first, second = _heights(pair, look=look, form=form)
    upper, lower = place.top + first / 2, place.top + first + second / 2
    if look.joined and pair.first.mean is not None and pair.second.mean is not None:
        drawing.shape(
            "line", x1=at(pair.first.mean, form=form), y1=upper, x2=at(pair.second.mean, form=form), y2=lower,
            stroke=INK_SOFT, stroke_width=1.5,
        )  # fmt: skip
    draw_mean(drawing, pair.first, y=upper, mark=look.marks[0], form=form, name=look.names[0])
    draw_mean(drawing, pair.second, y=lower, mark=look.marks[1], form=form, name=look.names[1])


def _heights(pair: Pair, *, look: Look, form: Format) -> tuple[float, float]:
    first, second = look.names
    return (
        lane_height(pair.first, form=form, name=first),
        lane_height(pair.second, form=form, name=second),
    )
