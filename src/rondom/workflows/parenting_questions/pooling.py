"""What a pool may show of itself: tables and pictures made from released counts only."""

from dataclasses import dataclass

from rondom.analysis.disclosure import TOTAL, Released, thaw
from rondom.analysis.disclosure.released import Why
from rondom.charts.chart import Chart, Table, Width
from rondom.charts.progress import Moment, axis_for, progress
from rondom.charts.words import withheld
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import QuarterCount

HIDDEN = "·"
TOO_FEW = "te weinig gevraagd om te tonen"


@dataclass(frozen=True, slots=True)
class Course:
    """One theme along the quarters, for a screen and for a phone."""

    wide: Chart
    narrow: Chart


def table_of(count: QuarterCount) -> Table:
    """Themes by areas. What may not be shown is left out, like what nobody asked."""
    released, rows, columns = _opened(count)
    lines = []
    for code in released.columns:
        cells = [released.group(row, code).n for row in (*released.rows, TOTAL)]
        if any(n is not None for n in cells):
            lines.append((columns.get(code, code), *(HIDDEN if n is None else str(n) for n in cells)))
    names = [rows.get(row, row) for row in released.rows]
    return Table(("Thema", *names, "Samen"), tuple(sorted(lines)))


def course_of(counts: list[QuarterCount], code: str, label: str) -> Course | None:
    """How many families asked about a theme, all areas together."""
    moments = [_moment(count, code) for count in counts]
    if not any(moment.value is not None for moment in moments):
        return None
    axis = axis_for([moment.value for moment in moments if moment.value is not None])

    def drawn(width: Width) -> Chart:
        title = f"{label}: zoveel gezinnen vroegen ernaar"
        return progress(moments, axis=axis, title=title, key=f"verloop-{code}", width=width)

    return Course(drawn("wide"), drawn("narrow"))


def _moment(count: QuarterCount, code: str) -> Moment:
    released, _, _ = _opened(count)
    label = quarters.said(count.quarter)
    if code not in released.columns:
        return Moment(label=label, value=None, withheld=TOO_FEW)
    group = released.group(TOTAL, code)
    if group.n is None:
        why = TOO_FEW if group.why is Why.FEW else withheld(group.why)
        return Moment(label=label, value=None, withheld=why)
    return Moment(label=label, value=float(group.n), n=group.n)


def _opened(count: QuarterCount) -> tuple[Released, dict[str, str], dict[str, str]]:
    document = count.document
    return thaw(document["released"]), document["rows"], document["columns"]
