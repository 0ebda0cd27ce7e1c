"""Loadings of common factors, before rotation: minimum residuals and maximum likelihood.

Both are sought over the uniquenesses alone: for given uniquenesses the best loadings follow from
eigenvectors. Gradient and Hessian are exact, so that a handful of Newton steps arrive where
quasi-Newton methods need dozens. Source: Joreskog (1967, 1977); docs/methods/efa.md.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from rondom.analysis.dimensions.newton import Curve, lowest_of
from rondom.analysis.dimensions.starts import STARTS, uniquenesses
from rondom.analysis.estimates import Booleans, Floats, TooFewData

Method = Literal["minres", "ml"]
"""Minimum residuals (the same as unweighted least squares, and as principal axes iterated to the end),
or maximum likelihood."""

LOWEST_UNIQUENESS = 0.005
"""No uniqueness is sought below this, as in R: an item that gets there is a Heywood case."""

_ROUNDING = 1e-13  # eigenvalues of a positive definite matrix do not get below it, whatever rounding says
_NOTHING = 1e-6  # a sum of squared loadings


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """``loadings`` is items x factors, uncorrelated; ``heywood`` says which items reached the bound."""

    loadings: Floats
    heywood: Booleans


def extract(
    correlations: Floats,
    factors: int,
    method: Method,
    *,
    starts: int = STARTS,
    rng: np.random.Generator | None = None,
) -> Extraction:
    """Unrotated loadings of a positive definite matrix; of several minima the lowest that was found.

    Raises TooFewData when the search does not end, or when a factor is left without loadings.
    """
    begin = uniquenesses(correlations, starts, rng)
    if method == "minres":
        found = lowest_of(lambda at: _least_squares(correlations, at, factors), begin, LOWEST_UNIQUENESS)
        values, vectors = np.linalg.eigh(correlations - np.diag(found))
        loadings = vectors[:, -factors:] * np.sqrt(np.maximum(values[-factors:], 0))
    else:
        bound = float(np.log(LOWEST_UNIQUENESS))
        found = np.exp(lowest_of(lambda at: _likelihood(correlations, at, factors), np.log(begin), bound))
        values, vectors = np.linalg.eigh(correlations / np.sqrt(np.outer(found, found)))
        loadings = vectors[:, -factors:] * np.sqrt(np.maximum(values[-factors:] - 1, 0))
        loadings = np.sqrt(found)[:, None] * loadings
    if (loadings**2).sum(axis=0).min() < _NOTHING:
        raise TooFewData(
            f"Van {factors} factoren blijft er een zonder ladingen: de items hebben minder gemeen. "
            "Vraag minder factoren."
        )
    return Extraction(loadings[:, ::-1], found <= LOWEST_UNIQUENESS * (1 + 1e-6))


def _least_squares(correlations: Floats, uniquenesses: Floats, factors: int) -> Curve:
    """Half the sum of squared eigenvalues that the factors leave over."""
    values, vectors = np.linalg.eigh(correlations - np.diag(uniquenesses))
    left, kept = values[:-factors], np.maximum(values[-factors:], 0)
    out, taken = vectors[:, :-factors], vectors[:, -factors:]
    slope = -(out**2) @ left
    ratio = 2 * left[:, None] / np.minimum(left[:, None] - kept, -1e-12)
    bend = (out @ out.T) ** 2 + _crossed(out, taken, ratio)
    return 0.5 * float(left @ left), slope, bend


def _likelihood(correlations: Floats, logs: Floats, factors: int) -> Curve:
    """Minus the log-likelihood per respondent, over the logarithms of the uniquenesses."""
    scale = np.exp(-logs / 2)
    values, vectors = np.linalg.eigh(correlations * np.outer(scale, scale))
    values = np.maximum(values, _ROUNDING)
    left, out = values[:-factors], vectors[:, :-factors]
    kept, taken = values[-factors:], vectors[:, -factors:]
    slope = (out**2) @ (1 - left)
    pull = (1 - 1 / left)[:, None]
    apart = np.minimum(left[:, None] - kept, -1e-12)
    between = pull * (0.5 * kept + 0.5 * (left[:, None] + kept) ** 2 / apart)
    among = 0.5 * (out @ out.T) * ((out * (1 + left)) @ out.T)
    bend = among + _crossed(out, taken, between) - np.diag(0.5 * slope)
    return float((left - np.log(left) - 1).sum()), slope, bend


def _crossed(one: Floats, other: Floats, weight: Floats) -> Floats:
    """Sum, over columns a of ``one`` and b of ``other``, of weight_ab times c c' with c = a * b by item."""
    items = len(one)
    products = (one[:, :, None] * other[:, None, :]).reshape(items, -1)
    return (products * weight.ravel()) @ products.T
