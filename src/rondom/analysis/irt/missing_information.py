"""What is lost because nobody's place on the scale is seen: Louis' correction to the information."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.irt.graded_item import Curves
from rondom.analysis.irt.quadrature import Block, Grid, Precision, posteriors

_ENOUGH = 1e-5
_MOST_TERMS = 12
_LITTLE_WORK = 2e9


def missing_information(
    codes: NDArray[np.int8],
    times: Floats,
    found: Curves,
    grid: Grid,
    kept: Integers,
    precision: Precision = np.float64,
) -> Floats:
    """The summed posterior covariance of each person's score, over the parameters numbered in ``kept``.

    Place by place while that is little work. For many people and items as a sum over polynomials that are
    orthonormal in each posterior: each adds far less than the one before, and the sum ends when a term adds
    less than 1e-5 of the whole: standard errors are then right to about 1e-5 of their size, with many items
    to 1e-7.
    """
    table, total = _Table(found, precision), np.zeros((len(kept), len(kept)))
    plain = codes.shape[1] * len(grid.theta) * len(kept) ** 2 <= _LITTLE_WORK
    for block in posteriors(codes, times, np.log(found.chance), grid, precision):
        total += (_by_place if plain else _by_polynomial)(table, block, grid, kept)
    return total


def _by_place(table: "_Table", block: Block, grid: Grid, kept: Integers) -> Floats:
    """The mean of products of scores, less the products of mean scores."""
    total, mean = np.zeros((len(kept), len(kept))), np.zeros((len(kept), len(block.times)))
    for place, posterior in enumerate(block.posterior):
        own = table.score_at(block, place)[kept]
        weighted = own * posterior
        mean += weighted
        total += (weighted * block.times) @ own.T
    return total - (mean * block.times) @ mean.T


def _by_polynomial(table: "_Table", block: Block, grid: Grid, kept: Integers) -> Floats:
    total = np.zeros((len(kept), len(kept)))
    precision = block.posterior.dtype
    root = np.sqrt(block.times).astype(precision)
    places = grid.theta[block.places].astype(precision)[:, None]
    for polynomial in _orthonormal(block.posterior, places):
        own = table.score(block, block.posterior * polynomial * root)[kept]
        added = own @ own.T
        total += added
        if np.trace(added) <= _ENOUGH * np.trace(total):
            break
    return total


class _Table:
    """What an answer adds to the score at every place: to the slope, and to its two borders."""

    def __init__(self, found: Curves, precision: Precision) -> None:
        items, k, places = found.chance.shape
        self.items, self.k = items, k
        parts = np.zeros((3, k, items, places), dtype=precision)
        parts[0] = found.scores[..., 0].swapaxes(0, 1)
        for point in range(1, k):
            parts[1, point] = found.scores[:, point, :, point]
            parts[2, point - 1] = found.scores[:, point - 1, :, point]
        self.flat = parts.reshape(3 * k * items, places)

    def score(self, block: Block, weight: NDArray[Any]) -> NDArray[Any]:
        """Items*k x rows: every parameter's score, summed over places with this weight (places x rows)."""
        return self._chosen(block, self.flat[:, block.places] @ weight)

    def score_at(self, block: Block, place: int) -> NDArray[Any]:
        """Items*k x rows: every parameter's score at one of the places of this block."""
        column = self.flat[:, block.places.start + place, None]
        return self._chosen(block, np.repeat(column, block.posterior.shape[1], axis=1))

    def _chosen(self, block: Block, flat: NDArray[Any]) -> NDArray[Any]:
        parts = flat.reshape(3, self.k, self.items, -1)
        parts *= block.chosen.reshape(1, self.k, self.items, -1)
        own = np.empty((self.items, self.k, flat.shape[1]), dtype=flat.dtype)
        own[:, 0] = parts[0].sum(axis=0)
        for point in range(1, self.k):
            np.add(parts[1, point], parts[2, point - 1], out=own[:, point])
        return own.reshape(self.items * self.k, -1)


def _orthonormal(posterior: NDArray[Any], places: NDArray[Any]) -> Iterator[NDArray[Any]]:
    """Polynomials of degree 1 and up (places x rows), orthonormal in each column of ``posterior``."""
    before, now = np.zeros_like(posterior), np.ones_like(posterior)
    norm = spread = np.zeros(posterior.shape[1], dtype=posterior.dtype)
    for degree in range(_MOST_TERMS):
        shift = (posterior * now**2 * places).sum(axis=0)
        after = (places - shift) * now - norm * before
        norm = np.sqrt((posterior * after**2).sum(axis=0))
        spread = norm if degree == 0 else spread
        # Who can be at few places has no polynomials of higher degree: what is left there is rounding.
        before, now = now, after / np.where(norm > 1e-3 * spread, norm, np.inf)
        yield now
