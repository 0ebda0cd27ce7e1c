"""Information of parameters about mu and Sigma: expected, observed, and the cross-product of scores.

With dSigma = c (u v' + v u') and dmu = s u, u and v from the basis U, and W the inverse of Sigma_oo, all of
these are products of elements of U'WU and its like. Per respondent, summed over patterns.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from rondom.analysis.cfa.frame import Frame
from rondom.analysis.cfa.points import Points
from rondom.analysis.estimates import Floats, Integers

_BLOCK = 8192  # respondents at a time
_ELEMENTS = 2_000_000  # of an array of patterns x rows x rows


def expected(frame: Frame, points: Sequence[Points]) -> Floats:
    """Expected information when Sigma and mu are true: tr(dSigma_a W dSigma_b W) / 2 + dmu_a' W dmu_b."""
    found = np.zeros((len(frame.u), len(frame.u)))
    for part in _parts(frame, points):
        inner = frame.basis.T @ part.inverse @ frame.basis
        found += _form(frame, part.weights, inner, inner) / 2
        found += _of_means(frame, part.weights, inner)
    return frame.matrix(found)


def observed(frame: Frame, points: Sequence[Points]) -> Floats:
    """Second derivatives of the discrepancy to the moments; a model's own curvature is not in it.

    tr(dSigma_a W dSigma_b (W T W - W / 2)), and between dmu_a and dSigma_b: dmu_a' W dSigma_b W d.
    """
    u, v = frame.u, frame.v
    found = np.zeros((len(u), len(u)))
    for part in _parts(frame, points):
        inner = frame.basis.T @ part.inverse @ frame.basis
        middle = frame.basis.T @ part.middle @ frame.basis
        along = part.along @ frame.basis
        found += _form(frame, part.weights, inner, 2 * middle - inner) / 2
        found += _of_means(frame, part.weights, inner)
        weighted = part.weights[:, None] * along
        cross = np.einsum("pij,pj->ij", _cut(inner, u, u), weighted[:, v])
        cross += np.einsum("pij,pj->ij", _cut(inner, u, v), weighted[:, u])
        cross *= np.outer(frame.s, frame.c)
        found += cross + cross.T
    return frame.matrix(found)


def casewise_scores(
    frame: Frame, points: Sequence[Points], scores: Floats, mu: Floats, *, means: bool
) -> Iterator[Floats]:
    """Blocks of respondents x parameters: derivatives of each respondent's log-likelihood.

    Without ``means`` the scores' own means are taken.
    """
    for point in points:
        if point.patterns.rows is None:
            raise ValueError("Hiervoor zijn de antwoorden zelf nodig, niet alleen covarianties.")
        for at, rows in enumerate(point.patterns.rows):
            known = np.flatnonzero(point.patterns.known[at])
            along = point.inverse[at][np.ix_(known, known)] @ frame.basis[known]
            inner = frame.basis[known].T @ along
            centre = mu[known] if means else point.patterns.means[at, known]
            for start in range(0, len(rows), _BLOCK):
                apart = scores[np.ix_(rows[start : start + _BLOCK], known)] - centre
                yield _scores(frame, apart @ along, inner)


def first_order(
    frame: Frame, points: Sequence[Points], scores: Floats, mu: Floats, total: int, *, means: bool
) -> Floats:
    """Mean cross-product of the casewise scores, over all ``total`` respondents."""
    found = np.zeros((frame.size, frame.size))
    for block in casewise_scores(frame, points, scores, mu, means=means):
        found += block.T @ block
    return found / total


def _scores(frame: Frame, along: Floats, inner: Floats) -> Floats:
    """c (u'q v'q - u'Wv) + s u'q with q = W d, summed per place."""
    u, v = along[:, frame.u], along[:, frame.v]
    of_rows = frame.c * (u * v - inner[frame.u, frame.v]) + frame.s * u
    if len(np.unique(frame.places)) == len(frame.places):
        found = np.zeros((len(along), frame.size))
        found[:, frame.places] = of_rows
        return found
    to_places = np.zeros((len(frame.places), frame.size))
    to_places[np.arange(len(frame.places)), frame.places] = 1.0
    summed: Floats = of_rows @ to_places
    return summed


def _parts(frame: Frame, points: Sequence[Points]) -> Iterator[Points]:
    """Patterns a few at a time, as many as keep patterns x rows x rows small."""
    size = max(1, _ELEMENTS // len(frame.u) ** 2)
    for point in points:
        for start in range(0, len(point.weights), size):
            own = slice(start, start + size)
            arrays = (point.inverse, point.apart, point.moments, point.discrepancy)
            yield Points(point.patterns, point.weights[own], *(array[own] for array in arrays))


def _of_means(frame: Frame, weights: Floats, inner: Floats) -> Floats:
    """dmu_a' W dmu_b of all rows, summed over patterns."""
    total = np.tensordot(weights, inner, axes=1)
    found: Floats = np.outer(frame.s, frame.s) * _cut(total, frame.u, frame.u)
    return found


def _form(frame: Frame, weights: Floats, one: Floats, other: Floats) -> Floats:
    """tr(dSigma_a P dSigma_b Q) of all rows a and b, given U'PU and U'QU, summed over patterns.

    In full: c_a c_b (P_vu Q_uv + P_uv Q_vu + P_vv Q_uu + P_uu Q_vv), for symmetric P and Q.
    """
    u, v = frame.u, frame.v
    weighted = weights[:, None, None] * one
    uv = np.einsum("pij,pji->ij", _cut(weighted, u, v), _cut(other, u, v))
    uu = np.einsum("pij,pij->ij", _cut(weighted, u, u), _cut(other, v, v))
    mirrored = uu if one is other else np.einsum("pij,pij->ij", _cut(weighted, v, v), _cut(other, u, u))
    found: Floats = np.outer(frame.c, frame.c) * (uv + uv.T + uu + mirrored)
    return found


def _cut(matrix: Floats, rows: Integers, columns: Integers) -> Floats:
    found: Floats = matrix.take(rows, axis=-2).take(columns, axis=-1)
    return found
