"""What keeps standard errors and tests honest when answers are not normal: MLR (Yuan and Bentler 2000).

With A information and B the cross-product of casewise scores, per respondent: the parameters have
covariance A^-1 B A^-1 / n, and the statistic is divided by

    c = (tr B1 A1^-1 - tr B0 A0^-1) / df

with 1 the saturated and 0 the fitted model (the version of Mplus; lavaan: yuan.bentler.mplus). With
organisations B is the cross-product of scores that were summed per organisation.
"""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.casewise import first_order
from rondom.analysis.factor_models.completed import complete
from rondom.analysis.factor_models.frame import Frame, independent_frame, model_frame, saturated_frame
from rondom.analysis.factor_models.information import observed
from rondom.analysis.factor_models.likelihood import all_at, shares
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.samples import Sample


def meat_of(model: Model, samples: Sequence[Sample], x: Floats) -> Floats:
    """B of the fitted model: the mean cross-product of the casewise scores."""
    found = np.zeros((model.free, model.free))
    for group, (share, here) in enumerate(zip(shares(samples), all_at(model, samples, x), strict=True)):
        found += share * first_order(model_frame(model, x, group), here)
    return found


def saturated_trace(
    samples: Sequence[Sample], means: Sequence[Floats], sigmas: Sequence[Floats], *, with_means: bool
) -> float:
    """tr B1 A1^-1 over all groups, at the saturated moments."""
    return sum(
        _kurtosis_trace(sample, mu, sigma, with_means=with_means)
        if sample.complete and sample.clusters is None
        else _trace(saturated_frame(len(mu), means=with_means), sample, mu, sigma, with_means=with_means)
        for sample, mu, sigma in zip(samples, means, sigmas, strict=True)
    )


def independent_trace(
    samples: Sequence[Sample], means: Sequence[Floats], sigmas: Sequence[Floats], *, with_means: bool
) -> float:
    """tr B0 A0^-1 of the baseline model over all groups, at its moments."""
    return sum(
        _trace(independent_frame(len(mu), means=with_means), sample, mu, sigma, with_means=with_means)
        for sample, mu, sigma in zip(samples, means, sigmas, strict=True)
    )


def _trace(frame: Frame, sample: Sample, mu: Floats, sigma: Floats, *, with_means: bool) -> float:
    here = complete(sample, mu if with_means else None, sigma)
    return float(np.trace(np.linalg.solve(observed(frame, here), first_order(frame, here))))


def _kurtosis_trace(sample: Sample, mu: Floats, sigma: Floats, *, with_means: bool) -> float:
    """With complete answers the trace follows from Mardia's kurtosis: p + (b2p - p) / 2."""
    assert sample.answers is not None
    inverse = np.linalg.inv(sigma)
    fourth = 0.0
    for block in sample.answers.blocks():
        apart = sample.answers.of(block) - mu
        distances = ((apart @ inverse) * apart).sum(axis=1)
        fourth += float(distances @ distances)
    return (fourth / sample.n - len(mu)) / 2 + (len(mu) if with_means else 0)
