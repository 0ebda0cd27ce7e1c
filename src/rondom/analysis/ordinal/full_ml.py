"""Thresholds and correlation of many item pairs at once, each pair by maximum likelihood of its own table."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from rondom.analysis.estimates import Booleans, Floats
from rondom.analysis.ordinal.rectangles import (
    SMALLEST_CHANCE,
    cell_chances,
    slopes,
    threshold_slopes,
)
from rondom.analysis.ordinal.two_step import LIMIT, PairFits, fit_pairs

_STEPS = 200
_PRECISION = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class _Tables:
    """Tables with the categories that this pair uses in front; ``free`` are the thresholds between them."""

    counts: Floats
    free: Booleans

    def only(self, pairs: Booleans) -> "_Tables":
        return _Tables(self.counts[pairs], self.free[pairs])


def fit_pairs_fully(tables: Floats) -> tuple[PairFits, Floats]:
    """Fit each table (P x K x K counts); also the standard errors of the correlations (0 on the boundary).

    Scoring from the two-step estimate on; standard errors from the observed information. Thresholds are of
    those who answered both items. Source: Olsson (1979), Psychometrika 44, 443-460.
    """
    packed = _packed(tables)
    estimate, edge = _start(packed)
    busy, converged = ~edge, edge.copy()
    for _ in range(_STEPS):
        if not busy.any():
            break
        part = packed.only(busy)
        new = _improved(part, estimate[busy])
        moved = np.abs(_difference(new, estimate[busy])).max(axis=1)
        estimate[busy] = new
        stuck = np.abs(new[:, -1]) >= np.arctanh(LIMIT) - 1e-9
        edge[busy], converged[busy] = stuck, stuck | (moved < _PRECISION)
        busy &= ~converged
    rho = np.tanh(estimate[:, -1])
    errors = np.zeros(len(rho))
    errors[~edge] = _standard_errors(packed.only(~edge), estimate[~edge])
    return PairFits(rho, edge, converged), errors


def _packed(tables: Floats) -> _Tables:
    rows = np.argsort(tables.sum(axis=2) == 0, axis=1, kind="stable")
    columns = np.argsort(tables.sum(axis=1) == 0, axis=1, kind="stable")
    counts = np.take_along_axis(np.take_along_axis(tables, rows[:, :, None], 1), columns[:, None, :], 2)
    free = np.concatenate([counts.sum(axis=2)[:, 1:] > 0, counts.sum(axis=1)[:, 1:] > 0], axis=1)
    return _Tables(counts, free)


def _start(packed: _Tables) -> tuple[Floats, Booleans]:
    """P x (2 (K - 1) + 1): thresholds of both items and Fisher's z; and which pairs lie on the boundary."""
    n = packed.counts.sum(axis=(1, 2))[:, None]
    below = [np.cumsum(packed.counts.sum(axis=axis), axis=1)[:, :-1] / n for axis in (2, 1)]
    cuts = np.where(packed.free, ndtri(np.clip(np.concatenate(below, axis=1), 1e-12, 1 - 1e-12)), np.inf)
    half = cuts.shape[1] // 2
    first = fit_pairs(packed.counts, cuts[:, :half], cuts[:, half:])
    return np.concatenate([cuts, np.arctanh(first.rho)[:, None]], axis=1), first.boundary.copy()


def _improved(packed: _Tables, estimate: Floats) -> Floats:
    """One scoring step, halved until the thresholds stay in order and the likelihood does not fall."""
    before, gradient, information = _likelihood(packed, estimate)
    step = np.linalg.solve(information, gradient[:, :, None])[:, :, 0]
    step[:, -1] = np.clip(step[:, -1], -1, 1)
    edge = np.arctanh(LIMIT)
    new, worse = estimate, np.ones(len(step), dtype=bool)
    for _ in range(12):
        tried = estimate + step
        tried[:, -1] = np.clip(tried[:, -1], -edge, edge)
        new = np.where(worse[:, None], tried, new)
        worse = _out_of_order(new) | (_value(packed, new) < before - 1e-9 * np.abs(before))
        if not worse.any():
            break
        step /= 2
    return np.where(worse[:, None], estimate, new)


