"""Mokken's coefficients of scalability: how far answers to items follow one order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.codes import Answers, names_of, points_of, require_answers, require_known_codes
from rondom.analysis.covariances import LeftOut
from rondom.analysis.estimates import Floats, Integers, Interval, TooFewData
from rondom.analysis.quantiles import normal_quantile, require_level
from rondom.analysis.tabulate import Tables, tabulate


@dataclass(frozen=True, slots=True)
class Scalability:
    """One coefficient: 1 when answers follow one order without exception, 0 when items are unrelated."""

    value: float
    se: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class PairScalability:
    """Loevinger's H of two items, by their names."""

    first: str
    second: str
    h: Scalability


@dataclass(frozen=True, slots=True)
class Mokken:
    """H of the scale, of each item with the others, and of each pair. ``warnings`` names negative pairs.

    ``n`` answered every item; ``incomplete`` did not and take no part. ``left_out`` names items that do not
    vary.
    """

    scale: Scalability
    items: tuple[tuple[str, Scalability], ...]
    pairs: tuple[PairScalability, ...]
    n: int
    incomplete: int
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]


def mokken(
    answers: Answers, *, points: int | Sequence[int], items: Sequence[str] = (), level: float = 0.95
) -> Mokken:
    """H, H_i and H_ij of answers (respondents x items, codes 1..k, negative for missing), keyed the same way.

    Over people who answered every item. Standard errors by the delta method, for any distribution of answers.
    Raises TooFewData with fewer than two people or fewer than two items that vary.
    Source: Mokken (1971); Molenaar (1991); docs/methods/mokken.md.
    """
    require_level(level)
    require_answers(answers)
    every, names = points_of(answers.shape[1], points), names_of(answers.shape[1], items)
    require_known_codes(answers, every, names)
    seen = [at for at in range(len(names)) if (answers[:, at] > 0).any()]
    complete = answers[(answers[:, seen] > 0).all(axis=1)]
    varying = [at for at in seen if len(complete) and np.ptp(complete[:, at]) > 0]
    if len(complete) < 2 or len(varying) < 2:
        raise TooFewData("Mokkens H vraagt mensen die alles beantwoordden, en twee items die verschillen.")
    kept = complete[:, varying]
    found = _Influence(kept.astype(np.int64), tabulate(kept, points=max(every)))
    labels = [names[at] for at in varying]
    pairs = tuple(
        PairScalability(labels[i], labels[j], found.pair(i, j, level))
        for i in range(len(labels))
        for j in range(i + 1, len(labels))
    )
    against = [f"{pair.first} en {pair.second}" for pair in pairs if pair.h.value < 0]
    return Mokken(
        scale=found.scale(level),
        items=tuple((name, found.item(at, level)) for at, name in enumerate(labels)),
        pairs=pairs,
        n=len(complete),
        incomplete=len(answers) - len(complete),
        left_out=tuple(_left_out(name, at in seen) for at, name in enumerate(names) if at not in varying),
        warnings=(f"Deze paren lopen tegen elkaar in: {'; '.join(against[:5])}.",) if against else (),
    )


def _left_out(name: str, answered: bool) -> LeftOut:
    reason = "iedereen gaf hetzelfde antwoord" if answered else "niemand heeft dit item beantwoord"
    return LeftOut(name, reason)


class _Influence:
    """Each H is a sum of covariances over a sum of the largest ones that the shares of points allow.

    ``change[i, j]`` says how the largest covariance of two items moves when someone passes a border of item
    i; with the deviations of answers that gives the influence of every person on every H.
    """

    def __init__(self, answers: Integers, tables: Tables) -> None:
        assert tables.pairs is not None
        self.answers, self.n = answers, len(answers)
        size, k = answers.shape[1], tables.pairs.shape[-1]
        self.shares = tables.pairs[0] / self.n
        self.points = np.arange(1.0, k + 1)
        self.away = answers - answers.mean(axis=0)
        self.covariance: Floats = self.away.T @ self.away / self.n
        own = self.shares[np.arange(size), np.arange(size)].diagonal(axis1=1, axis2=2)
        self.above = own[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
        first, second = self.above[:, None, :, None], self.above[None, :, None, :]
        total = self.above.sum(axis=1)
        self.largest: Floats = np.minimum(first, second).sum(axis=(2, 3)) - np.outer(total, total)
        # A step of the rarer border changes the largest one; of equal borders each does for half.
        rarer = (first < second) + 0.5 * (first == second)
        self.change: Floats = rarer.sum(axis=3) - total[None, :, None]

    def pair(self, i: int, j: int, level: float) -> Scalability:
        """Of two items, from their table alone."""
        value = float(self.covariance[i, j] / self.largest[i, j])
        one, other = (self.points - self.points @ self.shares[at, at].diagonal() for at in (i, j))
        together = np.outer(one, other) - self.covariance[i, j]
        pull = self._passed(i, self.change[i, j])[:, None] + self._passed(j, self.change[j, i])
        influence = (together - value * pull) / self.largest[i, j]
        return self._result(value, float((self.shares[i, j] * influence**2).sum()), level)

    def item(self, at: int, level: float) -> Scalability:
        """Of one item with all others."""
        others = np.arange(len(self.largest)) != at
        together = self.away[:, at] * self.away[:, others].sum(axis=1)
        joined = np.zeros_like(self.largest)
        joined[at, others] = joined[others, at] = 1
        return self._of(joined, together, level)

    def scale(self, level: float) -> Scalability:
        """Of all pairs."""
        together = (self.away.sum(axis=1) ** 2 - (self.away**2).sum(axis=1)) / 2
        return self._of(1 - np.eye(len(self.largest)), together, level)

    def _of(self, joined: Floats, together: Floats, level: float) -> Scalability:
        """``joined`` marks the pairs (both ways), ``together`` is each person's sum of their products."""
        largest = float((joined * self.largest).sum()) / 2
        covariance = float((joined * self.covariance).sum()) / 2
        value, pull = covariance / largest, np.zeros(self.n)
        for at, change in enumerate((joined[:, :, None] * self.change).sum(axis=1)):
            pull += self._passed(at, change)[self.answers[:, at] - 1]
        influence = (together - covariance - value * pull) / largest
        return self._result(value, float((influence**2).mean()), level)

    def _passed(self, at: int, change: Floats) -> Floats:
        """Per point, the change over the borders passed, less what people pass on average."""
        found: Floats = np.concatenate([[0.0], change.cumsum()]) - self.above[at] @ change
        return found

    def _result(self, value: float, variance: float, level: float) -> Scalability:
        se = float(np.sqrt(variance / self.n))
        if se < 1e-12:
            return Scalability(value, None, None)
        margin = normal_quantile((1 + level) / 2) * se
        interval = Interval(value - margin, min(value + margin, 1.0), level, "Wald, deltamethode")
        return Scalability(value, se, interval)
