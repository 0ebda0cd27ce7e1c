"""Scores of respondents: derivatives of each one's log-likelihood, and their cross-products.

Respondents of one organisation resemble each other. Their scores are then summed per organisation before the
cross-product (Liang and Zeger 1986), and that is multiplied by C / (C - 1), with C organisations.
"""

from collections.abc import Iterator

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.completed import Completed, filled
from rondom.analysis.factor_models.frame import Frame
from rondom.analysis.factor_models.holes import people_of
from rondom.analysis.factor_models.lost import by_pairs

_CELLS = 2**18  # of respondents x parameters in work at a time
_FEWEST = 1024  # respondents at a time, however many parameters


def first_order(frame: Frame, here: Completed) -> Floats:
    """Cross-product of the scores of one group divided by its respondents."""
    n, clusters = here.sample.n, here.sample.clusters
    found = np.zeros((frame.size, frame.size))
    if clusters is None:
        for _, block in casewise_scores(frame, here):
            found += block.T @ block
        return found / n
    sums = np.zeros((int(clusters.max()) + 1, frame.size))
    for rows, block in casewise_scores(frame, here):
        order = np.argsort(clusters[rows])
        numbers, starts = np.unique(clusters[rows][order], return_index=True)
        sums[numbers] += np.add.reduceat(block[order], starts)
    return len(sums) / (len(sums) - 1) * (sums.T @ sums) / n


def casewise_scores(frame: Frame, here: Completed) -> Iterator[tuple[Integers, Floats]]:
    """Places of respondents, and their scores (respondents x parameters), block after block."""
    sample = here.sample
    if sample.answers is None:
        raise ValueError("Hiervoor zijn de antwoorden zelf nodig, niet alleen covarianties.")
    mu = sample.whole.mean if here.mu is None else here.mu
    # c (u'q v'q - u'Wv) + s u'q with q = K z and W = K - K V K.
    along = here.inverse @ frame.basis
    u, v = along[:, frame.u], along[:, frame.v]
    column, row = np.triu_indices(len(mu))
    known = frame.c * (frame.basis[:, frame.u] * v).sum(axis=0)
    halved = np.where(row == column, 0.5, 1.0)[:, None]
    unknown = halved * frame.c * (u[row] * v[column] + v[row] * u[column])
    for part in people_of(sample.answers, sample.parts, max(_FEWEST, _CELLS // len(frame.u))):
        rows, variances = filled(part, mu, here.inverse)
        q = rows @ along
        by_u = q[:, frame.u]
        of_rows = frame.c * by_u * q[:, frame.v] - known + frame.s * by_u
        if part.missing.shape[1]:
            missing, unsure = part.missing[part.pattern], variances[part.pattern]
            of_rows += by_pairs(missing, unsure, len(mu)) @ unknown
        yield part.respondents, _summed(frame, of_rows)


def _summed(frame: Frame, of_rows: Floats) -> Floats:
    """Rows that share a place, together."""
    if len(np.unique(frame.places)) == len(frame.places):
        found = np.zeros((len(of_rows), frame.size))
        found[:, frame.places] = of_rows
        return found
    to_places = np.zeros((len(frame.places), frame.size))
    to_places[np.arange(len(frame.places)), frame.places] = 1.0
    summed: Floats = of_rows @ to_places
    return summed
