"""Information of parameters about mu and Sigma: expected, observed, and the cross-product of scores.

With dSigma = c (u v' + v u') and dmu = s u, u and v from the basis U, and W the inverse of Sigma_oo, all of
these are products of elements of U'WU and its like. Per respondent, summed over patterns.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from rondom.analysis.cfa.frame import Frame
from rondom.analysis.cfa.points import Point
from rondom.analysis.estimates import Floats, Integers

_BLOCK = 8192


def expected(frame: Frame, points: Sequence[Point]) -> Floats:
    """Expected information when Sigma and mu are true: tr(dSigma_a W dSigma_b W) / 2 + dmu_a' W dmu_b."""
    found = np.zeros((len(frame.u), len(frame.u)))
    squares = np.outer(frame.s, frame.s)
    for point in points:
        basis = frame.basis[point.pattern.items]
        inner = basis.T @ point.inverse @ basis
        found += point.weight * (_form(frame, inner, inner) / 2 + squares * _cut(inner, frame.u, frame.u))
    return frame.matrix(found)


def observed(frame: Frame, points: Sequence[Point]) -> Floats:
    """Second derivatives of the discrepancy to the moments; a model's own curvature is not in it."""
    u, v = frame.u, frame.v
    found = np.zeros((len(u), len(u)))
    squares, mixed = np.outer(frame.s, frame.s), np.outer(frame.s, frame.c)
    for point in points:
        basis = frame.basis[point.pattern.items]
        inner = basis.T @ point.inverse @ basis
        apart = basis.T @ (point.inverse @ point.apart)
        middle = basis.T @ (point.inverse @ point.moments @ point.inverse) @ basis
        cross = mixed * (_cut(inner, u, u) * apart[v] + _cut(inner, u, v) * apart[u])
        products = (
            _form(frame, inner, middle) + _form(frame, middle, inner) - _form(frame, inner, inner)
        ) / 2
        found += point.weight * (products + squares * _cut(inner, u, u) + cross + cross.T)
    return frame.matrix(found)


def casewise_scores(
    frame: Frame, points: Sequence[Point], scores: Floats, mu: Floats, *, means: bool
) -> Iterator[Floats]:
    """Blocks of respondents x parameters: derivatives of each respondent's log-likelihood.

    Without ``means`` the scores' own means are taken.
    """
    for point in points:
        at, rows = point.pattern.items, point.pattern.rows
        if rows is None:
            raise ValueError("Hiervoor zijn de antwoorden zelf nodig, niet alleen covarianties.")
        basis = frame.basis[at]
        centre = mu[at] if means else point.pattern.means
        inner = basis.T @ point.inverse @ basis
        for start in range(0, len(rows), _BLOCK):
            apart = scores[np.ix_(rows[start : start + _BLOCK], at)] - centre
            yield _scores(frame, apart @ point.inverse @ basis, inner)


def first_order(
    frame: Frame, points: Sequence[Point], scores: Floats, mu: Floats, total: int, *, means: bool
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


def _form(frame: Frame, one: Floats, other: Floats) -> Floats:
    """tr(dSigma_a P dSigma_b Q) of all rows a and b, given U'PU and U'QU."""
    u, v = frame.u, frame.v
    if one is other:
        uv = _cut(one, u, v)
        same: Floats = 2 * np.outer(frame.c, frame.c) * (_cut(one, u, u) * _cut(one, v, v) + uv * uv.T)
        return same
    crossed = _cut(one, v, u) * _cut(other, u, v) + _cut(one, u, v) * _cut(other, v, u)
    straight = _cut(one, v, v) * _cut(other, u, u) + _cut(one, u, u) * _cut(other, v, v)
    found: Floats = np.outer(frame.c, frame.c) * (crossed + straight)
    return found


def _cut(matrix: Floats, rows: Integers, columns: Integers) -> Floats:
    found: Floats = matrix.take(rows, axis=0).take(columns, axis=1)
    return found
