"""The empirical Kaiser criterion: eigenvalues against what n respondents give by chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.dimensions.correlations import eigenvalues_of, require_correlations, require_respondents
from rondom.analysis.estimates import Booleans, Floats


@dataclass(frozen=True, slots=True, eq=False)
class EmpiricalKaiser:
    """Eigenvalues from high to low, the value each must exceed, and how many in a row do.

    ``above_one`` is Kaiser's own rule (1960), shown because readers ask for it: it finds too many.
    """

    eigenvalues: Floats
    reference: Floats
    factors: int
    above_one: int
    n: int


def empirical_kaiser(correlations: Floats, *, n: int, items: Sequence[str] = ()) -> EmpiricalKaiser:
    """The criterion of Braeken and van Assen (2017) for correlations over ``n`` respondents.

    Raises TooFewData for a matrix that cannot be inverted or no more respondents than items.
    Source: docs/methods/number-of-factors.md.
    """
    k = len(require_correlations(correlations, items=items))
    require_respondents(n, k)
    eigenvalues = eigenvalues_of(correlations)
    before = np.concatenate([[0.0], np.cumsum(eigenvalues)[:-1]])
    expected = (1 + np.sqrt(k / n)) ** 2 * (k - before) / (k - np.arange(k))
    reference = np.maximum(expected, 1.0)
    return EmpiricalKaiser(
        eigenvalues, reference, leading(eigenvalues > reference), int((eigenvalues > 1).sum()), n
    )


def leading(passes: Booleans) -> int:
    """How many pass before the first that does not."""
    return len(passes) if passes.all() else int(passes.argmin())
