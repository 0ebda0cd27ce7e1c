"""The attacker who knows no counts: between which numbers must a hidden count lie?

He holds every shown count of this and earlier releases, knows that counts are not negative and not
above the population, and reads the reasons: "few" is below the rule, any other hidden count is not.
"""

import numpy as np

from rondom.analysis.disclosure.layer import Audience, Layer
from rondom.analysis.disclosure.pattern import Cut
from rondom.analysis.disclosure.programme import Solution, minimise
from rondom.analysis.estimates import Booleans, Floats

TOLD_WIDTH = 1.0
"""What must stay open for a reader who believes the reasons: at least two numbers of people."""

_SLACK = 1e-6
_UNLIMITED = 1e6


class CountAttacker:
    """Tries to narrow hidden counts below the rule, with or without reading the reasons."""

    def __init__(self, layer: Layer, audience: Audience, *, rule: int, told: bool, counted: Booleans) -> None:
        sizes, ceilings = layer.sizes.astype(float), layer.ceilings
        before = audience.hidden @ audience.weight
        self._groups = np.vstack([audience.ours, audience.hidden])
        self._fixed = audience.shown
        self._weight = audience.weight.astype(float)
        self._count = len(sizes)
        self._low, self._high = (
            np.append(sizes, before),
            np.append(ceilings - sizes, np.full(len(before), np.inf)),
        )
        n = np.append(sizes, before)
        if told:
            rules = np.append(np.full(len(sizes), rule), audience.hidden_minimum)
            self._high = np.where(n < rules, np.minimum(rules - 1 - n, self._high), self._high)
            self._low = np.where(n < rules, self._low, np.minimum(n - rules, self._low))
        asked = np.append(counted, np.full(len(before), bool(counted.all())))
        width = TOLD_WIDTH if told else float(audience.minimum)
        self._need = np.where((n < audience.minimum if told else n > -1) & asked, width, 0.0)
        self._alone = _singles(self._groups[: self._count])
        self._caps: dict[int, float] = {}

    def __call__(self, hidden: Booleans) -> list[Cut]:
        """Inequalities for every hidden group whose count can be told too closely."""
        hidden = np.append(hidden, np.ones(len(self._low) - self._count, dtype=bool))
        targets = np.flatnonzero(hidden & (self._need > 0)).tolist()
        cuts: list[Cut] = []
        for target, (reach, prices, constant) in zip(targets, self._reach(targets, hidden), strict=True):
            need = self._need_of(target, reach)
            if reach < need - _SLACK:
                cuts.append(self._cut(target, need, prices, constant))
        return cuts

    def widths(self, hidden: Booleans) -> dict[int, float]:
        """Per hidden group of ours how wide its count is open, at most one more than is asked."""
        hidden = np.append(hidden, np.ones(len(self._low) - self._count, dtype=bool))
        targets = np.flatnonzero(hidden[: self._count] & (self._need[: self._count] > 0)).tolist()
        return {
            target: reach for target, (reach, _, _) in zip(targets, self._reach(targets, hidden), strict=True)
        }

    def _need_of(self, target: int, reach: float) -> float:
        """The width asked for, or all that is open when nothing of ours is shown."""
        need = float(self._need[target])
        if reach >= need - _SLACK:
            return need
        if target not in self._caps:
            everything = np.ones(len(self._low), dtype=bool)
            [(self._caps[target], _, _)] = self._reach([target], everything)
        return min(need, self._caps[target])

    def _reach(self, targets: list[int], hidden: Booleans) -> list[tuple[float, Floats, float]]:
        """Per target how wide it is open, and what that costs per group (dual prices) and at all."""
        if not targets:
            return []
        bounded = hidden & np.isfinite(self._high)
        shown, aims = self._groups[~hidden], self._groups[targets]
        found = minimise(
            np.vstack([-aims, aims]),
            at_most=(
                np.vstack([self._groups[bounded], -self._groups[hidden]]),
                np.append(self._high[bounded], self._low[hidden]),
            ),
            equal=(np.vstack([shown, self._fixed]), np.zeros(len(shown) + len(self._fixed))),
            low=-self._weight,
            least=-np.tile(self._need[targets] + 1.0, 2),
        )
        both = [
            (up, down, self._prices(up, hidden, bounded), self._prices(down, hidden, bounded))
            for up, down in zip(found[: len(targets)], found[len(targets) :], strict=True)
        ]
        return [(-up.value - down.value, p[0] + q[0], p[1] + q[1]) for up, down, p, q in both]

    def _prices(self, found: Solution, hidden: Booleans, bounded: Booleans) -> tuple[Floats, float]:
        prices = np.zeros(len(hidden))
        equal = -found.equal[: int((~hidden).sum())]
        above = np.where(np.isfinite(self._high[~hidden]), self._high[~hidden], _UNLIMITED)
        prices[~hidden] = np.where(equal > 0, equal * above, -equal * self._low[~hidden])
        ranged = -found.at_most
        prices[bounded] += ranged[: int(bounded.sum())] * self._high[bounded]
        prices[hidden] += ranged[int(bounded.sum()) :] * self._low[hidden]
        floor = found.low * self._weight
        own = self._alone >= 0
        np.add.at(prices, self._alone[own], floor[own])
        return prices, float(floor[~own].sum())

    def _cut(self, target: int, need: float, prices: Floats, constant: float) -> Cut:
        open_, constant = prices[: self._count].copy(), constant + float(prices[self._count :].sum())
        open_[np.abs(open_) < 1e-9] = 0.0
        ours = target < self._count
        if ours:
            constant, open_[target] = constant + float(open_[target]), 0.0
        coefficients = np.minimum(open_, max(need - constant, 0.0))
        if ours:
            coefficients[target] = -max(need - constant, 0.0)
        return Cut(coefficients, 0.0 if ours else need - constant)


def _singles(groups: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Per class the place of a group that holds this class alone, or -1."""
    single = np.full(groups.shape[1], -1, dtype=np.int64)
    for place in np.flatnonzero(groups.sum(axis=1) == 1):
        single[int(groups[place].argmax())] = place
    return single
