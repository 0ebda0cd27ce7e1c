"""How each question was answered: one stacked bar per question, from never to always."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Shares
from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import INK_SOFT, answer_colours
from rondom.charts.layout import Place, end_of, height_of, place_rows, write_label, write_lines, write_note
from rondom.charts.legend import Entry, write_legend
from rondom.charts.metrics import wrap
from rondom.charts.stacked import BETWEEN, draw_part, write_inside
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, percent, sentence, withheld, withheld_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One question as the reader knows it, and how it was answered."""

    label: str
    shares: Shares


def answers(
    rows: Sequence[AnswerRow],
    *,
    names: Mapping[str, str],
    title: str,
    key: str,
    width: Width = "wide",
    of: str = "Vraag",
) -> Chart:
    """Whole percents per answer; ``names`` gives every code its answer, in order from never to always.

    Answers that were merged for privacy are one striped part, 'nooit of zelden'. A number stands inside
    a part where it fits; all of them stand in the table. A code that ``names`` lacks raises KeyError.
    """
    form = format_of(width)
    description = " ".join(_describe(row, names) for row in rows)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, rows, paint=_Paint(names), form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(rows, names, of=of))


class _Paint:
    """The colours of every part, and its place in the order of the answers."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._order = tuple(names)
        self._colours = dict(zip(names, answer_colours(len(names)), strict=True))
        self.names = names

    def colours(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """One colour, or those of all answers that were merged."""
        return tuple(self._colours[code] for code in codes)

    def combinations(self, rows: Sequence[AnswerRow]) -> list[tuple[str, ...]]:
        """Every part that occurs, in the order of the answers."""
        found = {share.codes for row in rows for share in row.shares.shares}
        return sorted(found, key=lambda codes: (self._order.index(codes[0]), len(codes)))


def _draw(drawing: Drawing, rows: Sequence[AnswerRow], *, paint: _Paint, form: Format) -> float:
    entries = [
        Entry(_name(codes, paint.names), _swatch(drawing, paint, codes)) for codes in paint.combinations(rows)
    ]
    top = write_legend(drawing, entries, top=0, form=form)
    heights = [_height(row, form=form) for row in rows]
    places = place_rows([row.label for row in rows], heights, top=top + form.gap / 4, form=form)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        _draw_row(drawing, row, place, paint=paint, form=form)
    bottom = end_of(places, form=form, top=top) + form.gap / 2
    return write_note(drawing, _base(rows), top=bottom, form=form)


def _swatch(drawing: Drawing, paint: _Paint, codes: tuple[str, ...]) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        draw_part(drawing, x - 8, y - 8, 16, 16, colours=paint.colours(codes))

    return draw


def _left(form: Format) -> float:
    return form.left if form.label else 0


def _draw_row(drawing: Drawing, row: AnswerRow, place: Place, *, paint: _Paint, form: Format) -> None:
    if not row.shares.shares:
        lines = _words(row, form=form)
        top = place.middle - height_of(lines, size=form.small) / 2
        write_lines(drawing, lines, x=_left(form), top=top, size=form.small, fill=INK_SOFT)
        return
    x, height = _left(form), place.bottom - place.top
    unit = (form.width - x) / (sum(share.percent for share in row.shares.shares) or 1)
    for share in row.shares.shares:
        room = share.percent * unit
        if share.percent:
            wide = max(room - BETWEEN, 1)
            colours = paint.colours(share.codes)
            draw_part(drawing, x, place.top, wide, height, colours=colours)
            write_inside(
                drawing, str(share.percent), x + wide / 2, place.middle, room=wide, colours=colours, form=form
            )
        x += room


def _height(row: AnswerRow, *, form: Format) -> float:
    if row.shares.shares:
        return form.text * 1.8
    return height_of(_words(row, form=form), size=form.small)


def _words(row: AnswerRow, *, form: Format) -> tuple[str, ...]:
    return wrap(withheld(row.shares.why), within=form.width - _left(form), size=form.small)


def _base(rows: Sequence[AnswerRow]) -> str:
    counts = sorted({row.shares.n for row in rows if row.shares.shares and row.shares.n is not None})
    if not counts:
        return ""
    if len(counts) == 1:
        return f"Procent van {counts[0]} antwoorden."
    return f"Procent van {counts[0]} tot {counts[-1]} antwoorden per vraag."


def _name(codes: tuple[str, ...], names: Mapping[str, str]) -> str:
    """'nooit of zelden'; more than two are neighbours, so their ends will do."""
    if len(codes) > 2:
        return f"{names[codes[0]]} tot en met {names[codes[-1]]}"
    return " of ".join(names[code] for code in codes)


def _describe(row: AnswerRow, names: Mapping[str, str]) -> str:
    if not row.shares.shares:
        return sentence(f"{row.label}: {withheld(row.shares.why)}")
    parts = [f"{_name(share.codes, names)} {percent(share.percent)}" for share in row.shares.shares]
    return sentence(f"{row.label}: {', '.join(parts)}")


def _table(rows: Sequence[AnswerRow], names: Mapping[str, str], *, of: str) -> Table:
    return Table((of, *names.values(), "Antwoorden"), tuple(_cells(row, names) for row in rows))


def _cells(row: AnswerRow, names: Mapping[str, str]) -> tuple[str, ...]:
    """A merged part stands at its first answer with its name; the answers merged into it have a dot."""
    if not row.shares.shares:
        return (row.label, withheld_cell(row.shares.why), *[HIDDEN_CELL] * len(names))
    cells = dict.fromkeys(names, HIDDEN_CELL)
    for share in row.shares.shares:
        merged = f" ({_name(share.codes, names)})" if len(share.codes) > 1 else ""
        cells[share.codes[0]] = percent(share.percent) + merged
    return (row.label, *cells.values(), HIDDEN_CELL if row.shares.n is None else str(row.shares.n))
