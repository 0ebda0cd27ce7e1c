"""A second attacker, written differently on purpose: it shares nothing with the code it checks."""

from collections.abc import Mapping, Sequence, Set
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from rondom.analysis.disclosure import TOTAL, Released, Why

Cell = tuple[str, str]
Sets = Mapping[Cell, Set[Cell]]
Told = Sequence[tuple[Set[Cell], float, float | None]]


def groups_of(released: Released) -> dict[Cell, set[Cell]]:
    """Per group the set of (row, column) it is made of, worked out from labels."""
    found = {}
    rows, columns = released.rows, released.columns
    for row, column in released.groups:
        inside = rows if row == TOTAL else released.lines.get(row, (row,))
        found[row, column] = {(r, c) for r in inside for c in (columns if column == TOTAL else (column,))}
    return found


def interval(
    sets: Sets, cells: Sequence[Cell], target: Cell, known: Mapping[Cell, int], told: Told = ()
) -> tuple[float, float]:
    """Least and largest count of a set of cells, given exact counts and (set, low, high) limits."""
    place = {cell: number for number, cell in enumerate(cells)}

    def vector(group: Set[Cell]) -> NDArray[np.float64]:
        row = np.zeros(len(cells))
        for cell in group:
            row[place[cell]] = 1
        return row

    equal = [vector(sets[key]) for key in known] or None
    values = list(known.values()) or None
    limits = [(vector(group), high) for group, _, high in told if high is not None]
    limits += [(-vector(group), -low) for group, low, _ in told]
    rows = [row for row, _ in limits] or None
    solve: Any = linprog
    ends = [
        solve(
            sign * vector(sets[target]),
            A_eq=equal,
            b_eq=values,
            A_ub=rows,
            b_ub=[limit for _, limit in limits] or None,
            bounds=(0, 1000),
        )
        for sign in (1, -1)
    ]
    return ends[0].fun, -ends[1].fun


def people_given_away(
    sets: Sets, cells: Sequence[Cell], n: Mapping[Cell, int], shown: Mapping[Cell, int], minimum: int
) -> set[Cell] | None:
    """A set of 1 to minimum - 1 people about whom some combination of shown sums speaks, or None."""
    present = [cell for cell in cells if n[cell] > 0]
    if not shown:
        return None
    matrix = np.array([[cell in sets[key] for cell in present] for key in shown], dtype=float)
    rank = np.linalg.matrix_rank(matrix)
    for size in range(1, minimum):
        for chosen in combinations(range(len(present)), size):
            if sum(n[present[place]] for place in chosen) < minimum:
                rest = np.delete(matrix, chosen, axis=1)
                if (np.linalg.matrix_rank(rest) if rest.size else 0) < rank:
                    return {present[place] for place in chosen}
    return None


def is_safe(sets: Sets, n: Mapping[Cell, int], hidden: Set[Cell], minimum: int) -> bool:
    """The rule of docs/methods/disclosure.md, spelled out for one table without population."""
    cells = list(n)
    size = {key: sum(n[cell] for cell in group) for key, group in sets.items()}
    shown = {key: size[key] for key in sets if key not in hidden}
    if any(size[key] < minimum for key in shown) or people_given_away(sets, cells, n, shown, minimum):
        return False
    told = reasons(sets, size, hidden, minimum)
    for key in hidden:
        low, high = interval(sets, cells, key, shown)
        if high - low < minimum - 1e-6:
            return False
    everything = reasons(sets, size, set(sets), minimum)
    for key in hidden:
        if size[key] < minimum:
            low, high = interval(sets, cells, key, shown, told)
            least, most = interval(sets, cells, key, {}, everything)
            if high - low < min(1, most - least) - 1e-6:
                return False
    return True


def reasons(sets: Sets, size: Mapping[Cell, int], hidden: Set[Cell], minimum: int) -> Told:
    return [
        (sets[key], 0, minimum - 1) if size[key] < minimum else (sets[key], minimum, None) for key in hidden
    ]


def hidden_keys(released: Released) -> set[Cell]:
    return {key for key, group in released.groups.items() if group.why not in (None, Why.EMPTY)}
