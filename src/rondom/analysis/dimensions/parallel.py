"""Parallel analysis: more components or factors than chance gives (Horn, 1965)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.dimensions.chance import Chance, simulated_correlations
from rondom.analysis.dimensions.correlations import eigenvalues_of, require_correlations, require_respondents
from rondom.analysis.dimensions.kaiser import leading
from rondom.analysis.dimensions.one_factor import reduced_eigenvalues
from rondom.analysis.estimates import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Scree:
    """Eigenvalues from high to low: ``observed``, and by chance their ``mean`` and ``quantile``.

    ``number`` is how many in a row, from the first, lie above the quantile.
    """

    observed: Floats
    mean: Floats
    quantile: Floats
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class ParallelAnalysis:
    """``components`` from the correlations themselves, ``factors`` with the communalities under one
    factor on the diagonal. ``share`` is the quantile that must be exceeded, over ``draws`` draws."""

    components: Scree
    factors: Scree
    share: float
    draws: int
    n: int


def parallel_analysis(
    correlations: Floats,
    *,
    n: int,
    rng: np.random.Generator,
    draws: int = 100,
    share: float = 0.95,
    chance: Chance | None = None,
    items: Sequence[str] = (),
) -> ParallelAnalysis:
    """Compare correlations (items x items) with those of items that have nothing in common.

    By default chance is ``n`` independent normal answers to each item. ``chance`` may be another source
    of draws: ``resampling(scores)``, or for polychoric correlations a function that computes them from
    ``shuffled(answers, rng)``. Raises TooFewData for a matrix that cannot be inverted or no more
    respondents than items. Source: docs/methods/number-of-factors.md.
    """
    k = len(require_correlations(correlations, items=items))
    require_respondents(n, k)
    if draws < 20 or not 0 < share < 1:
        raise ValueError("Neem ten minste twintig trekkingen en een kwantiel tussen 0 en 1.")
    if chance is None:
        drawn = simulated_correlations(k, n, draws, rng)
    else:
        drawn = np.stack([chance(rng) for _ in range(draws)])
    whole = np.concatenate([correlations[None], drawn])
    return ParallelAnalysis(
        components=_scree(eigenvalues_of(whole), share),
        factors=_scree(reduced_eigenvalues(whole), share),
        share=share,
        draws=draws,
        n=n,
    )


def _scree(eigenvalues: Floats, share: float) -> Scree:
    """The first row was observed, the others are chance."""
    observed, chance = eigenvalues[0], eigenvalues[1:]
    reference = np.quantile(chance, share, axis=0)
    return Scree(observed, chance.mean(axis=0), reference, leading(observed > reference))
