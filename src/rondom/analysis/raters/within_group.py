"""Agreement within groups beyond r_wg: a_wg, and the average deviation AD."""

from dataclasses import dataclass
from statistics import median
from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats, Integers, TooFewData
from rondom.analysis.tabulate import Tables

Centre = Literal["mean", "median"]


@dataclass(frozen=True, slots=True)
class WithinGroup:
    """One number per group, None where it does not exist, and the median over the groups that have one.

    a_wg: 1 is full agreement, 0 what chance gives, -1 as far apart as can be. AD: points of the scale, 0 is
    full agreement; ``bound`` is the AD above which answers agree no better than chance allows (A / 6). A
    description of these groups, without an interval.
    """

    median: float
    by_group: tuple[float | None, ...]
    groups: int
    items: int
    bound: float | None = None


def awg(tables: Tables) -> WithinGroup:
    """a_wg of each group, the mean over its items: spread against the largest possible at that mean.

    An item on which everyone in the group agrees has 1. An item of which the mean lies closer to an end of
    the scale than one answer at the other end would put it has no a_wg and does not count for that group. A
    group in which fewer than two people answered an item, or no item counts, has None. Raises TooFewData when
    no group is left. Source: Brown and Hauenstein (2005); docs/methods/within-group-agreement.md.
    """
    points = _points(tables)
    return _over_groups([_awg(counts, points) for counts in tables.answered], tables, None)


def average_deviation(tables: Tables, *, centre: Centre = "mean") -> WithinGroup:
    """AD_M (or AD_Md with the median) of each group: the mean distance from the centre, over its items.

    A group in which fewer than two people answered an item has None. Raises TooFewData when no group is left.
    Source: Burke and Dunlap (2002); docs/methods/within-group-agreement.md.
    """
    points = _points(tables)
    found = [_deviation(counts, points, centre) for counts in tables.answered]
    return _over_groups(found, tables, len(points) / 6)


def _points(tables: Tables) -> Integers:
    if len(set(tables.points)) > 1 or tables.points[0] < 2:
        raise ValueError("Dit vraagt items met hetzelfde aantal schaalpunten, ten minste twee.")
    return np.arange(1, tables.points[0] + 1)


def _over_groups(found: list[float | None], tables: Tables, bound: float | None) -> WithinGroup:
    known = [value for value in found if value is not None]
    if not known:
        raise TooFewData(
            "Overeenstemming bestaat pas in een groep waarin twee mensen elk item beantwoordden."
        )
    return WithinGroup(median(known), tuple(found), len(known), len(tables.items), bound)


def _awg(counts: Integers, points: Integers) -> float | None:
    n = counts.sum(axis=1)
    if n.min() < 2:
        return None
    sums, squares = counts @ points, counts @ points**2
    variances = (n * squares - sums**2) / (n * (n - 1))
    means, low, high = sums / n, points[0], points[-1]
    unanimous = (counts > 0).sum(axis=1) == 1
    least, most = low * (n - 1) + high, high * (n - 1) + low
    usable = unanimous | ((sums >= least) & (sums <= most))
    largest = ((high + low) * means - means**2 - high * low) * n / (n - 1)
    values: Floats = 1 - 2 * variances / np.where(unanimous, 1.0, largest)
    return float(values[usable].mean()) if usable.any() else None


def _deviation(counts: Integers, points: Integers, centre: Centre) -> float | None:
    n = counts.sum(axis=1)
    if n.min() < 2:
        return None
    centres = counts @ points / n if centre == "mean" else _medians(counts, n, points)
    apart = np.abs(points - centres[:, None])
    return float(((counts * apart).sum(axis=1) / n).mean())


def _medians(counts: Integers, n: Integers, points: Integers) -> Floats:
    below = counts.cumsum(axis=1)
    lower, upper = ((below > place[:, None]).argmax(axis=1) for place in ((n - 1) // 2, n // 2))
    middle: Floats = (points[lower] + points[upper]) / 2
    return middle
