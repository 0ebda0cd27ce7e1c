"""Observed information of a model: second derivatives to the moments, and the curvature of the moments.

The second part is how the gradient 2 c u'Gv + s u'g of each parameter moves with each other parameter while
the slopes G and g stay. Columns of the basis move by dU = u r' + v t': for Lambda_ij and Beta_ij with
r = [0, A_j, C_j], for Beta_ij also with t = [0, 0, A_.i], for Psi_ij with r = c [0, 0, A_.j] and
t = c [0, 0, A_.i]. C are the covariances of the factors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.estimates import Booleans, Floats, Integers
from rondom.analysis.factor_models.frame import Frame, model_frame
from rondom.analysis.factor_models.information import observed
from rondom.analysis.factor_models.likelihood import Slopes, all_at, shares, slopes_of
from rondom.analysis.factor_models.model import Matrices, Model
from rondom.analysis.factor_models.samples import Sample


def observed_information(model: Model, samples: Sequence[Sample], x: Floats) -> Floats:
    """The exact Hessian of the discrepancy: observed information per respondent."""
    found = np.zeros((model.free, model.free))
    for group, (share, here) in enumerate(zip(shares(samples), all_at(model, samples, x), strict=True)):
        frame = model_frame(model, x, group)
        curved = _curvature(model.matrices(x, group), frame, slopes_of(here))
        found += share * (observed(frame, here) + curved)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Kinds:
    """Which rows of a frame are loadings (on items or on factors), Psi or alpha, and their places there."""

    loading: Booleans
    beta: Booleans
    psi: Booleans
    alpha: Booleans
    i: Integers
    j: Integers


def _kinds(frame: Frame, items: int, factors: int) -> _Kinds:
    loading = frame.v >= items + factors
    moving = frame.c > 0
    psi = moving & ~loading & (frame.v >= items)
    latent = frame.u >= items
    j = np.where(loading, frame.v - items - factors, np.where(psi, frame.v - items, 0))
    i = np.where(latent, frame.u - items, 0)
    return _Kinds(loading, loading & latent, psi, ~moving & latent, i, j)


def _curvature(parts: Matrices, frame: Frame, slopes: Slopes) -> Floats:
    kinds = _kinds(frame, len(parts.theta), len(parts.psi))
    by_u, by_v = _movements(parts, frame, kinds)
    inner = frame.basis.T @ slopes.sigma @ frame.basis
    by_mean = frame.basis.T @ slopes.mu
    u, v = frame.u, frame.v
    # Rows are the parameters that move, columns those whose gradient is moved.
    moved = by_u[:, u] * inner[u][:, v] + by_u[:, v] * inner[u][:, u]
    moved += by_v[:, u] * inner[v][:, v] + by_v[:, v] * inner[v][:, u]
    found = 2 * frame.c * moved
    found += frame.s * (by_u[:, u] * by_mean[u][:, None] + by_v[:, u] * by_mean[v][:, None])
    found += _of_means(parts, frame, kinds) * by_mean[u]
    return frame.matrix((found + found.T) / 2)


def _movements(parts: Matrices, frame: Frame, kinds: _Kinds) -> tuple[Floats, Floats]:
    """r and t of every row: rows x columns of the basis."""
    items, factors = len(parts.theta), len(parts.psi)
    by_u, by_v = np.zeros((2, len(frame.u), items + 2 * factors))
    inverse, covariances = parts.inverse, parts.factor_covariances
    one, both = kinds.loading, kinds.psi
    by_u[one, items:] = np.hstack([inverse, covariances])[kinds.j[one]]
    by_u[both, items + factors :] = frame.c[both, None] * inverse.T[kinds.j[both]]
    by_v[both, items + factors :] = frame.c[both, None] * inverse.T[kinds.i[both]]
    by_v[kinds.beta, items + factors :] = inverse.T[kinds.i[kinds.beta]]
    return by_u, by_v


def _of_means(parts: Matrices, frame: Frame, kinds: _Kinds) -> Floats:
    """How s of a loading (a factor's mean) moves with alpha and Beta."""
    found = np.zeros((len(frame.u), len(frame.u)))
    columns = np.flatnonzero(kinds.loading)
    to_mean = parts.inverse[kinds.j[columns]]
    found[np.ix_(kinds.alpha, columns)] = to_mean[:, kinds.i[kinds.alpha]].T
    sources = parts.factor_means[kinds.j[kinds.beta]]
    found[np.ix_(kinds.beta, columns)] = (to_mean[:, kinds.i[kinds.beta]] * sources).T
    return found
