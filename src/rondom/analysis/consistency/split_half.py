"""Reliability from two halves of a scale: every way to split it, the best, the worst and the mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt

import numpy as np

from rondom.analysis.consistency.scale import scale_matrix
from rondom.analysis.covariances import Covariances, covariances, covariances_from
from rondom.analysis.estimates import Floats
from rondom.analysis.tabulate import Tables

EVERY_SPLIT = 100_000
"""Up to so many splits all are looked at: scales of up to twenty items."""


@dataclass(frozen=True, slots=True)
class Split:
    """One way to split a scale. ``guttman`` is its reliability without assuming halves alike (Guttman's
    lambda 4, the same as Flanagan's and Rulon's), ``r`` the correlation of the halves, ``spearman_brown``
    2 r / (1 + r): the same when the halves vary equally. The last two are None for a half without spread.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    guttman: float
    r: float | None
    spearman_brown: float | None


@dataclass(frozen=True, slots=True)
class SplitHalves:
    """Split-half reliability over ways to split in two equal halves, or as equal as can be.

    ``best`` is Guttman's lambda 4 in its highest value, ``worst`` Revelle's beta, ``mean`` and ``median``
    are over ``splits`` splits: all there are when ``every``, else a sample. ``middle`` holds 95 % of them:
    it is no confidence interval.
    """

    best: Split
    worst: Split
    mean: float
    median: float
    middle: tuple[float, float]
    splits: int
    every: bool
    standardised: bool
    items: int
    respondents: int


def split_half(
    scores: Floats,
    *,
    standardised: bool = False,
    rng: np.random.Generator | None = None,
    draws: int = 10_000,
    items: Sequence[str] = (),
) -> SplitHalves:
    """Split-half reliability of scores (respondents x items; NaN is no answer; items keyed the same way).

    ``standardised`` counts every item with the same spread, as R's psych does by default. With more than
    twenty items ``draws`` splits are drawn with ``rng``, and the best and the worst of them improved by
    exchanging items. Raises TooFewData with fewer than two items that vary or items whose sum does not.
    Source: docs/methods/split-half.md.
    """
    return split_half_of(covariances(scores, items=items), standardised=standardised, rng=rng, draws=draws)


def split_half_from(
    tables: Tables,
    *,
    standardised: bool = False,
    rng: np.random.Generator | None = None,
    draws: int = 10_000,
) -> SplitHalves:
    """The same from tables with item pairs: select the items of the scale first, reversed where needed."""
    return split_half_of(covariances_from(tables), standardised=standardised, rng=rng, draws=draws)


def split_half_of(
    found: Covariances,
    *,
    standardised: bool = False,
    rng: np.random.Generator | None = None,
    draws: int = 10_000,
) -> SplitHalves:
    """The same from covariances that were computed before."""
    matrix = scale_matrix(found, standardised=standardised)
    items = len(matrix)
    every = number_of_splits(items) <= EVERY_SPLIT
    sides = _every_split(items) if every else _some_splits(items, draws, rng)
    values = _guttman(sides, matrix)
    best, worst = sides[values.argmax()], sides[values.argmin()]
    if not every:
        best, worst = _improved(best, matrix, up=True), _improved(worst, matrix, up=False)
    low, median, high = np.quantile(values, [0.025, 0.5, 0.975]).tolist()
    return SplitHalves(
        best=_split(best, matrix, found.items),
        worst=_split(worst, matrix, found.items),
        mean=float(values.mean()),
        median=median,
        middle=(low, high),
        splits=len(sides),
        every=every,
        standardised=standardised,
        items=items,
        respondents=found.respondents,
    )


def number_of_splits(items: int) -> int:
    """In how many ways a scale splits in two halves, with an odd item in either half."""
    return comb(items, items // 2) // (1 if items % 2 else 2)


def _every_split(items: int) -> Floats:
    """Splits x items: 1 for the first half, -1 for the second."""
    half = items // 2
    if items % 2:
        chosen = np.array(list(combinations(range(items), half)))
    else:
        others = np.array(list(combinations(range(1, items), half - 1)), dtype=np.int64)
        chosen = np.column_stack([np.zeros(len(others), dtype=np.int64), others.reshape(len(others), -1)])
    sides = np.full((len(chosen), items), -1.0)
    np.put_along_axis(sides, chosen, 1.0, axis=1)
    return sides


def _some_splits(items: int, draws: int, rng: np.random.Generator | None) -> Floats:
    if rng is None:
        raise ValueError(f"Bij {items} items zijn er te veel helften om alle te bekijken: geef rng.")
    start = np.where(np.arange(items) < items // 2, 1.0, -1.0)
    sides: Floats = rng.permuted(np.tile(start, (draws, 1)), axis=1)
    return sides


def _guttman(sides: Floats, matrix: Floats) -> Floats:
    """Four times the covariance of the halves over the variance of the whole."""
    apart = ((sides @ matrix) * sides).sum(axis=1)
    values: Floats = 1 - apart / matrix.sum()
    return values


def _improved(side: Floats, matrix: Floats, *, up: bool) -> Floats:
    """Exchange two items between the halves for as long as that helps."""
    own = np.diag(matrix)
    while True:
        pull = side * (matrix @ side)
        gain = (pull - own)[:, None] + (pull - own) - 2 * np.outer(side, side) * matrix
        gain = np.where(np.outer(side, side) < 0, gain if up else -gain, -np.inf)
        one, other = np.unravel_index(gain.argmax(), gain.shape)
        if gain[one, other] <= 1e-12 * float(own.sum()):
            return side
        side = side.copy()
        side[[one, other]] *= -1


def _split(side: Floats, matrix: Floats, items: tuple[str, ...]) -> Split:
    one, other = side > 0, side < 0
    between = float(matrix[np.ix_(one, other)].sum())
    spread = float(matrix[np.ix_(one, one)].sum() * matrix[np.ix_(other, other)].sum())
    r = between / sqrt(spread) if spread > 0 else None
    named = np.array(items, dtype=object)
    return Split(
        first=tuple(named[one]),
        second=tuple(named[other]),
        guttman=float(_guttman(side[None], matrix)[0]),
        r=r,
        spearman_brown=None if r is None or r <= -1 else 2 * r / (1 + r),
    )
