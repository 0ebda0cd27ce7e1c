"""What missing answers take away from information, summed over respondents.

With V what stays unsure of the missing answers and z the completed deviations of each respondent
(``completed``), W = K - K V K and q = K z. Second derivatives hold products of W with W, with q q' and with
q; what these have besides K comes from sums of V_ij V_kl, V_ij z_k z_l and V_ij z_k. V is 0 but for the few
items that someone lacks: the sums are products of sparse matrices, respondents x pairs of items.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.factor_models.completed import Completed, filled, unsure_of

_CELLS = 2**20  # of respondents x pairs of items in work at a time
_SPARSE = 30  # a sparse product is faster when at most one in so many elements is not 0


def lost_expected(here: Completed) -> Floats:
    """tr(A V B V) / 2 for A and B one pair of items each: pairs x pairs, the mean over respondents."""
    return _forms(_unsure_twice(here) / (2 * here.sample.n), len(here.inverse))


def lost_observed(here: Completed) -> Floats:
    """What to add for each mean and each pair of items: means and pairs x means and pairs."""
    items, n = len(here.inverse), here.sample.n
    column, row = np.triu_indices(items)
    crossed, along = _unsure_twice(here) / 2, np.zeros((len(row), items))
    for part in here.sample.parts:
        assert here.mu is not None
        rows, variances = filled(part, here.mu, here.inverse)
        for own in _cut(len(rows), len(row)):
            pattern, z = part.pattern[own], rows[own]
            unsure = by_pairs(part.missing[pattern], variances[pattern], items)
            crossed += unsure.T @ (z[:, row] * z[:, column])
            along += unsure.T @ (part.ones[own, None] * z)
    pairs = _numbers(items)
    halved = np.where(row == column, 0.5, 1.0)
    mixed = halved * (along[pairs[:, row], column] + along[pairs[:, column], row])
    nothing = np.zeros((items, items))
    return -np.block([[nothing, mixed], [mixed.T, _forms(crossed, items)]]) / n


def by_pairs(missing: Integers, variances: Floats, items: int) -> Any:
    """The lower triangle of V, 0 where known: lines x pairs of items, sparse where that is faster."""
    one, other = np.tril_indices(missing.shape[1])
    size = items * (items + 1) // 2
    places = _numbers(items)[missing[:, one], missing[:, other]]
    values = variances[:, one, other]
    if _SPARSE * len(one) > size:
        found = np.zeros((len(missing), size))
        found[np.arange(len(missing))[:, None], places] = values
        return found
    from scipy.sparse import csr_array

    ends = len(one) * np.arange(len(missing) + 1)
    return csr_array((values.reshape(-1), places.reshape(-1), ends), shape=(len(missing), size))


def _unsure_twice(here: Completed) -> Floats:
    """The sum of V_ij V_kl over respondents: pairs x pairs."""
    items = len(here.inverse)
    size = items * (items + 1) // 2
    found = np.zeros((size, size))
    for part in here.sample.parts:
        variances = unsure_of(part, here.inverse)
        weighted = np.sqrt(part.n)[:, None, None] * variances
        for own in _cut(len(part.n), size):
            unsure = by_pairs(part.missing[own], weighted[own], items)
            product = unsure.T @ unsure
            found += product if isinstance(product, np.ndarray) else product.toarray()
    return found


def _forms(products: Floats, items: int) -> Floats:
    """tr(A P B Q) for A and B one pair of items each, from the sums of P_ij Q_kl."""
    column, row = np.triu_indices(items)
    pairs = _numbers(items)
    uu, uv, vv = pairs[np.ix_(row, row)], pairs[np.ix_(row, column)], pairs[np.ix_(column, column)]
    crossed = products[uv, uv.T]
    halved = np.where(row == column, 0.5, 1.0)
    found: Floats = np.outer(halved, halved) * (crossed + crossed.T + products[uu, vv] + products[vv, uu])
    return found


def _numbers(items: int) -> Integers:
    """The place of each pair of items, in either order, in the lower triangle column after column."""
    column, row = np.triu_indices(items)
    found = np.empty((items, items), dtype=np.int64)
    found[row, column] = found[column, row] = np.arange(len(row))
    return found


def _cut(lines: int, width: int) -> Iterator[slice]:
    size = max(1, _CELLS // width)
    return (slice(start, start + size) for start in range(0, lines, size))
