"""Ratings as they come in: one row per subject, one column per rater."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers, TooFewData, UnknownCode


@dataclass(frozen=True, slots=True, eq=False)
class RatingCounts:
    """How many raters gave each subject each value: subjects x values, and the values in rising order."""

    table: Integers
    values: Floats
    raters: int


def as_scores(ratings: NDArray[np.generic]) -> Floats:
    """Ratings (subjects x raters) as decimals, NaN where missing.

    Whole numbers are codes, so that a negative one is a kind of missing; among decimals NaN is missing.
    """
    require_ratings(ratings)
    if np.issubdtype(ratings.dtype, np.integer):
        return np.where(ratings < 0, np.nan, ratings.astype(np.float64))  # type: ignore[operator]
    return ratings.astype(np.float64)


def complete_of(ratings: NDArray[Any]) -> NDArray[Any]:
    """The subjects that every rater judged, as they are."""
    require_ratings(ratings)
    if np.issubdtype(ratings.dtype, np.integer):
        if ratings.min(initial=0) >= 0:
            return ratings
        every = [rater >= 0 for rater in ratings.T]
    elif np.isfinite(ratings.sum()):
        return ratings
    else:
        every = [~np.isnan(rater) for rater in ratings.T]
    complete: NDArray[Any] = ratings[np.logical_and.reduce(every)]
    return complete


def require_ratings(ratings: NDArray[np.generic]) -> None:
    """Raise when ratings are no table of finite numbers."""
    if ratings.ndim != 2 or ratings.shape[1] < 2:
        raise ValueError("Beoordelingen vormen een tabel: een rij per onderwerp, een kolom per beoordelaar.")
    if np.issubdtype(ratings.dtype, np.integer):
        return
    if not np.issubdtype(ratings.dtype, np.floating):
        raise UnknownCode("Beoordelingen moeten getallen zijn. Geef woorden eerst een code.")
    if np.isinf(ratings).any():
        raise ValueError("Een beoordeling kan niet oneindig zijn.")


def counts_of(scores: Floats, categories: Sequence[float] | None) -> RatingCounts:
    """Count the ratings; without ``categories`` the values that occur are all there are."""
    known = ~np.isnan(scores)
    if not known.any():
        raise TooFewData("Er zijn geen beoordelingen.")
    values = values_of(scores[known], categories)
    places = np.searchsorted(values, scores[known])
    cells = np.nonzero(known)[0] * len(values) + places
    table = np.bincount(cells, minlength=len(scores) * len(values)).reshape(len(scores), len(values))
    return RatingCounts(table, values, scores.shape[1])


def values_of(found: Floats, categories: Sequence[float] | None) -> Floats:
    """The categories in rising order. Raises UnknownCode for ratings outside them."""
    used = np.unique(found)
    if categories is None:
        return used
    values = np.unique(np.array(categories, dtype=np.float64))
    strange = used[~np.isin(used, values)]
    if len(strange):
        named = ", ".join(f"{value:g}" for value in strange[:5].tolist())
        raise UnknownCode(f"Onbekende waarden in de beoordelingen: {named}. Pas de lijst van waarden aan.")
    return values
