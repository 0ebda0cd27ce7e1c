"""A scale from 0 to 100: its grid, and a mean on it as a mark with its interval and its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rondom.analysis.disclosure.released import Mean
from rondom.charts.chart import Format
from rondom.charts.colours import BRAND, BRAND_PALE, INK, INK_SOFT, LINE, LINE_SOFT, PAPER
from rondom.charts.layout import LEADING, Place, height_of, spans, write_lines
from rondom.charts.metrics import text_width, wrap
from rondom.charts.svg import Drawing
from rondom.charts.words import shown, withheld

TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True)
class Mark:
    """How a mean looks: shapes and filling differ as well as colours."""

    shape: Literal["circle", "square"]
    colour: str
    pale: str  # of the interval
    hollow: bool = False


NOW = Mark("circle", BRAND, BRAND_PALE)
BEFORE = Mark("circle", BRAND, "#a9b2ba", hollow=True)


def at(value: float, *, form: Format) -> float:
    """The place of a score; scores outside 0-100 stand at the end of the scale."""
    return form.left + (form.right - form.left) * min(max(value, 0), 100) / 100


def radius(form: Format) -> float:
    return form.text * 0.4


def lane_height(mean: Mean, *, form: Format, name: str = "") -> float:
    """What one mean needs: the height of its mark, or of the words that say why it is not there."""
    words = () if mean.mean is not None else _words(mean, form=form, name=name)
    return max(form.text * LEADING, height_of(words, size=form.small))


def draw_grid(
    drawing: Drawing, places: Sequence[Place], *, form: Format, ticks: Sequence[float] = TICKS
) -> None:
    """Quiet lines behind the rows, and where the scale begins and ends."""
    for top, bottom in spans(places, form=form):
        for tick in ticks:
            x = at(tick, form=form)
            colour = LINE if tick in (0, 100) else LINE_SOFT
            drawing.shape("line", x1=x, x2=x, y1=top, y2=bottom, stroke=colour, stroke_width=1)


def write_ticks(
    drawing: Drawing,
    *,
    top: float,
    form: Format,
    ticks: Sequence[int] = TICKS,
    names: Sequence[str] = (),
) -> float:
    """The numbers under the scale, or ``names`` in their place; answers where they end."""
    for tick, name in zip(ticks, names or map(str, ticks), strict=True):
        lines = (name,)
        x = at(tick, form=form)
        write_lines(drawing, lines, x=x, top=top, size=form.small, fill=INK_SOFT, anchor="middle")
    return top + form.small * LEADING


def draw_reference(drawing: Drawing, value: float, places: Sequence[Place], *, form: Format) -> None:
    """A dashed line through all rows."""
    x = at(value, form=form)
    for top, bottom in spans(places, form=form):
        drawing.shape(
            "line", x1=x, x2=x, y1=top, y2=bottom,
            stroke=INK_SOFT, stroke_width=1.5, stroke_dasharray="3 4",
        )  # fmt: skip


def write_reference(drawing: Drawing, text: str, value: float, *, top: float, form: Format) -> float:
    """The name of the reference line above it, kept inside the picture; answers where it ends."""
    lines = wrap(text, within=form.width, size=form.small)
    widest = max((text_width(line, size=form.small) for line in lines), default=0)
    x = min(max(at(value, form=form), widest / 2), form.width - widest / 2)
    return write_lines(drawing, lines, x=x, top=top, size=form.small, fill=INK_SOFT, anchor="middle")


def draw_mean(
    drawing: Drawing,
    mean: Mean,
    *,
    y: float,
    mark: Mark,
    form: Format,
    before: Mean | None = None,
    wider: Mean | None = None,
    name: str = "",
) -> None:
    """One mean with its interval and number, or the words why not. An earlier mean is a hollow dot, that of
    a wider group an upright line.

    ``name`` says of whom the words speak, where a row has more than one mean.
    """
    if mean.mean is None:
        _write_withheld(drawing, mean, y=y, form=form, name=name)
        return
    start, end = _draw_interval(drawing, mean, mean.mean, y=y, mark=mark, form=form)
    others = []
    if wider is not None and wider.mean is not None:
        others.append(at(wider.mean, form=form))
        draw_upright(drawing, others[-1], y, size=radius(form))
    if before is not None and before.mean is not None:
        others.append(at(before.mean, form=form))
        draw_mark(drawing, others[-1], y, mark=BEFORE, size=radius(form) * 0.8)
    draw_mark(drawing, at(mean.mean, form=form), y, mark=mark, size=radius(form))
    text = shown(mean.mean)
    x = _number_place(text, start, end, others, form=form)
    drawing.text(x, y + form.text * 0.35, text, size=form.text, bold=True, halo=True)


def write_withheld(drawing: Drawing, text: str, *, y: float, form: Format) -> None:
    """Words in the place of a result, on a white plate: no line of the grid runs through them."""
    lines = wrap(text, within=form.width - form.left - 10, size=form.small)
    high = height_of(lines, size=form.small)
    wide = max((text_width(line, size=form.small) for line in lines), default=0)
    drawing.shape("rect", x=form.left + 1, y=y - high / 2, width=wide + 8, height=high, fill=PAPER)
    write_lines(drawing, lines, x=form.left + 5, top=y - high / 2, size=form.small, fill=INK_SOFT)


def draw_mark(drawing: Drawing, x: float, y: float, *, mark: Mark, size: float) -> None:
    """The shape alone; hollow ones have a white heart."""
    fill = PAPER if mark.hollow else mark.colour
    edge = mark.colour if mark.hollow else PAPER
    if mark.shape == "circle":
        drawing.shape("circle", cx=x, cy=y, r=size, fill=fill, stroke=edge, stroke_width=2)
        return
    side = size * 1.8
    drawing.shape(
        "rect", x=x - side / 2, y=y - side / 2, width=side, height=side,
        fill=fill, stroke=edge, stroke_width=2,
    )  # fmt: skip


def draw_upright(drawing: Drawing, x: float, y: float, *, size: float) -> None:
    """A short upright line with a light edge, so that it stands out on an interval too."""
    for colour, wide in ((PAPER, 6), (INK, 3)):
        drawing.shape(
            "line", x1=x, x2=x, y1=y - size * 1.5, y2=y + size * 1.5, stroke=colour, stroke_width=wide
        )


def _draw_interval(
    drawing: Drawing, mean: Mean, value: float, *, y: float, mark: Mark, form: Format
) -> tuple[float, float]:
    """Answers where the marks begin and end."""
    x = at(value, form=form)
    if mean.low is None or mean.high is None:
        return x, x
    low, high = at(mean.low, form=form), at(mean.high, form=form)
    drawing.shape(
        "line", x1=low, x2=high, y1=y, y2=y,
        stroke=mark.pale, stroke_width=form.text * 0.4, stroke_linecap="round",
    )  # fmt: skip
    return min(low, x), max(high, x)


def _number_place(text: str, start: float, end: float, others: Sequence[float], *, form: Format) -> float:
    """Behind the interval; before it when another mark is in the way, so that no mark takes the number."""
    gap = radius(form) + 5
    room = text_width(text, size=form.text, bold=True) + gap
    behind = [other for other in others if end - gap < other < end + room + gap]
    if not behind:
        return end + gap
    in_front = any(start - room - gap < other < start + gap for other in others)
    if start - room > form.left and not in_front:
        return start - room
    return max(end, *behind) + gap


def _write_withheld(drawing: Drawing, mean: Mean, *, y: float, form: Format, name: str) -> None:
    write_withheld(drawing, _named(mean, name), y=y, form=form)


def _words(mean: Mean, *, form: Format, name: str) -> tuple[str, ...]:
    return wrap(_named(mean, name), within=form.width - form.left - 10, size=form.small)


def _named(mean: Mean, name: str) -> str:
    return f"{name}: {withheld(mean.why)}" if name else withheld(mean.why)
