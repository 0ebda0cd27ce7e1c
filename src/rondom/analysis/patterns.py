"""Which answers are missing together: the patterns of missing answers, counted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import names_of
from rondom.analysis.estimates import Booleans, Integers


@dataclass(frozen=True, slots=True, eq=False)
class MissingPatterns:
    """Each pattern that occurs, the most frequent first; adding two gives those of both data sets.

    ``answered`` is patterns x items: whether respondents with this pattern answered the item. ``counts``
    is how many respondents have it.
    """

    items: tuple[str, ...]
    answered: Booleans
    counts: Integers

    @property
    def respondents(self) -> int:
        """Everyone who was counted, also who answered nothing."""
        return int(self.counts.sum())

    @property
    def complete(self) -> int:
        """How many answered every item."""
        return int(self.counts[self.answered.all(axis=1)].sum())

    @property
    def empty(self) -> int:
        """How many answered no item at all."""
        return int(self.counts[~self.answered.any(axis=1)].sum())

    @property
    def missing(self) -> Integers:
        """Per item, how many respondents left it open."""
        every: Integers = self.counts @ ~self.answered
        return every

    def __add__(self, other: "MissingPatterns") -> "MissingPatterns":
        if self.items != other.items:
            raise ValueError("Alleen patronen over dezelfde items zijn op te tellen.")
        answered = np.concatenate([self.answered, other.answered])
        return MissingPatterns(self.items, *_counted(answered, np.concatenate([self.counts, other.counts])))


def missing_patterns(
    answers: NDArray[np.integer] | NDArray[np.floating], *, items: Sequence[str] = ()
) -> MissingPatterns:
    """Count the patterns in answers (respondents x items): codes with a negative one for missing, or
    scores with NaN."""
    if answers.ndim != 2:
        raise ValueError("Antwoorden vormen een tabel: een rij per respondent, een kolom per item.")
    whole = np.issubdtype(answers.dtype, np.integer)
    answered = answers > 0 if whole else ~np.isnan(answers)
    names = names_of(answers.shape[1], items)
    return MissingPatterns(names, *_counted(answered, np.ones(len(answers), dtype=np.int64)))


def _counted(answered: Booleans, counts: Integers) -> tuple[Booleans, Integers]:
    """Equal rows taken together, the most frequent first and then by how much they hold."""
    packed = np.packbits(answered, axis=1)
    _, first, pattern = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    total = np.zeros(len(first), dtype=np.int64)
    np.add.at(total, pattern.reshape(-1), counts)
    rows = answered[first]
    order = np.lexsort((-rows.sum(axis=1), -total))
    return rows[order], total[order]
