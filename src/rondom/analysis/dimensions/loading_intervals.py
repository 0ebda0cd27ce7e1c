"""Intervals of loadings and factor correlations, by drawing respondents, or whole groups, again and again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.covariances import Covariances, covariances
from rondom.analysis.dimensions.efa import FactorSolution, efa
from rondom.analysis.estimates import Floats, TooFewData
from rondom.analysis.quantiles import require_level
from rondom.analysis.resampling import drawn_covariances, require_outcomes


@dataclass(frozen=True, slots=True, eq=False)
class LoadingIntervals:
    """Percentile intervals, in the places of the solution: ``low`` and ``high`` of its loadings (items x
    factors), ``phi_low`` and ``phi_high`` of the factor correlations.

    Of ``draws``, ``failed`` gave no solution and ``heywood`` one in which an item is explained entirely.
    """

    low: Floats
    high: Floats
    phi_low: Floats
    phi_high: Floats
    level: float
    draws: int
    failed: int
    heywood: int


def loading_intervals(
    scores: Floats,
    solution: FactorSolution,
    *,
    rng: np.random.Generator,
    draws: int = 500,
    level: float = 0.95,
    group: NDArray[np.integer] | None = None,
) -> LoadingIntervals:
    """Repeat the analysis behind ``solution`` on draws of its ``scores`` (respondents x items).

    ``solution`` is of the Pearson correlations of these scores. Factors of a draw are matched with those
    of the solution by the congruence of their loadings. With ``group`` whole groups are drawn. Raises
    TooFewData when more than 5 % of the draws give no solution. Source: docs/methods/efa.md.
    """
    require_level(level)
    if len(covariances(scores).items) != len(solution.items):
        raise ValueError("Geef de antwoorden op precies de items van de factoroplossing.")
    found: list[tuple[Floats, Floats]] = []
    heywood = 0
    for drawn in drawn_covariances(scores, rng=rng, draws=draws, group=group):
        again = _again(drawn, solution)
        if again is not None:
            heywood += bool(again.heywood)
            found.append(_matched(again, solution))
    require_outcomes(draws, failed=draws - len(found))
    loadings, phi = (np.stack(part) for part in zip(*found, strict=True))
    edges = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(loadings, edges, axis=0)
    phi_low, phi_high = np.quantile(phi, edges, axis=0)
    return LoadingIntervals(low, high, phi_low, phi_high, level, draws, draws - len(found), heywood)


def _again(drawn: Covariances | None, solution: FactorSolution) -> FactorSolution | None:
    if drawn is None:
        return None
    try:
        return efa(
            drawn.correlations,
            solution.factors,
            n=solution.n,
            items=solution.items,
            method=solution.method,
            rotation=solution.rotation,
            kaiser=solution.kaiser,
            starts=solution.starts,
        )
    except TooFewData:
        return None


def _matched(again: FactorSolution, solution: FactorSolution) -> tuple[Floats, Floats]:
    """Loadings and phi of a draw in the order and with the signs of the solution."""
    from scipy.optimize import linear_sum_assignment  # a slow import that nothing else here needs

    norms = np.outer(np.sqrt((solution.loadings**2).sum(axis=0)), np.sqrt((again.loadings**2).sum(axis=0)))
    congruence = solution.loadings.T @ again.loadings / norms
    place, order = linear_sum_assignment(-np.abs(congruence))
    sign = np.where(congruence[place, order] < 0, -1.0, 1.0)
    phi = (again.phi[np.ix_(order, order)]) * np.outer(sign, sign)
    return again.loadings[:, order] * sign, phi
