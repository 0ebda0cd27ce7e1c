"""Items as cut-up normal variables: the categories that are used, and the thresholds between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from rondom.analysis.codes import Answers
from rondom.analysis.covariances import LeftOut, unusable
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.tabulate import Tables


@dataclass(frozen=True, slots=True, eq=False)
class Categories:
    """The items that vary, each with only the points that somebody chose; with K the most of any item.

    ``used`` are those points, ``counts`` (items x K) how often each was chosen, ``thresholds``
    (items x (K - 1)) the cuts between them in standard deviations, from all answers to the item; an item
    with fewer points has zero counts and infinite thresholds at the end. ``pairs`` (P x K x K) are the
    cross-tables of all pairs, (1, 2), (1, 3), ..., (2, 3), ...: ``first`` and ``second`` say which.
    """

    items: tuple[str, ...]
    used: tuple[tuple[int, ...], ...]
    counts: Integers
    thresholds: Floats
    pairs: Floats
    left_out: tuple[LeftOut, ...]
    points: int

    @property
    def first(self) -> Integers:
        """The number of the first item of each pair, from 0."""
        return np.triu_indices(len(self.items), 1)[0]

    @property
    def second(self) -> Integers:
        """The number of the second item of each pair."""
        return np.triu_indices(len(self.items), 1)[1]

    @property
    def rows(self) -> Floats:
        """P x (K - 1): thresholds of each pair's first item."""
        return self.thresholds[self.first]

    @property
    def columns(self) -> Floats:
        """P x (K - 1): thresholds of each pair's second item."""
        return self.thresholds[self.second]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many thresholds each item has."""
        return tuple(len(points) - 1 for points in self.used)

    def ranks(self, answers: Answers) -> NDArray[np.int16]:
        """Items x respondents: which of its used points was chosen, from 1; 0 for no answer."""
        codes = np.maximum(answers.T, 0).astype(np.int16, copy=False)
        if all(points == tuple(range(1, len(points) + 1)) for points in self.used):
            return np.ascontiguousarray(codes)
        rank = np.zeros((len(self.items), self.points + 1), dtype=np.int16)
        for place, points in enumerate(self.used):
            rank[place, list(points)] = range(1, len(points) + 1)
        return rank[np.arange(len(self.items))[:, None], codes]


def categories(tables: Tables) -> Categories:
    """Take from tables with item pairs, all groups together, what polychoric correlations need.

    Items that nobody answered or everyone alike are left out and named; a point that nobody chose is no
    category, so that the points on either side of it meet at one threshold.
    """
    if tables.pairs is None:
        raise ValueError("Deze tabellen hebben geen itemparen. Tel met pairs='total'.")
    left_out = unusable(tables)
    dropped = {left.item for left in left_out}
    kept = [place for place, item in enumerate(tables.items) if item not in dropped]
    answered = tables.answered.sum(axis=0)[kept]
    used = tuple(tuple((np.flatnonzero(counts) + 1).tolist()) for counts in answered)
    most = max((len(points) for points in used), default=2)
    slots = _slots(used, most)
    counts = np.pad(answered, ((0, 0), (0, 1)))[np.arange(len(kept))[:, None], slots]
    return Categories(
        items=tuple(tables.items[place] for place in kept),
        used=used,
        counts=counts,
        thresholds=_thresholds(counts),
        pairs=_pair_tables(tables, kept, slots),
        left_out=left_out,
        points=max(tables.points),
    )


def _slots(used: tuple[tuple[int, ...], ...], most: int) -> Integers:
    """Items x ``most``: the column of each used point; beyond an item's last one, the column -1."""
    slots = np.full((len(used), most), -1)
    for place, points in enumerate(used):
        slots[place, : len(points)] = np.array(points) - 1
    return slots


def _thresholds(counts: Integers) -> Floats:
    total = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    below = np.cumsum(counts, axis=1)[:, :-1] / total
    found: Floats = np.where(below < 1, ndtri(np.minimum(below, 1.0)), np.inf)
    return found


def _pair_tables(tables: Tables, kept: list[int], slots: Integers) -> Floats:
    assert tables.pairs is not None
    first, second = np.triu_indices(len(kept), 1)
    places = np.array(kept, dtype=np.int64)
    whole = tables.pairs.sum(axis=0) if len(tables.pairs) > 1 else tables.pairs[0]
    chosen: Floats = whole[places[first], places[second]].astype(np.float64)
    if slots.shape[1] == chosen.shape[1] and (slots == np.arange(slots.shape[1])).all():
        return chosen
    padded = np.pad(chosen, ((0, 0), (0, 1), (0, 1)))
    pair = np.arange(len(first))[:, None, None]
    found: Floats = padded[pair, slots[first][:, :, None], slots[second][:, None, :]]
    return found
