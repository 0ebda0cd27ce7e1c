"""An interval for any statistic of a scale, by drawing respondents, or whole groups, again and again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import as_scores, names_of
from rondom.analysis.covariances import Covariances, covariances
from rondom.analysis.estimates import Floats, Integers, Interval, NotComputed, TooFewData
from rondom.analysis.quantiles import require_level

Statistic = Callable[[Covariances], float | NotComputed]
"""A statistic of a scale from its covariances, for instance ``lambda c: guttman_of(c).lambda2``."""

FEWEST = 100
"""The fewest draws that an interval is made of."""

MOST_FAILED = 0.05
"""With more than this share of draws without a value there is no interval: the rest are the easy ones."""

_CELLS = 2**22  # weights, and products, in work at a time: 32 MB


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """``value`` in the data themselves, its percentile interval and standard error over ``draws`` draws,
    of which ``failed`` had no value. ``units`` is how many respondents or groups are drawn each time."""

    value: float
    interval: Interval
    se: float
    draws: int
    failed: int
    units: int


def bootstrap(
    scores: Floats,
    statistic: Statistic,
    *,
    rng: np.random.Generator,
    draws: int = 1000,
    level: float = 0.95,
    group: NDArray[np.integer] | None = None,
) -> Bootstrap:
    """Draw as many respondents as there are, with replacement, and compute the statistic each time.

    ``scores`` is respondents x items (NaN is no answer; covariances are pairwise complete). With
    ``group`` (each respondent's group, from 0) whole groups are drawn: for respondents within
    organisations, who resemble each other. A draw in which an item does not vary, or in which the
    statistic is not computed, has no value. Raises TooFewData when the data themselves have none, or
    more than 5 % of the draws. Source: Efron and Tibshirani (1993); docs/methods/bootstrap.md.
    """
    require_level(level)
    kept = covariances(scores)
    value = statistic(kept)
    if isinstance(value, NotComputed):
        raise TooFewData(value.reason)
    drawn = drawn_covariances(scores, rng=rng, draws=draws, group=group)
    found = [outcome for outcome in map(_tried(statistic), drawn) if outcome is not None]
    require_outcomes(draws, failed=draws - len(found))
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2]).tolist()
    return Bootstrap(
        value=value,
        interval=Interval(low, high, level, "bootstrap, percentielen"),
        se=float(np.std(found, ddof=1)),
        draws=draws,
        failed=draws - len(found),
        units=len(scores) if group is None else len(np.unique(group)),
    )


def drawn_covariances(
    scores: Floats,
    *,
    rng: np.random.Generator,
    draws: int,
    group: NDArray[np.integer] | None = None,
) -> Iterator[Covariances | None]:
    """Covariances of the items that vary in ``scores``, in each of so many draws of respondents or groups.

    None when an item does not vary in the draw, or a pair of items is not answered by two.
    """
    if draws < FEWEST:
        raise ValueError(f"Neem ten minste {FEWEST} trekkingen.")
    scores = as_scores(scores)
    kept = covariances(scores)
    taking_part = [name in kept.items for name in names_of(scores.shape[1], ())]
    return _Units(scores[:, taking_part], group).drawn(kept, draws, rng)


def require_outcomes(draws: int, *, failed: int) -> None:
    """Raise TooFewData when too many draws have no outcome."""
    if failed > MOST_FAILED * draws:
        raise TooFewData(
            f"Bij {failed} van de {draws} trekkingen is er geen uitkomst: "
            "er zijn te weinig respondenten of groepen voor een interval."
        )


def _tried(statistic: Statistic) -> Callable[[Covariances | None], float | None]:
    def value(found: Covariances | None) -> float | None:
        try:
            drawn = None if found is None else statistic(found)
        except TooFewData:
            return None
        return None if isinstance(drawn, NotComputed) else drawn

    return value


class _Units:
    """What is drawn: patterns of answers as often as they occur, or groups of respondents.

    A draw is a row of weights; the covariances of a draw follow from weighted sums of products.
    """

    def __init__(self, scores: Floats, group: NDArray[np.integer] | None) -> None:
        known = ~np.isnan(scores)
        mean = np.where(known, scores, 0.0).sum(axis=0) / known.sum(axis=0)
        rows = np.hstack([np.where(known, scores - mean, 0.0), known])
        self.items = scores.shape[1]
        if group is None:
            self._rows, counts = np.unique(rows, axis=0, return_counts=True)
            self.size, self._shares = len(rows), counts / len(rows)
            self._of_unit = np.arange(len(self._rows))
        else:
            _, self._of_unit = np.unique(group, return_inverse=True)
            self._rows, self.size = rows, int(self._of_unit.max()) + 1
            self._shares = np.full(self.size, 1 / self.size)
        if self.size < 2:
            raise TooFewData("Voor een interval zijn ten minste twee respondenten of groepen nodig.")

    def drawn(self, kept: Covariances, draws: int, rng: np.random.Generator) -> Iterator[Covariances | None]:
        """The covariances of each draw; None when an item does not vary in it or a pair is missing."""
        block = max(1, _CELLS // len(self._of_unit))
        least = 1e-9 * np.diag(kept.matrix)
        for done in range(0, draws, block):
            weights = rng.multinomial(self.size, self._shares, size=min(block, draws - done))
            n, products = self._products(weights)
            for count, product in zip(n, products, strict=True):
                if (count < 2).any() or (np.diag(product) <= least).any():
                    yield None
                    continue
                respondents = int(np.diag(count).max())
                yield Covariances(kept.items, product / (count - 1), count, respondents, kept.left_out)

    def _products(self, weights: Integers) -> tuple[Integers, Floats]:
        """Draws x items x items: how many answered both, and their products of deviations."""
        k = self.items
        sums = np.zeros((len(weights), 3, k, k))
        step = max(1, _CELLS // (3 * k * k))
        for at in range(0, len(self._rows), step):
            rows = self._rows[at : at + step]
            away, known = rows[:, :k, None], rows[:, k:, None]
            other, both = rows[:, None, :k], rows[:, None, k:]
            features = np.stack([known * both, away * both, away * other], axis=1)
            chosen = weights[:, self._of_unit[at : at + step]].astype(np.float64)
            sums += (chosen @ features.reshape(len(rows), -1)).reshape(sums.shape)
        n = np.rint(sums[:, 0])
        products = sums[:, 2] - sums[:, 1] * sums[:, 1].swapaxes(1, 2) / np.maximum(n, 1)
        return n.astype(np.int64), products
