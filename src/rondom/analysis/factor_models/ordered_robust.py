"""Robust fit indices of ordered models: what the indices of normal likelihood would estimate.

The correlations that least squares implies are set against the observed ones by the likelihood's discrepancy;
its expectation under a true model is subtracted. Source: Savalei (2021), Multivariate Behavioral Research 56,
390-407 (lavaan's catML).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.chi_square import ChiSquare
from rondom.analysis.factor_models.least_squares import weighted_by
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.ordered_weighted import Weighted
from rondom.analysis.factor_models.residuals import GroupMoments


def with_robust(
    model: Model, tests: tuple[ChiSquare, ChiSquare], moments: Sequence[GroupMoments], weighted: Weighted
) -> tuple[ChiSquare, ChiSquare]:
    """Test and baseline with what robust indices need; unchanged when they do not exist.

    That is when thresholds are not all free, an item is continuous, or a matrix is not positive definite.
    """
    test, baseline = tests
    if (
        test.df == 0
        or len(model.continuous)
        or not _fits_thresholds(model)
        or not all(_is_positive(one.covariances) and _is_positive(one.implied) for one in moments)
    ):
        return tests
    misfit, worst = 0.0, 0.0
    for sample, one in zip(weighted.samples, moments, strict=True):
        misfit += sample.respondents * _discrepancy(one.covariances, one.implied)
        worst += sample.respondents * _discrepancy(one.covariances, np.eye(len(one.implied)))
    expected = _expected(moments, weighted)
    trivial = sum(
        float(np.trace(sample.gamma[sample.thresholds :, sample.thresholds :])) for sample in weighted.samples
    )
    return (
        replace(test, robust=misfit, robust_scaling=expected / test.df),
        replace(baseline, robust=worst, robust_scaling=trivial / baseline.df),
    )


def _fits_thresholds(model: Model) -> bool:
    """Whether every threshold is free: the discrepancy sees correlations only."""
    cuts = [row.free for row in model.table if row.op == "|"]
    return min(cuts) >= 0 and len(set(cuts)) == len(cuts)


def _is_positive(matrix: Floats) -> bool:
    return bool(np.linalg.eigvalsh(matrix)[0] > 1e-10)


def _discrepancy(observed: Floats, implied: Floats) -> float:
    log_implied, log_observed = (np.linalg.slogdet(matrix)[1] for matrix in (implied, observed))
    return float(log_implied - log_observed + np.trace(np.linalg.solve(implied, observed)) - len(observed))


def _expected(moments: Sequence[GroupMoments], weighted: Weighted) -> float:
    """tr V H Gamma H', with V the likelihood's weights and H what least squares leaves unexplained."""
    inverse, total = np.linalg.inv(weighted.bread()), weighted.respondents
    samples, weights, deltas = weighted.samples, weighted.weights, weighted.deltas
    found = 0.0
    # Groups that share parameters move each other's residuals: H runs over all of them.
    for at, (sample, one, delta) in enumerate(zip(samples, moments, deltas, strict=True)):
        cut = sample.thresholds
        column, row = np.triu_indices(len(one.implied), 1)
        likelihood = _likelihood_weights(one.implied, column, row)
        back = likelihood @ delta[cut:]
        for other, (source, weight, moved) in enumerate(zip(samples, weights, deltas, strict=True)):
            share = source.respondents / total
            project = (inverse @ weighted_by(weight, moved).T) * share
            spread = source.gamma * (total / source.respondents)
            taken = project @ spread
            found += sample.respondents / total * float(((delta[cut:].T @ back) * (taken @ project.T)).sum())
            if other == at:
                found += sample.respondents / total * float((likelihood * spread[cut:, cut:]).sum())
                found -= 2 * sample.respondents / total * float((back * taken[:, cut:].T).sum())
    return found


def _likelihood_weights(implied: Floats, column: Integers, row: Integers) -> Floats:
    """Pairs x pairs: half the second derivative of the discrepancy to the correlations, each counted once."""
    inverse = np.linalg.inv(implied)
    straight = inverse[row][:, row] * inverse[column][:, column]
    crossed = inverse[row][:, column] * inverse[column][:, row]
    found: Floats = straight + crossed
    return found
