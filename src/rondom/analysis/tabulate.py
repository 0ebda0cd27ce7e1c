"""Count once: one pass over the answers makes small tables from which the statistics follow.

Adding two tables gives the table of both data sets together, so the counting can be done in parts, in
any order, anywhere.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
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
from rondom.analysis.cross_tables import cross_tables
from rondom.analysis.estimates import Integers

Pairs = Literal["none", "total", "groups"]
"""Which cross-tabulations of item pairs to keep: none, one over all groups, or one per group."""

PAIR_CELLS_LIMIT = 2**27
"""The most cells of pair tables that are made (1 GB); more groups than that asks for fewer items a time."""

_BLOCK_CELLS = 2**22  # answers in work at a time: with what is made of them some 25 MB


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
    groups, k = max(groups, int(member.max(initial=-1)) + 1), max(every)
    layers = {"none": 0, "total": 1, "groups": groups}[pairs]
    if layers * (count * k) ** 2 > PAIR_CELLS_LIMIT:
        raise ValueError(
            "De kruistabellen van alle groepen passen niet in het geheugen. "
            "Tel minder items of minder groepen tegelijk."
        )
    counts = np.zeros((groups, count, k + len(MISSING)), dtype=np.int64)
    crossed = np.zeros((layers, count, count, k, k), dtype=np.int64)
    rows, last, narrow = max(4096, _BLOCK_CELLS // count), np.array(every), np.min_scalar_type(-k - 1)
    for at in range(0, len(answers), rows):
        block, own = answers[at : at + rows], member[at : at + rows]
        if has_unknown_codes(block, last):
            require_known_codes(answers, every, names)
        codes = np.ascontiguousarray(block.astype(narrow).T)
        if layers != groups:
            counts[:, :, :k] += _points(codes, own, groups, k)
        if codes.min() < 0:
            counts[:, :, k:] += _kinds(codes, own, groups)
        if layers:
            np.maximum(codes, 0, out=codes)
            crossed += cross_tables(codes, k, own if pairs == "groups" else None, layers)
    if layers == groups:
        counts[:, :, :k] = np.einsum("giipp->gip", crossed)
    return Tables(names, every, counts, crossed if layers else None, pairs)


def _points(codes: Answers, member: NDArray[np.integer], groups: int, k: int) -> Integers:
    """Groups x items x k: how often each point was chosen; ``codes`` is items x respondents."""
    start = member * (k + 1)
    every = [np.bincount(start + np.maximum(row, 0), minlength=groups * (k + 1)) for row in codes]
    return np.stack(every, axis=1).reshape(groups, k + 1, -1).swapaxes(1, 2)[:, :, 1:]


def _kinds(codes: Answers, member: NDArray[np.integer], groups: int) -> Integers:
    """Groups x items x 3: how often each kind of missing occurs; ``codes`` is items x respondents."""
    if groups == 1:
        return np.array([[[np.count_nonzero(row == kind) for kind in MISSING] for row in codes]])
    kinds, every = len(MISSING), []
    for row in codes:
        gone = np.flatnonzero(row < 0)
        every.append(np.bincount(member[gone] * kinds - 1 - row[gone], minlength=groups * kinds))
    return np.stack(every, axis=1).reshape(groups, kinds, -1).swapaxes(1, 2)


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


__all__ = ["NOT_ANSWERED", "NOT_APPLICABLE", "UNKNOWN", "Pairs", "Tables", "tabulate"]
