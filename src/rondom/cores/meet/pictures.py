"""What came out of a round of statements, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from rondom.analysis.opinion_groups import FEWEST_VOTERS
from rondom.charts.chart import Chart, Width
from rondom.charts.stances import Said, StanceRow, stances
from rondom.charts.words import enumeration
from rondom.cores.meet.models import StatementRound
from rondom.cores.meet.stances import Opinions, Row, opinions_of
from rondom.ui.templatetags.rondom import counted

WIDTHS: tuple[Width, ...] = ("wide", "narrow")
ON_PAPER = 8
"""So many statements, with the bars of four groups each, stay on one page."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What came out of a round, and a picture of it: of every statement all, and each group."""

    opinions: Opinions
    wide: Chart
    narrow: Chart

    @property
    def caption(self) -> str:
        return caption(self.opinions)


def draw(found: Opinions) -> Drawn:
    """For a screen and for a phone."""
    wide, narrow = (_draw(found, found.rows, width) for width in WIDTHS)
    return Drawn(found, wide, narrow)


def caption(found: Opinions) -> str:
    """Which groups there are, or that there are none."""
    if not found.groups:
        return (
            "De antwoorden laten geen duidelijke groepen zien. Dat kan: de meningen lopen door elkaar, of er "
            f"deden minder dan {FEWEST_VOTERS} mensen mee."
        )
    sizes = enumerate(found.groups, start=1)
    groups = enumeration([f"groep {number} ({counted(voters, 'mens,mensen')})" for number, voters in sizes])
    return (
        f"De antwoorden laten {len(found.groups)} groepen zien die hetzelfde denken: {groups}. "
        "Niemand weet wie in welke groep zit."
    )


def draw_closed(rounds: QuerySet[StatementRound]) -> list[Drawn]:
    """What came out of those of these rounds that are closed."""
    return [draw(found) for found in opinions_of(rounds)]


def draw_pages(found: Opinions) -> list[Chart]:
    """The same, in pieces that fit on a page."""
    starts = range(0, len(found.rows), ON_PAPER)
    pieces = [found.rows[start : start + ON_PAPER] for start in starts]
    return [
        _draw(found, rows, "wide", piece=f" ({number} van {len(pieces)})" if len(pieces) > 1 else "")
        for number, rows in enumerate(pieces, start=1)
    ]


def _draw(found: Opinions, rows: Sequence[Row], width: Width, *, piece: str = "") -> Chart:
    lines = [StanceRow(label=str(one.statement), said=_said(one, found.groups)) for one in rows]
    key = f"stellingen-{found.round.pk}-{rows[0].statement.pk if rows else 0}"
    return stances(lines, title=_title(found) + piece, key=key, width=width)


def _said(row: Row, groups: Sequence[int]) -> tuple[Said, ...]:
    one = row.statement
    counts = None
    if one.agree is not None and one.unsure is not None and one.disagree is not None:
        counts = (one.agree, one.unsure, one.disagree)
    found = row.groups or (None,) * len(groups)
    return (
        Said(who="Iedereen", counts=counts),
        *(Said(who=f"Groep {number}", counts=counts) for number, counts in enumerate(found, start=1)),
    )


def _title(found: Opinions) -> str:
    agreed, total = len(found.agreed), len(found.rows)
    if not agreed:
        return "Over geen enkele stelling is bijna iedereen het eens"
    return f"Over {agreed} van de {total} stellingen is bijna iedereen het eens"
