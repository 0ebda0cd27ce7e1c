"""The normal likelihood of a factor model, by group.

With o the items that a respondent answered, y the answers and d = y - mu:

    -2 log L = sum over respondents of (|o| log 2 pi + log |Sigma_oo| + d_o' Sigma_oo^-1 d_o)

The discrepancy that is minimised is half of that divided by the total n, without the constant. With complete
answers only their means and covariances matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, pi

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.completed import Completed, complete
from rondom.analysis.factor_models.frame import Frame, model_frame
from rondom.analysis.factor_models.information import expected
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.model import Model, Numbers
from rondom.analysis.factor_models.optimise import Evaluation
from rondom.analysis.factor_models.samples import Sample


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """Derivatives of a discrepancy to mu and to Sigma of one group; ``sigma`` is symmetric."""

    mu: Floats
    sigma: Floats


def evaluate(
    model: Model, samples: Sequence[Sample], x: Floats, informed: Sequence[Floats] = ()
) -> Evaluation:
    """Discrepancy, gradient and expected information. Raises OutsideError.

    Expected information costs much with many patterns of missing answers. ``informed``, information of each
    group about its moments near here, may take its place.
    """
    value, gradient, hessian = 0.0, np.zeros(model.free), np.zeros((model.free, model.free))
    for group, (share, here) in enumerate(zip(shares(samples), all_at(model, samples, x), strict=True)):
        frame = model_frame(model, x, group)
        value += share * here.value / 2
        gradient += share * gradient_of(frame, slopes_of(here))
        if not informed:
            hessian += share * expected(frame, here)
    if informed:
        for share, delta, information in zip(shares(samples), jacobian(model, x), informed, strict=True):
            hessian += share * delta.T @ information @ delta
    return Evaluation(value, gradient, hessian)


def all_at(model: Model, samples: Sequence[Sample], x: Floats) -> list[Completed]:
    """Every group against what the model implies."""
    every = [model.matrices(x, group) for group in range(model.groups)]
    return [
        complete(sample, parts.mu if model.means else None, parts.sigma)
        for sample, parts in zip(samples, every, strict=True)
    ]


def shares(samples: Sequence[Sample]) -> list[float]:
    """Of every group its part of all respondents."""
    total = sum(sample.n for sample in samples)
    return [sample.n / total for sample in samples]


def log_likelihood(
    samples: Sequence[Sample], means: Sequence[Floats | None], sigmas: Sequence[Floats]
) -> float:
    """Of all groups at these means and covariances; without means they are taken to fit perfectly."""
    every = zip(samples, means, sigmas, strict=True)
    return log_likelihood_at([complete(*one) for one in every])


def log_likelihood_at(every: Sequence[Completed]) -> float:
    """Of all groups at the means and covariances that they are set against."""
    return -sum(here.sample.cells * log(2 * pi) + here.sample.n * here.value for here in every) / 2


def slopes_of(here: Completed) -> Slopes:
    """How the discrepancy of a group changes with each mean and each covariance."""
    moments = here.products + here.unsure
    return Slopes(-here.inverse @ here.mean, (here.inverse - here.inverse @ moments @ here.inverse) / 2)


def gradient_of(frame: Frame, slopes: Slopes) -> Numbers:
    """The same per parameter."""
    inner = frame.basis.T @ slopes.sigma @ frame.basis
    by_mean = frame.basis.T @ slopes.mu
    return frame.vector(2 * frame.c * inner[frame.u, frame.v] + frame.s * by_mean[frame.u])
