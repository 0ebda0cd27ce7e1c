"""The correlation of many item pairs at once, with thresholds that are known: the second of two steps."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Booleans, Floats, Integers
from rondom.analysis.ordinal.rectangles import SMALLEST_CHANCE, cell_chances, curvatures, slopes

LIMIT = 0.9999
"""The largest correlation that is looked for, and what stands for one that has no maximum below it."""

_STEPS = 60
_PRECISION = 1e-11
_STEEP = 0.5  # above it the likelihood is compared with that of a perfect correlation


@dataclass(frozen=True, slots=True, eq=False)
class PairFits:
    """P correlations. On the ``boundary`` no correlation below one is more likely than a perfect one."""

    rho: Floats
    boundary: Booleans
    converged: Booleans


def fit_pairs(tables: Floats, rows: Floats, columns: Floats) -> PairFits:
    """Maximise the likelihood of each table (P x K x K counts) given both items' thresholds (P x (K - 1)).

    Source: Olsson (1979), Psychometrika 44, 443-460.
    """

    def derivatives(busy: Integers, rho: Floats) -> tuple[Floats, Floats]:
        return _derivatives(tables[busy], rows[busy], columns[busy], rho)

    rho, converged = search(derivatives, _pearson(tables))
    edge = at_limit(rho) | _is_perfect(tables, rows, columns, rho, (np.abs(rho) > _STEEP) | ~converged)
    return PairFits(np.where(edge, np.copysign(LIMIT, rho), rho), edge, converged | edge)


def search(
    derivatives: Callable[[Integers, Floats], tuple[Floats, Floats]], start: Floats
) -> tuple[Floats, Booleans]:
    """The correlations at which likelihoods are largest, and which of the searches ended.

    ``derivatives`` gives slope and bend of those that are still busy, at their correlations. Newton's steps
    on Fisher's z, inside a bracket that the sign of the slope narrows; a step that would leave it is halved
    into it.
    """
    rho = np.clip(start, -0.95, 0.95)
    low, high = np.full(len(rho), -LIMIT), np.full(len(rho), LIMIT)
    converged = np.zeros(len(rho), dtype=bool)
    busy = np.arange(len(rho))
    for _ in range(_STEPS):
        if not len(busy):
            break
        slope, bend = derivatives(busy, rho[busy])
        low[busy] = np.where(slope > 0, rho[busy], low[busy])
        high[busy] = np.where(slope > 0, high[busy], rho[busy])
        new = _next(rho[busy], slope, bend, low[busy], high[busy])
        converged[busy] = np.abs(new - rho[busy]) < _PRECISION
        rho[busy] = new
        busy = busy[~converged[busy]]
    return rho, converged


def at_limit(rho: Floats) -> Booleans:
    """Whether a search ran to the largest correlation that is looked for."""
    found: Booleans = np.abs(rho) > LIMIT - 1e-6
    return found


def _is_perfect(tables: Floats, rows: Floats, columns: Floats, rho: Floats, suspect: Booleans) -> Booleans:
    """Whether a perfect correlation is as likely as what was found: near one the slope has no digits."""
    found = suspect.copy()
    if found.any():
        here, tables, rows, columns = rho[found], tables[found], rows[found], columns[found]
        best = _loglikelihood(tables, rows, columns, here)
        perfect = _loglikelihood(tables, rows, columns, np.where(here < 0, -1.0, 1.0))
        found[found] = perfect >= best - 1e-7
    return found


def _loglikelihood(tables: Floats, rows: Floats, columns: Floats, rho: Floats) -> Floats:
    chance = np.maximum(cell_chances(rows, columns, rho), SMALLEST_CHANCE)
    value: Floats = (tables * np.log(chance)).sum(axis=(1, 2))
    return value


def _derivatives(tables: Floats, rows: Floats, columns: Floats, rho: Floats) -> tuple[Floats, Floats]:
    """First and second derivative of the loglikelihood to the correlation."""
    chance = np.maximum(cell_chances(rows, columns, rho), SMALLEST_CHANCE)
    share = slopes(rows, columns, rho) / chance
    bend = curvatures(rows, columns, rho) / chance - share**2
    return (tables * share).sum(axis=(1, 2)), (tables * bend).sum(axis=(1, 2))


def _next(rho: Floats, slope: Floats, bend: Floats, low: Floats, high: Floats) -> Floats:
    rest = (1 - rho) * (1 + rho)
    slope_z, bend_z = slope * rest, bend * rest**2 - 2 * rho * slope * rest
    step = np.clip(-slope_z / np.where(bend_z < 0, bend_z, -np.inf), -1, 1)
    new = np.tanh(np.arctanh(rho) + step)
    # A step too small to be seen lands on the bracket: that is the end, not outside it.
    outside = (bend_z >= 0) | (new < low) | (new > high)
    middle = np.tanh((np.arctanh(low) + np.arctanh(high)) / 2)
    return np.where(outside & (slope != 0), middle, new)


def _pearson(tables: Floats) -> Floats:
    """Correlations of the codes, as a place to start; zero where one does not vary."""
    codes = np.arange(tables.shape[1], dtype=np.float64)
    n = np.maximum(tables.sum(axis=(1, 2)), 1)
    rows, columns = tables.sum(axis=2), tables.sum(axis=1)
    mean_row, mean_column = rows @ codes / n, columns @ codes / n
    product = (tables @ codes) @ codes / n - mean_row * mean_column
    spread = (rows @ codes**2 / n - mean_row**2) * (columns @ codes**2 / n - mean_column**2)
    return np.where(spread > 1e-12, product / np.sqrt(np.maximum(spread, 1e-12)), 0.0)
