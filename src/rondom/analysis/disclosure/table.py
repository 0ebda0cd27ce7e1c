"""The table that is to be released: its labels, its people, and every release that a reader may hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rondom.analysis.disclosure.asked import Counts, Earlier, require_table
from rondom.analysis.disclosure.layer import Key, Known, Layer, Layout
from rondom.analysis.disclosure.released import TOTAL, Group, Mean, Released, Shares, Why
from rondom.analysis.estimates import Booleans, Floats, Integers

Name = tuple[str, str] | None
"""What a layer counts: ("measure", name), ("item", name), or None for people."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Labels before merging, the layout after it, and the people in it.

    ``merged`` is the label of a merged row or column to the labels it was made of.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    layout: Layout
    merged: Mapping[str, tuple[str, ...]]
    counts: Counts
    ledger: tuple[Earlier, ...]
    at_least: tuple[Released, ...]

    @property
    def ceiling(self) -> Floats:
        """How many people each cell can hold, infinite where that is unknown."""
        if self.counts.population is None:
            return np.full(self.counts.people.size, np.inf)
        return np.maximum(self.counts.population, self.counts.people).ravel().astype(np.float64)

    def layer(
        self,
        name: Name,
        n: Integers,
        keys: Sequence[Key] | None = None,
        possible: Booleans | None = None,
    ) -> Layer:
        """The layer of people (no name), or of those with a valid answer on a measure or item."""
        ceiling = self.ceiling if name is None else np.where(self.ceiling > 0, np.inf, 0.0)
        if possible is not None:
            ceiling = np.where(possible.ravel(), ceiling, 0.0)
        wanted = tuple(self.layout.all_keys() if keys is None else keys)
        member = self.layout.members(wanted)
        filled = np.array([bool(ceiling[cells].any()) for cells in member], dtype=bool)
        chosen = tuple(key for key, can in zip(wanted, filled, strict=True) if can)
        return Layer(chosen, member[filled], n.ravel(), ceiling, self._known(name, n))

    def population(self, cells: Booleans) -> int | None:
        """How many people the group has in all, when that is known."""
        return None if self.counts.population is None else int(self.counts.population.ravel()[cells].sum())

    def hidden_elsewhere(self, key: Key, name: Name) -> bool:
        """Whether a release that this one must not go beyond hides this group."""
        found = [_results(released, name).get(key) for released in self.at_least]
        return any(result is not None and result.why is not None for result in found)

    def borders(self, key: Key, item: str, codes: Sequence[str]) -> frozenset[int]:
        """Where parts may begin: not where an earlier release kept neighbouring answers together."""
        allowed = set(range(len(codes)))
        for released in (*self.at_least, *(earlier.released for earlier in self.ledger)):
            before = released.distributions.get((item, *key))
            if before is not None and before.shares:
                allowed &= {list(codes).index(share.codes[0]) for share in before.shares}
        return frozenset(allowed)

    def _known(self, name: Name, n: Integers) -> tuple[Known, ...]:
        same = [
            Earlier(
                released, self.rows, self.columns, self.counts.people, {} if name is None else {name[1]: n}
            )
            for released in self.at_least
        ]
        known = [self._of(earlier, name) for earlier in (*self.ledger, *same)]
        return tuple(each for each in known if len(each.shown) + len(each.hidden))

    def _of(self, earlier: Earlier, name: Name) -> Known:
        people = earlier.people if name is None else earlier.valid.get(name[1], earlier.people)
        spare = np.zeros_like(earlier.people)
        results = [
            result for result in _results(earlier.released, name).values() if result.why is not Why.EMPTY
        ]
        return Known(
            minimum=earlier.released.minimum,
            n=self._placed(earlier, people),
            changed=self._placed(earlier, spare if earlier.changed is None else earlier.changed),
            shown=self._sets(earlier, [each for each in results if each.why is None]),
            hidden=self._sets(earlier, [each for each in results if each.why is not None]),
        )

    def _placed(self, earlier: Earlier, numbers: Integers) -> Integers:
        placed = np.zeros((len(self.rows), len(self.columns)), dtype=np.int64)
        placed[np.ix_(*self._places(earlier))] = numbers
        return placed.ravel()

    def _places(self, earlier: Earlier) -> tuple[list[int], list[int]]:
        return (
            [self.rows.index(row) for row in earlier.rows],
            [self.columns.index(column) for column in earlier.columns],
        )

    def _sets(self, earlier: Earlier, results: Sequence[Group | Mean | Shares]) -> Booleans:
        released, found = earlier.released, np.zeros((len(results), len(self.rows), len(self.columns)), bool)
        for place, result in enumerate(results):
            rows = base_labels(result.row, earlier.rows, released)
            columns = base_labels(result.column, earlier.columns, released)
            where = np.ix_([self.rows.index(row) for row in rows], [self.columns.index(c) for c in columns])
            found[place][where] = True
        return found.reshape(len(results), len(self.rows) * len(self.columns))


