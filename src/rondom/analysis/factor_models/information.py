"""Information of parameters about mu and Sigma, expected and observed, per respondent of a group.

With dSigma = c (u v' + v u') and dmu = s u, u and v from the basis U, all of these are products of elements
of U'KU and its like. What missing answers take away is summed over respondents (``lost``), in the directions
K dSigma K and K dmu.
"""

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.completed import Completed
from rondom.analysis.factor_models.frame import Frame
from rondom.analysis.factor_models.lost import lost_expected, lost_observed


def expected(frame: Frame, here: Completed) -> Floats:
    """Expected information when Sigma and mu are true: tr(dSigma_a W dSigma_b W) / 2 + dmu_a' W dmu_b."""
    inner = _inner(frame, here.inverse)
    if here.sample.complete:
        return frame.matrix(_form(frame, inner, inner) / 2 + _of_means(frame, inner))
    known = _inner(frame, here.known)
    found = _form(frame, inner, 2 * known - inner) / 2 + _of_means(frame, known)
    items = len(here.inverse)
    moved = _moved(frame, here.inverse)[items:]
    return frame.matrix(found + moved.T @ lost_expected(here) @ moved)


def observed(frame: Frame, here: Completed) -> Floats:
    """Second derivatives of the discrepancy to the moments; a model's own curvature is not in it.

    With q = W d of a respondent: tr(dSigma_a W dSigma_b (q q' - W / 2)), and between dmu_a and dSigma_b
    dmu_a' W dSigma_b q.
    """
    inner, known = _inner(frame, here.inverse), _inner(frame, here.known)
    squares = _inner(frame, here.inverse @ here.products @ here.inverse)
    found = _form(frame, inner, 2 * (squares - known) + inner) / 2 + _of_means(frame, known)
    along = here.mean @ here.inverse @ frame.basis
    cross = inner[frame.u][:, frame.u] * along[frame.v] + inner[frame.u][:, frame.v] * along[frame.u]
    cross *= np.outer(frame.s, frame.c)
    found += cross + cross.T
    if not here.sample.complete:
        moved = _moved(frame, here.inverse)
        found += moved.T @ lost_observed(here) @ moved
    return frame.matrix(found)


def _inner(frame: Frame, matrix: Floats) -> Floats:
    found: Floats = frame.basis.T @ matrix @ frame.basis
    return found


def _of_means(frame: Frame, known: Floats) -> Floats:
    """dmu_a' W dmu_b of all rows."""
    found: Floats = np.outer(frame.s, frame.s) * known[np.ix_(frame.u, frame.u)]
    return found


def _form(frame: Frame, one: Floats, other: Floats) -> Floats:
    """tr(dSigma_a P dSigma_b Q) of all rows a and b, given U'PU and U'QU of symmetric P and Q.

    In full: c_a c_b (P_vu Q_uv + P_uv Q_vu + P_vv Q_uu + P_uu Q_vv).
    """
    uu, uv, vv = np.ix_(frame.u, frame.u), np.ix_(frame.u, frame.v), np.ix_(frame.v, frame.v)
    crossed = one[uv] * other[uv].T
    straight = one[uu] * other[vv] + one[vv] * other[uu]
    found: Floats = np.outer(frame.c, frame.c) * (crossed + crossed.T + straight)
    return found


def _moved(frame: Frame, inverse: Floats) -> Floats:
    """K dmu and the lower triangle of K dSigma K of every row: moments x rows."""
    along = inverse @ frame.basis
    u, v = along[:, frame.u], along[:, frame.v]
    column, row = np.triu_indices(len(inverse))
    return np.vstack([frame.s * u, frame.c * (u[row] * v[column] + v[row] * u[column])])
