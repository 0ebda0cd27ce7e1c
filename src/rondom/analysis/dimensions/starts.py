"""Where searches start: drawn, or without a generator always in the same places."""

import numpy as np

from rondom.analysis.estimates import Floats

STARTS = 4
"""From how many places factors and their rotation are sought unless asked otherwise."""


def uniquenesses(correlations: Floats, starts: int, rng: np.random.Generator | None) -> Floats:
    """Starts x items: first what the other items leave unexplained, as in R, then up to e times as much or
    as little."""
    _require(starts)
    k = len(correlations)
    first = 1 / np.diag(np.linalg.inv(correlations))
    if rng is not None:
        shares = rng.random((starts - 1, k))
    else:
        shares = np.outer(np.arange(1, starts), np.sqrt(np.arange(2, k + 2))) % 1
    return np.clip(np.vstack([first, first * np.exp(2 * shares - 1)]), 0.01, 1.0)


def turns(factors: int, starts: int, rng: np.random.Generator | None) -> Floats:
    """Starts x factors x factors: orthogonal matrices, the first of which turns nothing."""
    _require(starts)
    if rng is not None:
        spread = rng.normal(size=(starts - 1, factors, factors))
    else:
        across = np.arange(1, factors + 1)
        spread = np.cos(np.outer(across, across) * np.arange(1, starts)[:, None, None] * 1.3 + across)
    turned, triangle = np.linalg.qr(spread)
    # Signs from the triangle make every direction of normal draws equally likely (Stewart, 1980).
    turned *= np.where(np.einsum("sii->si", triangle) < 0, -1.0, 1.0)[:, None, :]
    return np.concatenate([np.eye(factors)[None], turned])


def _require(starts: int) -> None:
    if starts < 1:
        raise ValueError("Begin het zoeken ten minste één keer.")
