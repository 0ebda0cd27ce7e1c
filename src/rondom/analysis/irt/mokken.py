"""Mokken's coefficients of scalability: how far answers to items follow one order."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from rondom.analysis.codes import Answers
from rondom.analysis.covariances import LeftOut, unusable
from rondom.analysis.estimates import Booleans, Floats, Integers, Interval, TooFewData
from rondom.analysis.irt.complete import MISSING, Complete, complete_of
from rondom.analysis.quantiles import normal_quantile, require_level
from rondom.analysis.tabulate import Tables


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
    missing: str
    estimator: str = "Loevingers H met Guttmangewichten"


def mokken(
    answers: Answers, *, points: int | Sequence[int], items: Sequence[str] = (), level: float = 0.95
) -> Mokken:
    """H, H_i and H_ij of answers (respondents x items, codes 1..k, negative for missing), keyed the same way.

    Over people who answered every item. Standard errors by the delta method, for any distribution of answers.
    Raises TooFewData with fewer than two people or fewer than two items that vary.
    Source: Mokken (1971); Molenaar (1991); docs/methods/mokken.md.
    """
    require_level(level)
    return scalability(complete_of(answers, points, items), level)


def scalability(kept: Complete, level: float) -> Mokken:
    """The same of complete answers."""
    pairs = Scalable(kept.tables(), level)
    people, every_pair = _People(kept.answers, pairs), pairs.every()
    return Mokken(
        scale=people.scale(),
        items=tuple((name, people.item(at)) for at, name in enumerate(kept.names)),
        pairs=every_pair,
        n=kept.n,
        incomplete=kept.incomplete,
        left_out=kept.left_out,
        warnings=_against(every_pair),
        missing=MISSING,
    )


def mokken_from(tables: Tables, *, level: float = 0.95) -> Mokken:
    """The same from tables with item pairs: each pair over everyone who answered both.

    H and H_i have no standard error: that asks for the answers themselves. ``n`` is the fewest people behind
    a pair. Raises TooFewData with fewer than two items that vary, or a pair that fewer than two answered.
    """
    require_level(level)
    left_out = unusable(tables)
    labels = tuple(name for name in tables.items if name not in {left.item for left in left_out})
    if len(labels) < 2:
        raise TooFewData("Mokkens H vraagt ten minste twee items met verschillende antwoorden.")
    pairs = Scalable(tables.select(labels).total(), level)
    every_pair = pairs.every()
    return Mokken(
        scale=pairs.of(~np.eye(len(labels), dtype=np.bool_)),
        items=tuple((name, pairs.of(pairs.with_item(at))) for at, name in enumerate(labels)),
        pairs=every_pair,
        n=int(pairs.n.min()),
        incomplete=int(tables.respondents.sum() - pairs.n.min()),
        left_out=left_out,
        warnings=(*_against(every_pair), "Een interval van H en H_i vraagt de antwoorden zelf."),
        missing="elk paar over wie beide items beantwoordde",
    )


class Scalable:
    """Covariances of pairs, the largest ones that their shares of points allow, and what moves those.

    ``change[i, j]`` says how the largest covariance moves when someone passes a border of item i.
    """

    def __init__(self, tables: Tables, level: float) -> None:
        if tables.pairs is None:
            raise ValueError("Deze tabellen hebben geen itemparen. Tel met pairs='total'.")
        counts = tables.pairs[0]
        self.names, self.level, self.n = tables.items, level, counts.sum(axis=(2, 3))
        if self.n.min() < 2:
            first, second = np.argwhere(self.n < 2)[0]
            raise TooFewData(
                f"De items {self.names[first]} en {self.names[second]} zijn door minder dan twee mensen "
                "allebei beantwoord. Laat een van beide weg."
            )
        self.points = np.arange(1.0, counts.shape[-1] + 1)
        self.shares: Floats = counts / self.n[:, :, None, None]
        own = self.shares.sum(axis=3)
        self.means: Floats = own @ self.points
        self.covariance: Floats = (self.shares @ self.points) @ self.points - self.means * self.means.T
        # Summed before they are divided, so that borders that equally many pass have exactly equal shares.
        passing = counts.sum(axis=3)[:, :, ::-1].cumsum(axis=2)[:, :, ::-1][:, :, 1:]
        self.above: Floats = passing / self.n[:, :, None]
        first, second = self.above[..., :, None], self.above.swapaxes(0, 1)[..., None, :]
        total = self.above.sum(axis=2)
        self.largest: Floats = np.minimum(first, second).sum(axis=(2, 3)) - total * total.T
        self._require_variance()
        # A step of the rarer border changes the largest one; of equal borders each does for half.
        rarer = (first < second) + 0.5 * (first == second)
        self.change: Floats = rarer.sum(axis=3) - total.T[:, :, None]

    def _require_variance(self) -> None:
        unmoved = np.argwhere(self.largest < 1e-12)
        if len(unmoved):
            first, second = (self.names[at] for at in unmoved[0])
            raise TooFewData(f"Wie {first} en {second} beantwoordde, gaf op een ervan steeds hetzelfde.")

    def every(self) -> tuple[PairScalability, ...]:
        """All pairs, in order."""
        size = len(self.names)
        return tuple(
            PairScalability(self.names[i], self.names[j], self._pair(i, j))
            for i in range(size)
            for j in range(i + 1, size)
        )

    def _pair(self, i: int, j: int) -> Scalability:
        """Of two items, with a standard error from their table alone."""
        value = float(self.covariance[i, j] / self.largest[i, j])
        one, other = self.points - self.means[i, j], self.points - self.means[j, i]
        together = np.outer(one, other) - self.covariance[i, j]
        pull = self.passed(i, j, self.change[i, j])[:, None] + self.passed(j, i, self.change[j, i])
        influence = (together - value * pull) / self.largest[i, j]
        return self.result(value, float((self.shares[i, j] * influence**2).sum()) / float(self.n[i, j]))

    def passed(self, item: int, other: int, change: Floats) -> Floats:
        """Per point of an item, the change over the borders passed, less what people pass on average."""
        found: Floats = np.concatenate([[0.0], change.cumsum()]) - self.above[item, other] @ change
        return found

    def with_item(self, at: int) -> Booleans:
        """The pairs of one item, both ways."""
        joined: Booleans = np.zeros(self.largest.shape, dtype=np.bool_)
        joined[at], joined[:, at] = True, True
        joined[at, at] = False
        return joined

    def of(self, joined: Booleans) -> Scalability:
        """Of these pairs together, without a standard error."""
        return Scalability(float(self.covariance[joined].sum() / self.largest[joined].sum()), None, None)

    def result(self, value: float, variance: float) -> Scalability:
        """With an interval; without one when everyone pulls the same way."""
        if variance < 1e-24:
            return Scalability(value, None, None)
        margin = normal_quantile((1 + self.level) / 2) * sqrt(variance)
        interval = Interval(value - margin, min(value + margin, 1.0), self.level, "Wald, deltamethode")
        return Scalability(value, sqrt(variance), interval)


class _People:
    """What each person, with all items answered, does to H of the scale and of items."""

    def __init__(self, answers: Integers, pairs: Scalable) -> None:
        self.answers, self.pairs = answers, pairs
        self.away: Floats = answers - answers.mean(axis=0)

    def item(self, at: int) -> Scalability:
        """Of one item with all others."""
        joined = self.pairs.with_item(at)
        return self._of(joined, self.away[:, at] * self.away[:, joined[at]].sum(axis=1))

    def scale(self) -> Scalability:
        """Of all pairs."""
        together = (self.away.sum(axis=1) ** 2 - (self.away**2).sum(axis=1)) / 2
        return self._of(~np.eye(self.answers.shape[1], dtype=np.bool_), together)

    def _of(self, joined: Booleans, together: Floats) -> Scalability:
        """``joined`` marks the pairs (both ways), ``together`` is each person's sum of their products."""
        value = self.pairs.of(joined).value
        largest, covariance = (
            float(part[joined].sum()) / 2 for part in (self.pairs.largest, self.pairs.covariance)
        )
        pull = np.zeros(len(self.answers))
        for at, change in enumerate((joined[:, :, None] * self.pairs.change).sum(axis=1)):
            pull += self.pairs.passed(at, at, change)[self.answers[:, at] - 1]
        influence = (together - covariance - value * pull) / largest
        return self.pairs.result(value, float((influence**2).mean()) / len(influence))


def _against(pairs: tuple[PairScalability, ...]) -> tuple[str, ...]:
    named = [f"{pair.first} en {pair.second}" for pair in pairs if pair.h.value < 0]
    return (f"Deze paren lopen tegen elkaar in: {'; '.join(named[:5])}.",) if named else ()
