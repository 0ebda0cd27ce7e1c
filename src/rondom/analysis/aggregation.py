"""May people's scores stand for their group? ICC(1), ICC(2), r_wg, and a verdict on ranking groups."""

from dataclasses import dataclass
from statistics import median

import numpy as np

from rondom.analysis.estimates import Floats, Integers, Interval, TooFewData
from rondom.analysis.moments import Moments
from rondom.analysis.quantiles import f_quantile, f_tail, require_level
from rondom.analysis.tabulate import Tables

MINIMUM_GROUPS = 10
"""Below this, differences between groups say little about groups in general."""
MINIMUM_ICC2 = 0.5
"""Below this, more than half of the differences between group means is chance."""


@dataclass(frozen=True, slots=True)
class Aggregation:
    """One-way analysis of variance over the groups that have a score.

    ``icc1`` is the share of variance that lies between groups, ``icc2`` the reliability of the group
    means: None when ``icc1`` is not above zero. ``f`` and ``p`` are None without variance within groups.
    ``group_size`` is the plain mean size, as in the R package multilevel.
    """

    icc1: float
    interval: Interval
    icc2: float | None
    f: float | None
    p: float | None
    msb: float
    msw: float
    groups: int
    respondents: int
    group_size: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """r_wg (one item) or r_wg(j) against chance answers: 1 is full agreement, 0 none beyond chance.

    ``by_group`` is None where fewer than two people answered one of the items. A description of these
    groups, without an interval: never a reason by itself to compare them.
    """

    median: float
    by_group: tuple[float | None, ...]
    groups: int
    items: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether groups may be put in order of their means, and why (not), in Dutch."""

    allowed: bool
    reason: str


def icc(moments: Moments, scale: str, *, level: float = 0.95) -> Aggregation:
    """ICC(1), ICC(2) and F of one scale over its groups.

    Raises TooFewData with one group, without a group of two, or when all scores are equal.
    Source: Bliese (2000); interval Shrout and Fleiss (1979); docs/methods/aggregation.md.
    """
    require_level(level)
    n, means, squares = moments.of(scale)
    n, means, squares = n[n > 0], means[n > 0], squares[n > 0]
    groups, respondents = len(n), int(n.sum())
    if groups < 2:
        raise TooFewData("Groepen vergelijken kan pas bij twee of meer groepen met scores.")
    if respondents == groups:
        raise TooFewData("Elke groep heeft één score: verschil binnen en tussen groepen is niet te scheiden.")
    between, within = _squares_between(n, means), float(squares.sum())
    if between + within == 0:
        raise TooFewData("Iedereen heeft dezelfde score: er is geen verschil om te verdelen.")
    msb, msw = between / (groups - 1), within / (respondents - groups)
    size = respondents / groups
    icc1 = (msb - msw) / (msb + (size - 1) * msw)
    f = msb / msw if msw > 0 else None
    return Aggregation(
        icc1=icc1,
        interval=_shrout_fleiss(f, groups, respondents, level),
        icc2=(msb - msw) / msb if icc1 > 0 else None,
        f=f,
        p=None if f is None else f_tail(f, groups - 1, respondents - groups),
        msb=msb,
        msw=msw,
        groups=groups,
        respondents=respondents,
        group_size=size,
    )


def rwg(tables: Tables) -> Agreement:
    """Agreement within each group on these items, against the uniform distribution of chance answers.

    With s2 the mean item variance and e2 = (k^2 - 1) / 12: r_wg = 1 - s2 / e2 for one item, and for j
    items j r / (j r + s2 / e2); below zero becomes 0. Each item over everyone in the group who answered
    it. Raises TooFewData when no group has two answers to every item.
    Source: James, Demaree and Wolf (1984); docs/methods/aggregation.md.
    """
    items = len(tables.items)
    if len(set(tables.points)) > 1 or tables.points[0] < 2:
        raise ValueError("r_wg vraagt items met hetzelfde aantal schaalpunten, ten minste twee.")
    chance = (tables.points[0] ** 2 - 1) / 12
    found = [_agreement(counts, chance) for counts in tables.answered]
    known = [value for value in found if value is not None]
    if not known:
        raise TooFewData(
            "Overeenstemming bestaat pas in een groep waarin twee mensen elk item beantwoordden."
        )
    return Agreement(median(known), tuple(found), len(known), items)


def ranking_allowed(
    found: Aggregation, *, minimum_groups: int = MINIMUM_GROUPS, minimum_icc2: float = MINIMUM_ICC2
) -> Verdict:
    """Whether groups may be ranked by their means. Never decided on r_wg: chance groups often pass that."""
    if found.groups < minimum_groups:
        return Verdict(
            False,
            f"Er zijn minder dan {minimum_groups} groepen met scores. Dat is te weinig voor een rangorde.",
        )
    if found.icc2 is None:
        return Verdict(
            False,
            "Mensen uit dezelfde groep lijken niet meer op elkaar dan mensen uit verschillende groepen. "
            "Een rangorde zou toeval tonen.",
        )
    if found.icc2 < minimum_icc2:
        return Verdict(
            False,
            "De gemiddelden van de groepen zijn niet betrouwbaar genoeg voor een rangorde: "
            "een te groot deel van de verschillen is toeval.",
        )
    return Verdict(True, "De gemiddelden van de groepen verschillen betrouwbaar genoeg voor een rangorde.")


def _squares_between(n: Integers, means: Floats) -> float:
    # Measured from the first mean: equal means then give exactly zero.
    away = means - means[0]
    return float(n @ (away - n @ away / n.sum()) ** 2)


def _shrout_fleiss(f: float | None, groups: int, respondents: int, level: float) -> Interval:
    method = "Shrout en Fleiss, met de gemiddelde groepsgrootte"
    if f is None:
        return Interval(1.0, 1.0, level, method)
    between, within, size = groups - 1, respondents - groups, respondents / groups
    upper, lower = (f / f_quantile(share, between, within) for share in ((1 - level) / 2, (1 + level) / 2))
    low, high = ((ratio - 1) / (ratio + size - 1) for ratio in (lower, upper))
    return Interval(low, high, level, method)


def _agreement(counts: Integers, chance: float) -> float | None:
    """r_wg(j) of one group from its items x points counts."""
    n = counts.sum(axis=1)
    if n.min() < 2:
        return None
    points = np.arange(1, counts.shape[1] + 1)
    variances = (n * (counts @ points**2) - (counts @ points) ** 2) / (n * (n - 1))
    disorder = min(float(variances.mean()) / chance, 1.0)
    together = len(counts) * (1 - disorder)
    return together / (together + disorder)
