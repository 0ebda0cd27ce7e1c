"""Answers as item response models see them: equal rows once, and only categories that somebody used."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2, prod

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers, names_of, points_of, require_answers, require_known_codes
from rondom.analysis.covariances import LeftOut
from rondom.analysis.estimates import Floats, Integers, TooFewData

_MOST_BITS = 40
"""Beyond as many possible rows as this, hardly any two people give the same one."""


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """Items that vary, and how often each row of answers occurs.

    ``codes`` is items x rows: the place of the answer among the item's used points, -1 where there is none.
    ``used`` holds those points for each item, ``columns`` the items' places in the answers, ``times`` how
    many people gave each row. ``row_of`` is the row of each respondent, -1 for who answered none of these
    items.
    """

    codes: NDArray[np.int8]
    times: Floats
    used: tuple[tuple[int, ...], ...]
    items: tuple[str, ...]
    columns: tuple[int, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def n(self) -> int:
        """People who answered one item or more."""
        return int(self.times.sum())

    @property
    def widths(self) -> Integers:
        """How many points of each item somebody used."""
        return np.array([len(points) for points in self.used])


def responses_of(
    answers: Answers, points: int | Sequence[int], items: Sequence[str], least: int
) -> Responses:
    """Read answers (respondents x items). Raises TooFewData when fewer than ``least`` items vary."""
    require_answers(answers)
    every, names = points_of(answers.shape[1], points), names_of(answers.shape[1], items)
    require_known_codes(answers, every, names)
    if max(every, default=0) > 100:
        raise ValueError("Een item heeft ten hoogste 100 schaalpunten in dit model.")
    columns, used, left_out = [], [], []
    for place, name in enumerate(names):
        counts = np.bincount(np.maximum(answers[:, place], 0), minlength=every[place] + 1)[1:]
        given = tuple((np.flatnonzero(counts) + 1).tolist())
        if len(given) > 1:
            columns.append(place)
            used.append(given)
        else:
            reason = "iedereen gaf hetzelfde antwoord" if given else "niemand heeft dit item beantwoord"
            left_out.append(LeftOut(name, reason))
    if len(columns) < least:
        raise TooFewData(_too_few(least, left_out))
    codes = np.stack([places_of(answers[:, at], points) for at, points in zip(columns, used, strict=True)])
    codes, times = _collapsed(codes, [len(points) for points in used])
    order = np.argsort(codes.sum(axis=0) / (codes >= 0).sum(axis=0), kind="stable")
    codes, times = np.ascontiguousarray(codes[:, order]), times[order]
    named = tuple(names[at] for at in columns)
    return Responses(codes, times, tuple(used), named, tuple(columns), tuple(left_out))


def places_of(column: Answers, used: tuple[int, ...]) -> NDArray[np.int8]:
    """The place of each answer among the used points, -1 for none; a point not in ``used`` is none."""
    table = np.full(max(used) + 2, -1, dtype=np.int8)
    table[list(used)] = np.arange(len(used))
    return table[np.clip(column, 0, max(used) + 1)]


def answers_as_fitted(
    answers: Answers, columns: tuple[int, ...], used: Sequence[tuple[int, ...]]
) -> NDArray[np.int8]:
    """Items x respondents, as a model knows them: its items (at ``columns``) and the points used then."""
    require_answers(answers)
    if answers.shape[1] <= max(columns):
        raise ValueError("Geef dezelfde items als waarop het model is geschat, in dezelfde volgorde.")
    return np.stack([places_of(answers[:, at], points) for at, points in zip(columns, used, strict=True)])


def _collapsed(codes: NDArray[np.int8], widths: list[int]) -> tuple[NDArray[np.int8], Floats]:
    """Equal rows once, when there are few enough items for that to be likely; rows without answers go."""
    kept = codes[:, (codes >= 0).any(axis=0)]
    if sum(log2(width + 1) for width in widths) >= _MOST_BITS:
        return kept, np.ones(kept.shape[1])
    steps = np.array([prod(width + 1 for width in widths[:at]) for at in range(len(widths))])
    _, first, counts = np.unique(steps @ (kept.astype(np.int64) + 1), return_index=True, return_counts=True)
    return kept[:, first], counts.astype(np.float64)


def _too_few(least: int, left_out: list[LeftOut]) -> str:
    named = "; ".join(f"{left.item}: {left.reason}" for left in left_out)
    because = f" Weggelaten: {named}." if named else ""
    return f"Dit model vraagt ten minste {least} items met verschillende antwoorden.{because}"
