"""Least squares between observed and implied moments, with given weights: ULS, DWLS and their kin.

F = sum over groups of n_g / n x (s - sigma)' W (s - sigma) / 2
"""

from collections.abc import Sequence

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.model import Model
from rondom.analysis.factor_models.optimise import Evaluation


def evaluate_squares(
    model: Model, observed: Sequence[Floats], weights: Sequence[Floats], shares: Sequence[float], x: Floats
) -> Evaluation:
    """F, gradient and Gauss-Newton Hessian. A weight is a vector (diagonal) or a matrix; shares sum to 1."""
    value, gradient, hessian = 0.0, np.zeros(model.free), np.zeros((model.free, model.free))
    implied, derivatives = model.moments(x), jacobian(model, x)
    for s, sigma, delta, weight, share in zip(observed, implied, derivatives, weights, shares, strict=True):
        apart = s - sigma
        weighted = weighted_by(weight, apart[:, None])[:, 0]
        value += share * float(apart @ weighted) / 2
        gradient -= share * (delta.T @ weighted)
        hessian += share * (delta.T @ weighted_by(weight, delta))
    return Evaluation(value, gradient, hessian)


def weighted_by(weight: Floats, matrix: Floats) -> Floats:
    """W times a matrix; a vector stands for a diagonal."""
    found: Floats = weight[:, None] * matrix if weight.ndim == 1 else weight @ matrix
    return found
