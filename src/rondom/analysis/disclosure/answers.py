"""Distributions of one item: neighbouring answers are merged until nobody stands (nearly) alone.

The attacker knows how many people of every cell answered the item, and all shown parts and means.
Safe is: for every group and every answer, at least three people may have given it.
"""

from collections.abc import Container, Sequence

import numpy as np

from rondom.analysis.disclosure.asked import Distribution
from rondom.analysis.disclosure.layer import Key, Layer
from rondom.analysis.disclosure.programme import minimise
from rondom.analysis.disclosure.released import Share, Shares, Why, seal
from rondom.analysis.disclosure.scores import DIFFERING, whole_percents
from rondom.analysis.estimates import Booleans, Floats, Integers

Parts = tuple[tuple[int, ...], ...]
"""Codes by place, in order, in the parts that are shown; a single part says nothing."""

_SLACK = 1e-6


def fewest_merges(counts: Integers, borders: Container[int] | None = None) -> Parts:
    """The most parts in which each holds at least 3 and at most n - 3 people and shows 1 to 99 percent.

    ``borders`` are the places where a part may begin (default everywhere). Among equally many parts the
    one whose smallest part is largest, then the first in answer order.
    """
    n, codes = int(counts.sum()), len(counts)
    least = max(DIFFERING, -(-n // 100))
    best: dict[int, tuple[int, int, Parts]] = {0: (0, n, ())}
    for end in range(1, codes + 1):
        options = []
        for start in range(end):
            if borders is not None and start not in borders:
                continue
            held = int(counts[start:end].sum())
            if start in best and least <= held <= n - least:
                parts, smallest, before = best[start]
                options.append((parts + 1, min(smallest, held), (*before, tuple(range(start, end)))))
        if options:
            best[end] = max(options, key=lambda option: option[:2])
    return best[codes][2] if codes in best else (tuple(range(codes)),)


def merge_smallest(parts: Parts, counts: Integers) -> Parts:
    """One part fewer: the smallest part and its smaller neighbour become one."""
    held = [int(counts[list(part)].sum()) for part in parts]
    pairs = [(held[i] + held[i + 1], i) for i in range(len(parts) - 1)]
    _, place = min(pairs)
    return (*parts[:place], parts[place] + parts[place + 1], *parts[place + 2 :])


class Publication:
    """The distributions of one item over the margins of a table, while they are being made safe."""

    def __init__(
        self,
        layer: Layer,
        item: Distribution,
        hidden: Booleans,
        minimum: int,
        borders: Sequence[Container[int]],
    ) -> None:
        self.item = item
        self._cells = item.counts.reshape(-1, len(item.codes))
        self._member = layer.member
        self.counts = np.array([self._cells[cells].sum(axis=0) for cells in layer.member], dtype=np.int64)
        self.hidden = hidden
        self._asked = layer.sizes >= minimum
        whole: Parts = (tuple(range(len(item.codes))),)
        self.parts = [
            whole if closed else fewest_merges(counts, allowed)
            for closed, counts, allowed in zip(hidden, self.counts, borders, strict=True)
        ]

    def full(self) -> Booleans:
        """Groups whose answers are all shown apart."""
        return np.array([len(parts) == len(self.item.codes) for parts in self.parts])

    def protect(self, means: list[Booleans]) -> None:
        """Merge on until every answer of every group may have been given by three people.

        ``means`` are the cells of the groups whose mean and spread on this item are shown.
        """
        while (used := self._opened(means)) is not None:
            able = [place for place in used if len(self.parts[place]) > 1]
            if not able:
                return  # the means alone say this; their own pattern has judged that
            place = min(able, key=lambda each: (int(self.counts[each].sum()), each))
            self.parts[place] = merge_smallest(self.parts[place], self.counts[place])

    def merge_once(self, place: int) -> None:
        """One part fewer in this group, so that the answers can no longer be told apart."""
        if len(self.parts[place]) > 1:
            self.parts[place] = merge_smallest(self.parts[place], self.counts[place])

    def _opened(self, means: list[Booleans]) -> list[int] | None:
        """The groups whose shown parts prove that fewer than three people gave some answer, or None."""
        targets = [
            (place, code)
            for place, parts in enumerate(self.parts)
            for part in parts
            for code in part
            if len(part) > 1 and self._asked[place]
        ]
        if not targets:
            return None
        matrix, values, owner = self._equations(means)
        for target in self._in_doubt(targets, matrix, values):
            [found] = minimise(
                -self._indicator(*target)[None], equal=(matrix, values), low=np.zeros(matrix.shape[1])
            )
            if -found.value < DIFFERING - _SLACK:
                prices = np.abs(found.equal) > 1e-9
                used = sorted({int(place) for place in owner[prices] if place >= 0})
                if any(len(self.parts[place]) > 1 for place in used):
                    return used
        return None

    def _in_doubt(
        self, targets: list[tuple[int, int]], matrix: Floats, values: Floats
    ) -> list[tuple[int, int]]:
        """The targets that one single table of answers, made to open as many as it can, leaves closed."""
        goals = np.array([self._indicator(*target) for target in targets])
        size, count = matrix.shape[1], len(targets)
        [found] = minimise(
            np.append(np.zeros(size), -np.ones(count))[None],
            at_most=(np.hstack([-goals, np.eye(count)]), np.zeros(count)),
            equal=(np.hstack([matrix, np.zeros((len(matrix), count))]), values),
            low=np.zeros(size + count),
            high=np.append(np.full(size, np.inf), np.full(count, float(DIFFERING))),
        )
        short = found.x[size:] < DIFFERING - _SLACK
        return [target for target, closed in zip(targets, short, strict=True) if closed]

    def _equations(self, means: list[Booleans]) -> tuple[Floats, Floats, Integers]:
        """All that is known: people per cell, shown parts, shown means; and whose part each row is."""
        cells, codes = self._cells.shape
        rows = [np.kron(np.eye(cells)[cell], np.ones(codes)) for cell in range(cells)]
        owner = [-1] * cells
        for place, parts in enumerate(self.parts):
            if len(parts) > 1:
                rows += [self._part(place, part) for part in parts]
                owner += [place] * len(parts)
        if self.item.scores is not None:
            scores = np.array(self.item.scores)
            rows += [np.kron(group.astype(float), scores**power) for group in means for power in (1, 2)]
            owner += [-1] * (2 * len(means))
        matrix = np.array(rows)
        return matrix, matrix @ self._cells.ravel(), np.array(owner)

    def _part(self, place: int, part: tuple[int, ...]) -> Floats:
        codes = np.zeros(len(self.item.codes))
        codes[list(part)] = 1.0
        return np.kron(self._member[place].astype(float), codes)

    def _indicator(self, place: int, code: int) -> Floats:
        return self._part(place, (code,))

    def result(self, place: int, key: Key, why: Why | None) -> Shares:
        """What is shown of one group."""
        parts, counts = self.parts[place], self.counts[place]
        if why is None and len(parts) == 1:
            why = Why.UNIFORM if counts.sum() >= 2 * DIFFERING else Why.FEW
        if why is not None:
            return withheld_shares(key, self.item.item, why)
        held = tuple(int(counts[list(part)].sum()) for part in parts)
        shares = tuple(
            Share(codes=tuple(self.item.codes[code] for code in part), percent=percent)
            for part, percent in zip(parts, whole_percents(held), strict=True)
        )
        return Shares(
            seal=seal(), row=key[0], column=key[1], item=self.item.item, n=sum(held), shares=shares, why=None
        )


def withheld_shares(key: Key, item: str, why: Why) -> Shares:
    """A distribution that is not shown."""
    return Shares(seal=seal(), row=key[0], column=key[1], item=item, n=None, shares=(), why=why)
