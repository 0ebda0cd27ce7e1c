"""What municipalities may know of each other: in how many neighbourhoods a score rose, with an action and
without. Facts in, released counts out.

Whoever reads this knows the neighbourhoods of some municipalities already. So everything is asked of what
is left without those. Which facts are counted, and in which row, depends on how many there are and on who
reads, never on what came out: not being shown then tells nothing. A fact is tried once, shown or not, so that
no two tables differ by a few neighbourhoods. docs/methods/together.md says what is promised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.disclosure import FLOOR, TOTAL, Counts, Released, Rule, release

FEWEST_OTHERS = 15
"""So many neighbourhoods of others in a row before it is tried: then one answer of five or more on both sides
is likely, and a row that is tried for nothing is rare."""

FEWEST_MUNICIPALITIES = 2
"""Of so many others, so that a row is never about one municipality."""

NONE, ANY = "none", "any"
"""Rows beside those of one action: nobody planned one; one or more that are too few on their own."""

ROSE, DID_NOT = "rose", "did_not"

Known = frozenset[str]
"""The municipalities whose neighbourhoods one reader can see anyway."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One neighbourhood between two waves: what was done about one scale, and whether its score rose."""

    key: tuple[int, int]  # wave and neighbourhood
    municipality: str
    done: frozenset[str]  # codes of advice
    rose: bool

    @property
    def row(self) -> str:
        """The one action that was done; ANY when there were more."""
        return next(iter(self.done)) if len(self.done) == 1 else ANY if self.done else NONE


@dataclass(frozen=True, slots=True)
class Attempt:
    """The rows that are used up, and what may be shown of them; None when that is nothing."""

    rows: Mapping[str, tuple[Fact, ...]]
    released: Released | None

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for row in self.rows.values() for fact in row)

    @property
    def municipalities(self) -> int:
        """How many take part."""
        return len({fact.municipality for fact in self.facts})


def attempt(facts: Iterable[Fact], readers: Iterable[Known]) -> Attempt | None:
    """A table about one scale; None while there are too few neighbourhoods to try."""
    free = list(facts)
    everyone = {one.municipality for one in free}
    known = {*readers, Known(), *(Known({one}) for one in everyone)}
    rows = _rows(free, known)
    if NONE not in rows or len(rows) < 2:
        return None
    shown = {name: row for name, row in rows.items() if all(_both_sides(_others(row, one)) for one in known)}
    return Attempt({name: tuple(row) for name, row in rows.items()}, _released(shown))


def summed(tables: Sequence[Released]) -> Released | None:
    """Tables about different facts as one: a sum of numbers that were shown."""
    counts: dict[str, tuple[int, int]] = {}
    for table in tables:
        for row in table.rows:
            rose, did_not = counts.get(row, (0, 0))
            counts[row] = (rose + _n(table, row, ROSE), did_not + _n(table, row, DID_NOT))
    return _release(counts)


def _rows(facts: Sequence[Fact], known: Collection[Known]) -> dict[str, list[Fact]]:
    """Rows with enough neighbourhoods of others, whoever reads; each fact in one row at most."""
    alone: dict[str, list[Fact]] = {}
    for fact in facts:
        alone.setdefault(fact.row, []).append(fact)
    rows = {
        name: row
        for name, row in alone.items()
        if name != ANY and all(_is_enough(_others(row, one)) for one in known)
    }
    left = [fact for name, row in alone.items() if name not in rows and name != NONE for fact in row]
    if left and all(_is_enough(_others(left, one)) for one in known):
        rows[ANY] = left
    return rows


def _others(row: Sequence[Fact], known: Known) -> list[Fact]:
    return [fact for fact in row if fact.municipality not in known]


def _is_enough(others: Sequence[Fact]) -> bool:
    """Nobody else, so nothing to learn; or many, of more than one municipality."""
    municipalities = {fact.municipality for fact in others}
    many = len(others) >= FEWEST_OTHERS and len(municipalities) >= FEWEST_MUNICIPALITIES
    return not others or many


def _both_sides(others: Sequence[Fact]) -> bool:
    """Five or more rose and five or more did not, so that nobody knows it of one of them."""
    rose = sum(fact.rose for fact in others)
    return not others or min(rose, len(others) - rose) >= FLOOR


def _released(rows: Mapping[str, Sequence[Fact]]) -> Released | None:
    counts = {name: sum(fact.rose for fact in row) for name, row in rows.items()}
    return _release({name: (rose, len(rows[name]) - rose) for name, rose in counts.items()})


def _release(counts: Mapping[str, tuple[int, int]]) -> Released | None:
    if not counts:
        return None
    names = sorted(counts)
    table = np.array([counts[name] for name in names])
    return release(Counts(table), rows=names, columns=[ROSE, DID_NOT], rule=Rule(FLOOR))


def _n(table: Released, row: str, column: str) -> int:
    return table.group(row, column).n or 0


def share_of(table: Released, row: str) -> tuple[int, int] | None:
    """In how many of how many neighbourhoods it rose; None when that is not shown."""
    rose, all_ = (table.group(row, column).n if row in table.rows else None for column in (ROSE, TOTAL))
    return None if rose is None or all_ is None else (rose, all_)
