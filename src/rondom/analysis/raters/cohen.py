"""Cohen's kappa of two raters, plain or weighted, with its large-sample standard error."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers, Interval, TooFewData
from rondom.analysis.quantiles import normal_quantile, require_level
from rondom.analysis.raters.coefficient import Coefficient
from rondom.analysis.raters.ratings import as_scores, values_of
from rondom.analysis.raters.weights import Weights, weights_of

_NAMES = {
    "none": "kappa (Cohen)",
    "linear": "kappa (Cohen), lineair gewogen",
    "quadratic": "kappa (Cohen), kwadratisch gewogen",
    "ordinal": "kappa (Cohen), gewogen naar rangorde",
}


def cohen_kappa(
    ratings: NDArray[np.generic],
    *,
    weights: Weights = "none",
    categories: Sequence[float] | None = None,
    level: float = 0.95,
) -> Coefficient:
    """Kappa of two raters (subjects x 2; codes below zero or NaN are missing).

    A subject that one of the two did not judge is left out and counted. ``categories`` are all values that
    could have been given; without them, those that occur. Raises TooFewData with fewer than two subjects
    and when both raters gave one and the same value throughout.
    Source: Cohen (1960, 1968); Fleiss, Cohen and Everitt (1969); docs/methods/kappa.md.
    """
    scores = as_scores(ratings)
    if scores.shape[1] != 2:
        raise ValueError("De kappa van Cohen is voor twee beoordelaars. Neem er twee, of kies Fleiss.")
    both = scores[~np.isnan(scores).any(axis=1)]
    if len(both) < 2:
        raise TooFewData("Overeenstemming vraagt ten minste twee onderwerpen die beiden beoordeelden.")
    values = values_of(both, categories)
    places = np.searchsorted(values, both)
    cells = np.bincount(places @ [len(values), 1], minlength=len(values) ** 2)
    return cohen_kappa_from(
        cells.reshape(len(values), -1),
        values=values,
        weights=weights,
        level=level,
        left_out=len(scores) - len(both),
    )


def cohen_kappa_from(
    table: Integers,
    *,
    values: Floats | None = None,
    weights: Weights = "none",
    level: float = 0.95,
    left_out: int = 0,
) -> Coefficient:
    """The same from the cross-table of the two raters (categories x categories)."""
    require_level(level)
    if table.ndim != 2 or table.shape[0] != table.shape[1] or table.min(initial=0) < 0:
        raise ValueError("Geef een vierkante kruistabel van aantallen: de ene beoordelaar tegen de andere.")
    n = int(table.sum())
    if n < 2:
        raise TooFewData("Overeenstemming vraagt ten minste twee onderwerpen die beiden beoordeelden.")
    values = np.arange(1.0, len(table) + 1) if values is None else values
    agree, shares = weights_of(values, weights), table / n
    observed = float((agree * shares).sum())
    expected = float(shares.sum(axis=1) @ agree @ shares.sum(axis=0))
    if 1 - expected < 1e-12:
        raise TooFewData(
            "Beide beoordelaars gaven steeds dezelfde waarde: overeenstemming is niet van toeval te scheiden."
        )
    kappa = (observed - expected) / (1 - expected)
    se = _standard_error(shares, agree, kappa, expected, n)
    warnings = () if se > 0 else ("De standaardfout is nul: een interval is niet te berekenen.",)
    return Coefficient(
        name=_NAMES[weights],
        value=kappa,
        interval=_interval(kappa, se, level) if se > 0 else None,
        se=se if se > 0 else None,
        observed=observed,
        expected=expected,
        subjects=n,
        raters=2,
        left_out=left_out,
        missing="onderwerpen die een van beiden niet beoordeelde, zijn weggelaten",
        warnings=warnings,
    )


def _standard_error(shares: Floats, agree: Floats, kappa: float, expected: float, n: int) -> float:
    """Fleiss, Cohen and Everitt (1969), formula 13: valid when kappa is not zero."""
    rows, columns = agree @ shares.sum(axis=0), shares.sum(axis=1) @ agree
    chance = (rows[:, None] + columns) * (1 - kappa)
    variance = float((shares * (agree - chance) ** 2).sum()) - (kappa - expected * (1 - kappa)) ** 2
    # Below this only rounding is left.
    return sqrt(variance / n) / (1 - expected) if variance > 1e-14 else 0.0


def _interval(kappa: float, se: float, level: float) -> Interval:
    margin = normal_quantile((1 + level) / 2) * se
    low, high = max(kappa - margin, -1.0), min(kappa + margin, 1.0)
    return Interval(low, high, level, "normaal, standaardfout van Fleiss, Cohen en Everitt")
