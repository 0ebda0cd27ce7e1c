"""Unweighted least squares for continuous items, with standard errors and test that allow for it.

The sum of squared residuals of means, variances and covariances (n - 1 in the denominator), each counted
once, as in lavaan. Textbooks count a covariance twice, since it stands in the matrix twice; that differs only
where a model restricts the variances of items.
"""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.baseline import require_positive
from rondom.analysis.factor_models.chi_square import ChiSquare
from rondom.analysis.factor_models.estimated import Estimated
from rondom.analysis.factor_models.frame import independent_places
from rondom.analysis.factor_models.identification import require_identified
from rondom.analysis.factor_models.inverses import inverse
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.least_squares import evaluate_squares
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.moment_covariances import moment_covariance
from rondom.analysis.factor_models.optimise import Optimum, minimise
from rondom.analysis.factor_models.residuals import GroupMoments
from rondom.analysis.factor_models.samples import Sample
from rondom.analysis.factor_models.start import starting_values


def estimate_unweighted(model: Model, samples: tuple[Sample, ...]) -> Estimated:
    """Estimates, their covariance and tests."""
    require_positive(samples, [unbiased(sample) for sample in samples], model.items)
    optimum = minimise_squares(model, samples)
    x = optimum.x
    require_identified(model, jacobian(model, x))
    covariance, test, baseline = unweighted_tests(model, samples, x)
    moments = []
    for group, sample in enumerate(samples):
        parts = model.matrices(x, group)
        mu = (_means(sample), parts.mu) if model.means else (None, None)
        moments.append(GroupMoments(unbiased(sample), parts.sigma, *mu))
    gfi = unweighted_gfi(model, samples, x)
    return Estimated(
        x, covariance, optimum.iterations, test, baseline, tuple(moments), gfi, _unit(samples), {}
    )


def minimise_squares(model: Model, samples: Sequence[Sample]) -> Optimum:
    """Where the squared residuals are smallest."""
    start = starting_values(model, [_means(one) for one in samples], [unbiased(one) for one in samples])
    observed = [_observed(model, sample) for sample in samples]
    weights = [np.ones(model.moments_per_group)] * len(samples)
    return minimise(lambda x: evaluate_squares(model, observed, weights, _shares(samples), x), start)


def unweighted_tests(
    model: Model, samples: Sequence[Sample], x: Floats
) -> tuple[Floats, ChiSquare, ChiSquare]:
    """Covariance of the estimates, and the tests of the model and of the baseline model."""
    spreads = [moment_covariance(sample, means=model.means) for sample in samples]
    covariance, scaling = _sandwich(model, samples, jacobian(model, x), spreads)
    residuals = [
        _observed(model, one) - implied for one, implied in zip(samples, model.moments(x), strict=True)
    ]
    df = model.groups * model.moments_per_group - model.free
    test = _test(model, samples, residuals, df, scaling)
    places = independent_places(len(model.items), means=model.means)
    own = np.eye(model.moments_per_group)[:, places]
    blocks = [np.kron(np.eye(model.groups)[group], own) for group in range(model.groups)]
    _, baseline_scaling = _sandwich(model, samples, blocks, spreads)
    alone = [np.where(own.any(axis=1), 0.0, _observed(model, sample)) for sample in samples]
    baseline_df = model.groups * (model.moments_per_group - len(places))
    return covariance, test, _test(model, samples, alone, baseline_df, baseline_scaling)


def unweighted_gfi(model: Model, samples: Sequence[Sample], x: Floats) -> float:
    """GFI: the share of the squared moments that the model gives back."""
    found = 0.0
    for share, sample, implied in zip(_shares(samples), samples, model.moments(x), strict=True):
        s = _observed(model, sample)
        e = s - implied
        found += share * float(1 - (e @ e) / (s @ s))
    return found


def unbiased(sample: Sample) -> Floats:
    """Covariances with n - 1 in the denominator."""
    found: Floats = sample.whole.covariance * sample.n / (sample.n - 1)
    return found


def _sandwich(
    model: Model, samples: Sequence[Sample], derivatives: Sequence[Floats], spreads: Sequence[Floats]
) -> tuple[Floats, float]:
    size: int = derivatives[0].shape[1]
    bread, meat, straight = np.zeros((size, size)), np.zeros((size, size)), 0.0
    for share, delta, spread in zip(_shares(samples), derivatives, spreads, strict=True):
        bread += share * delta.T @ delta
        meat += share * delta.T @ spread @ delta
        straight += float(np.trace(spread))
    own = inverse(bread)
    df = sum(len(delta) for delta in derivatives) - size
    scaling = (straight - float(np.trace(own @ meat))) / df if df > 0 else 1.0
    return own @ meat @ own / _unit(samples), scaling


def _test(
    model: Model, samples: Sequence[Sample], residuals: Sequence[Floats], df: int, scaling: float
) -> ChiSquare:
    statistic = sum((s.n - 1) * float(e @ e) for s, e in zip(samples, residuals, strict=True))
    if df <= 0:
        return ChiSquare(statistic, df, follows=False)
    return ChiSquare(
        statistic,
        df,
        follows=False,
        scaled=statistic / scaling,
        scaled_df=df,
        scaling=scaling,
        robust=statistic,
        robust_scaling=scaling,
    )


def _observed(model: Model, sample: Sample) -> Floats:
    column, row = model.pairs
    products = unbiased(sample)[row, column]
    return np.concatenate([_means(sample), products]) if model.means else products


def _means(sample: Sample) -> Floats:
    return sample.whole.mean


def _unit(samples: Sequence[Sample]) -> int:
    return sum(sample.n - 1 for sample in samples)


def _shares(samples: Sequence[Sample]) -> list[float]:
    total = sum(sample.n for sample in samples)
    return [sample.n / total for sample in samples]
