"""The key above a picture: a mark and its name, in as many lines as it takes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rondom.charts.chart import Format
from rondom.charts.layout import LEADING, write_lines
from rondom.charts.metrics import text_width, wrap
from rondom.charts.svg import Drawing

Draw = Callable[[float, float], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """``draw`` puts the mark around the point it is given, within ``room``."""

    name: str
    draw: Draw
    room: float = 16


def write_legend(drawing: Drawing, entries: Sequence[Entry], *, top: float, form: Format) -> float:
    """Draws the key and answers where it ends."""
    x, size = 0.0, form.small
    bottom = top
    for entry in entries:
        lines = wrap(entry.name, within=form.width - entry.room - 7, size=size)
        width = entry.room + 7 + max((text_width(line, size=size) for line in lines), default=0)
        if x and x + width > form.width:
            x, top = 0.0, bottom + 3
        entry.draw(x + entry.room / 2, top + size * 0.65)
        end = write_lines(drawing, lines, x=x + entry.room + 7, top=top, size=size)
        bottom = max(bottom, end, top + size * LEADING)
        x += width + 18
    return bottom + form.gap / 2 if entries else top
