"""Correlations that items without anything in common show by chance."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import as_scores
from rondom.analysis.covariances import covariances
from rondom.analysis.estimates import Floats, TooFewData

Chance = Callable[[np.random.Generator], Floats]
"""One draw of correlations (items x items) of items that have nothing in common."""


def simulated_correlations(items: int, n: int, draws: int, rng: np.random.Generator) -> Floats:
    """Draws x items x items: correlations of ``n`` independent normal answers to each item.

    No respondents are drawn: their products have a Wishart distribution, drawn from its Cholesky factor
    (Bartlett, 1933). So the number of respondents costs nothing.
    """
    factor = np.tril(rng.normal(size=(draws, items, items)), -1)
    freedom = n - 1 - np.arange(items)
    np.einsum("dii->di", factor)[...] = np.sqrt(rng.chisquare(freedom, size=(draws, items)))
    factor /= np.sqrt((factor**2).sum(axis=2, keepdims=True))
    correlations: Floats = factor @ factor.swapaxes(1, 2)
    np.einsum("dii->di", correlations)[...] = 1.0
    return correlations


def shuffled(answers: NDArray[np.generic], rng: np.random.Generator) -> NDArray[np.generic]:
    """The same answers (respondents x items), each item's in an order of its own: nothing in common.

    Missing answers are shuffled along.
    """
    return rng.permuted(answers, axis=0)


def resampling(scores: Floats) -> Chance:
    """Draws of Pearson correlations of ``scores`` (respondents x items; NaN is no answer), shuffled.

    Each pair is over everyone who answered both. Raises TooFewData for an item without spread.
    """
    scores = as_scores(scores)
    left_out = covariances(scores).left_out
    if left_out:
        named = "; ".join(f"{left.item}: {left.reason}" for left in left_out)
        raise TooFewData(f"Laat items weg die niet kunnen meedoen ({named}).")

    if np.isnan(scores).any():
        return lambda rng: _pairwise(rng.permuted(scores, axis=0))
    away = (scores - scores.mean(axis=0)).T
    # Shuffling changes neither mean nor spread, so answers are standardised once.
    standard = np.ascontiguousarray(away / np.sqrt((away**2).sum(axis=1, keepdims=True)))

    def draw(rng: np.random.Generator) -> Floats:
        mixed: Floats = rng.permuted(standard, axis=1)
        found: Floats = mixed @ mixed.T
        return found

    return draw


def _pairwise(scores: Floats) -> Floats:
    found = covariances(scores)
    found.require_pairs()
    return found.correlations
