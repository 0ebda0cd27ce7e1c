"""The attacker who knows every count: can he combine shown sums into the sum of a few people?

A mean times its n is a sum, so whatever is shown spans a space of sums over people. The pattern is safe
when no combination at all rests on fewer people than the rule.
"""

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import Bounds, LinearConstraint, milp

from rondom.analysis.disclosure.layer import Audience
from rondom.analysis.disclosure.pattern import Cut
from rondom.analysis.disclosure.programme import minimise
from rondom.analysis.estimates import Booleans, Floats, Integers

_ZERO = 1e-7
_LARGEST = 16.0


class SumAttacker:
    """Looks for combinations of shown groups in which fewer than ``minimum`` people remain."""

    def __init__(self, audience: Audience) -> None:
        present = audience.weight > 0
        self._ours = audience.ours[:, present]
        self._before = audience.shown[:, present]
        self._weight = audience.weight[present]
        self._minimum = audience.minimum
        self._out = np.zeros(len(self._weight), dtype=bool)
        while leaks := few_left(self._before, self._weight, self._minimum, self._out):
            self._out |= np.abs(leaks[0]) > _ZERO  # earlier releases gave these people away already

    def __call__(self, hidden: Booleans) -> list[Cut]:
        """One inequality per combination found: one of the groups that it uses must be hidden."""
        shown = np.flatnonzero(~hidden)
        sums = np.vstack([self._ours[shown], self._before])
        cuts = []
        for left in few_left(sums, self._weight, self._minimum, self._out):
            coefficients = np.zeros(len(hidden))
            coefficients[shown[_shortest(sums, left, self._out, len(shown))]] = 1.0
            cuts.append(Cut(coefficients, 1.0))
        return cuts

    def forced(self) -> Booleans:
        """Groups that give a few people away by themselves, next to what went out before."""
        spare = np.ones(len(self._ours), dtype=bool)
        found = spare & False
        for place in range(len(spare)):
            spare[place] = False
            found[place] = bool(self(spare))
            spare[place] = True
        return found


def few_left(sums: Floats, weight: Integers, minimum: int, out: Booleans) -> list[Floats]:
    """Combinations of the rows of ``sums`` that rest on 1 to minimum - 1 people; none when there are none.

    Classes marked ``out`` do not count as people (they are known already).
    """
    small = (weight < minimum) & ~out
    big = ~small & ~out
    if not len(sums) or not small.any():
        return []
    free = null_space(sums[:, big].T) if big.any() else np.eye(len(sums))
    rest = _echelon(free.T @ sums[:, small])
    found = []
    for left in _light(rest, weight[small], minimum):
        whole = np.zeros(len(weight))
        whole[small] = left
        found.append(whole)
    return found


def _echelon(matrix: Floats) -> Floats:
    """Rows in reduced echelon form, without zero rows."""
    matrix = matrix.copy()
    rank = 0
    for column in range(matrix.shape[1]):
        if rank == len(matrix):
            break
        pivot = rank + int(np.abs(matrix[rank:, column]).argmax())
        if abs(matrix[pivot, column]) < _ZERO:
            matrix[rank:, column] = 0.0
            continue
        matrix[[rank, pivot]] = matrix[[pivot, rank]]
        matrix[rank] /= matrix[rank, column]
        others = np.arange(len(matrix)) != rank
        matrix[others] -= np.outer(matrix[others, column], matrix[rank])
        rank += 1
    matrix[np.abs(matrix) < _ZERO] = 0.0
    return matrix[:rank]


def _light(rows: Floats, weight: Integers, minimum: int) -> list[Floats]:
    """Vectors of the row space that rest on fewer than ``minimum`` people: as many as are easily found."""
    found = [row for row in rows if weight[row != 0].sum() < minimum]
    if found or len(rows) < 2:
        return found
    seen = np.zeros(len(weight), dtype=bool)
    for column in np.flatnonzero((weight < minimum) & rows.any(axis=0)).tolist():
        left = None if seen[column] else _through(rows, weight, column, minimum)
        if left is not None:
            found.append(left)
            seen |= left != 0
    return found


def _through(rows: Floats, weight: Integers, column: int, minimum: int) -> Floats | None:
    """The lightest vector with a 1 in this column, found by a small integer programme."""
    rank, size = rows.shape
    cost = np.concatenate([np.zeros(rank), weight])
    eye = _LARGEST * np.eye(size)
    found = milp(
        cost,
        integrality=np.concatenate([np.zeros(rank), np.ones(size)]),
        bounds=Bounds(
            np.append(np.full(rank, -_LARGEST), np.zeros(size)),
            np.append(np.full(rank, _LARGEST), np.ones(size)),
        ),
        constraints=[
            LinearConstraint(np.hstack([rows.T, -eye]), ub=0.0),
            LinearConstraint(np.hstack([-rows.T, -eye]), ub=0.0),
            LinearConstraint(np.append(rows[:, column], np.zeros(size)), lb=1.0, ub=1.0),
            LinearConstraint(cost, ub=minimum - 0.5),
        ],
    )
    if found.x is None:
        return None
    left = found.x[:rank] @ rows
    left[np.abs(left) < 1e-5] = 0.0
    return np.asarray(left, dtype=np.float64)


def _shortest(sums: Floats, left: Floats, out: Booleans, ours: int) -> Integers:
    """Which of our groups a combination needs: the one with the smallest prices (a basic solution)."""
    counted = ~out
    price = np.append(np.ones(ours), np.full(len(sums) - ours, 0.01))
    [found] = minimise(
        np.tile(price, 2)[None],
        equal=(np.hstack([sums[:, counted].T, -sums[:, counted].T]), left[counted]),
        low=np.zeros(2 * len(sums)),
    )
    taken = found.x[: len(sums)] + found.x[len(sums) :]
    return np.flatnonzero(taken[:ours] > _ZERO)
