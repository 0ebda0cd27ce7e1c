"""Wilcoxon's signed-rank test, exact also with equal changes."""

import numpy as np

from rondom.analysis.changes.exact import ExactTest, require_scores
from rondom.analysis.estimates import Floats, Integers, TooFewData

_MOST_PEOPLE = 500
_ROUNDING = 1e-9
"""Of the largest change: changes that are nearer to each other, or to zero, differ by rounding alone."""


def signed_rank(differences: Floats) -> ExactTest:
    """Wilcoxon's signed-rank test; the statistic is the sum of the ranks of rises.

    Zero differences are left out, equal ones share the mean of their ranks, and p is exact also then: over
    all 2^n signs of these ranks, two-sided as twice the smaller tail. Up to 500 people. Raises TooFewData
    when nobody changed. Source: Wilcoxon (1945); docs/methods/exact-tests.md.
    """
    require_scores(differences)
    grain = _ROUNDING * float(np.abs(differences).max())
    moved = differences[np.abs(differences) > grain]
    if len(moved) == 0:
        raise TooFewData("Niemand is veranderd: er valt niets te toetsen.")
    if len(moved) > _MOST_PEOPLE:
        raise ValueError("De exacte toets is voor ten hoogste 500 mensen. Gebruik het interval.")
    doubled = _doubled_ranks(np.abs(moved), grain)
    ways = _sums(doubled)
    found = int(doubled[moved > 0].sum())
    tail = min(ways[: found + 1].sum(), ways[found:].sum())
    left = len(differences) - len(moved)
    p = min(1.0, 2 * float(tail))
    return ExactTest("rangtekentoets (Wilcoxon)", found / 2, p, len(moved), left, "exact, alle tekens")


def _doubled_ranks(sizes: Floats, grain: float) -> Integers:
    """Twice the rank of each size, so that shared ranks are whole numbers."""
    order = np.argsort(sizes)
    place = np.concatenate([[0], (np.diff(sizes[order]) > grain).cumsum()])
    counts = np.bincount(place)
    shared = 2 * counts.cumsum() - counts + 1
    doubled = np.empty(len(sizes), dtype=np.int64)
    doubled[order] = shared[place]
    return doubled


def _sums(doubled: Integers) -> Floats:
    """The chance of every sum of ranks when each counts or not, with equal chance."""
    ways = np.zeros(int(doubled.sum()) + 1)
    ways[0] = 1
    for rank in doubled.tolist():
        ways[rank:] = (ways[rank:] + ways[: len(ways) - rank]) / 2
        ways[:rank] /= 2
    return ways
