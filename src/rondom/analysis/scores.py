"""Scale scores of respondents, from 0 to 100, and how precise one score is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from rondom.analysis.codes import (
    Answers,
    names_of,
    points_of,
    require_answers,
    require_known_codes,
    reverse_keys,
)
from rondom.analysis.estimates import Floats, Interval, TooFewData
from rondom.analysis.reliability import Reliability

MINIMUM_SHARE = 0.75
"""A score needs at least this share of the items: 6 of 8."""


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """How far one person's score may lie from their true score: a standard deviation, in score units."""

    sem: float
    interval: Interval
    respondents: int


def scale_scores(
    answers: Answers,
    *,
    points: int | Sequence[int],
    minimum_share: float = MINIMUM_SHARE,
    reverse: Collection[int] | Collection[str] = (),
    items: Sequence[str] = (),
) -> Floats:
    """One score per respondent: the mean of the answered items, rescaled so that 0 is the lowest possible.

    ``answers`` is respondents x items of one scale; ``reverse`` holds numbers (from 0) or names of items
    that are turned round first. (mean - 1) / (k - 1) x 100; items with different
    numbers of points are each rescaled first. A respondent who answered less than ``minimum_share`` of
    the items has no score: NaN. A score depends on that person's answers alone, so it is the same in
    every selection of respondents. Raises UnknownCode. Source: docs/methods/scale-scores.md.
    """
    require_answers(answers)
    every, names = points_of(answers.shape[1], points), names_of(answers.shape[1], items)
    require_known_codes(answers, every, names)
    if not names or min(every) < 2:
        raise ValueError("Een schaal heeft items met ten minste twee punten.")
    if not 0 < minimum_share <= 1:
        raise ValueError("Het deel dat beantwoord moet zijn, ligt tussen 0 en 1.")
    keyed = reverse_keys(answers, [_place(one, names) for one in reverse], points=every)
    steps = np.array(every, dtype=np.int64) - 1
    whole = int(np.lcm.reduce(steps))
    # Whole numbers until the one division: the same answers always give exactly the same score.
    total = (np.maximum(keyed - 1, 0) * (whole // steps)).sum(axis=1)
    count = (keyed > 0).sum(axis=1)
    enough = (count > 0) & (count >= minimum_share * len(names) - 1e-9)
    return np.where(enough, 100 * total / (whole * np.maximum(count, 1)), np.nan)


def _place(item: int | str, names: tuple[str, ...]) -> int:
    if isinstance(item, str) and item not in names:
        raise ValueError(f"Item {item} is er niet. De items zijn: {', '.join(names)}.")
    return names.index(item) if isinstance(item, str) else item


def standard_error_of_measurement(sd: float, reliability: Reliability) -> MeasurementError:
    """sd x sqrt(1 - alpha), with the interval that follows from alpha's; ``sd`` is taken as known.

    Raises TooFewData for a spread of zero. Source: docs/methods/scale-scores.md.
    """
    if not sd > 0:
        raise TooFewData("Zonder spreiding in de scores bestaat er geen meetfout.")
    low, high = (sd * sqrt(1 - alpha) for alpha in (reliability.interval.high, reliability.interval.low))
    interval = Interval(low, high, reliability.interval.level, reliability.interval.method)
    return MeasurementError(sd * sqrt(1 - reliability.alpha), interval, reliability.respondents)
