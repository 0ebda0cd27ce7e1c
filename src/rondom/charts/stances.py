"""What people say of statements: a bar in parts for all, and one for each group that thinks alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Why
from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import ANSWERS, INK_SOFT
from rondom.charts.layout import end_of, place_rows, write_label, write_note
from rondom.charts.legend import Draw, Entry, write_legend
from rondom.charts.metrics import text_width
from rondom.charts.stacked import BETWEEN, draw_part, write_inside
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, percent, sentence, whole, withheld, withheld_cell

NAMES = ("Eens", "Weet niet", "Oneens")
_COLOURS = (ANSWERS[4], ANSWERS[2], ANSWERS[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How many agree, do not know and disagree; None when those are too few to show."""

    who: str
    counts: tuple[int, int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceRow:
    """One statement, and what was said of it: by all, and then by every group."""

    label: str
    said: tuple[Said, ...]


def stances(rows: Sequence[StanceRow], *, title: str, key: str, width: Width = "wide") -> Chart:
    """Whole percents inside the parts where they fit; all of them, with the counts, in the table."""
    form = format_of(width)
    description = " ".join(_describe(row) for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, rows, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    head = ("Stelling", "Wie", *NAMES, "Antwoorden")
    return Chart(
        svg, title, description, Table(head, tuple(_cells(row, one) for row in rows for one in row.said))
    )


def _draw(drawing: Drawing, rows: Sequence[StanceRow], *, form: Format) -> float:
    entries = [Entry(name, _swatch(drawing, colour)) for name, colour in zip(NAMES, _COLOURS, strict=True)]
    top = write_legend(drawing, entries, top=0, form=form)
    heights = [len(row.said) * _step(form) for row in rows]
    places = place_rows([row.label for row in rows], heights, top=top + form.gap / 4, form=form)
    start = form.label and form.left
    left = start + _room_for_names(rows, form=form)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        for at, one in enumerate(row.said):
            middle = place.top + (at + 0.5) * _step(form)
            if left > start:
                drawing.text(start, middle + form.small * 0.35, one.who, size=form.small, fill=INK_SOFT)
            _draw_bar(drawing, one, x=left, middle=middle, form=form)
    return write_note(
        drawing,
        "Procent van de antwoorden.",
        top=end_of(places, form=form, top=top) + form.gap / 2,
        form=form,
    )


def _room_for_names(rows: Sequence[StanceRow], *, form: Format) -> float:
    """None is needed when every statement has one bar."""
    if all(len(row.said) == 1 for row in rows):
        return 0
    return max(text_width(one.who, size=form.small) for row in rows for one in row.said) + 10


def _step(form: Format) -> float:
    """From one bar of a statement to the next."""
    return form.text * 1.6


def _swatch(drawing: Drawing, colour: str) -> Draw:
    return lambda x, y: draw_part(drawing, x - 8, y - 8, 16, 16, colours=(colour,))


def _draw_bar(drawing: Drawing, said: Said, *, x: float, middle: float, form: Format) -> None:
    if said.counts is None:
        words = withheld(Why.FEW)
        drawing.text(x, middle + form.small * 0.35, words, size=form.small, fill=INK_SOFT)
        return
    unit = (form.width - x) / (sum(said.counts) or 1)
    high = form.text * 1.4
    for count, share, colour in zip(said.counts, _shares(said.counts), _COLOURS, strict=True):
        if count:
            wide = max(count * unit - BETWEEN, 1)
            draw_part(drawing, x, middle - high / 2, wide, high, colours=(colour,))
            write_inside(drawing, str(share), x + wide / 2, middle, room=wide, colours=(colour,), form=form)
        x += count * unit


def _shares(counts: tuple[int, int, int]) -> list[int]:
    return [whole(100 * count / (sum(counts) or 1)) for count in counts]


def _describe(row: StanceRow) -> str:
    return " ".join(sentence(f"{row.label}, {one.who.lower()}: {_words(one)}") for one in row.said)


def _words(said: Said) -> str:
    if said.counts is None:
        return withheld(Why.FEW)
    pairs = zip(NAMES, _shares(said.counts), strict=True)
    return ", ".join(f"{name.lower()} {percent(share)}" for name, share in pairs)


def _cells(row: StanceRow, said: Said) -> tuple[str, ...]:
    if said.counts is None:
        return (row.label, said.who, withheld_cell(Why.FEW), *[HIDDEN_CELL] * len(NAMES))
    shares = zip(said.counts, _shares(said.counts), strict=True)
    cells = (f"{count} ({percent(share)})" for count, share in shares)
    return (row.label, said.who, *cells, str(sum(said.counts)))
