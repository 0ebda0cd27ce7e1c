"""Does an item work the same in every group? Ordinal logistic regression on the scale and the group."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers, names_of, points_of, require_answers, require_known_codes
from rondom.analysis.estimates import Booleans, Floats, Integers, NotComputed, TooFewData
from rondom.analysis.irt.dif_item import ItemDif, Size, one_item
from rondom.analysis.multilevel.multiplicity import Correction, adjusted_p
from rondom.analysis.quantiles import require_level

LEVEL = 0.05
"""Adjusted p below which an item is taken out of the score that people are matched on, when purifying."""
MINIMUM_GROUP = 100
"""People in a group below which a warning says that little can be seen."""
JODOIN_GIERL = (0.035, 0.07)
"""Gains in Nagelkerke's R-squared from which DIF is moderate, and from which it is large."""
ZUMBO_THOMAS = (0.13, 0.26)
"""The same, far more lenient."""
_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Dif:
    """All items in order; ``matching`` says on what people are compared, ``purified`` which items left it.

    ``cutoffs`` are the gains in R-squared from which DIF is moderate and large; ``left_out`` counts people.
    """

    items: tuple[ItemDif | NotComputed, ...]
    names: tuple[str, ...]
    matching: str
    purified: tuple[str, ...]
    group_sizes: tuple[int, ...]
    left_out: int
    correction: Correction
    cutoffs: tuple[float, float]
    warnings: tuple[str, ...]
    missing: str
    estimator: str = "proportionele odds, maximum likelihood, toetsen op de aannemelijkheidsverhouding"


def dif(
    answers: Answers,
    group: NDArray[np.integer],
    *,
    points: int | Sequence[int],
    theta: Floats | None = None,
    purify: bool = False,
    items: Sequence[str] = (),
    correction: Correction = "holm",
    cutoffs: tuple[float, float] = JODOIN_GIERL,
    level: float = 0.95,
) -> Dif:
    """DIF of answers (respondents x items, codes 1..k, negative for missing) over numbered groups (from 0).

    People are matched on the sum of their answers, so who missed an item takes no part and is counted; or on
    ``theta`` (one value per respondent), and then each item is over everyone who answered it. ``purify``
    takes items with DIF out of the sum and starts again, until the same items are found. Raises TooFewData
    with one group, or a group of fewer than two people. Source: Swaminathan and Rogers (1990); Zumbo (1999);
    docs/methods/dif.md.
    """
    require_level(level)
    if not 0 <= cutoffs[0] <= cutoffs[1] <= 1:
        raise ValueError("Geef twee grenzen tussen 0 en 1 in oplopende volgorde.")
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
    items_at = _Items(rows, member, names, None if theta is None else theta[used], correction, cutoffs, level)
    found, counted = _rounds(items_at, purify)
    small = f"Een groep telt minder dan {MINIMUM_GROUP} mensen: DIF kan onopgemerkt blijven."
    return Dif(
        items=found,
        names=names,
        matching="som van de antwoorden" if theta is None else "theta",
        purified=tuple(name for name, kept in zip(names, counted, strict=True) if not kept),
        group_sizes=tuple(sizes.tolist()),
        left_out=len(answers) - len(rows),
        correction=correction,
        cutoffs=cutoffs,
        warnings=(small,) if sizes.min() < MINIMUM_GROUP else (),
        missing="alleen wie elk item beantwoordde"
        if theta is None
        else "elk item over wie het beantwoordde en theta heeft",
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Items:
    """Answers of the people who take part, and how they are judged."""

    rows: Integers
    member: Integers
    names: tuple[str, ...]
    theta: Floats | None
    correction: Correction
    cutoffs: tuple[float, float]
    level: float

    def every(self, counted: Booleans) -> tuple[ItemDif | NotComputed, ...]:
        """All items, with people matched on the sum of the ``counted`` ones."""
        found = [self._one(at, counted) for at in range(len(self.names))]
        p = np.array([one.total.p for one in found if isinstance(one, ItemDif)], dtype=np.float64)
        adjusted = iter(adjusted_p(p, correction=self.correction).tolist())
        return tuple(self._sized(one, next(adjusted)) if isinstance(one, ItemDif) else one for one in found)

    def _one(self, at: int, counted: Booleans) -> ItemDif | NotComputed:
        mask = counted.copy()
        mask[at] = True  # an item is always part of the sum that it is itself judged by
        score = self.rows[:, mask].sum(axis=1).astype(np.float64) if self.theta is None else self.theta
        known = self.rows[:, at] > 0
        return one_item(
            self.names[at], self.rows[known, at], score[known], self.member[known], level=self.level
        )

    def _sized(self, item: ItemDif, p: float) -> ItemDif:
        size: Size = "verwaarloosbaar"
        if p < LEVEL and item.total.nagelkerke >= self.cutoffs[0]:
            size = "groot" if item.total.nagelkerke >= self.cutoffs[1] else "matig"
        return replace(item, p_adjusted=p, size=size)


def _rounds(items: _Items, purify: bool) -> tuple[tuple[ItemDif | NotComputed, ...], Booleans]:
    """Once; or until purifying finds the items that it found before."""
    counted: Booleans = np.ones(len(items.names), dtype=np.bool_)
    for _ in range(_MOST_ROUNDS):
        found = items.every(counted)
        flagged = np.array([isinstance(one, ItemDif) and one.p_adjusted < LEVEL for one in found])
        if not purify or (~flagged == counted).all():
            return found, counted
        if flagged.sum() > len(items.names) - 2:
            raise TooFewData("Bijna elk item werkt anders: er blijft geen som over om op te vergelijken.")
        counted = ~flagged
    raise TooFewData("Het zuiveren kwam niet tot rust. Kies zelf op welke items wordt vergeleken.")
