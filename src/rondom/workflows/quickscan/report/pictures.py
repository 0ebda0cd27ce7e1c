"""The pictures of a report, each for a wide page and for a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from rondom.analysis.disclosure import TOTAL, Mean
from rondom.charts.answers import AnswerRow, answers
from rondom.charts.change import ChangeRow, change
from rondom.charts.chart import Chart, Width
from rondom.charts.contrast import ContrastRow, contrast
from rondom.charts.profile import ProfileRow, profile
from rondom.charts.words import points_between, signed
from rondom.foundation.places.wealth import WealthKind
from rondom.instruments import Scale
from rondom.workflows.quickscan.report.findings import Answered, title_of_answers, title_of_profile
from rondom.workflows.quickscan.report.source import Source, difference

POORER, RICHER = "poorer", "richer"

KINDS = (f"wijken met {WealthKind.POORER.label}", f"wijken met {WealthKind.RICHER.label}")
"""As the neighbourhood's own page says it."""


class Picture:
    """One picture, drawn in the width that is asked for, with a line that says what is drawn."""

    def __init__(self, draw: Callable[[Width], Chart], caption: str) -> None:
        self._draw = draw
        self.caption = caption

    @cached_property
    def wide(self) -> Chart:
        """For a desk and for paper."""
        return self._draw("wide")

    @cached_property
    def narrow(self) -> Chart:
        """For a phone."""
        return self._draw("narrow")


def scale_profile(source: Source, scale: Scale) -> Picture | None:
    """The score of every sector, or of every neighbourhood in a report about the municipality."""
    rows = _neighbourhoods(source, scale) if source.is_whole else _sectors(source, scale, source.row)
    return _profile(source, scale, rows, of="Wijk" if source.is_whole else "Sector", key="profiel")


def sector_profile(source: Source, scale: Scale) -> Picture | None:
    """The score of every sector in the whole municipality."""
    return _profile(source, scale, _sectors(source, scale, TOTAL), of="Sector", key="sectoren")


def answer_bars(source: Source, scale: Scale, questions: Sequence[Answered]) -> Picture | None:
    """How the questions of a scale were answered."""
    items = source.items(scale)
    found = [(item, source.now.released.distributions.get((item.name, source.row, TOTAL))) for item in items]
    rows = [
        AnswerRow(label=f"… {source.label(item)}", shares=shares)
        for item, shares in found
        if shares is not None
    ]
    if not rows or all(row.shares.why for row in rows):
        return None
    title = title_of_answers(source, scale, questions)
    names = source.answers(items[0])
    stem = source.stem(scale)
    caption = f"{source.name(scale)}, procent van wie antwoordde. {stem}".strip()
    return Picture(
        lambda width: answers(rows, names=names, title=title, key=f"antwoorden-{scale.name}", width=width),
        caption,
    )


def wave_change(source: Source) -> Picture | None:
    """Every scale, this time and the time before."""
    if source.before is None:
        return None
    rows, different = [], []
    for scale in source.scales:
        found = source.change(scale)
        then = source.before.mean(scale.name, source.row, TOTAL)
        now = source.now.mean(scale.name, source.row, TOTAL)
        if then is None or now is None:
            continue
        verdict = str(found.verdict) if found else ""
        rows.append(ChangeRow(label=source.name(scale), before=then, now=now, verdict=verdict))
        if found and found.verdict == "verschil":
            points = signed(points_between(then.mean or 0, now.mean or 0))
            different.append(f"{source.name(scale)} {points}")
    if not rows:
        return None
    title = (
        f"Veranderd sinds de vorige keer: {', '.join(different)}"
        if different
        else "Vergelijkbaar met de vorige keer"
    )
    caption = f"{source.before.name} en {source.now.name}, gemiddelde per schaal van 0 tot 100, met marge"
    return Picture(lambda width: change(rows, title=title, key="verandering", width=width), caption)


def wealth_contrast(source: Source) -> Picture | None:
    """Neighbourhoods with more and with fewer low incomes."""
    lines = source.now.released.lines
    if not source.is_whole or not {POORER, RICHER} <= set(lines):
        return None
    rows = []
    for scale in source.scales:
        poorer, richer = (source.now.mean(scale.name, line, TOTAL) for line in (POORER, RICHER))
        if poorer is not None and richer is not None:
            found = difference(poorer, richer, None, None)
            verdict = str(found.verdict) if found else ""
            rows.append(ContrastRow(label=source.name(scale), poorer=poorer, richer=richer, verdict=verdict))
    if not rows:
        return None
    different = [row.label for row in rows if row.verdict == "verschil"]
    title = (
        f"Verschil tussen wijken met meer en minder lage inkomens: {', '.join(different)}"
        if different
        else "Wijken met meer en minder lage inkomens zijn vergelijkbaar"
    )
    caption = "Gemiddelde per schaal van 0 tot 100, met marge. De bladzijde van elke wijk toont de indeling."
    return Picture(
        lambda width: contrast(rows, title=title, key="inkomens", width=width, names=KINDS), caption
    )


def _sectors(source: Source, scale: Scale, row: str) -> list[ProfileRow]:
    """The sectors of a neighbourhood, each beside the same sector in the whole municipality."""
    found = []
    for column in source.now.released.columns:
        mean = source.now.mean(scale.name, row, column)
        if mean is not None and mean.why != "empty":
            wider = source.now.mean(scale.name, TOTAL, column) if row != TOTAL else None
            name, before = source.now.column_name(column), _shown(source.earlier(scale, row, column))
            found.append(ProfileRow(label=name, now=mean, before=before, wider=_shown(wider)))
    return found


def _neighbourhoods(source: Source, scale: Scale) -> list[ProfileRow]:
    found = []
    for row in source.now.released.rows:
        mean = source.now.mean(scale.name, row, TOTAL)
        if mean is not None:
            name, before = source.now.row_name(row), _shown(source.earlier(scale, row, TOTAL))
            found.append(ProfileRow(label=name, now=mean, before=before))
    return found


def _profile(
    source: Source, scale: Scale, rows: Sequence[ProfileRow], *, of: str, key: str
) -> Picture | None:
    whole = source.now.mean(scale.name, source.row, TOTAL)
    if not rows or whole is None or all(row.now.why for row in rows):
        return None
    reference = ProfileRow(label="hele gemeente" if source.is_whole else "hele wijk", now=whole)
    title = title_of_profile(source, scale, [(row.label, row.now) for row in rows], of=of)
    caption = (
        f"{source.name(scale)} van 0 tot 100, met de marge waarbinnen het echte cijfer waarschijnlijk ligt"
    )
    return Picture(
        lambda width: profile(
            rows, title=title, key=f"{key}-{scale.name}", width=width, reference=reference, of=of
        ),
        caption,
    )


def _shown(mean: Mean | None) -> Mean | None:
    return mean if mean is not None and mean.mean is not None else None