def _difference(one: Floats, other: Floats) -> Floats:
    """Zero where both are infinite."""
    return np.subtract(one, other, where=np.isfinite(one), out=np.zeros(one.shape))


def _out_of_order(estimate: Floats) -> Booleans:
    half = estimate.shape[1] // 2
    wrong = np.zeros(len(estimate), dtype=bool)
    for cuts in (estimate[:, :half], estimate[:, half:-1]):
        ends = np.where(np.isfinite(cuts), cuts, 1e6 + np.arange(half))
        wrong |= (np.diff(ends, axis=1) <= 0).any(axis=1)
    return wrong


def _value(packed: _Tables, estimate: Floats) -> Floats:
    chance = np.maximum(_chances(estimate), SMALLEST_CHANCE)
    value: Floats = (packed.counts * np.log(chance)).sum(axis=(1, 2))
    return value


def _chances(estimate: Floats) -> Floats:
    half = estimate.shape[1] // 2
    return cell_chances(estimate[:, :half], estimate[:, half:-1], np.tanh(estimate[:, -1]))


def _likelihood(packed: _Tables, estimate: Floats) -> tuple[Floats, Floats, Floats]:
    """Loglikelihood, its gradient and the expected information; thresholds that are not free stand still."""
    chance = np.maximum(_chances(estimate), SMALLEST_CHANCE)
    slope = _slopes(packed, estimate)
    pairs, parameters, cells = slope.shape
    share = slope / chance.reshape(pairs, 1, cells)
    gradient = (share * packed.counts.reshape(pairs, 1, cells)).sum(axis=2)
    information = packed.counts.sum(axis=(1, 2))[:, None, None] * share @ slope.swapaxes(1, 2)
    held = np.concatenate([~packed.free, np.zeros((pairs, 1), dtype=bool)], axis=1)
    information[:, np.arange(parameters), np.arange(parameters)] += held + 1e-9
    value = (packed.counts * np.log(chance)).sum(axis=(1, 2))
    return value, gradient, information


def _slopes(packed: _Tables, estimate: Floats) -> Floats:
    """P x parameters x K^2: how fast each cell's chance grows with each parameter."""
    half, rho = estimate.shape[1] // 2, np.tanh(estimate[:, -1])
    rows, columns = estimate[:, :half], estimate[:, half:-1]
    by_row, by_column = threshold_slopes(rows, columns, rho), threshold_slopes(columns, rows, rho)
    pairs, side = len(estimate), half + 1
    found = np.zeros((pairs, 2 * half + 1, side, side))
    for cut in range(half):
        found[:, cut, cut], found[:, cut, cut + 1] = by_row[:, cut], -by_row[:, cut]
        found[:, half + cut, :, cut], found[:, half + cut, :, cut + 1] = by_column[:, cut], -by_column[:, cut]
    found[:, -1] = slopes(rows, columns, rho) * (1 - rho**2)[:, None, None]
    found[:, :-1] *= packed.free[:, :, None, None]
    return found.reshape(pairs, 2 * half + 1, side * side)


def _standard_errors(packed: _Tables, estimate: Floats) -> Floats:
    """From the observed information: minus the slope of the gradient, by central differences."""
    parameters = estimate.shape[1]
    free = np.concatenate([packed.free, np.ones((len(estimate), 1), dtype=bool)], axis=1)
    hessian = np.zeros((len(estimate), parameters, parameters))
    for place in range(parameters):
        step = np.zeros(parameters)
        step[place] = 1e-5
        ahead, behind = (_likelihood(packed, estimate + side * step)[1] for side in (1, -1))
        hessian[:, place] = (ahead - behind) / 2e-5
    observed = np.where(free[:, :, None] & free[:, None, :], -(hessian + hessian.swapaxes(1, 2)) / 2, 0.0)
    observed[:, np.arange(parameters), np.arange(parameters)] += ~free
    variance = np.linalg.inv(observed)[:, -1, -1]
    rest = 1 - np.tanh(estimate[:, -1]) ** 2
    errors: Floats = np.sqrt(np.maximum(variance, 0.0)) * rest
    return errors