def make_table(
    counts: Counts,
    rows: Sequence[str],
    columns: Sequence[str],
    lines: Mapping[str, Sequence[str]],
    ledger: Sequence[Earlier],
    at_least: Sequence[Released],
) -> Table:
    """The table before any merging. Raises ValueError, in Dutch, when labels or shapes do not fit."""
    _require_labels(rows, columns, lines)
    shape = (len(rows), len(columns))
    require_table("mensen", counts.people, shape)
    if counts.population is not None:
        require_table("populatie", counts.population, shape)
    for earlier in ledger:
        _require_earlier(earlier, rows, columns)
    layout = Layout(
        rows={row: (place,) for place, row in enumerate(rows)},
        columns={column: (place,) for place, column in enumerate(columns)},
        lines={name: tuple(list(rows).index(row) for row in members) for name, members in lines.items()},
        shape=shape,
    )
    return Table(tuple(rows), tuple(columns), layout, {}, counts, tuple(ledger), tuple(at_least))


def merge(table: Table, label: str, parts: Sequence[str]) -> Table:
    """The same table with these rows or columns as one, at the place of the first."""
    layout = table.layout
    if all(part in layout.columns for part in parts):
        layout = replace(layout, columns=_joined(layout.columns, label, parts))
        labels = [table.columns[place] for place in layout.columns[label]]
    else:
        layout = replace(layout, rows=_joined(layout.rows, label, parts))
        labels = [table.rows[place] for place in layout.rows[label]]
    merged = {name: made for name, made in table.merged.items() if name not in parts}
    return replace(table, layout=layout, merged={**merged, label: tuple(labels)})


def base_labels(label: str, labels: tuple[str, ...], released: Released) -> tuple[str, ...]:
    """The labels before merging that a row, column, line or margin of a release stands for."""
    if label == TOTAL:
        return labels
    if label in released.lines:
        return tuple(row for part in released.lines[label] for row in base_labels(part, labels, released))
    return released.merged.get(label, (label,))


def _joined(
    places: Mapping[str, tuple[int, ...]], label: str, parts: Sequence[str]
) -> dict[str, tuple[int, ...]]:
    joined: dict[str, tuple[int, ...]] = {}
    for name, cells in places.items():
        target = label if name in parts else name
        joined[target] = (*joined.get(target, ()), *cells)
    return joined


def _results(released: Released, name: Name) -> Mapping[Key, Group | Mean | Shares]:
    """What a release says of people (no name), of a measure or of an item, per group."""
    if name is None:
        return released.groups
    results = released.means if name[0] == "measure" else released.distributions
    return {(row, column): result for (of, row, column), result in results.items() if of == name[1]}


def _require_labels(rows: Sequence[str], columns: Sequence[str], lines: Mapping[str, Sequence[str]]) -> None:
    if not rows or not columns:
        raise ValueError("De tabel heeft geen rijen of geen kolommen. Er is niets om vrij te geven.")
    for labels in ([*rows, *lines, TOTAL], [*columns, TOTAL]):
        double = sorted({label for label in labels if labels.count(label) > 1})
        if double:
            raise ValueError(f"Deze namen staan er meer dan eens: {', '.join(double)}. Maak ze verschillend.")
    for name, members in lines.items():
        unknown = [row for row in members if row not in rows]
        if unknown or not members:
            raise ValueError(
                f"De regel '{name}' noemt rijen die er niet zijn: {', '.join(unknown) or 'geen'}."
            )


def _require_earlier(earlier: Earlier, rows: Sequence[str], columns: Sequence[str]) -> None:
    unknown = [label for label in earlier.rows if label not in rows]
    unknown += [label for label in earlier.columns if label not in columns]
    if unknown:
        raise ValueError(
            f"Een eerdere publicatie noemt groepen die hier ontbreken: {', '.join(unknown)}. "
            "Geef de hele tabel, ook met groepen waar nu niemand in zit."
        )
    require_table("eerdere publicatie", earlier.people, (len(earlier.rows), len(earlier.columns)))
