"""The scale profile: one score with its interval for every sector, beside the whole neighbourhood."""

from collections.abc import Sequence
from dataclasses import dataclass

from rondom.analysis.disclosure.released import Mean
from rondom.charts.chart import Chart, Format, Table, Width, format_of
from rondom.charts.colours import BANDS, BRAND_PALE, INK_SOFT
from rondom.charts.layout import Place, end_of, place_rows, spans, write_label, write_lines, write_note
from rondom.charts.legend import Entry, write_legend
from rondom.charts.scale import (
    BEFORE,
    NOW,
    TICKS,
    at,
    draw_grid,
    draw_mark,
    draw_mean,
    draw_reference,
    draw_upright,
    lane_height,
    radius,
    write_reference,
    write_ticks,
)
from rondom.charts.svg import Drawing
from rondom.charts.words import HIDDEN_CELL, enumeration, range_of, sentence, shown, withheld, withheld_cell

WIDER = "zelfde sector in de hele gemeente"
BAND_LIMITS = ((0, 50, "aandacht"), (50, 70, "op weg"), (70, 85, "goed"), (85, 100, "sterk"))
_BAND_TICKS = (0, 50, 70, 85, 100)
_BAND_NOTE = (
    "Vakken: 0–49 aandacht, 50–69 op weg, 70–84 goed, 85–100 sterk. "
    "Dit zijn afspraken, geen onderzochte normen."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One sector (or neighbourhood): its name, its score now, its score in the wave before, and the score
    of the same sector in the whole municipality."""

    label: str
    now: Mean
    before: Mean | None = None
    wider: Mean | None = None


def profile(
    rows: Sequence[ProfileRow],
    *,
    title: str,
    key: str,
    width: Width = "wide",
    reference: ProfileRow | None = None,
    bands: bool = False,
    of: str = "Sector",
) -> Chart:
    """Scores from 0 to 100 with the interval in which the real figure probably lies.

    ``reference`` is the whole they are part of; ``of`` names the rows in the table. A score that was
    withheld has the reason in its place.
    """
    form = format_of(width)
    description = _describe(rows, reference)
    drawing = Drawing(key=f"{key}-{width}", width=form.width)
    bottom = _draw(drawing, rows, reference=reference, bands=bands, form=form)
    svg = drawing.finish(height=bottom, title=title, description=description)
    return Chart(svg, title, description, _table(rows, reference, of=of))


def _draw(
    drawing: Drawing, rows: Sequence[ProfileRow], *, reference: ProfileRow | None, bands: bool, form: Format
) -> float:
    top = write_legend(drawing, _legend(drawing, rows, form=form), top=0, form=form)
    value = reference.now.mean if reference else None
    if reference is not None and value is not None:
        text = f"{reference.label} {shown(value)}"
        top = write_reference(drawing, text, value, top=top, form=form)
    heights = [lane_height(row.now, form=form) for row in rows]
    places = place_rows([row.label for row in rows], heights, top=top + form.gap / 2, form=form)
    if bands:
        _draw_bands(drawing, places, form=form)
    ticks = _BAND_TICKS if bands else TICKS
    draw_grid(drawing, places, form=form, ticks=ticks)
    if value is not None:
        draw_reference(drawing, value, places, form=form)
    for row, place in zip(rows, places, strict=True):
        write_label(drawing, place, form=form)
        draw_mean(drawing, row.now, y=place.middle, mark=NOW, form=form, before=row.before, wider=row.wider)
    bottom = write_ticks(
        drawing, top=end_of(places, form=form, top=top) + form.gap / 2, form=form, ticks=ticks
    )
    return _write_band_note(drawing, top=bottom, form=form) if bands else bottom


def _legend(drawing: Drawing, rows: Sequence[ProfileRow], *, form: Format) -> list[Entry]:
    size = radius(form)
    pale = form.text * 0.4

    def now(x: float, y: float) -> None:
        draw_mark(drawing, x, y, mark=NOW, size=size)

    def interval(x: float, y: float) -> None:
        drawing.shape(
            "line", x1=x - 9, x2=x + 9, y1=y, y2=y,
            stroke=BRAND_PALE, stroke_width=pale, stroke_linecap="round",
        )  # fmt: skip

    def before(x: float, y: float) -> None:
        draw_mark(drawing, x, y, mark=BEFORE, size=size * 0.8)

    def wider(x: float, y: float) -> None:
        draw_upright(drawing, x, y, size=size * 0.8)

    entries = [
        Entry("gemiddelde", now),
        Entry("marge: hier ligt het echte cijfer waarschijnlijk", interval, 26),
    ]
    if any(_known(row.before) for row in rows):
        entries.append(Entry("vorige meting", before))
    if any(_known(row.wider) for row in rows):
        entries.append(Entry(WIDER, wider))
    return entries


def _known(mean: Mean | None) -> bool:
    return mean is not None and mean.mean is not None


def _draw_bands(drawing: Drawing, places: Sequence[Place], *, form: Format) -> None:
    for top, bottom in spans(places, form=form):
        for (low, high, _), colour in zip(BAND_LIMITS, BANDS, strict=True):
            x, end = at(low, form=form), at(high, form=form)
            drawing.shape("rect", x=x, y=top, width=end - x, height=bottom - top, fill=colour)


def _write_band_note(drawing: Drawing, *, top: float, form: Format) -> float:
    for low, high, name in BAND_LIMITS:
        x = at((low + high) / 2, form=form)
        write_lines(drawing, (name,), x=x, top=top, size=form.small, fill=INK_SOFT, anchor="middle")
    return write_note(drawing, _BAND_NOTE, top=top + form.small * 1.3 + form.gap / 2, form=form)


def _describe(rows: Sequence[ProfileRow], reference: ProfileRow | None) -> str:
    known = sorted((row for row in rows if row.now.mean is not None), key=lambda row: -(row.now.mean or 0))
    parts = []
    if len(known) > 1:
        parts.append(f"Het hoogst: {_named(known[0])}. Het laagst: {_named(known[-1])}.")
    elif known:
        parts.append(sentence(_named(known[0])))
    if reference is not None:
        parts.append(sentence(_named(reference)))
    parts.extend(sentence(f"{row.label}: {withheld(row.now.why)}") for row in rows if row.now.mean is None)
    for name, others in (
        ("vorige meting", [row.before for row in rows]),
        (WIDER, [row.wider for row in rows]),
    ):
        told = [
            f"{row.label} {shown(other.mean)}"
            for row, other in zip(rows, others, strict=True)
            if other is not None and other.mean is not None
        ]
        if told:
            parts.append(sentence(f"{name}: {enumeration(told)}"))
    return " ".join(parts)


def _named(row: ProfileRow) -> str:
    return f"{row.label} {shown(row.now.mean) if row.now.mean is not None else withheld(row.now.why)}"


def _table(rows: Sequence[ProfileRow], reference: ProfileRow | None, *, of: str) -> Table:
    everyone = [*rows, *([reference] if reference else [])]
    others = [
        ("Vorige meting", [row.before for row in everyone]),
        (sentence(WIDER)[:-1], [row.wider for row in everyone]),
    ]
    used = [(name, means) for name, means in others if any(means)]
    head = (of, "Gemiddelde", "Marge", "Antwoorden", *(name for name, _ in used))
    rows_of_cells = (
        (row.label, *mean_cells(row.now), *(_other_cell(means[at]) for _, means in used))
        for at, row in enumerate(everyone)
    )
    return Table(head, tuple(rows_of_cells))


def mean_cells(mean: Mean) -> tuple[str, str, str]:
    """A score, its interval and how many answered; a withheld score says why, and has no numbers."""
    if mean.mean is None:
        return withheld_cell(mean.why), HIDDEN_CELL, HIDDEN_CELL
    return shown(mean.mean), range_of(mean), HIDDEN_CELL if mean.n is None else str(mean.n)


def _other_cell(mean: Mean | None) -> str:
    if mean is None:
        return HIDDEN_CELL
    return withheld_cell(mean.why) if mean.mean is None else shown(mean.mean)
