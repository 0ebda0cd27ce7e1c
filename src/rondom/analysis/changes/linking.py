"""Who was there both times: two measurements linked by the ids of people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats

Ids = Sequence[str] | Sequence[int] | NDArray[np.generic]


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """Scores of people with a score at both times (row by row), before only, and after only.

    ``duplicates`` are ids that occur more than once at one of the times: nobody knows which row belongs to
    which, so that none of their rows takes part (``left_out`` counts them). ``missing`` counts rows without
    a score.
    """

    before: Floats
    after: Floats
    only_before: Floats
    only_after: Floats
    duplicates: tuple[str, ...]
    left_out: int
    missing: int


def link(before: Floats, after: Floats, before_ids: Ids, after_ids: Ids) -> Linked:
    """Link two measurements (one score per row, NaN is none) by id. Source: docs/methods/change.md."""
    sides = [_as_rows(before, before_ids), _as_rows(after, after_ids)]
    twice = sorted(set().union(*(_twice(ids) for _, ids in sides)))
    used = [~np.isin(ids, twice) for _, ids in sides]
    known = [keep & ~np.isnan(scores) for (scores, _), keep in zip(sides, used, strict=True)]
    (one, first), (two, second) = (
        (scores[keep], ids[keep]) for (scores, ids), keep in zip(sides, known, strict=True)
    )
    _, here, there = np.intersect1d(first, second, assume_unique=True, return_indices=True)
    return Linked(
        before=one[here],
        after=two[there],
        only_before=np.delete(one, here),
        only_after=np.delete(two, there),
        duplicates=tuple(twice),
        left_out=sum(int((~keep).sum()) for keep in used),
        missing=sum(int((keep & ~have).sum()) for keep, have in zip(used, known, strict=True)),
    )


def by_rows(before: Floats, after: Floats) -> Linked:
    """Two measurements of which each row is one person; whoever has one score counts at that time alone."""
    if before.shape != after.shape or before.ndim != 1:
        raise ValueError(
            "Zonder id's is elke rij één mens, en moeten beide metingen even lang zijn. "
            "Geef de id's, of kies design='unpaired'."
        )
    first, second = ~np.isnan(before), ~np.isnan(after)
    both = first & second
    return Linked(
        before=before[both],
        after=after[both],
        only_before=before[first & ~second],
        only_after=after[second & ~first],
        duplicates=(),
        left_out=0,
        missing=int((~first).sum() + (~second).sum()),
    )


def apart(before: Floats, after: Floats) -> Linked:
    """Two measurements of different people."""
    first, second = before[~np.isnan(before)], after[~np.isnan(after)]
    nobody = np.empty(0)
    missing = len(before) + len(after) - len(first) - len(second)
    return Linked(nobody, nobody, first, second, (), 0, missing)


def _as_rows(scores: Floats, ids: Ids) -> tuple[Floats, NDArray[np.str_]]:
    names = np.array([str(name) for name in ids], dtype=np.str_)
    if scores.ndim != 1 or len(names) != len(scores):
        raise ValueError(f"Er zijn {len(scores)} scores, maar {len(names)} id's.")
    if (np.char.strip(names) == "").any():
        raise ValueError("Elke rij heeft een id nodig: er zijn lege id's.")
    return scores, names


def _twice(ids: NDArray[np.str_]) -> set[str]:
    names, counts = np.unique(ids, return_counts=True)
    return set(names[counts > 1].tolist())
