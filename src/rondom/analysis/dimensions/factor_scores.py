"""Scores of respondents on factors, and how much such scores can be trusted."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from rondom.analysis.codes import as_scores
from rondom.analysis.dimensions.correlations import require_correlations
from rondom.analysis.dimensions.efa import FactorSolution
from rondom.analysis.estimates import Floats, TooFewData

ScoreMethod = Literal["regression", "bartlett", "tenberge"]
"""Regression (Thurstone, 1935): most like the factor. Bartlett (1937): without bias. Ten Berge and others
(1999): the scores correlate as the factors do."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoreWeights:
    """``weights`` (items x factors) are for standardised answers.

    Per factor: ``determinacy`` is the correlation of the best possible (regression) scores with the
    factor, ``minimum`` the lowest correlation that two equally good sets of such scores can have
    (Guttman, 1955), ``validity`` the correlation of these scores with the factor. ``correlations`` are
    those of the scores with each other.
    """

    method: ScoreMethod
    weights: Floats
    determinacy: Floats
    minimum: Floats
    validity: Floats
    correlations: Floats


def score_weights(
    solution: FactorSolution, correlations: Floats, *, method: ScoreMethod = "tenberge"
) -> ScoreWeights:
    """Weights that make factor scores of standardised answers; ``correlations`` are those analysed.

    Raises TooFewData for a Heywood case. Source: docs/methods/factor-scores.md.
    """
    require_correlations(correlations, items=solution.items)
    if solution.heywood:
        raise TooFewData(
            f"Factorscores bestaan niet: de factoren zouden {', '.join(solution.heywood)} geheel verklaren."
        )
    weights = _weights(solution, correlations, method)
    best = np.sqrt(np.sum(solution.structure * np.linalg.solve(correlations, solution.structure), axis=0))
    spread = weights.T @ correlations @ weights
    sd = np.sqrt(np.diag(spread))
    return ScoreWeights(
        method=method,
        weights=weights,
        determinacy=best,
        minimum=2 * best**2 - 1,
        validity=np.sum(weights * solution.structure, axis=0) / sd,
        correlations=spread / np.outer(sd, sd),
    )


def factor_scores(scores: Floats, weights: ScoreWeights) -> Floats:
    """Respondents x factors, in standard deviations; ``scores`` is respondents x items.

    Items are standardised over everyone who answered them. Who left an item open has no factor scores:
    NaN. Raises TooFewData for an item without spread.
    """
    if scores.ndim != 2 or scores.shape[1] != len(weights.weights):
        raise ValueError("Geef van elke respondent een antwoord per item van de factoroplossing.")
    scores = as_scores(scores)
    known = ~np.isnan(scores)
    n = known.sum(axis=0)
    filled = np.where(known, scores, 0.0)
    mean = filled.sum(axis=0) / np.maximum(n, 1)
    away = np.where(known, scores - mean, 0.0)
    sd = np.sqrt((away**2).sum(axis=0) / np.maximum(n - 1, 1))
    if (n < 2).any() or not (sd > 0).all():
        raise TooFewData("Factorscores bestaan pas als elk item verschillende antwoorden heeft.")
    found: Floats = (scores - mean) / sd @ weights.weights
    return found


def _weights(solution: FactorSolution, correlations: Floats, method: ScoreMethod) -> Floats:
    loadings, phi = solution.loadings, solution.phi
    if method == "bartlett":
        scaled = loadings / solution.uniquenesses[:, None]
        unbiased: Floats = scaled @ np.linalg.inv(loadings.T @ scaled)
        return unbiased
    if method == "regression":
        return np.asarray(np.linalg.solve(correlations, solution.structure), dtype=np.float64)
    root = _power(phi, 0.5)
    turned = loadings @ root
    inside = np.linalg.solve(correlations, turned)
    return np.asarray(inside @ _power(turned.T @ inside, -0.5) @ root, dtype=np.float64)


def _power(matrix: Floats, exponent: float) -> Floats:
    values, vectors = np.linalg.eigh(matrix)
    raised: Floats = (vectors * values**exponent) @ vectors.T
    return raised
