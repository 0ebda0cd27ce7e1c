"""Permutation tests of a mean change, and of the difference of two means of different people."""

from itertools import combinations
from math import comb

import numpy as np

from rondom.analysis.changes.exact import ExactTest, require_scores
from rondom.analysis.estimates import Floats, TooFewData

_MOST_WAYS = 2**18
_DRAWS = 99_999


def sign_flips(differences: Floats, *, rng: np.random.Generator | None = None) -> ExactTest:
    """The permutation test of a mean change: each person's change could as well have been the other way.

    Exact up to 18 people; beyond that ``rng`` draws 99,999 sets of signs. Raises TooFewData when nobody
    changed. Source: Fisher (1935), section 21; docs/methods/exact-tests.md.
    """
    require_scores(differences)
    n = len(differences)
    if not differences.any():
        raise TooFewData("Niemand is veranderd: er valt niets te toetsen.")
    found = abs(float(differences.sum()))
    if 2**n <= _MOST_WAYS:
        sums = np.zeros(1)
        for difference in differences:
            sums = np.concatenate([sums + difference, sums - difference])
        return _permuted("tekenwisseltoets", float(differences.mean()), sums, found, n)
    if rng is None:
        raise ValueError("Boven 18 mensen worden tekens getrokken: geef een rng.")
    sums = np.concatenate([_random_signs(rng, len(part), n) @ differences for part in _parts(_DRAWS, n)])
    return _permuted("tekenwisseltoets", float(differences.mean()), sums, found, n, drawn=True)


def permutation(first: Floats, second: Floats, *, rng: np.random.Generator | None = None) -> ExactTest:
    """The permutation test of two means of different people: second minus first.

    Exact up to 262,144 ways to divide the people; beyond that ``rng`` draws 99,999. Raises TooFewData without
    people on a side or when all scores are equal. Source: Fisher (1935); docs/methods/exact-tests.md.
    """
    require_scores(first)
    require_scores(second)
    every, size = np.concatenate([first, second]), len(second)
    if np.ptp(every) == 0:
        raise TooFewData("Alle scores zijn gelijk: er valt niets te toetsen.")
    away = every - every.mean()
    found = abs(float(away[len(first) :].sum()))
    difference = float(second.mean() - first.mean())
    if comb(len(every), size) <= _MOST_WAYS:
        chosen = np.array(list(combinations(range(len(every)), size)))
        sums = away[chosen].sum(axis=1)
        return _permuted("permutatietoets", difference, sums, found, len(every))
    if rng is None:
        raise ValueError("Voor zoveel mensen worden verdelingen getrokken: geef een rng.")
    draws = [
        rng.permuted(np.broadcast_to(away, (len(part), len(every))), axis=1)[:, :size].sum(axis=1)
        for part in _parts(_DRAWS, len(every))
    ]
    return _permuted("permutatietoets", difference, np.concatenate(draws), found, len(every), drawn=True)


def _permuted(
    name: str, mean: float, sums: Floats, found: float, n: int, *, drawn: bool = False
) -> ExactTest:
    # A sum that differs by rounding alone is as extreme.
    extreme = int((np.abs(sums) >= found * (1 - 1e-9) - 1e-12).sum())
    p = (extreme + 1) / (len(sums) + 1) if drawn else extreme / len(sums)
    return ExactTest(
        name, mean, p, n, 0, f"{len(sums)} getrokken" if drawn else f"alle {len(sums)} mogelijkheden"
    )


def _random_signs(rng: np.random.Generator, rows: int, n: int) -> Floats:
    return np.where(rng.integers(0, 2, (rows, n)) == 1, 1.0, -1.0)


def _parts(count: int, width: int) -> list[range]:
    size = max(1, 2**22 // width)
    return [range(start, min(start + size, count)) for start in range(0, count, size)]
