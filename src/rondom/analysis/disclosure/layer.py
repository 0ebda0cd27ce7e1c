"""One count of people over all groups of a table, and what a reader already holds about them.

A group is a set of cells (row x column of the table before merging), so that margins, lines, merged
columns and groups of earlier releases are all rows of one 0/1 matrix over cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rondom.analysis.disclosure.released import TOTAL
from rondom.analysis.estimates import Booleans, Floats, Integers

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Which rows and columns (by place in the table before merging) every label stands for."""

    rows: dict[str, tuple[int, ...]]
    columns: dict[str, tuple[int, ...]]
    lines: dict[str, tuple[int, ...]]
    shape: tuple[int, int]

    def row_labels(self) -> tuple[str, ...]:
        """Rows, lines and the margin."""
        return (*self.rows, *self.lines, TOTAL)

    def column_labels(self) -> tuple[str, ...]:
        """Columns and the margin."""
        return (*self.columns, TOTAL)

    def all_keys(self) -> tuple[Key, ...]:
        """All groups of the table, in the order of the report."""
        return tuple((row, column) for row in self.row_labels() for column in self.column_labels())

    def members(self, keys: Sequence[Key]) -> Booleans:
        """Groups x cells: who belongs to which group."""
        member = np.zeros((len(keys), *self.shape), dtype=bool)
        for place, (row, column) in enumerate(keys):
            member[place][np.ix_(self._row(row), self._column(column))] = True
        return member.reshape(len(keys), -1)

    def equations(self, keys: Sequence[Key]) -> list[tuple[int, tuple[int, ...]]]:
        """Every sum that a reader can make: (place of the total, places of its parts)."""
        place = {key: index for index, key in enumerate(keys)}
        sums = [((row, TOTAL), [(row, column) for column in self.columns]) for row in self.row_labels()]
        for column in self.column_labels():
            sums.append(((TOTAL, column), [(row, column) for row in self.rows]))
            sums += [((line, column), [(row, column) for row in self._within(line)]) for line in self.lines]
        return [
            (place[total], tuple(place[part] for part in parts))
            for total, parts in sums
            if total in place and parts and all(part in place for part in parts)
        ]

    def _within(self, line: str) -> list[str]:
        members = set(self.lines[line])
        return [row for row, cells in self.rows.items() if members.issuperset(cells)]

    def _row(self, label: str) -> list[int]:
        if label == TOTAL:
            return list(range(self.shape[0]))
        return list(self.lines[label] if label in self.lines else self.rows[label])

    def _column(self, label: str) -> list[int]:
        return list(range(self.shape[1])) if label == TOTAL else list(self.columns[label])


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """An earlier release, as far as it goes in this layer: what it showed and hid, of how many people."""

    minimum: int
    n: Integers  # cells
    changed: Integers  # cells: people in it who are no longer in it now with the same answers
    shown: Booleans  # groups x cells
    hidden: Booleans  # groups x cells


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """People (or people with a valid score) per cell, and the groups that may be shown."""

    keys: tuple[Key, ...]
    member: Booleans  # groups x cells
    n: Integers  # cells
    ceiling: Floats  # cells: how many there can be, infinite when unknown
    known: tuple[Known, ...] = ()

    @property
    def sizes(self) -> Integers:
        """How many people there are in each group."""
        return np.asarray(self.member @ self.n, dtype=np.int64)

    @property
    def ceilings(self) -> Floats:
        """How many people there can be in each group."""
        return np.array([self.ceiling[cells].sum() for cells in self.member], dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Audience:
    """All that one kind of reader holds: classes of people, and which release holds which class.

    People of one cell who are in the same releases form a class. Per cell the smaller release is taken
    to lie within the larger one; ``changed`` people stand apart.
    """

    minimum: int
    weight: Integers  # classes
    ours: Floats  # our groups x classes
    shown: Floats  # groups shown before x classes
    hidden: Floats  # groups hidden before x classes
    hidden_minimum: Integers  # per group hidden before: the rule it was hidden under


def audiences(layer: Layer, minimum: int) -> list[Audience]:
    """Who reads this release: under our own rule, and under every stricter look that others have.

    Whoever may see groups of 5 also sees what is published from 10; not the other way round.
    """
    rules = sorted({minimum, *(known.minimum for known in layer.known if known.minimum < minimum)})
    return [_audience(layer, rule) for rule in rules]


def _audience(layer: Layer, rule: int) -> Audience:
    known = [each for each in layer.known if each.minimum >= rule]
    weight, cell, inside = _classes(layer, known)
    hidden = [each.hidden[:, cell] & inside[place + 1] for place, each in enumerate(known)]
    return Audience(
        minimum=rule,
        weight=weight,
        ours=(layer.member[:, cell] & inside[0]).astype(np.float64),
        shown=_stack([each.shown[:, cell] & inside[i + 1] for i, each in enumerate(known)], len(cell)),
        hidden=_stack(hidden, len(cell)),
        hidden_minimum=np.repeat(
            np.array([each.minimum for each in known], dtype=np.int64), [len(part) for part in hidden]
        ),
    )


def _classes(layer: Layer, known: list[Known]) -> tuple[Integers, Integers, Booleans]:
    """The size and the cell of every class, and releases (ours first) x classes: is it in there."""
    found: list[tuple[int, int, list[bool]]] = []
    for cell in np.flatnonzero(layer.ceiling > 0):
        kept = [int(layer.n[cell]), *(int(each.n[cell] - each.changed[cell]) for each in known)]
        apart = [0, *(int(each.changed[cell]) for each in known)]
        steps = [0, *sorted(set(kept) - {0})]
        mine = [(high - low, int(cell), [n >= high for n in kept]) for low, high in pairwise(steps)]
        mine += [
            (size, int(cell), [place == own for place in range(len(kept))])
            for own, size in enumerate(apart)
            if size
        ]
        found += mine or [(0, int(cell), [True] * len(kept))]
    return (
        np.array([size for size, _, _ in found], dtype=np.int64),
        np.array([cell for _, cell, _ in found], dtype=np.int64),
        np.array([inside for _, _, inside in found], dtype=bool).reshape(len(found), len(known) + 1).T,
    )


def _stack(parts: list[Booleans], classes: int) -> Floats:
    if not parts:
        return np.zeros((0, classes))
    return np.vstack(parts).astype(np.float64)
