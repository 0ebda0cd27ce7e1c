"""Means of one measure: which may be shown next to each other, and what they still leave open.

The attacker here knows how many people of every cell have a score, the ends of the scale and every
shown mean with its rounding.
"""

from math import ceil, floor, log10, sqrt

import numpy as np

from rondom.analysis.disclosure.asked import Interval, Measure
from rondom.analysis.disclosure.layer import Layer
from rondom.analysis.disclosure.pattern import Cut
from rondom.analysis.disclosure.programme import Solution, minimise
from rondom.analysis.disclosure.released import Mean, Why, seal
from rondom.analysis.estimates import Booleans, Integers

OPEN_SHARE = 0.5
"""The mean of a hidden small group stays open over at least this share of the scale."""

DIFFERING = 3
"""So many people at least must be able to differ from an answer that is (nearly) everyone's."""

BAND = 0.1
"""A mean whose spread puts everyone within this share of the scale says what everyone answered."""

_SLACK = 1e-6


def decimals(measure: Measure) -> int:
    """Decimals to show: a thousandth of the scale (0.1 on 0 to 100, 0.01 on 1 to 5)."""
    return max(0, -ceil(log10((measure.high - measure.low) / 1000)))


def uniform(layer: Layer, measure: Measure) -> Booleans:
    """Groups in which (almost) everyone scores the same: fewer than three people can differ, or hardly."""
    n, total, squares = (layer.member @ part.ravel() for part in (measure.n, measure.total, measure.squares))
    size = np.maximum(n, 1)
    room = np.minimum(measure.high * n - total, total - measure.low * n)
    furthest = np.sqrt(np.maximum(squares - total**2 / size, 0.0) * (size - 1) / size)
    near_end = room < DIFFERING * measure.smallest - _SLACK
    alike = near_end | (furthest < BAND * (measure.high - measure.low) - _SLACK)
    return np.asarray((n > 0) & alike, dtype=bool)


class MeanAttacker:
    """Bounds every hidden mean, for the groups that are hidden for being few or uniform."""

    def __init__(self, layer: Layer, measure: Measure, alike: Booleans, minimum: int) -> None:
        self._member = layer.member.astype(float)
        self._n = layer.sizes.astype(float)
        self._sum = layer.member @ measure.total.ravel()
        self._slack = self._n * 0.5 * 10.0 ** -decimals(measure)
        cells = layer.n.astype(float)
        self._low, self._high = measure.low * cells, measure.high * cells
        few = (self._n > 0) & (self._n < minimum)
        self._need = np.where(few, OPEN_SHARE * self._n * (measure.high - measure.low), 0.0)
        self._need = np.where(alike & ~few, DIFFERING * measure.smallest, self._need)

    def __call__(self, hidden: Booleans) -> list[Cut]:
        """For every hidden mean that is bounded too closely: one of the means used must be hidden."""
        targets = np.flatnonzero(hidden & (self._need > 0)).tolist()
        cuts = []
        for target, (least, most, used) in zip(targets, self.bounds(targets, hidden), strict=True):
            if most - least < self._need[target] - _SLACK and used.any():
                cuts.append(Cut(used.astype(float), 1.0))
        return cuts

    def bounds(self, targets: list[int], hidden: Booleans) -> list[tuple[float, float, Booleans]]:
        """Per target the smallest and largest possible sum, and the shown groups that prove it."""
        if not targets:
            return []
        shown = np.flatnonzero(~hidden & (self._n > 0))
        rows, aims = self._member[shown], self._member[targets]
        found = minimise(
            np.vstack([aims, -aims]),
            at_most=(
                np.vstack([rows, -rows]),
                np.append(self._sum[shown] + self._slack[shown], self._slack[shown] - self._sum[shown]),
            ),
            low=self._low,
            high=self._high,
        )
        ends = list(zip(found[: len(targets)], found[len(targets) :], strict=True))
        return [(low.value, -high.value, self._used(shown, low, high)) for low, high in ends]

    def _used(self, shown: Integers, low: Solution, high: Solution) -> Booleans:
        prices = (np.abs(low.at_most) + np.abs(high.at_most)).reshape(2, len(shown)).sum(axis=0)
        used = np.zeros(len(self._n), dtype=bool)
        used[shown] = prices > 1e-9
        return used


def shown_mean(
    key: tuple[str, str],
    cells: Booleans,
    measure: Measure,
    interval: Interval,
    population: int | None,
    *,
    counted: bool = True,
) -> Mean:
    """The mean of a group that may be shown, rounded to a thousandth of the scale; without its n, and the
    interval that would tell it, when these are not ``counted``."""
    n = int(measure.n.ravel()[cells].sum())
    total, squares = (float(part.ravel()[cells].sum()) for part in (measure.total, measure.squares))
    mean = total / n
    sd = sqrt(max(squares - n * mean**2, 0.0) / (n - 1))
    ends = (interval(n, mean, sd, population) if counted else None) or (None, None)
    places = decimals(measure)
    low, high = (None if end is None else round(end, places) for end in ends)
    return Mean(
        seal=seal(),
        row=key[0],
        column=key[1],
        measure=measure.name,
        n=n if counted else None,
        mean=round(mean, places),
        low=low,
        high=high,
        sd=round(sd, places),
        why=None,
    )


def withheld_mean(key: tuple[str, str], measure: str, why: Why) -> Mean:
    """A mean that is not shown."""
    return Mean(
        seal=seal(),
        row=key[0],
        column=key[1],
        measure=measure,
        n=None,
        mean=None,
        low=None,
        high=None,
        sd=None,
        why=why,
    )


def whole_percents(counts: tuple[int, ...]) -> tuple[int, ...]:
    """Whole percents that add up to 100: the largest remainders are rounded up."""
    total = sum(counts)
    exact = [100 * count / total for count in counts]
    short = 100 - sum(floor(each) for each in exact)
    upward = sorted(range(len(exact)), key=lambda place: (floor(exact[place]) - exact[place], place))[:short]
    return tuple(floor(each) + (place in upward) for place, each in enumerate(exact))
