"""The difference of two independent means, from summary numbers alone."""

from dataclasses import dataclass
from enum import StrEnum
from math import exp, isfinite, lgamma, log, sqrt

from rondom.analysis.estimates import Interval, TooFewData
from rondom.analysis.groups import known_population, unseen
from rondom.analysis.quantiles import noncentrality, require_level, t_quantile

MINIMUM_DIFFERENCE = 10.0
"""Points on 0-100 from which a difference is called one: an agreement, not a norm that was tested."""
MINIMUM_N = 10
"""Scores that each side needs before a difference is called one."""


class Difference(StrEnum):
    """What may be said about two means."""

    DIFFERENT = "verschil"
    COMPARABLE = "vergelijkbaar"


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a comparison needs of one side: scores, their mean and sd, and the group's size if known."""

    n: int
    mean: float
    sd: float
    population: int | None = None


@dataclass(frozen=True, slots=True)
class EffectSize:
    """A difference in units of the pooled standard deviation of the two sides."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first mean minus the second.

    ``interval`` and ``df`` are None when neither side has any spread. Cohen's ``d`` and Hedges' ``g``
    (d without its small-sample bias) are None when they do not exist; they are about people in general,
    so without finite-population correction.
    """

    difference: float
    interval: Interval | None
    df: float | None
    d: EffectSize | None
    g: EffectSize | None
    n: tuple[int, int]
    verdict: Difference
    warnings: tuple[str, ...]


def compare(
    first: Summary,
    second: Summary,
    *,
    level: float = 0.95,
    minimum_difference: float = MINIMUM_DIFFERENCE,
    minimum_n: int = MINIMUM_N,
) -> Comparison:
    """Compare two groups of different people: richer and poorer areas, or two waves that are not linked.

    Welch's interval, each side's variance corrected for the part of its group that answered. 'verschil'
    only when the means lie at least ``minimum_difference`` apart and both sides have ``minimum_n``
    scores. Raises TooFewData below two scores on a side. Source: docs/methods/compare-means.md.
    """
    require_level(level)
    for side in (first, second):
        if side.n < 2:
            raise TooFewData("Vergelijken kan pas als beide groepen ten minste twee scores hebben.")
        if not (isfinite(side.mean) and isfinite(side.sd) and side.sd >= 0):
            raise ValueError(
                "Gemiddelde en spreiding moeten gewone getallen zijn, de spreiding niet negatief."
            )
    difference = first.mean - second.mean
    interval, df, warnings = _welch(first, second, difference, level)
    d, g, more = _effect_sizes(first, second, difference, level)
    large = abs(difference) >= minimum_difference and min(first.n, second.n) >= minimum_n
    return Comparison(
        difference=difference,
        interval=interval,
        df=df,
        d=d,
        g=g,
        n=(first.n, second.n),
        verdict=Difference.DIFFERENT if large else Difference.COMPARABLE,
        warnings=(*warnings, *more),
    )


def _welch(
    first: Summary, second: Summary, difference: float, level: float
) -> tuple[Interval | None, float | None, tuple[str, ...]]:
    variances, warnings, complete = [], [], True
    for side in (first, second):
        size, notes = known_population(side.n, side.population)
        variances.append(side.sd**2 / side.n * unseen(side.n, size))
        warnings += [note for note in notes if note not in warnings]
        complete = complete and size == side.n
    total = sum(variances)
    if complete:
        return Interval(difference, difference, level, "beide groepen geheel gemeten"), None, tuple(warnings)
    if total == 0:
        warnings.append("Binnen de groepen is geen spreiding: een interval is niet te berekenen.")
        return None, None, tuple(warnings)
    # As shares of the total, so that very small variances do not vanish when squared.
    shares = (variances[0] / total, variances[1] / total)
    df = 1 / (shares[0] ** 2 / (first.n - 1) + shares[1] ** 2 / (second.n - 1))
    margin = t_quantile((1 + level) / 2, df) * sqrt(total)
    return Interval(difference - margin, difference + margin, level, "Welch"), df, tuple(warnings)


def _effect_sizes(
    first: Summary, second: Summary, difference: float, level: float
) -> tuple[EffectSize | None, EffectSize | None, tuple[str, ...]]:
    df = first.n + second.n - 2
    pooled = sqrt(((first.n - 1) * first.sd**2 + (second.n - 1) * second.sd**2) / df)
    if pooled == 0:
        return None, None, ("Binnen de groepen is geen spreiding: de effectgrootte bestaat niet.",)
    d = difference / pooled
    root = sqrt(first.n * second.n / (first.n + second.n))
    try:
        low, high = (
            noncentrality(d * root, df, share) / root for share in ((1 + level) / 2, (1 - level) / 2)
        )
    except TooFewData as reason:
        return None, None, (str(reason),)
    correction = exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
    return (
        _effect(d, low, high, level),
        _effect(d * correction, low * correction, high * correction, level),
        (),
    )


def _effect(value: float, low: float, high: float, level: float) -> EffectSize:
    return EffectSize(value, Interval(low, high, level, "niet-centrale t"))
