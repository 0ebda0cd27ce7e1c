"""Answers and correlations made on the spot."""

import numpy as np

from rondom.analysis.estimates import Floats


def correlations_of(loadings: Floats, phi: Floats | None = None) -> Floats:
    """What a factor model gives exactly."""
    between = np.eye(loadings.shape[1]) if phi is None else phi
    implied = loadings @ between @ loadings.T
    np.fill_diagonal(implied, 1.0)
    return implied


def sampled(items: int, n: int, seed: int) -> Floats:
    """Correlations of n people on items with one thing in common."""
    rng = np.random.default_rng(seed)
    scores = 0.6 * rng.normal(size=(n, 1)) + rng.normal(size=(n, items))
    found: Floats = np.atleast_2d(np.corrcoef(scores.T))
    return found
