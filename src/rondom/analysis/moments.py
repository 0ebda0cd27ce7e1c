"""Scores counted once: number, mean and products per group, in tables that add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import names_of
from rondom.analysis.estimates import Floats, Integers


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """What means, variances and covariances of scores per group follow from.

    Each table is groups x scales x scales and is about the respondents who have both scores: how many
    they are (``n``), the mean of the first score (``means``), and the sum of products of deviations from
    those means (``products``). The diagonal is about one score by itself. Means and deviations keep all
    decimals where plain sums of squares lose them.
    """

    scales: tuple[str, ...]
    n: Integers
    means: Floats
    products: Floats

    @property
    def groups(self) -> int:
        """How many groups there are, empty ones included."""
        return len(self.n)

    def __add__(self, other: "Moments") -> "Moments":
        if self.scales != other.scales:
            raise ValueError("Alleen tabellen over dezelfde schalen zijn op te tellen.")
        groups = max(self.groups, other.groups)
        return Moments(self.scales, *_merged(_padded(self, groups), _padded(other, groups)))

    def total(self) -> "Moments":
        """The same tables with all groups taken together."""
        return self.together(range(self.groups))

    def together(self, groups: Sequence[int]) -> "Moments":
        """One group made of these groups."""
        size = len(self.scales)
        found: _Parts = (np.zeros((1, size, size), dtype=np.int64), *np.zeros((2, 1, size, size)))
        for group in groups:
            rows = slice(group, group + 1)
            found = _merged(found, (self.n[rows], self.means[rows], self.products[rows]))
        return Moments(self.scales, *found)

    def place(self, scale: str) -> int:
        """Where this scale stands in the tables. Raises KeyError when it is not there."""
        if scale not in self.scales:
            raise KeyError(f"Schaal {scale} is niet geteld.")
        return self.scales.index(scale)

    def of(self, scale: str) -> tuple[Integers, Floats, Floats]:
        """Number, mean and sum of squared deviations of one score, each with a value per group."""
        at = self.place(scale)
        return self.n[:, at, at], self.means[:, at, at], self.products[:, at, at]


_Parts = tuple[Integers, Floats, Floats]
_ROWS = 4096


def tabulate_scores(
    scores: Floats | NDArray[np.integer],
    *,
    scales: Sequence[str] = (),
    group: NDArray[np.integer] | None = None,
    groups: int = 1,
) -> Moments:
    """Count scores (respondents x scales; NaN is no score) per group.

    ``group`` is the number of the respondent's group, from 0; there are at least ``groups`` of them.
    """
    scores = scores[:, None] if scores.ndim == 1 else scores
    member = np.zeros(len(scores), dtype=np.int64) if group is None else group
    whole = np.issubdtype(member.dtype, np.integer)
    if member.shape != (len(scores),) or not whole or member.min(initial=0) < 0:
        raise ValueError("Geef voor elke respondent een groep: een geheel getal vanaf 0.")
    if group is None:
        parts = [_counted(scores)]
        parts += [_counted(scores[:0])] * (groups - 1)
    else:
        groups = max(groups, int(member.max(initial=-1)) + 1)
        order = np.argsort(member, kind="stable")
        ends = np.searchsorted(member[order], np.arange(groups + 1))
        parts = [_counted(scores[order[a:b]]) for a, b in pairwise(ends)]
    n, means, products = (np.stack(tables) for tables in zip(*parts, strict=True))
    return Moments(names_of(scores.shape[1], scales), n, means, products)


def _counted(scores: Floats | NDArray[np.integer]) -> _Parts:
    """In blocks that a processor cache holds; whole numbers become decimals there."""
    starts = range(0, max(len(scores), 1), _ROWS)
    blocks = (scores[at : at + _ROWS].astype(np.float64, copy=False) for at in starts)
    return reduce(_merged, map(_counted_block, blocks))


def _counted_block(scores: Floats) -> _Parts:
    # Measured from each scale's first score: equal scores then give deviations of exactly zero.
    rows, size = scores.shape
    if rows == 0:
        return np.zeros((size, size), dtype=np.int64), np.zeros((size, size)), np.zeros((size, size))
    with np.errstate(invalid="ignore"):
        shifted = scores - scores[0]
        sums = np.ones(rows) @ shifted
    if np.isfinite(sums).all():
        products = shifted.T @ shifted - np.outer(sums, sums / rows)
        means = np.broadcast_to((scores[0] + sums / rows)[:, None], (size, size))
        return np.full((size, size), rows), means, _not_below_zero(products)
    return _counted_with_missing(scores)


def _counted_with_missing(scores: Floats) -> _Parts:
    known = ~np.isnan(scores)
    if np.isinf(scores).any():
        raise ValueError("Een score kan niet oneindig zijn.")
    start = scores[known.argmax(axis=0), np.arange(scores.shape[1])]
    start = np.where(known.any(axis=0), start, 0.0)
    shifted = np.where(known, scores - start, 0.0)
    present = known.astype(np.float64)
    n = present.T @ present
    sums = shifted.T @ present
    several = np.maximum(n, 1)
    products = shifted.T @ shifted - sums * sums.T / several
    means = np.where(n > 0, start[:, None] + sums / several, 0.0)
    return n.astype(np.int64), means, _not_below_zero(products)


def _merged(one: _Parts, other: _Parts) -> _Parts:
    """Chan, Golub and LeVeque (1983): products of two parts, corrected for the distance of their means."""
    n = one[0] + other[0]
    several = np.maximum(n, 1)
    apart = other[1] - one[1]
    apart = np.where((one[0] > 0) & (other[0] > 0), apart, 0.0)
    first = np.where(one[0] > 0, one[1], other[1])
    means = first + apart * (other[0] / several)
    products = one[2] + other[2] + apart * apart.swapaxes(-1, -2) * (one[0] * (other[0] / several))
    return n, means, products


def _padded(moments: Moments, groups: int) -> _Parts:
    more = ((0, groups - moments.groups), (0, 0), (0, 0))
    return np.pad(moments.n, more), np.pad(moments.means, more), np.pad(moments.products, more)


def _not_below_zero(products: Floats) -> Floats:
    """Rounding may leave a sum of squares a hair under zero."""
    own = np.diag_indices(len(products))
    products[own] = np.maximum(products[own], 0.0)
    return products
