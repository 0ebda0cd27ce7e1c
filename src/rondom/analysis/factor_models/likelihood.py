"""The normal likelihood of a factor model, by group and by pattern of missing answers.

With o the items of a pattern, m and S their means and covariances, d = m - mu and T = S + d d':

    -2 log L = sum over patterns of n (|o| log 2 pi + log |Sigma_oo| + tr T Sigma_oo^-1)

The discrepancy that is minimised is half of that divided by the total n, without the constant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, pi

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.frame import Frame, model_frame
from rondom.analysis.factor_models.information import expected
from rondom.analysis.factor_models.model import Model, Numbers
from rondom.analysis.factor_models.optimise import Evaluation
from rondom.analysis.factor_models.points import Points, points_of
from rondom.analysis.factor_models.samples import Sample


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """Derivatives of a discrepancy to mu and to Sigma of one group; ``sigma`` is symmetric."""

    mu: Floats
    sigma: Floats


def evaluate(model: Model, samples: Sequence[Sample], x: Floats) -> Evaluation:
    """Discrepancy, gradient and expected information. Raises OutsideError."""
    value, gradient, hessian = 0.0, np.zeros(model.free), np.zeros((model.free, model.free))
    for group, points in enumerate(points_at(model, samples, x)):
        frame = model_frame(model, x, group)
        value += sum(float(point.weights @ point.discrepancy) for point in points) / 2
        gradient += gradient_of(frame, slopes_of(points, len(model.items)))
        hessian += expected(frame, points)
    return Evaluation(value, gradient, hessian)


def points_at(model: Model, samples: Sequence[Sample], x: Floats) -> list[list[Points]]:
    """The patterns of every group against what the model implies."""
    total = sum(sample.n for sample in samples)
    found = []
    for group, sample in enumerate(samples):
        parts = model.matrices(x, group)
        found.append(points_of(sample, parts.mu if model.means else None, parts.sigma, total))
    return found


def log_likelihood(
    samples: Sequence[Sample], means: Sequence[Floats | None], sigmas: Sequence[Floats]
) -> float:
    """Of all groups at these means and covariances; without means they are taken to fit perfectly."""
    found = 0.0
    for sample, mu, sigma in zip(samples, means, sigmas, strict=True):
        for point in points_of(sample, mu, sigma, 1):
            answered = point.patterns.known.sum(axis=1)
            found -= float(point.weights @ (answered * log(2 * pi) + point.discrepancy)) / 2
    return found


def slopes_of(points: Sequence[Points], items: int) -> Slopes:
    """How the discrepancy changes with each mean and each covariance of a group."""
    mu, sigma = np.zeros(items), np.zeros((items, items))
    for point in points:
        mu -= point.weights @ point.along
        sigma += np.tensordot(point.weights, point.inverse - point.middle, axes=1) / 2
    return Slopes(mu, sigma)


def gradient_of(frame: Frame, slopes: Slopes) -> Numbers:
    """The same per parameter."""
    inner = frame.basis.T @ slopes.sigma @ frame.basis
    by_mean = frame.basis.T @ slopes.mu
    return frame.vector(2 * frame.c * inner[frame.u, frame.v] + frame.s * by_mean[frame.u])
