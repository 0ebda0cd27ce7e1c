"""Where to begin: slopes from the first dimension of the correlations, intercepts from shares."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from rondom.analysis.estimates import Floats, Integers

_LOGIT = 1.702  # a logistic curve with this slope lies closest to the normal one


def starting_values(codes: NDArray[np.int8], times: Floats, widths: Integers) -> Floats:
    """Items x k: a slope and falling intercepts; ``codes`` is items x rows, -1 for no answer."""
    k = int(widths.max())
    loading = np.clip(_loadings(codes, times), -0.9, 0.9)
    loading = np.where(np.abs(loading) < 0.2, 0.2 * np.where(loading < 0, -1, 1), loading)
    stretch = _LOGIT / np.sqrt(1 - loading**2)
    parameters = np.zeros((len(codes), k))
    parameters[:, 0] = loading * stretch
    for item, width in enumerate(widths.tolist()):
        known = codes[item] >= 0
        shares = np.bincount(codes[item][known], times[known], width) + 0.1
        above = 1 - shares.cumsum()[:-1] / shares.sum()
        parameters[item, 1:width] = ndtri(above) * stretch[item]
    return parameters


def _loadings(codes: NDArray[np.int8], times: Floats) -> Floats:
    known = codes >= 0
    weight = known * times
    mean = (codes * weight).sum(axis=1) / weight.sum(axis=1)
    away = np.where(known, codes - mean[:, None], 0.0)
    own = (away**2 * times).sum(axis=1)
    together = known.astype(np.float64) @ weight.T
    each = np.sqrt(own / np.diag(together))
    correlations = (away * times) @ away.T / np.maximum(together, 1) / np.outer(each, each)
    values, vectors = np.linalg.eigh(correlations)
    first = vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.2 * values[-1]))
    found: Floats = first if first.sum() >= 0 else -first
    return found
