"""Information of parameters about mu and Sigma, expected and observed.

With dSigma = c (u v' + v u') and dmu = s u, u and v from the basis U, and W the inverse of Sigma_oo, all of
these are products of elements of U'WU and its like. Per respondent, summed over patterns.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.frame import Frame
from rondom.analysis.factor_models.points import Points

Array = TypeVar("Array", Floats, Integers)

_ELEMENTS = 2_000_000  # of an array of patterns x rows x rows


def expected(frame: Frame, points: Sequence[Points]) -> Floats:
    """Expected information when Sigma and mu are true: tr(dSigma_a W dSigma_b W) / 2 + dmu_a' W dmu_b."""
    inner = [frame.basis.T @ part.inverse @ frame.basis for part in points]
    weights = [part.weights for part in points]
    return frame.matrix(_forms(frame, weights, inner, inner) / 2 + _of_means(frame, weights, inner))


def observed(frame: Frame, points: Sequence[Points]) -> Floats:
    """Second derivatives of the discrepancy to the moments; a model's own curvature is not in it.

    tr(dSigma_a W dSigma_b (W T W - W / 2)), and between dmu_a and dSigma_b: dmu_a' W dSigma_b W d.
    """
    weights = [part.weights for part in points]
    inner = [frame.basis.T @ part.inverse @ frame.basis for part in points]
    middle = [frame.basis.T @ part.middle @ frame.basis for part in points]
    other = [2 * one - two for one, two in zip(middle, inner, strict=True)]
    found = _forms(frame, weights, inner, other) / 2 + _of_means(frame, weights, inner)
    along = np.zeros((frame.basis.shape[1],) * 3)
    for part, own in zip(points, inner, strict=True):
        along += np.tensordot(own, part.weights[:, None] * (part.along @ frame.basis), axes=(0, 0))
    u, v = frame.u, frame.v
    cross = along[u[:, None], u, v] + along[u[:, None], v, u]
    cross *= np.outer(frame.s, frame.c)
    return frame.matrix(found + cross + cross.T)


def _of_means(frame: Frame, weights: Sequence[Floats], inner: Sequence[Floats]) -> Floats:
    """dmu_a' W dmu_b of all rows, summed over patterns."""
    total = sum(np.tensordot(w, own, axes=1) for w, own in zip(weights, inner, strict=True))
    found: Floats = np.outer(frame.s, frame.s) * _cut(np.asarray(total), frame.u, frame.u)
    return found


def _forms(frame: Frame, weights: Sequence[Floats], one: Sequence[Floats], other: Sequence[Floats]) -> Floats:
    """tr(dSigma_a P dSigma_b Q) of all rows a and b, given U'PU and U'QU, summed over patterns.

    In full: c_a c_b (P_vu Q_uv + P_uv Q_vu + P_vv Q_uu + P_uu Q_vv), for symmetric P and Q.
    """
    columns = frame.basis.shape[1]
    if len(frame.u) > columns * (columns + 1) // 4 and len(weights[0]) > 1:
        return _forms_by_pairs(frame, weights, one, other)
    found = np.zeros((len(frame.u), len(frame.u)))
    size = max(1, _ELEMENTS // len(frame.u) ** 2)
    for w, p, q in zip(weights, one, other, strict=True):
        for start in range(0, len(w), size):
            own = slice(start, start + size)
            found += _form(frame, w[own], p[own], p[own] if p is q else q[own])
    return np.outer(frame.c, frame.c) * found


def _form(frame: Frame, weights: Floats, one: Floats, other: Floats) -> Floats:
    u, v = frame.u, frame.v
    weighted = weights[:, None, None] * one
    uv = np.einsum("pij,pji->ij", _cut(weighted, u, v), _cut(other, u, v))
    uu = np.einsum("pij,pij->ij", _cut(weighted, u, u), _cut(other, v, v))
    vv = uu if one is other else np.einsum("pij,pij->ij", _cut(weighted, v, v), _cut(other, u, u))
    found: Floats = uv + uv.T + uu + vv
    return found


def _forms_by_pairs(
    frame: Frame, weights: Sequence[Floats], one: Sequence[Floats], other: Sequence[Floats]
) -> Floats:
    """The same where there are more rows than pairs of columns: first sum products of pairs over patterns."""
    columns = frame.basis.shape[1]
    i, j = np.tril_indices(columns)
    products = np.zeros((len(i), len(i)))
    for w, p, q in zip(weights, one, other, strict=True):
        products += (w[:, None] * p[:, i, j]).T @ q[:, i, j]
    pair = np.zeros((columns, columns), dtype=np.int64)
    pair[i, j] = pair[j, i] = np.arange(len(i))
    u, v = frame.u, frame.v
    uu, uv, vv = _cut(pair, u, u), _cut(pair, u, v), _cut(pair, v, v)
    crossed = products[uv, uv.T]
    straight = products[uu, vv] + products[vv, uu]
    found: Floats = np.outer(frame.c, frame.c) * (crossed + crossed.T + straight)
    return found


def _cut(matrix: Array, rows: Integers, columns: Integers) -> Array:
    return matrix.take(rows, axis=-2).take(columns, axis=-1)
