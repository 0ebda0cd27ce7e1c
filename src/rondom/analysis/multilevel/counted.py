"""All that a random-intercept model needs of the data: group sizes, group means, products within groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers, TooFewData
from rondom.analysis.moments import Moments


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Of the score (last column) and the covariates before it, over people who have them all.

    ``n`` is per group; ``means`` is groups x variables, measured from ``centre``, the mean over everyone;
    ``within`` holds the products of deviations from people's own group, summed over groups.
    """

    names: tuple[str, ...]
    n: Integers
    means: Floats
    within: Floats
    centre: Floats
    left_out: int


def count_rows(scores: Floats, group: NDArray[np.integer], covariates: Floats | None) -> Counted:
    """Count scores (one per row) in numbered groups, and covariates (rows x covariates)."""
    columns = np.empty((len(scores), 0)) if covariates is None else np.asarray(covariates, dtype=np.float64)
    columns = columns[:, None] if columns.ndim == 1 else columns
    if scores.ndim != 1 or len(columns) != len(scores) or group.shape != scores.shape:
        raise ValueError("Geef voor elke score een groep, en voor elke score een rij met kenmerken.")
    if not np.issubdtype(group.dtype, np.integer) or group.min(initial=0) < 0:
        raise ValueError("Een groep is een geheel getal vanaf 0.")
    groups = int(group.max(initial=-1)) + 1
    table = np.vstack([columns.T, scores])
    if np.isinf(table).any():
        raise ValueError("Een score of kenmerk kan niet oneindig zijn.")
    known = ~np.isnan(table).any(axis=0)
    left_out = table.shape[1] - int(np.count_nonzero(known))
    if left_out:
        table, group = table[:, known], group[known]
    if len(group) == 0:
        raise TooFewData("Er zijn geen scores.")
    n = np.bincount(group, minlength=groups)
    # Measured from the first row, then from the mean: equal scores give deviations of exactly zero.
    first = table[:, :1]
    start = first + (table - first).mean(axis=1, keepdims=True)
    table = table - start
    sums = np.stack([np.bincount(group, row, groups) for row in table])
    means = sums / np.maximum(n, 1)
    table -= means[:, group]
    names = tuple(f"kenmerk {place + 1}" for place in range(columns.shape[1]))
    return Counted(names, n, means.T, table @ table.T, start[:, 0], left_out)


def count_from(moments: Moments, scale: str, covariates: Sequence[str]) -> Counted:
    """The same from moments; covariates must have been counted over the same people as the score."""
    places = [moments.place(name) for name in (*covariates, scale)]
    block = np.ix_(range(moments.groups), places, places)
    n, means = moments.n[block], moments.means[block].diagonal(axis1=1, axis2=2)
    if (n != n[:, :1, :1]).any():
        raise ValueError("Tel de kenmerken en de score over dezelfde mensen: laat weg wie er een mist.")
    sizes = n[:, 0, 0]
    if sizes.sum() == 0:
        raise TooFewData("Er zijn geen scores.")
    first = means[sizes.argmax()]
    away = np.where(sizes[:, None] > 0, means - first, 0.0)
    centre = sizes @ away / sizes.sum()
    away = np.where(sizes[:, None] > 0, away - centre, 0.0)
    return Counted(tuple(covariates), sizes, away, moments.products[block].sum(axis=0), first + centre, 0)
