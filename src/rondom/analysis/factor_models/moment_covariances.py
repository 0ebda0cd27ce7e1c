"""How uncertain observed means and covariances are: their covariance matrix, times n (Gamma)."""

import numpy as np

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.samples import Sample


def moment_covariance(sample: Sample, *, means: bool) -> Floats:
    """Of the moments of one group with complete answers, in the order of ``Model.moments``.

    Distribution-free (Browne 1984) when the answers are there; from covariances alone, what normal answers
    would give.
    """
    if sample.answers is None:
        return _of_normal_answers(sample.whole.covariance, means=means)
    mean = sample.whole.mean
    column, row = np.triu_indices(len(mean))
    size = len(column) + (len(mean) if means else 0)
    total, products = np.zeros(size), np.zeros((size, size))
    for block in sample.answers.blocks(size):
        part = sample.answers.of(block) - mean
        own = part[:, row] * part[:, column]
        own = np.hstack([part, own]) if means else own
        total += own.sum(axis=0)
        products += own.T @ own
    n = sample.n
    return products / n - np.outer(total, total) / n**2


def _of_normal_answers(sigma: Floats, *, means: bool) -> Floats:
    column, row = np.triu_indices(len(sigma))
    straight = sigma[np.ix_(row, row)] * sigma[np.ix_(column, column)]
    crossed = sigma[np.ix_(row, column)] * sigma[np.ix_(column, row)]
    found: Floats = straight + crossed
    if not means:
        return found
    p = len(sigma)
    whole = np.zeros((p + len(row), p + len(row)))
    whole[:p, :p], whole[p:, p:] = sigma, found
    return whole
