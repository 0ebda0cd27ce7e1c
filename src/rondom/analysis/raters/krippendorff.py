"""Krippendorff's alpha: any number of raters, missing ratings, four kinds of data."""

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.quantiles import require_level
from rondom.analysis.raters.coefficient import Coefficient
from rondom.analysis.raters.ratings import RatingCounts, as_scores, counts_of

Measurement = Literal["nominal", "ordinal", "interval", "ratio"]
"""What the distance of two values is: whether they differ, places in the order, their difference, or their
difference as a share of their sum."""

_BLOCK_CELLS = 2**22

_NAMES = {
    "nominal": "alfa (Krippendorff), nominaal",
    "ordinal": "alfa (Krippendorff), ordinaal",
    "interval": "alfa (Krippendorff), interval",
    "ratio": "alfa (Krippendorff), ratio",
}


def krippendorff_alpha(
    ratings: NDArray[np.generic],
    *,
    measurement: Measurement,
    rng: np.random.Generator | None = None,
    replicates: int = 2000,
    level: float = 0.95,
) -> Coefficient:
    """Alpha of ratings (subjects x raters; codes below zero or NaN are missing).

    A subject with one rating says nothing about agreement and is left out. The interval is the percentile
    bootstrap over subjects; it needs ``rng``, and without it there is none. Raises TooFewData when no
    subject has two ratings or all ratings are equal.
    Source: Krippendorff (2011); docs/methods/krippendorff-alpha.md.
    """
    counts = counts_of(as_scores(ratings), None)
    return krippendorff_alpha_from(
        counts, measurement=measurement, rng=rng, replicates=replicates, level=level
    )


def krippendorff_alpha_from(
    counts: RatingCounts,
    *,
    measurement: Measurement,
    rng: np.random.Generator | None = None,
    replicates: int = 2000,
    level: float = 0.95,
) -> Coefficient:
    """The same from how many raters gave each subject each value."""
    require_level(level)
    table = counts.table[counts.table.sum(axis=1) > 1].astype(np.float64)
    if len(table) == 0:
        raise TooFewData("Geen enkel onderwerp heeft twee of meer beoordelingen.")
    if measurement == "ratio" and counts.values[0] < 0:
        raise ValueError("Een ratioschaal heeft geen waarden onder nul.")
    if np.count_nonzero(table.sum(axis=0)) < 2:
        raise TooFewData("Alle beoordelingen zijn gelijk: toeval en overeenstemming zijn niet te scheiden.")
    disagreement = _DISAGREEMENTS[measurement]
    observed, expected = (
        float(part[0]) for part in disagreement(table, counts.values, np.ones((1, len(table))))
    )
    interval, warnings = None, ["Zonder rng is er geen interval."]
    if rng is not None:
        draws = _draws(table, counts.values, disagreement, rng, replicates)
        interval, warnings = _percentiles(draws, replicates, level)
    return Coefficient(
        name=_NAMES[measurement],
        value=1 - observed / expected,
        interval=interval,
        se=None,
        observed=1 - observed,
        expected=1 - expected,
        subjects=len(table),
        raters=counts.raters,
        left_out=len(counts.table) - len(table),
        missing="elk onderwerp over de beoordelaars die het beoordeelden; met één beoordeling weggelaten",
        warnings=tuple(warnings),
    )


_Disagreement = Callable[[Floats, Floats, Floats], tuple[Floats, Floats]]
"""From subjects x values, the values, and replicates x subjects (how often each subject counts), the observed
and the expected disagreement of every replicate."""


def _nominal(table: Floats, values: Floats, times: Floats) -> tuple[Floats, Floats]:
    raters = table.sum(axis=1)
    alike = times @ (((table**2).sum(axis=1) - raters) / (raters - 1))
    totals = times @ table
    n = totals.sum(axis=1)
    return 1 - alike / n, 1 - ((totals**2).sum(axis=1) - n) / (n * (n - 1))


def _interval(table: Floats, values: Floats, times: Floats) -> tuple[Floats, Floats]:
    return _squared(table, np.broadcast_to(values - values.mean(), (len(times), len(values))), times)


def _ordinal(table: Floats, values: Floats, times: Floats) -> tuple[Floats, Floats]:
    # The distance of Krippendorff is that of the mean ranks among all ratings of the replicate.
    totals = times @ table
    return _squared(table, totals.cumsum(axis=1) - totals / 2, times)


def _squared(table: Floats, at: Floats, times: Floats) -> tuple[Floats, Floats]:
    """Mean squared difference of two ratings of one subject, and of two ratings at all."""
    raters = table.sum(axis=1)
    squares, sums = at**2 @ table.T, at @ table.T
    within = (times * (raters * squares - sums**2) / (raters - 1)).sum(axis=1)
    totals = times @ table
    n = totals.sum(axis=1)
    every = n * (totals * at**2).sum(axis=1) - (totals * at).sum(axis=1) ** 2
    return 2 * within / n, 2 * every / (n * (n - 1))


def _ratio(table: Floats, values: Floats, times: Floats) -> tuple[Floats, Floats]:
    together = values[:, None] + values
    distance = ((values[:, None] - values) / np.where(together > 0, together, 1)) ** 2
    raters = table.sum(axis=1)
    within = times @ (((table @ distance) * table).sum(axis=1) / (raters - 1))
    totals = times @ table
    n = totals.sum(axis=1)
    return within / n, ((totals @ distance) * totals).sum(axis=1) / (n * (n - 1))


_DISAGREEMENTS: dict[Measurement, _Disagreement] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}


def _draws(
    table: Floats, values: Floats, disagreement: _Disagreement, rng: np.random.Generator, replicates: int
) -> Floats:
    """Alpha of each replicate in which not all ratings are equal."""
    subjects, found = len(table), []
    size = max(1, _BLOCK_CELLS // max(subjects, len(values)))
    for start in range(0, replicates, size):
        count = min(size, replicates - start)
        times = rng.multinomial(subjects, np.full(subjects, 1 / subjects), count).astype(np.float64)
        observed, expected = disagreement(table, values, times)
        usable = expected > 1e-12
        found.append(1 - observed[usable] / expected[usable])
    return np.concatenate(found)


def _percentiles(draws: Floats, replicates: int, level: float) -> tuple[Interval | None, list[str]]:
    if len(draws) < 0.9 * replicates:
        return None, ["In te veel trekkingen waren alle beoordelingen gelijk: geen interval."]
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return Interval(
        float(low), float(high), level, f"bootstrap over onderwerpen, {len(draws)} trekkingen"
    ), []
