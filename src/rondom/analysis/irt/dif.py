"""Does an item work the same in every group? Ordinal logistic regression on the scale and the group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from rondom.analysis.codes import Answers, names_of, points_of, require_answers, require_known_codes
from rondom.analysis.estimates import Booleans, Floats, Integers, NotComputed, TooFewData
from rondom.analysis.irt.proportional_odds import NoMaximum, proportional_odds
from rondom.analysis.multilevel.multiplicity import adjusted_p

LEVEL = 0.05
"""Adjusted p below which an item is taken out of the score that people are matched on, when purifying."""
MINIMUM_GROUP = 100
"""People in a group below which a warning says that little can be seen."""
_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class DifStep:
    """What adding the group does to the fit: likelihood-ratio chi-square, and R-squared gained."""

    chisq: float
    df: int
    p: float
    mcfadden: float
    nagelkerke: float


@dataclass(frozen=True, slots=True)
class ItemDif:
    """One item, over ``n`` people matched on the scale.

    ``uniform`` adds the groups to the score (one group finds it easier everywhere), ``nonuniform`` adds
    their products to that, ``total`` adds both at once; ``p_holm`` is that of ``total``, adjusted over the
    items. ``advantages`` are the log odds of a higher answer in each group against the first, from the
    uniform model.
    """

    name: str
    uniform: DifStep
    nonuniform: DifStep
    total: DifStep
    p_holm: float
    advantages: tuple[float, ...]
    n: int


@dataclass(frozen=True, slots=True)
class Dif:
    """All items in order; ``matching`` says on what people are compared, ``purified`` which items left it."""

    items: tuple[ItemDif | NotComputed, ...]
    names: tuple[str, ...]
    matching: str
    purified: tuple[str, ...]
    group_sizes: tuple[int, ...]
    left_out: int
    warnings: tuple[str, ...]


def dif(
    answers: Answers,
    group: NDArray[np.integer],
    *,
    points: int | Sequence[int],
    theta: Floats | None = None,
    purify: bool = False,
    items: Sequence[str] = (),
) -> Dif:
    """DIF of answers (respondents x items, codes 1..k, negative for missing) over numbered groups (from 0).

    People are matched on the sum of their answers, so who missed an item takes no part and is counted; or on
    ``theta`` (one value per respondent), and then each item is over everyone who answered it. ``purify``
    takes items with DIF out of the sum and starts again, until the same items are found. Raises TooFewData
    with one group, or a group of fewer than two people. Source: Swaminathan and Rogers (1990); Zumbo (1999);
    docs/methods/dif.md.
    """
    require_answers(answers)
    every, names = points_of(answers.shape[1], points), names_of(answers.shape[1], items)
    require_known_codes(answers, every, names)
    whole = np.issubdtype(group.dtype, np.integer)
    if group.shape != (len(answers),) or not whole or group.min(initial=0) < 0:
        raise ValueError("Geef voor elke respondent een groep: een geheel getal vanaf 0.")
    if theta is not None and purify:
        raise ValueError("Zuiveren kan alleen als mensen op hun som worden vergeleken.")
    used = (answers > 0).all(axis=1) if theta is None else np.isfinite(theta)
    rows, member = answers[used].astype(np.int64), group[used].astype(np.int64)
    sizes = np.bincount(member, minlength=int(group.max(initial=0)) + 1)
    if len(sizes) < 2 or sizes.min() < 2:
        raise TooFewData("DIF vraagt twee of meer groepen met elk ten minste twee mensen.")
    counted: Booleans = np.ones(len(names), dtype=np.bool_)
    found, counted = _rounds(rows, member, names, None if theta is None else theta[used], counted, purify)
    small = f"Een groep telt minder dan {MINIMUM_GROUP} mensen: DIF kan onopgemerkt blijven."
    return Dif(
        items=found,
        names=names,
        matching="som van de antwoorden" if theta is None else "theta",
        purified=tuple(name for name, kept in zip(names, counted, strict=True) if not kept),
        group_sizes=tuple(sizes.tolist()),
        left_out=len(answers) - len(rows),
        warnings=(small,) if sizes.min() < MINIMUM_GROUP else (),
    )


def _rounds(
    rows: Integers,
    member: Integers,
    names: tuple[str, ...],
    theta: Floats | None,
    counted: Booleans,
    purify: bool,
) -> tuple[tuple[ItemDif | NotComputed, ...], Booleans]:
    """Once; or until purifying finds the items that it found before."""
    for _ in range(_MOST_ROUNDS):
        found = _every_item(rows, member, names, theta, counted)
        flagged = np.array([isinstance(one, ItemDif) and one.p_holm < LEVEL for one in found])
        if not purify or (~flagged == counted).all():
            return found, counted
        if flagged.sum() > len(names) - 2:
            raise TooFewData("Bijna elk item werkt anders: er blijft geen som over om op te vergelijken.")
        counted = ~flagged
    raise TooFewData("Het zuiveren kwam niet tot rust. Kies zelf op welke items wordt vergeleken.")


def _every_item(
    rows: Integers, member: Integers, names: tuple[str, ...], theta: Floats | None, counted: Booleans
) -> tuple[ItemDif | NotComputed, ...]:
    found: list[ItemDif | NotComputed] = []
    for at, name in enumerate(names):
        mask = counted.copy()
        mask[at] = True  # an item is always part of the sum that it is itself judged by
        score = rows[:, mask].sum(axis=1).astype(np.float64) if theta is None else theta
        known = rows[:, at] > 0
        found.append(_one_item(name, rows[known, at], score[known], member[known]))
    tested = [at for at, one in enumerate(found) if isinstance(one, ItemDif)]
    adjusted = adjusted_p(
        np.array([one.total.p for one in found if isinstance(one, ItemDif)], dtype=np.float64)
    )
    for at, p_holm in zip(tested, adjusted.tolist(), strict=True):
        one = found[at]
        assert isinstance(one, ItemDif)
        found[at] = replace(one, p_holm=p_holm)
    return tuple(found)


def _one_item(name: str, column: Integers, score: Floats, member: Integers) -> ItemDif | NotComputed:
    given, places = np.unique(column, return_inverse=True)
    groups = np.unique(member)
    if len(given) < 2:
        return NotComputed(f"Iedereen gaf item {name} hetzelfde antwoord, of niemand beantwoordde het.")
    if len(groups) < 2 or np.ptp(score) == 0:
        return NotComputed(f"Item {name} is niet door meer groepen beantwoord, of iedereen scoort gelijk.")
    cells, counts = _counted(places, score, member, groups)
    level = (cells[:, 0] - cells[:, 0].mean()) / cells[:, 0].std()
    apart = cells[:, 1:]
    designs = (
        np.empty((len(cells), 0)),
        level[:, None],
        np.column_stack([level, apart]),
        np.column_stack([level, apart, level[:, None] * apart]),
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
        p_holm=1.0,
        advantages=tuple(uniform.slopes[1:].tolist()),
        n=n,
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
