"""One pass over the people: how likely their answers are at each place of the scale, and the sums of that."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats

_ROWS = 2048
_IMPOSSIBLE = -34.0
"""A place this much less likely (on the log scale) than the best one adds nothing."""
Precision = type[np.float32] | type[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Points of the latent scale (equally spaced) and their share of a standard normal population."""

    theta: Floats
    share: Floats


def normal_grid(points: int, reach: float) -> Grid:
    """``points`` equally spaced points from -reach to reach."""
    theta = np.linspace(-reach, reach, points)
    share = np.exp(-(theta**2) / 2)
    return Grid(theta, share / share.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Passed:
    """The log-likelihood, and the expected number of people per item, point and place."""

    loglik: float
    expected: Floats


def pass_over(
    codes: NDArray[np.int8], times: Floats, log_chance: Floats, grid: Grid, precision: Precision = np.float64
) -> Passed:
    """The E-step. ``log_chance`` is items x k x places."""
    items, k, places = log_chance.shape
    expected, loglik = np.zeros((k * items, places)), 0.0
    for block in posteriors(codes, times, log_chance, grid, precision):
        loglik += float(block.times @ block.heights)
        weighted = block.posterior * block.times.astype(precision)
        expected[:, block.places] += block.chosen @ weighted.T
    return Passed(loglik, expected.reshape(k, items, places).swapaxes(0, 1))


def log_likelihood(codes: NDArray[np.int8], times: Floats, log_chance: Floats, grid: Grid) -> float:
    """The same log-likelihood, alone and in double precision."""
    blocks = posteriors(codes, times, log_chance, grid)
    return sum(float(block.times @ block.heights) for block in blocks)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some rows: how often each counts, their answers (k*items x rows), log-likelihoods, and posterior.

    ``posterior`` is places x rows, of only those ``places`` of the grid where somebody of this block may be.
    """

    rows: slice
    places: slice
    times: Floats
    chosen: NDArray[Any]
    posterior: NDArray[Any]
    heights: Floats


def posteriors(
    codes: NDArray[np.int8], times: Floats, log_chance: Floats, grid: Grid, precision: Precision = np.float64
) -> Iterator[Block]:
    """Block by block. Rows in the order of their answers make that a block needs only part of the grid."""
    items, k, places = log_chance.shape
    weights = np.ascontiguousarray(log_chance.swapaxes(0, 1).reshape(k * items, places).T, dtype=precision)
    prior = np.log(grid.share).astype(precision)[:, None]
    for start in range(0, codes.shape[1], _ROWS):
        rows = slice(start, min(start + _ROWS, codes.shape[1]))
        chosen = np.empty((k, items, rows.stop - start), dtype=precision)
        for point in range(k):
            np.equal(codes[:, rows], point, out=chosen[point], casting="unsafe")
        flat = chosen.reshape(k * items, -1)
        likely: NDArray[Any] = weights @ flat
        np.add(likely, prior, out=likely)
        highest = likely.max(axis=0)
        np.subtract(likely, highest, out=likely)
        possible = np.flatnonzero(likely.max(axis=1) > _IMPOSSIBLE)
        here = slice(int(possible[0]), int(possible[-1]) + 1)
        posterior = np.exp(likely[here])
        total = posterior.sum(axis=0)
        posterior /= total
        heights = highest.astype(np.float64) + np.log(total.astype(np.float64))
        yield Block(rows, here, times[rows], flat, posterior, heights)
