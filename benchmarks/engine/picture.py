"""The comparison as a picture: how many times our time and memory each rival takes, on a log scale."""

import math
from collections.abc import Sequence

from benchmarks.engine.comparison import Row
from rondom.charts.colours import ACCENT, BRAND, INK, INK_SOFT, LINE, LINE_SOFT
from rondom.charts.svg import Drawing

MOST = 100_000
"""The picture is of the largest size that is no larger than this."""
WIDTH, LEFT, RIGHT, TOP, STEP, SIZE = 910.0, 330.0, 870.0, 74.0, 26.0, 14.0
LEAST, DECADES = -1, 5


def drawn(rows: Sequence[Row]) -> str:
    """SVG: per task and rival a dot for time and a square for memory; hollow where answers are missing."""
    sizes = [row.respondents for row in rows if row.respondents <= MOST]
    size = max(sizes, default=rows[0].respondents)
    shown = [row for row in rows if row.respondents == size and row.times]
    names = list(dict.fromkeys(_name(row) for row in shown))
    drawing = Drawing(key="speed", width=WIDTH)
    bottom = TOP + STEP * len(names)
    _axis(drawing, bottom)
    _legend(drawing)
    for at, name in enumerate(names):
        y = TOP + STEP * (at + 0.5)
        drawing.text(LEFT - 14, y + 5, name, size=SIZE, anchor="end")
        for row in (row for row in shown if _name(row) == name):
            _marks(drawing, row, y)
    title = f"Time and memory of others as a multiple of ours, {size:,} respondents"
    told = ". ".join(_told(row) for row in shown)
    return drawing.finish(height=bottom + 34, title=title, description=f"{told}.")


def _name(row: Row) -> str:
    assert row.rival is not None
    title = row.rival.said if row.rival.ours else row.task.title
    intervals = ", with intervals" if row.rival.script else ""
    return f"{title}: {row.rival.package}{intervals}"


def _told(row: Row) -> str:
    assert row.times is not None
    seconds, megabytes = row.times
    missing = f", {row.missing:.0%} missing" if row.missing else ""
    return f"{_name(row)}{missing}: time {seconds:.3g}, memory {megabytes:.3g}"


def _x(ratio: float) -> float:
    share = (math.log10(ratio) - LEAST) / DECADES
    return LEFT + (RIGHT - LEFT) * min(max(share, 0), 1)


def _axis(drawing: Drawing, bottom: float) -> None:
    for power in range(LEAST, LEAST + DECADES + 1):
        x = _x(10.0**power)
        colour = INK_SOFT if power == 0 else LINE_SOFT
        drawing.shape("line", x1=x, x2=x, y1=TOP, y2=bottom, stroke=colour, stroke_width=1)
        drawing.text(x, bottom + 20, f"{10.0**power:g} ×", size=SIZE - 1, fill=INK_SOFT, anchor="middle")
    drawing.shape("line", x1=LEFT, x2=RIGHT, y1=bottom, y2=bottom, stroke=LINE, stroke_width=1)


def _legend(drawing: Drawing) -> None:
    drawing.text(14, 26, "How many times ours, same numbers, same run", size=SIZE + 2, bold=True)
    entries = ("time", "memory", "aim for time")
    for x, name in zip((LEFT, LEFT + 90, LEFT + 200), entries, strict=True):
        drawing.text(x + 14, 54, name, size=SIZE)
    _dot(drawing, LEFT, 49, hollow=False)
    _square(drawing, LEFT + 90, 49, hollow=False)
    _aim(drawing, LEFT + 200, 49)
    drawing.text(LEFT + 330, 54, "hollow: 5 % of answers missing", size=SIZE, fill=INK_SOFT)


def _marks(drawing: Drawing, row: Row, y: float) -> None:
    assert row.times is not None
    assert row.rival is not None
    hollow = row.missing > 0
    if not hollow:
        _aim(drawing, _x(row.rival.aim), y)
    _square(drawing, _x(row.times[1]), y, hollow=hollow)
    _dot(drawing, _x(row.times[0]), y, hollow=hollow)


def _dot(drawing: Drawing, x: float, y: float, *, hollow: bool) -> None:
    drawing.shape("circle", cx=x, cy=y, r=5.5, fill="none" if hollow else BRAND, stroke=BRAND, stroke_width=2)


def _square(drawing: Drawing, x: float, y: float, *, hollow: bool) -> None:
    fill = "none" if hollow else ACCENT
    drawing.shape(
        "rect", x=x - 4.5, y=y - 4.5, width=9.0, height=9.0, fill=fill, stroke=ACCENT, stroke_width=2
    )


def _aim(drawing: Drawing, x: float, y: float) -> None:
    drawing.shape("line", x1=x, x2=x, y1=y - 10, y2=y + 10, stroke=INK, stroke_width=2)
