"""Mokken's search for scales: item by item, the one that leaves the scale most scalable."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.covariances import LeftOut
from rondom.analysis.estimates import Floats
from rondom.analysis.irt.complete import MISSING, Complete, complete_of
from rondom.analysis.irt.mokken import Mokken, Scalable, scalability
from rondom.analysis.quantiles import normal_quantile, require_level

LOWER_BOUND = 0.3
"""H_i below which an item does not enter a scale."""


@dataclass(frozen=True, slots=True)
class SearchStep:
    """What was ``added`` (two items first, then one at a time), and how the scale stood then.

    ``h`` is of the scale, ``item_h`` and ``z`` of the added item with the items chosen before; ``critical``
    is what z had to reach after so many tests.
    """

    added: tuple[str, ...]
    h: float
    item_h: float
    z: float
    critical: float


@dataclass(frozen=True, slots=True)
class FoundScale:
    """Items in the order in which they were found, with the coefficients of the scale they make."""

    items: tuple[str, ...]
    steps: tuple[SearchStep, ...]
    scalability: Mokken


@dataclass(frozen=True, slots=True)
class ScaleSearch:
    """Scales in the order in which they were found; ``unscalable`` items are in none.

    ``warnings`` names items whose H_i fell below the bound after others had entered.
    """

    scales: tuple[FoundScale, ...]
    unscalable: tuple[str, ...]
    lower_bound: float
    alpha: float
    n: int
    incomplete: int
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    missing: str = MISSING
    estimator: str = "AISP: stap voor stap, z van Mokken, alfa gedeeld door het aantal toetsen"


def scale_search(
    answers: Answers,
    *,
    points: int | Sequence[int],
    items: Sequence[str] = (),
    lower_bound: float = LOWER_BOUND,
    alpha: float = 0.05,
    level: float = 0.95,
) -> ScaleSearch:
    """Divide items into scales (respondents x items, codes 1..k, negative for missing), keyed the same way.

    A scale starts with the pair with the highest H_ij, and takes, one by one, the item that keeps H highest;
    of items that run against no chosen item, have H_i of at least ``lower_bound`` with those chosen, and an
    H_i above zero at one-sided ``alpha`` over all tests of this scale. What is left starts the next scale.
    Raises TooFewData as ``mokken`` does. Source: Mokken (1971); docs/methods/mokken.md.
    """
    require_level(level)
    if not 0 <= lower_bound < 1 or not 0 < alpha < 0.5:
        raise ValueError("Kies een ondergrens vanaf 0 en onder 1, en een alfa tussen 0 en 0,5.")
    kept = complete_of(answers, points, items)
    search = _Search(kept, lower_bound, alpha)
    scales, free = [], list(range(len(kept.names)))
    while found := search.scale(free):
        chosen, steps = found
        free = [at for at in free if at not in chosen]
        part = replace(
            kept, answers=kept.answers[:, chosen], names=tuple(kept.names[at] for at in chosen), left_out=()
        )
        scales.append(FoundScale(part.names, tuple(steps), scalability(part, level)))
    return ScaleSearch(
        scales=tuple(scales),
        unscalable=tuple(kept.names[at] for at in free),
        lower_bound=lower_bound,
        alpha=alpha,
        n=kept.n,
        incomplete=kept.incomplete,
        left_out=kept.left_out,
        warnings=_fallen(scales, lower_bound),
    )


class _Search:
    """Covariances, the largest possible ones, and z-values of items that may enter a scale."""

    def __init__(self, kept: Complete, lower_bound: float, alpha: float) -> None:
        pairs = Scalable(kept.tables(), 0.95)
        self.names, self.n, self.lower_bound, self.alpha = kept.names, kept.n, lower_bound, alpha
        self.covariance, self.largest = pairs.covariance, pairs.largest
        self.product: Floats = np.outer(np.diag(self.covariance), np.diag(self.covariance))

    def scale(self, free: list[int]) -> tuple[list[int], list[SearchStep]] | None:
        """The items of the next scale and how they came; None when no pair is good enough."""
        tests = len(free) * (len(free) - 1) // 2
        if not tests:
            return None
        critical = self._critical(tests)
        pairs = [(i, j) for at, i in enumerate(free) for j in free[at + 1 :]]
        best = max(
            (pair for pair in pairs if self._z(pair[0], [pair[1]]) >= critical), key=self._h, default=None
        )
        if best is None or self._h(best) < self.lower_bound:
            return None
        chosen, h = list(best), self._h(best)
        steps = [self._step(chosen, h, h, self._z(best[0], [best[1]]), critical)]
        while open_to := [at for at in free if at not in chosen and (self.covariance[at, chosen] >= 0).all()]:
            tests += len(open_to)
            critical = self._critical(tests)
            fit = [
                at
                for at in open_to
                if self._item_h(at, chosen) >= self.lower_bound and self._z(at, chosen) >= critical
            ]
            if not fit:
                break
            added = max(fit, key=lambda at: self._h([*chosen, at]))
            item_h, z = self._item_h(added, chosen), self._z(added, chosen)
            chosen.append(added)
            steps.append(self._step([added], self._h(chosen), item_h, z, critical))
        return chosen, steps

    def _critical(self, tests: int) -> float:
        return normal_quantile(1 - self.alpha / tests)

    def _h(self, chosen: Sequence[int]) -> float:
        rows = np.ix_(chosen, chosen)
        covariance, largest = (np.triu(part[rows], 1).sum() for part in (self.covariance, self.largest))
        return float(covariance / largest)

    def _item_h(self, at: int, others: list[int]) -> float:
        return float(self.covariance[at, others].sum() / self.largest[at, others].sum())

    def _z(self, at: int, others: list[int]) -> float:
        return float(self.covariance[at, others].sum()) * sqrt((self.n - 1) / self.product[at, others].sum())

    def _step(self, added: list[int], h: float, item_h: float, z: float, critical: float) -> SearchStep:
        return SearchStep(tuple(self.names[at] for at in added), h, item_h, z, critical)


def _fallen(scales: list[FoundScale], lower_bound: float) -> tuple[str, ...]:
    fallen = [
        name
        for found in scales
        for name, coefficient in found.scalability.items
        if coefficient.value < lower_bound
    ]
    if not fallen:
        return ()
    return (
        f"De H_i van deze items zakte onder de ondergrens toen er andere bij kwamen: {', '.join(fallen)}.",
    )
