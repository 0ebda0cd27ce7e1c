"""Scores of respondents: derivatives of each one's log-likelihood, and their cross-products.

Respondents of one organisation resemble each other. Their scores are then summed per organisation before the
cross-product (Liang and Zeger 1986), and that is multiplied by C / (C - 1), with C organisations.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.frame import Frame
from rondom.analysis.factor_models.points import Points
from rondom.analysis.factor_models.samples import Sample

_BLOCK = 8192  # respondents at a time


def first_order(
    frame: Frame, points: Sequence[Points], sample: Sample, mu: Floats, total: int, *, means: bool
) -> Floats:
    """Cross-product of the scores of one group divided by ``total``, the respondents of all groups."""
    found = np.zeros((frame.size, frame.size))
    if sample.clusters is None:
        for _, block in casewise_scores(frame, points, sample, mu, means=means):
            found += block.T @ block
        return found / total
    sums = np.zeros((int(sample.clusters.max()) + 1, frame.size))
    for rows, block in casewise_scores(frame, points, sample, mu, means=means):
        np.add.at(sums, sample.clusters[rows], block)
    return len(sums) / (len(sums) - 1) * (sums.T @ sums) / total


def casewise_scores(
    frame: Frame, points: Sequence[Points], sample: Sample, mu: Floats, *, means: bool
) -> Iterator[tuple[Integers, Floats]]:
    """Rows of respondents, and their scores (respondents x parameters), block after block.

    Without ``means`` the respondents' own means are taken.
    """
    if sample.scores is None:
        raise ValueError("Hiervoor zijn de antwoorden zelf nodig, niet alleen covarianties.")
    for point in points:
        for at, rows in enumerate(point.patterns.rows or ()):
            known = np.flatnonzero(point.patterns.known[at])
            along = point.inverse[at][np.ix_(known, known)] @ frame.basis[known]
            inner = frame.basis[known].T @ along
            centre = mu[known] if means else point.patterns.means[at, known]
            for start in range(0, len(rows), _BLOCK):
                own = rows[start : start + _BLOCK]
                yield own, _scores(frame, (sample.scores[np.ix_(own, known)] - centre) @ along, inner)


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
