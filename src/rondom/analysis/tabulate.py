"""Count once: one pass over the answers makes small tables from which the statistics follow.

Adding two tables gives the table of both data sets together, so the counting can be done in parts, in
any order, anywhere.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import (
    MISSING,
    NOT_ANSWERED,
    NOT_APPLICABLE,
    UNKNOWN,
    Answers,
    has_unknown_codes,
    names_of,
    points_of,
    require_answers,
    require_known_codes,
)
from rondom.analysis.estimates import Floats, Integers

Pairs = Literal["none", "total", "groups"]
"""Which cross-tabulations of item pairs to keep: none, one over all groups, or one per group."""

PAIR_CELLS_LIMIT = 2**27
"""The most cells of pair tables that are made (1 GB); more groups than that asks for fewer items a time."""

_BLOCK_CELLS = 2**20  # indicators in work at a time: 4 MB, what a processor cache holds


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """All that was counted. With k the largest number of points of any item:

    ``counts`` is groups x items x (k + 3): the points 1..k, then not applicable, unknown, not answered.
    ``pairs`` is layers x items x items x k x k: how many gave the first item one point and the second
    another; on the diagonal the item's own counts. One layer, or one for each group; None when not kept.
    """

    items: tuple[str, ...]
    points: tuple[int, ...]
    counts: Integers
    pairs: Integers | None
    kept: Pairs

    @property
    def groups(self) -> int:
        """How many groups were counted, empty ones included."""
        return len(self.counts)

    @property
    def respondents(self) -> Integers:
        """Respondents per group, also those who answered nothing."""
        every: Integers = self.counts[:, 0, :].sum(axis=1)
        return every

    @property
    def answered(self) -> Integers:
        """Groups x items x k: how often each point was chosen."""
        return self.counts[:, :, : max(self.points)]

    def missing(self, kind: int) -> Integers:
        """Groups x items: how often this kind of missing occurs, for instance NOT_APPLICABLE."""
        return self.counts[:, :, max(self.points) + MISSING.index(kind)]

    def __add__(self, other: "Tables") -> "Tables":
        if (self.items, self.points, self.kept) != (other.items, other.points, other.kept):
            raise ValueError("Alleen tabellen over dezelfde items zijn op te tellen.")
        groups = max(self.groups, other.groups)
        counts = _padded(self.counts, groups) + _padded(other.counts, groups)
        if self.pairs is None or other.pairs is None:
            return Tables(self.items, self.points, counts, None, self.kept)
        layers = max(len(self.pairs), len(other.pairs))
        pairs = _padded(self.pairs, layers) + _padded(other.pairs, layers)
        return Tables(self.items, self.points, counts, pairs, self.kept)

    def total(self) -> "Tables":
        """The same tables with all groups taken together."""
        counts = self.counts.sum(axis=0, keepdims=True)
        if self.pairs is None:
            return Tables(self.items, self.points, counts, None, self.kept)
        return Tables(self.items, self.points, counts, self.pairs.sum(axis=0, keepdims=True), "total")

    def only(self, group: int) -> "Tables":
        """The tables of one group; its item pairs only when they were kept per group."""
        counts = self.counts[group : group + 1]
        if self.pairs is None or (self.kept == "total" and self.groups > 1):
            return Tables(self.items, self.points, counts, None, "none")
        layer = group if self.kept == "groups" else 0
        return Tables(self.items, self.points, counts, self.pairs[layer : layer + 1], "total")

    def select(self, items: Sequence[str], *, reverse: Collection[str] = ()) -> "Tables":
        """The tables of these items in this order, with the items in ``reverse`` turned round.

        Raises KeyError for an item that was not counted.
        """
        if not items:
            raise ValueError("Kies ten minste één item.")
        places = [self._place(item) for item in items]
        points = tuple(self.points[place] for place in places)
        k, slots = max(points), [*range(max(points)), *range(-len(MISSING), 0)]
        counts = self.counts[:, places][:, :, slots]
        pairs = None
        if self.pairs is not None:
            layers = range(len(self.pairs))
            pairs = self.pairs[np.ix_(layers, places, places)][..., :k, :k]
        for place, item in enumerate(items):
            if item in reverse:
                turned = [*range(points[place] - 1, -1, -1), *range(points[place], k)]
                counts[:, place, :k] = counts[:, place, turned]
                if pairs is not None:
                    pairs[:, place] = pairs[:, place][:, :, turned, :]
                    pairs[:, :, place] = pairs[:, :, place][:, :, :, turned]
        return Tables(tuple(items), points, counts, pairs, self.kept)

    def _place(self, item: str) -> int:
        if item not in self.items:
            raise KeyError(f"Item {item} is niet geteld.")
        return self.items.index(item)


def tabulate(
    answers: Answers,
    *,
    points: int | Sequence[int],
    items: Sequence[str] = (),
    group: NDArray[np.integer] | None = None,
    groups: int = 1,
    pairs: Pairs = "total",
) -> Tables:
    """Count answers (respondents x items) in one pass.

    ``points`` is how many points the items have: one number, or one per item. ``group`` is the number of
    the respondent's group, from 0; there are at least ``groups`` of them, so that a last group in which
    nobody answered is there too. Works in blocks: beside the tables it needs a few megabytes.
    Raises UnknownCode when an item holds a code it does not have.
    """
    require_answers(answers)
    count = answers.shape[1]
    if count == 0:
        raise ValueError("Er zijn geen items om te tellen.")
    names, every = names_of(count, items), points_of(count, points)
    member = _members(group, len(answers))
    groups = max(groups, int(member.max(initial=-1)) + 1)
    tally = _Tally(every, groups, pairs)
    for layer, rows in tally.blocks(member):
        block = answers[rows]
        if has_unknown_codes(block, tally.points):
            require_known_codes(answers, every, names)
        tally.count(block, member[rows], layer)
    return Tables(names, every, tally.counts, tally.pair_tables(), pairs)


def _members(group: NDArray[np.integer] | None, respondents: int) -> NDArray[np.integer]:
    if group is None:
        return np.zeros(respondents, dtype=np.int64)
    if group.shape != (respondents,):
        raise ValueError("Geef voor elke respondent een groep.")
    if not np.issubdtype(group.dtype, np.integer) or group.min(initial=0) < 0:
        raise ValueError("Een groep is een geheel getal vanaf 0.")
    return group


def _padded(table: Integers, length: int) -> Integers:
    more = np.zeros((length - len(table), *table.shape[1:]), dtype=table.dtype)
    return np.concatenate([table, more])


class _Tally:
    """The tables while they are being filled.

    Pair tables come from products of indicator matrices: in single precision a count is exact up to
    2^24, far above a block. Measured against ``bincount`` per pair this is four times as fast.
    """

    def __init__(self, points: tuple[int, ...], groups: int, pairs: Pairs) -> None:
        self.points, self.k, self.kept = np.array(points), max(points), pairs
        items, layers = len(points), {"none": 0, "total": 1, "groups": groups}[pairs]
        width = self.k * items
        if layers * width * width > PAIR_CELLS_LIMIT:
            raise ValueError(
                "De kruistabellen van alle groepen passen niet in het geheugen. "
                "Tel minder items of minder groepen tegelijk."
            )
        self.counts = np.zeros((groups, items, self.k + len(MISSING)), dtype=np.int64)
        self.rows = max(256, _BLOCK_CELLS // width)
        self._products: Floats = np.zeros((layers, width, width))
        self._indicators = np.empty((self.k, items, self.rows), dtype=np.float32)

    def blocks(self, member: NDArray[np.integer]) -> Iterator[tuple[int, slice | Integers]]:
        """Rows that are counted together, and the layer of pair tables they belong to."""
        if self.kept != "groups":
            yield from ((0, slice(at, at + self.rows)) for at in range(0, len(member), self.rows))
            return
        order = np.argsort(member, kind="stable")
        ends = np.searchsorted(member[order], np.arange(len(self.counts) + 1))
        for layer, (start, end) in enumerate(pairwise(ends)):
            yield from ((layer, order[at : min(at + self.rows, end)]) for at in range(start, end, self.rows))

    def count(self, block: Answers, member: NDArray[np.integer], layer: int) -> None:
        codes = np.ascontiguousarray(block.T, dtype=np.int16)
        slots = np.where(codes > 0, codes - 1, self.k - 1 - codes)
        self._count_items(slots, member, layer)
        if self.kept != "none":
            self._count_pairs(slots, layer)

    def _count_items(self, slots: NDArray[np.int16], member: NDArray[np.integer], layer: int) -> None:
        # Rows that come group by group only touch their own group's counts.
        counts = self.counts[layer : layer + 1] if self.kept == "groups" else self.counts
        groups, items, width = counts.shape
        cells = slots + (np.arange(items) * width)[:, None]
        if groups > 1:
            cells += member * (items * width)
        counts += np.bincount(cells.ravel(), minlength=counts.size).reshape(counts.shape)

    def _count_pairs(self, slots: NDArray[np.int16], layer: int) -> None:
        items, rows = slots.shape
        chosen = self._indicators[:, :, :rows]
        for point in range(self.k):
            np.equal(slots, point, out=chosen[point], casting="unsafe")
        flat = chosen.reshape(self.k * items, rows)
        self._products[layer] += flat @ flat.T

    def pair_tables(self) -> Integers | None:
        if self.kept == "none":
            return None
        items = len(self.points)
        split = self._products.reshape(-1, self.k, items, self.k, items)
        return np.ascontiguousarray(split.transpose(0, 2, 4, 1, 3)).astype(np.int64)


__all__ = ["NOT_ANSWERED", "NOT_APPLICABLE", "UNKNOWN", "Pairs", "Tables", "tabulate"]
