"""How many of the invited answered, per sector or neighbourhood."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import BRAND, INK_SOFT, LINE_SOFT
from rondom.charts.layout import LEADING, Place, end_of, place_rows, write_label, write_lines
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, percent, sentence, whole

_ROOM_FOR_WORDS = 190  # beside the bar on a wide page


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """Plain counts of who took part. Not answers, so they need no release."""

    label: str
    answered: int
    invited: int


def response(
    rows: Sequence[ResponseRow],
    *,
    title: str,
    key: str,
    width: Width = "wide",
    total: ResponseRow | None = None,
    of: str = "Sector",
) -> Chart:
    """A bar per row: the invited as outline, those who answered filled; ``total`` comes last, in bold.

    More answers than invitations (an open link) fill the bar and get no percentage. Negative counts raise
    ValueError.
    """
    everyone = [*rows, *([total] if total else [])]
    if any(row.answered < 0 or row.invited < 0 for row in everyone):
        raise ValueError("counts are not negative")
    form = format_of(width)
    description = " ".join(
        sentence(f"{row.label}: {_words(row)}") for row in [*everyone[-1:], *everyone[:-1]]
    )
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, everyone, total=total, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    table = Table((of, "Meegedaan", "Uitgenodigd", "Deel"), tuple(_cells(row) for row in everyone))
    return Chart(svg, title, description, table)


def _draw(drawing: Drawing, rows: Sequence[ResponseRow], *, total: ResponseRow | None, form: Format) -> float:
    height = form.text * 1.2 if form.label else form.text * 0.9 + form.small * LEADING
    places = place_rows([row.label for row in rows], [height] * len(rows), top=2, form=form)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        _draw_row(drawing, row, place, bold=row is total, form=form)
    return end_of(places, form=form, top=2) + 4


def _draw_row(drawing: Drawing, row: ResponseRow, place: Place, *, bold: bool, form: Format) -> None:
    left = form.left if form.label else 0
    room = form.width - left - (_ROOM_FOR_WORDS if form.label else 0)
    bar = form.text * 1.2 if form.label else form.text * 0.8
    _draw_bar(drawing, row, x=left, y=place.top, width=room, height=bar)
    x, top = (left + room + 12, place.middle - form.small * 0.7) if form.label else (0, place.top + bar + 2)
    write_lines(drawing, (_words(row),), x=x, top=top, size=form.small, bold=bold)


def _draw_bar(drawing: Drawing, row: ResponseRow, *, x: float, y: float, width: float, height: float) -> None:
    drawing.shape(
        "rect", x=x + 0.5, y=y + 0.5, width=width - 1, height=height - 1, rx=2,
        fill=LINE_SOFT, stroke=INK_SOFT, stroke_width=1,
    )  # fmt: skip
    share = min(row.answered / row.invited, 1) if row.invited else 0
    if share:
        drawing.shape("rect", x=x, y=y, width=width * share, height=height, rx=2, fill=BRAND)


def _share(row: ResponseRow) -> str | None:
    if not row.invited or row.answered > row.invited:
        return None
    return percent(whole(100 * row.answered / row.invited))


def _words(row: ResponseRow) -> str:
    if not row.invited:
        return "aantal onbekend" if not row.answered else f"{row.answered} meegedaan"
    share = _share(row)
    counts = f"{row.answered} van {row.invited}"
    return counts if share is None else f"{counts} ({share})"


def _cells(row: ResponseRow) -> tuple[str, ...]:
    return (row.label, str(row.answered), str(row.invited), _share(row) or HIDDEN_CELL)
