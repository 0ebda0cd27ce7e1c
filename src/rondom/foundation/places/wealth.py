"""Whether more or fewer households in an area have a low income than elsewhere in the Netherlands.

The rule, with its thresholds from the settings: more, when the SES-WOA score is among the lowest of all Dutch
wijken or the share of low incomes is well above the national one; fewer, when the score is among the highest
and the share of low incomes is below the national one; otherwise mixed. What cannot be told is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import models

from rondom.foundation.places.codes import COUNTRY, Kind
from rondom.foundation.places.figures import Figure, FigureBook, with_parts
from rondom.foundation.places.indicators import Indicator
from rondom.foundation.places.models import KeyFigure, WorkArea
from rondom.ui.templatetags.rondom import number

ENOUGH_WIJKEN = 100  # fewer wijken are not the Netherlands


class WealthKind(models.TextChoices):
    """The four answers. Never shown as a judgement about a neighbourhood."""

    POORER = "poorer", "meer huishoudens met een laag inkomen, of een lage SES-WOA-score"
    RICHER = "richer", "minder huishoudens met een laag inkomen, en een hoge SES-WOA-score"
    MIXED = "mixed", "gemengd"
    UNKNOWN = "unknown", "onbekend"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the answer depends on; set by whoever runs the site."""

    low_share: float  # % of Dutch wijken with the lowest SES-WOA scores
    high_share: float  # % with the highest
    low_income_ratio: float  # times the national share of low incomes

    @classmethod
    def from_settings(cls) -> Thresholds:
        return cls(settings.WEALTH_LOW_SHARE, settings.WEALTH_HIGH_SHARE, settings.WEALTH_LOW_INCOME_RATIO)


@dataclass(frozen=True, slots=True)
class Wealth:
    """The answer for one area, and what it rests on. What is not known is None."""

    kind: WealthKind
    ses: float | None
    ses_percentile: float | None  # 0 to 100: share of Dutch wijken below this area
    low_income: float | None  # %
    national_low_income: float | None  # %, same year
    year: int | None  # of the newest figure used
    headline: str  # Dutch, and never more than the figures say
    reasons: tuple[str, ...]  # Dutch sentences
    thresholds: Thresholds


def wealth_of(area: WorkArea, *, book: FigureBook | None = None) -> Wealth:
    """Whether more or fewer households here have a low income. Several parts are weighted by households."""
    figures = book or FigureBook(with_parts([area]))
    thresholds = Thresholds.from_settings()
    ses = figures.of_area(area, Indicator.SES_SCORE)
    low = figures.of_area(area, Indicator.LOW_INCOME)
    national = figures.of_code(COUNTRY, Indicator.LOW_INCOME, low.year) if low else None
    percentile = _percentile(ses) if ses else None
    kind = _kind(percentile, low, national, thresholds)
    return Wealth(
        kind=kind,
        ses=ses.value if ses else None,
        ses_percentile=percentile,
        low_income=low.value if low else None,
        national_low_income=national.value if national else None,
        year=max((figure.year for figure in (ses, low) if figure), default=None),
        headline=_headline(kind, more=bool(low and national and low.value > national.value)),
        reasons=tuple(_reasons(area, ses, percentile, low, national)),
        thresholds=thresholds,
    )


def _percentile(ses: Figure) -> float | None:
    """Where a score stands among all wijken of that year and division; a tie counts for half."""
    wijken = KeyFigure.objects.filter(
        indicator=Indicator.SES_SCORE,
        year=ses.year,
        source=ses.source,
        place__kind=Kind.WIJK,
        place__year=ses.division,
        value__isnull=False,
    )
    count = wijken.count()
    if count < ENOUGH_WIJKEN:
        return None
    below = wijken.filter(value__lt=ses.value).count()
    same = wijken.filter(value=ses.value).count()
    return 100 * (below + same / 2) / count


def _kind(
    percentile: float | None, low: Figure | None, national: Figure | None, thresholds: Thresholds
) -> WealthKind:
    """Three-valued: a part that is unknown only matters when it could change the answer."""
    low_score = None if percentile is None else percentile <= thresholds.low_share
    high_score = None if percentile is None else percentile >= 100 - thresholds.high_share
    many = few = None
    if low and national:
        many = low.value >= thresholds.low_income_ratio * national.value
        few = low.value < national.value
    if low_score or many:
        return WealthKind.POORER
    if low_score is None or many is None:
        return WealthKind.UNKNOWN
    return WealthKind.RICHER if high_score and few else WealthKind.MIXED


def _headline(kind: WealthKind, *, more: bool) -> str:
    """A low score does not make low incomes frequent: then the headline is about the score."""
    headlines = {
        WealthKind.RICHER: "Minder huishoudens met een laag inkomen dan in heel Nederland",
        WealthKind.MIXED: "Niet duidelijk meer of minder lage inkomens dan in heel Nederland",
        WealthKind.UNKNOWN: "Lage inkomens: vergelijken met Nederland kan nog niet",
    }
    if kind != WealthKind.POORER:
        return headlines[kind]
    if more:
        return "Meer huishoudens met een laag inkomen dan in heel Nederland"
    return "Een lagere score voor welvaart, opleiding en werk dan de meeste wijken"


def _reasons(
    area: WorkArea, ses: Figure | None, percentile: float | None, low: Figure | None, national: Figure | None
) -> Iterator[str]:
    yield _ses_reason(ses, percentile)
    yield _income_reason(low, national)
    if len(area.parts.all()) > 1 and (ses or low):
        yield "Dit gebied heeft meer delen. Elk deel telt mee naar het aantal particuliere huishoudens."
    covered = min((figure.covered for figure in (ses, low) if figure), default=1.0)
    if covered < 1:
        share = number(100 * covered)
        yield f"Van een deel is geen cijfer bekend. De uitkomst gaat over {share}% van de huishoudens."


def _ses_reason(ses: Figure | None, percentile: float | None) -> str:
    if ses is None:
        return "De SES-WOA-score van dit gebied is niet bekend."
    score = f"De SES-WOA-score is {number(ses.value, 2)} ({ses.year})."
    if percentile is None:
        return (
            f"{score} Vergelijken met Nederland kan nog niet: daarvoor zijn de scores van minstens "
            f"{ENOUGH_WIJKEN} wijken nodig."
        )
    return f"{score} {number(percentile)}% van de Nederlandse wijken heeft een lagere score."


def _income_reason(low: Figure | None, national: Figure | None) -> str:
    if low is None:
        return "Het aandeel huishoudens met een laag inkomen is hier niet bekend."
    here = f"{number(low.value, 1)}% van de huishoudens heeft een laag inkomen ({low.year})"
    if national is None:
        return f"{here}. Het cijfer voor heel Nederland van dat jaar is niet ingelezen."
    return f"{here}. In heel Nederland is dat {number(national.value, 1)}%."
