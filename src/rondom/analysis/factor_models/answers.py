"""Scores as they were given, read some respondents at a time: nothing is copied as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Booleans, Floats, Integers

Table = Floats | NDArray[np.integer]
"""Respondents x columns; NaN, or in whole numbers a code below zero, is no answer."""

_CELLS = 2**18  # scores in work at a time: 2 MB, what a processor cache holds


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Some respondents (``rows`` of the table; None: all) and some items (its ``columns``)."""

    table: Table
    columns: Integers
    rows: Integers | None = None

    def __len__(self) -> int:
        return len(self.table) if self.rows is None else len(self.rows)

    def only(self, places: Integers) -> "Answers":
        """Those of the respondents at these places."""
        return replace(self, rows=places if self.rows is None else self.rows[places])

    def raw(self, at: slice | Integers) -> Table:
        """As they stand in the table, of the respondents at these places. Not to be written in."""
        rows = at if self.rows is None else self.rows[at]
        if np.array_equal(self.columns, np.arange(self.table.shape[1])):
            return self.table[rows]
        if isinstance(rows, slice):
            return self.table[rows][:, self.columns]
        return self.table[rows[:, None], self.columns]

    def of(self, at: slice | Integers) -> Floats:
        """The same as numbers, NaN where there is no answer. Not to be written in."""
        return numbers(self.raw(at))

    def blocks(self, width: int = 0) -> Iterator[slice]:
        """Places of all respondents, so many at a time that their scores, or ``width`` numbers for each, fit
        in a processor cache."""
        size = max(1, _CELLS // max(width, len(self.columns)))
        return (slice(start, start + size) for start in range(0, len(self), size))


def numbers(raw: Table) -> Floats:
    """NaN where there is no answer."""
    found = np.asarray(raw, dtype=np.float64)
    if np.issubdtype(raw.dtype, np.integer) and raw.min(initial=0) < 0:
        found[raw < 0] = np.nan
    return found


class Moments:
    """Means and covariances of complete answers, counted block after block.

    Each block is centred on its own means and then joined (Chan, Golub and LeVeque 1983), so that nothing is
    lost however far the means are from zero.
    """

    def __init__(self, items: int) -> None:
        self.n = 0
        self.mean = np.zeros(items)
        self._products = np.zeros((items, items))

    def add(self, scores: Floats) -> None:
        """More respondents x items, all of them answered."""
        n, whole = len(scores), self.n + len(scores)
        if n == 0:
            return
        own = scores.mean(axis=0)
        apart = scores - own
        shift = own - self.mean
        self._products += apart.T @ apart + self.n * n / whole * np.outer(shift, shift)
        self.mean = self.mean + n / whole * shift
        self.n = whole

    @property
    def covariance(self) -> Floats:
        """With n in the denominator; zeros of nobody."""
        found: Floats = self._products / max(self.n, 1)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """One look at all answers: the moments of who answered everything, and who did not.

    ``torn`` are the places of the others, ``known`` which items those answered (packed in bits).
    """

    moments: Moments
    torn: Integers
    known: NDArray[np.uint8]

    def answered(self, items: int) -> Booleans:
        """Of every item whether anybody answered it."""
        if self.moments.n:
            return np.ones(items, dtype=bool)
        some: NDArray[np.uint8] = np.bitwise_or.reduce(self.known, axis=0)
        return np.unpackbits(some, count=items).astype(bool)


def count(answers: Answers) -> Counted:
    """Look at all answers once. Raises ValueError for an infinite score."""
    items = len(answers.columns)
    moments = Moments(items)
    torn, known = [np.zeros(0, dtype=np.int64)], [np.zeros((0, (items + 7) // 8), dtype=np.uint8)]
    for block in answers.blocks():
        scores = answers.of(block)
        if np.isfinite(scores.sum(axis=0)).all():
            moments.add(scores)
            continue
        if np.isinf(scores).any():
            raise ValueError("Een score kan niet oneindig zijn.")
        there = ~np.isnan(scores)
        whole = there.all(axis=1)
        moments.add(scores[whole])
        torn.append(block.start + np.flatnonzero(~whole))
        known.append(np.packbits(there[~whole], axis=1))
    return Counted(moments, np.concatenate(torn), np.concatenate(known))
