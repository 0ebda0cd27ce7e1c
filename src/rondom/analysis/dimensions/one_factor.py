"""Communalities under one common factor, by minimum residuals, for many matrices at once."""

import numpy as np

from rondom.analysis.dimensions.correlations import eigenvalues_of
from rondom.analysis.dimensions.extraction import LOWEST_UNIQUENESS
from rondom.analysis.estimates import Floats, TooFewData

STEPS = 200
FLAT = 1e-6
"""The largest slope at which the loadings of a matrix count as found."""

_HIGHEST = 1 - LOWEST_UNIQUENESS


def reduced_eigenvalues(correlations: Floats) -> Floats:
    """Per matrix (draws x items x items) the eigenvalues of what one factor says items share, high to low.

    The diagonal is the communality of each item under one factor, as in R's psych. Raises TooFewData
    when the loadings of a matrix are not found.
    """
    reduced = correlations.copy()
    loadings = one_factor_loadings(correlations)
    np.einsum("dii->di", reduced)[...] = loadings**2
    return eigenvalues_of(reduced)


def one_factor_loadings(correlations: Floats) -> Floats:
    """Draws x items: minimum residual loadings on one factor, by damped Newton steps.

    Residuals off the diagonal count, and on it what a communality is above its highest value: the same
    minimum as over uniquenesses that are kept above their bound.
    """
    at = _start(correlations)
    found = at.copy()
    places = np.arange(len(at))
    damping = np.full(len(at), 0.1)
    off = correlations * (1 - np.eye(correlations.shape[1]))
    value = _misfit(off, at)
    for _ in range(STEPS):
        slope, bend = _curve(off, at)
        busy = np.abs(slope).max(axis=1) >= FLAT
        found[places[~busy]] = at[~busy]
        if not busy.any():
            return found
        at, off, places, damping, value = at[busy], off[busy], places[busy], damping[busy], value[busy]
        firm = bend[busy] + damping[:, None, None] * np.eye(at.shape[1])
        there = at - np.linalg.solve(firm, slope[busy][:, :, None])[:, :, 0]
        moved = _misfit(off, there)
        better = moved < value
        at, value = np.where(better[:, None], there, at), np.where(better, moved, value)
        damping = np.where(better, damping / 10, np.maximum(damping, 1e-4) * 10)
    raise TooFewData("De eigenwaarden van gemeenschappelijke factoren zijn niet te bepalen.")


def _start(correlations: Floats) -> Floats:
    """The first principal axis, with each item's strongest correlation on the diagonal."""
    reduced = np.abs(correlations)
    np.einsum("dii->di", reduced)[...] = 0.0
    strongest = reduced.max(axis=2)
    reduced = correlations.copy()
    np.einsum("dii->di", reduced)[...] = strongest
    values, vectors = np.linalg.eigh(reduced)
    start: Floats = vectors[:, :, -1] * np.sqrt(np.maximum(values[:, -1:], 1e-8))
    return start


def _misfit(off: Floats, at: Floats) -> Floats:
    squares = at**2
    total = squares.sum(axis=1)
    # Of the residuals r - ab only what depends on the loadings, without making the residuals.
    crossed = ((off @ at[:, :, None])[:, :, 0] * at).sum(axis=1)
    above = np.maximum(squares - _HIGHEST, 0)
    value: Floats = -crossed + 0.5 * (total**2 - (squares**2).sum(axis=1)) + 0.5 * (above**2).sum(axis=1)
    return value


def _curve(off: Floats, at: Floats) -> tuple[Floats, Floats]:
    squares = at**2
    rest = squares.sum(axis=1, keepdims=True) - squares
    above = np.maximum(squares - _HIGHEST, 0)
    slope = 2 * (at * (rest + above) - (off @ at[:, :, None])[:, :, 0])
    bend = 4 * at[:, :, None] * at[:, None, :] - 2 * off
    np.einsum("dii->di", bend)[...] = 2 * rest + 2 * above + 4 * squares * (above > 0)
    return slope, bend
