"""Of how many something was true: a bar per row, the whole as outline."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.charts.chart import Chart, Table, Width, format_of
from rondom.charts.colours import BRAND, INK_SOFT, LINE_SOFT
from rondom.charts.layout import end_of, place_rows, write_label
from rondom.charts.metrics import text_width
from rondom.charts.svg import Drawing
from rondom.charts.words import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """Plain counts of things, not of people who answered: they need no release."""

    label: str
    count: int
    of: int


def counts(
    rows: Sequence[CountRow],
    *,
    title: str,
    key: str,
    width: Width = "wide",
    head: tuple[str, str, str] = ("Wat", "Aantal", "Van"),
) -> Chart:
    """Too few to say in percentages what they say in numbers. More than there are raises ValueError."""
    if any(not 0 <= row.count <= row.of for row in rows):
        raise ValueError("a count lies between none and all")
    form = format_of(width)
    description = " ".join(sentence(f"{row.label}: {_words(row)}") for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    left = form.left if form.label else 0
    room = form.width - left - 16 - max((text_width(_words(row), size=form.text) for row in rows), default=0)
    places = place_rows([row.label for row in rows], [form.text * 1.2] * len(rows), top=2, form=form)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        high = place.bottom - place.top
        drawing.shape(
            "rect", x=left + 0.5, y=place.top + 0.5, width=room - 1, height=high - 1, rx=2,
            fill=LINE_SOFT, stroke=INK_SOFT, stroke_width=1,
        )  # fmt: skip
        if row.count:
            share = room * row.count / row.of
            drawing.shape("rect", x=left, y=place.top, width=share, height=high, rx=2, fill=BRAND)
        drawing.text(left + room + 12, place.middle + form.text * 0.35, _words(row), size=form.text)
    svg = drawing.finish(height=end_of(places, form=form, top=2) + 4, title=title, description=description)
    table = Table(head, tuple((row.label, str(row.count), str(row.of)) for row in rows))
    return Chart(svg, title, description, table)


def _words(row: CountRow) -> str:
    return f"{row.count} van {row.of}"
