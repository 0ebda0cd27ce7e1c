"""One item in several groups: three regressions of the answer on the score and the group."""

from dataclasses import dataclass
from math import exp
from typing import Literal

import numpy as np
from scipy.special import chdtrc

from rondom.analysis.estimates import Floats, Integers, Interval, NotComputed
from rondom.analysis.irt.proportional_odds import NoMaximum, ProportionalOdds, proportional_odds
from rondom.analysis.quantiles import normal_quantile

Size = Literal["verwaarloosbaar", "matig", "groot"]


@dataclass(frozen=True, slots=True)
class DifStep:
    """What adding the group does to the fit: likelihood-ratio chi-square, and R-squared gained."""

    chisq: float
    df: int
    p: float
    mcfadden: float
    nagelkerke: float


@dataclass(frozen=True, slots=True)
class Advantage:
    """The log odds of a higher answer in a group against the first, for people with the same score."""

    value: float
    se: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class ItemDif:
    """One item, over ``n`` people matched on the scale.

    ``uniform`` adds the groups to the score (one group finds it easier everywhere), ``nonuniform`` adds
    their products to that, ``total`` adds both at once; ``p_adjusted`` is that of ``total``, adjusted over
    the items. ``size`` is by the gain in Nagelkerke's R-squared of ``total``, and negligible where p_adjusted
    is not below dif's LEVEL. ``advantages`` are of each group but the first, from the uniform model.
    """

    name: str
    uniform: DifStep
    nonuniform: DifStep
    total: DifStep
    p_adjusted: float
    size: Size
    advantages: tuple[Advantage, ...]
    n: int


def one_item(
    name: str, column: Integers, score: Floats, member: Integers, *, level: float
) -> ItemDif | NotComputed:
    """The answers (``column``) of people with a score, each in a group; NotComputed with the reason."""
    given, places = np.unique(column, return_inverse=True)
    groups = np.unique(member)
    if len(given) < 2:
        return NotComputed(f"Iedereen gaf item {name} hetzelfde antwoord, of niemand beantwoordde het.")
    if len(groups) < 2 or np.ptp(score) == 0:
        return NotComputed(f"Item {name} is niet door meer groepen beantwoord, of iedereen scoort gelijk.")
    cells, counts = _counted(places, score, member, groups)
    place = (cells[:, 0] - cells[:, 0].mean()) / cells[:, 0].std()
    apart = cells[:, 1:]
    designs = (
        np.empty((len(cells), 0)),
        place[:, None],
        np.column_stack([place, apart]),
        np.column_stack([place, apart, place[:, None] * apart]),
    )
    try:
        empty, matched, uniform, both = (proportional_odds(design, counts) for design in designs)
    except NoMaximum:
        return NotComputed(f"Bij item {name} bestaat geen schatting: groep of score bepaalt het antwoord.")
    heights, n, extra = [fit.loglik for fit in (empty, matched, uniform, both)], len(column), apart.shape[1]
    return ItemDif(
        name=name,
        uniform=_step(heights, 1, 2, extra, n),
        nonuniform=_step(heights, 2, 3, extra, n),
        total=_step(heights, 1, 3, 2 * extra, n),
        p_adjusted=1.0,
        size="verwaarloosbaar",
        advantages=_advantages(uniform, level),
        n=n,
    )


def _advantages(fit: ProportionalOdds, level: float) -> tuple[Advantage, ...]:
    z = normal_quantile((1 + level) / 2)
    return tuple(
        Advantage(value, se, Interval(value - z * se, value + z * se, level, "Wald, verwachte informatie"))
        for value, se in zip(fit.slopes[1:].tolist(), fit.slope_ses[1:].tolist(), strict=True)
    )


def _counted(places: Integers, score: Floats, member: Integers, groups: Integers) -> tuple[Floats, Floats]:
    """Equal people once: rows of score and group indicators (the first group has none), and their answers."""
    levels, level = np.unique(score, return_inverse=True)
    width = int(places.max()) + 1
    cells = level * len(groups) + np.searchsorted(groups, member)
    counts = np.bincount(cells * width + places, minlength=len(levels) * len(groups) * width)
    counts = counts.reshape(-1, width)
    rows = np.column_stack(
        [np.repeat(levels, len(groups)), np.tile(np.eye(len(groups))[:, 1:], (len(levels), 1))]
    )
    present = counts.sum(axis=1) > 0
    return rows[present], counts[present].astype(np.float64)


def _step(heights: list[float], less: int, more: int, df: int, n: int) -> DifStep:
    empty = heights[0]

    def nagelkerke(height: float) -> float:
        return (1 - exp(2 * (empty - height) / n)) / (1 - exp(2 * empty / n))

    chisq = max(2 * (heights[more] - heights[less]), 0.0)
    return DifStep(
        chisq=chisq,
        df=df,
        p=float(chdtrc(df, chisq)),
        mcfadden=(heights[less] - heights[more]) / empty,
        nagelkerke=nagelkerke(heights[more]) - nagelkerke(heights[less]),
    )
