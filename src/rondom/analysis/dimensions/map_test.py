"""Velicer's minimum average partial: components until what is left no longer hangs together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.dimensions.correlations import require_correlations
from rondom.analysis.estimates import Floats, TooFewData

_NOTHING = 1e-6  # a standard deviation: what components leave of an item when they take all of it


@dataclass(frozen=True, slots=True, eq=False)
class MinimumAveragePartial:
    """Average squared partial correlation after taking out 0, 1, 2, ... components.

    ``components`` is where ``squared`` is lowest (Velicer, 1976), ``components_fourth`` where ``fourth``,
    the same with fourth powers, is (Velicer, Eaton and Fava, 2000). Neither has an interval.
    """

    squared: Floats
    fourth: Floats
    components: int
    components_fourth: int


def map_test(correlations: Floats, *, items: Sequence[str] = ()) -> MinimumAveragePartial:
    """MAP of correlations (items x items), Pearson or polychoric, for 0 to k - 2 components.

    Ends earlier where components leave nothing of an item. Raises TooFewData with fewer than three
    items or a matrix that cannot be inverted.
    Source: docs/methods/number-of-factors.md.
    """
    k = len(require_correlations(correlations, items=items))
    if k < 3:
        raise TooFewData("De MAP-toets bestaat pas bij drie of meer items.")
    values, vectors = np.linalg.eigh(correlations)
    left = correlations.copy()
    found = []
    for last in range(k - 1, 0, -1):
        scale = np.sqrt(np.maximum(np.diag(left), 0))
        if scale.min() < _NOTHING:
            break
        partial = (left / np.outer(scale, scale)) ** 2
        found.append(((partial.sum() - k) / (k * (k - 1)), ((partial**2).sum() - k) / (k * (k - 1))))
        left = left - values[last] * np.outer(vectors[:, last], vectors[:, last])
    squared, fourth = np.array(found).T
    return MinimumAveragePartial(squared, fourth, int(squared.argmin()), int(fourth.argmin()))
