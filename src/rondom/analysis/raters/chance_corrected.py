"""Percent agreement, Fleiss' kappa and Gwet's AC1 and AC2: any number of raters, missing ratings allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers, Interval, TooFewData
from rondom.analysis.quantiles import require_level, t_quantile
from rondom.analysis.raters.coefficient import Coefficient
from rondom.analysis.raters.ratings import RatingCounts, as_scores, counts_of
from rondom.analysis.raters.weights import Weights, weights_of

_MISSING = (
    "elk onderwerp over de beoordelaars die het beoordeelden; met één beoordeling alleen in de kansterm"
)


def percent_agreement(
    ratings: NDArray[np.generic],
    *,
    weights: Weights = "none",
    categories: Sequence[float] | None = None,
    level: float = 0.95,
) -> Coefficient:
    """The share of pairs of raters that agree, averaged over subjects (subjects x raters).

    Not corrected for chance. Raises TooFewData when fewer than two subjects have two ratings.
    Source: Gwet (2014), chapter 2; docs/methods/agreement.md.
    """
    found = _observed(counts_of(as_scores(ratings), categories), weights)
    se = _spread(found.by_subject)
    return _coefficient("percentage overeenstemming", found, found.share, se, None, level)


def fleiss_kappa(
    ratings: NDArray[np.generic],
    *,
    weights: Weights = "none",
    categories: Sequence[float] | None = None,
    level: float = 0.95,
) -> Coefficient:
    """Fleiss' kappa (subjects x raters): chance by the shares of the categories over all ratings.

    With missing ratings it is the generalisation of Gwet; without, that of Fleiss (1971). The standard error
    is of subjects drawn from many, not that of kappa being zero. Raises TooFewData when fewer than two
    subjects have two ratings or all ratings are equal. Source: docs/methods/kappa.md.
    """
    return fleiss_kappa_from(counts_of(as_scores(ratings), categories), weights=weights, level=level)


def fleiss_kappa_from(counts: RatingCounts, *, weights: Weights = "none", level: float = 0.95) -> Coefficient:
    """The same from how many raters gave each subject each value."""
    found = _observed(counts, weights)
    expected = float(found.shares @ found.agree @ found.shares)
    by_subject = found.given @ (found.agree @ found.shares)
    value, se = _corrected(found, expected, by_subject)
    return _coefficient("kappa (Fleiss)", found, value, se, expected, level)


def gwet_ac(
    ratings: NDArray[np.generic],
    *,
    weights: Weights = "none",
    categories: Sequence[float] | None = None,
    level: float = 0.95,
) -> Coefficient:
    """Gwet's AC1, or AC2 with weights (subjects x raters): holds its ground when one category dominates.

    It depends on the number of categories: give ``categories`` when not every one was used. Raises
    TooFewData when fewer than two subjects have two ratings or there is one category.
    Source: Gwet (2008, 2014); docs/methods/agreement.md.
    """
    return gwet_ac_from(counts_of(as_scores(ratings), categories), weights=weights, level=level)


def gwet_ac_from(counts: RatingCounts, *, weights: Weights = "none", level: float = 0.95) -> Coefficient:
    """The same from how many raters gave each subject each value."""
    found = _observed(counts, weights)
    several = len(counts.values)
    if several < 2:
        raise TooFewData(
            "Er komt maar één waarde voor. Geef de andere waarden die gekozen hadden kunnen worden."
        )
    scale = float(found.agree.sum()) / (several * (several - 1))
    expected = scale * float(found.shares @ (1 - found.shares))
    by_subject = scale * (found.given @ (1 - found.shares))
    value, se = _corrected(found, expected, by_subject)
    return _coefficient(
        "AC1 (Gwet)" if weights == "none" else "AC2 (Gwet)", found, value, se, expected, level
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Observed:
    """Agreement per subject with two ratings or more; ``given`` is each subject's shares of the values."""

    counts: RatingCounts
    agree: Floats
    given: Floats
    several: NDArray[np.bool_]
    by_subject: Floats
    share: float
    shares: Floats


def _observed(counts: RatingCounts, weights: Weights) -> _Observed:
    table: Integers = counts.table[counts.table.sum(axis=1) > 0]
    raters, agree = table.sum(axis=1), weights_of(counts.values, weights)
    several = raters >= 2
    if several.sum() < 2:
        raise TooFewData("Overeenstemming vraagt twee onderwerpen met elk ten minste twee beoordelingen.")
    pairs = (table * (table @ agree - 1)).sum(axis=1)
    by_subject = pairs[several] / (raters * (raters - 1))[several]
    given = table / raters[:, None]
    return _Observed(counts, agree, given, several, by_subject, float(by_subject.mean()), given.mean(axis=0))


def _corrected(found: _Observed, expected: float, chance: Floats) -> tuple[float, float]:
    """The coefficient and its standard error, by linearisation over subjects (Gwet 2014, chapter 5)."""
    if 1 - expected < 1e-12:
        raise TooFewData("Alle beoordelingen zijn gelijk: toeval en overeenstemming zijn niet te scheiden.")
    value = (found.share - expected) / (1 - expected)
    own = np.zeros(len(found.given))
    own[found.several] = (found.by_subject - expected) / (1 - expected)
    own *= len(own) / found.several.sum()
    return value, _spread(own - 2 * (1 - value) * (chance - expected) / (1 - expected))


def _spread(by_subject: Floats) -> float:
    se = float(by_subject.std(ddof=1)) / sqrt(len(by_subject))
    return se if se > 1e-12 else 0.0


def _coefficient(
    name: str, found: _Observed, value: float, se: float, expected: float | None, level: float
) -> Coefficient:
    n = int(found.several.sum()) if expected is None else len(found.given)
    margin = t_quantile((1 + require_level(level)) / 2, n - 1) * se
    low, high = max(value - margin, 0.0 if expected is None else -1.0), min(value + margin, 1.0)
    interval = Interval(low, high, level, "t, met lineaire benadering over onderwerpen (Gwet)")
    return Coefficient(
        name=name,
        value=value,
        interval=interval if se > 0 else None,
        se=se if se > 0 else None,
        observed=found.share,
        expected=expected,
        subjects=int(found.several.sum()),
        raters=found.counts.raters,
        left_out=len(found.counts.table) - int(found.several.sum()),
        missing=_MISSING,
        warnings=() if se > 0 else ("De standaardfout is nul: een interval is niet te berekenen.",),
    )
