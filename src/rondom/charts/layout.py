"""Rows with a label: beside the picture on a wide page, above it on a phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rondom.charts.chart import Format
from rondom.charts.colours import INK, INK_SOFT
from rondom.charts.metrics import wrap
from rondom.charts.svg import Drawing

LEADING = 1.3


@dataclass(frozen=True, slots=True)
class Place:
    """Where one row stands: its label with a note, and the band from ``top`` to ``bottom`` for its marks."""

    lines: tuple[str, ...]
    note: tuple[str, ...]
    label_top: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def place_rows(
    labels: Sequence[str], heights: Sequence[float], *, top: float, form: Format, notes: Sequence[str] = ()
) -> tuple[Place, ...]:
    """Stacks rows from ``top`` downwards; ``heights`` are what the marks of each row need.

    ``notes``, one per row when given, stand in small letters under the labels.
    """
    places = []
    for label, height, note in zip(labels, heights, notes or [""] * len(labels), strict=True):
        place = _place(label, note, height, top=top, form=form)
        places.append(place)
        top = max(place.bottom, _label_bottom(place, form=form)) + form.gap
    return tuple(places)


def write_label(drawing: Drawing, place: Place, *, form: Format) -> None:
    end = write_lines(drawing, place.lines, x=0, top=place.label_top, size=form.text)
    write_lines(drawing, place.note, x=0, top=end, size=form.small, fill=INK_SOFT)


def write_lines(
    drawing: Drawing,
    lines: Sequence[str],
    *,
    x: float,
    top: float,
    size: float,
    fill: str = INK,
    anchor: str = "start",
    bold: bool = False,
) -> float:
    """Lines of text below ``top``; answers where the last one ends."""
    for line in lines:
        drawing.text(x, top + size, line, size=size, fill=fill, anchor=anchor, bold=bold)
        top += size * LEADING
    return top


def write_note(drawing: Drawing, text: str, *, top: float, form: Format) -> float:
    """A quiet line below the picture; answers where it ends."""
    lines = wrap(text, within=form.width, size=form.small)
    return write_lines(drawing, lines, x=0, top=top, size=form.small, fill=INK_SOFT)


def spans(places: Sequence[Place], *, form: Format) -> Iterator[tuple[float, float]]:
    """Where lines of a grid may run: through all rows, or between the labels when those are above."""
    if not places:
        return
    if form.label:
        yield places[0].top - form.gap / 2, places[-1].bottom + form.gap / 2
    else:
        yield from ((place.top, place.bottom) for place in places)


def end_of(places: Sequence[Place], *, form: Format, top: float) -> float:
    """The bottom of the last row, or ``top`` when there are none."""
    return max(places[-1].bottom, _label_bottom(places[-1], form=form)) if places else top


def height_of(lines: Sequence[str], *, size: float) -> float:
    return len(lines) * size * LEADING


def _place(label: str, note: str, height: float, *, top: float, form: Format) -> Place:
    within = form.label or form.width
    lines = wrap(label, within=within, size=form.text)
    small = wrap(note, within=within, size=form.small)
    words = height_of(lines, size=form.text) + height_of(small, size=form.small)
    if not form.label:
        return Place(lines, small, top, top + words + 3, top + words + 3 + height)
    full = max(words, height)
    start = top + (full - height) / 2
    return Place(lines, small, top + (full - words) / 2, start, start + height)


def _label_bottom(place: Place, *, form: Format) -> float:
    words = height_of(place.lines, size=form.text) + height_of(place.note, size=form.small)
    return place.label_top + words
