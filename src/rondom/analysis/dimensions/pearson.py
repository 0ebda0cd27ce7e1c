"""Pearson correlations of items, each pair over everyone who answered both."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.codes import as_scores, names_of
from rondom.analysis.covariances import LeftOut, covariances, covariances_from
from rondom.analysis.estimates import Floats, Integers, TooFewData
from rondom.analysis.tabulate import Tables


@dataclass(frozen=True, slots=True, eq=False)
class Correlations:
    """Items that vary and their correlations; ``n`` is items x items: respondents who answered both.

    Items without spread are in ``left_out``. Give ``fewest`` as the n of an analysis: the respondents
    behind the scarcest pair, so that no test pretends to have more. R's psych takes ``respondents``.
    """

    items: tuple[str, ...]
    matrix: Floats
    n: Integers
    respondents: int
    left_out: tuple[LeftOut, ...]

    @property
    def fewest(self) -> int:
        """Respondents behind the scarcest pair; none without items."""
        return int(self.n.min()) if self.items else 0


def pearson(scores: Floats, *, items: Sequence[str] = ()) -> Correlations:
    """Correlations of scores (respondents x items; NaN is no answer), as R's cor(use = "pairwise").

    Means and spreads too are over the pair. Raises TooFewData, naming two items, for a pair that has no
    correlation: answered by fewer than two, or one of both does not vary among them.
    """
    scores = as_scores(scores, items)
    kept = covariances(scores, items=items)
    columns = [name in kept.items for name in names_of(scores.shape[1], items)]
    chosen = scores[:, columns]
    known = ~np.isnan(chosen)
    mean = np.where(known, chosen, 0.0).sum(axis=0) / known.sum(axis=0)
    away = np.where(known, chosen - mean, 0.0)
    both = known.astype(np.float64)
    matrix = _correlations(kept.n, away.T @ both, (away**2).T @ both, away.T @ away, kept.items)
    return Correlations(kept.items, matrix, kept.n, kept.respondents, kept.left_out)


def pearson_from(tables: Tables) -> Correlations:
    """The same from tables with item pairs, over all groups taken together."""
    kept = covariances_from(tables)
    every = tables.select(kept.items).total().pairs if kept.items else None
    if every is None:
        return Correlations((), np.zeros((0, 0)), kept.n, kept.respondents, kept.left_out)
    pairs = every[0]
    points = np.arange(1, pairs.shape[-1] + 1)
    given = pairs.sum(axis=3)
    crossed = (pairs @ points) @ points
    matrix = _correlations(
        kept.n,
        (given @ points).astype(np.float64),
        (given @ points**2).astype(np.float64),
        crossed.astype(np.float64),
        kept.items,
    )
    return Correlations(kept.items, matrix, kept.n, kept.respondents, kept.left_out)


def _correlations(
    n: Integers, sums: Floats, squares: Floats, crossed: Floats, names: Sequence[str]
) -> Floats:
    """From sums over pairs: of the first item, of its squares, and of products with the second."""
    several = np.maximum(n, 1)
    spread = squares - sums**2 / several
    flat = (n < 2) | (spread <= 1e-12 * np.maximum(squares, 1e-300))
    flat |= flat.T
    if flat.any():
        first, second = np.argwhere(flat)[0]
        raise TooFewData(
            f"De items {names[first]} en {names[second]} hebben geen correlatie: te weinig mensen "
            "beantwoordden beide, of gaven daarbij verschillende antwoorden. Laat een van beide weg."
        )
    matrix = (crossed - sums * sums.T / several) / np.sqrt(spread * spread.T)
    np.fill_diagonal(matrix, 1.0)
    return np.clip(matrix, -1.0, 1.0)
