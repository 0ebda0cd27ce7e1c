"""How one answer is coded: 1 to k for the points of the scale, negative for each kind of missing."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats, Integers, UnknownCode

Answers = NDArray[np.integer]
"""Respondents x items, as whole numbers: 1 to k, or one of the three negative codes."""

NOT_APPLICABLE = -1
UNKNOWN = -2
NOT_ANSWERED = -3
MISSING = (NOT_APPLICABLE, UNKNOWN, NOT_ANSWERED)


def points_of(items: int, points: int | Sequence[int]) -> tuple[int, ...]:
    """How many points each item has; one number stands for all items."""
    every = (points,) * items if isinstance(points, int) else tuple(points)
    if len(every) != items:
        raise ValueError(f"Er zijn {items} items, maar voor {len(every)} is het aantal schaalpunten gegeven.")
    if any(not 1 <= count <= 1000 for count in every):
        raise ValueError("Een item heeft 1 tot 1000 schaalpunten.")
    return every


def names_of(items: int, names: Sequence[str]) -> tuple[str, ...]:
    """The names of the items, each different; without names they are numbered from 1."""
    every = tuple(names) or tuple(str(place + 1) for place in range(items))
    if len(every) != items:
        raise ValueError(f"Er zijn {items} kolommen met antwoorden, maar {len(every)} namen van items.")
    if len(set(every)) != items:
        raise ValueError("Elk item moet een eigen naam hebben.")
    return every


def require_answers(answers: Answers) -> Answers:
    """``answers`` itself when it is a table of whole numbers."""
    if answers.ndim != 2:
        raise ValueError("Antwoorden vormen een tabel: een rij per respondent, een kolom per item.")
    if not np.issubdtype(answers.dtype, np.integer):
        raise UnknownCode("Antwoorden moeten gehele codes zijn, geen tekst of kommagetallen.")
    return answers


def as_scores(scores: NDArray[np.generic], names: Sequence[str] = ()) -> Floats:
    """``scores`` (respondents x items) as decimals in which NaN is no answer.

    Whole numbers are codes: the three kinds of missing become NaN, so that none of them is averaged in.
    Raises UnknownCode for any other whole number below zero, by item, code and count, and for text.
    """
    if scores.ndim != 2:
        raise ValueError("Antwoorden vormen een tabel: een rij per respondent, een kolom per item.")
    if not np.issubdtype(scores.dtype, np.integer):
        if not np.issubdtype(scores.dtype, np.floating):
            raise UnknownCode("Antwoorden moeten getallen zijn. Geef woorden eerst een code.")
        return scores.astype(np.float64, copy=False)
    whole = scores.astype(np.int64, copy=False)
    if whole.min(initial=0) < min(MISSING):
        faults = [
            f"item {name} heeft {(column == code).sum()} keer code {code}"
            for column, name in zip(whole.T, names_of(whole.shape[1], names), strict=True)
            for code in np.unique(column[column < min(MISSING)]).tolist()
        ]
        raise UnknownCode(f"Onbekende codes in de antwoorden: {'; '.join(faults)}.")
    return np.where(whole < 0, np.nan, whole.astype(np.float64))


def require_known_codes(answers: Answers, points: tuple[int, ...], names: tuple[str, ...]) -> None:
    """Raise UnknownCode, naming every item, code and count, when an item holds a code it does not have."""
    if not has_unknown_codes(answers, np.array(points)):
        return
    faults = []
    for column, last, name in zip(answers.T, points, names, strict=True):
        codes, counts = np.unique(column, return_counts=True)
        faults += [
            f"item {name} heeft {count} keer code {code} (bekend zijn 1 tot en met {last})"
            for code, count in zip(codes.tolist(), counts.tolist(), strict=True)
            if code not in MISSING and not 1 <= code <= last
        ]
    raise UnknownCode(f"Onbekende codes in de antwoorden: {'; '.join(faults)}.")


def has_unknown_codes(answers: Answers, points: Integers) -> bool:
    """Whether a cell is neither a point of its item nor a kind of missing; items are the columns."""
    if answers.size == 0:
        return False
    lowest, highest = answers.min(), answers.max()
    if lowest < min(MISSING) or highest > points.max() or (answers == 0).any():
        return True
    return bool(highest > points.min() and (answers > points).any())


def reverse_keys(
    answers: Answers, reverse: Collection[int], *, points: int | Sequence[int]
) -> NDArray[np.integer]:
    """A copy in which the columns numbered in ``reverse`` run the other way: 1 becomes k, k becomes 1.

    The codes for missing answers stay what they are.
    """
    every = points_of(answers.shape[1], points)
    turned = answers.copy()
    for place in reverse:
        column = answers[:, place]
        turned[:, place] = np.where(column > 0, every[place] + 1 - column, column)
    return turned
