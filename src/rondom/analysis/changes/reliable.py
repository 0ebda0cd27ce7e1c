"""Is one person's change more than measurement error? The reliable change index."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from rondom.analysis.estimates import Booleans, Floats, Integers, TooFewData
from rondom.analysis.quantiles import normal_quantile, require_level


@dataclass(frozen=True, slots=True)
class DetectableChange:
    """The smallest change of one person that measurement error hardly ever makes, in score units.

    ``sem`` is the standard error of measurement, ``difference`` that of the difference of two scores.
    """

    sem: float
    difference: float
    smallest: float
    level: float


@dataclass(frozen=True, slots=True, eq=False)
class ReliableChange:
    """Per person (row by row) the index and whether it rose reliably (1), fell (-1), or neither (0).

    Rows without both scores have no index: ``known`` is False there and the index 0. ``risen``, ``fallen``
    and ``unchanged`` count the others. A description of people, without an interval.
    """

    index: Floats
    direction: Integers
    known: Booleans
    risen: int
    fallen: int
    unchanged: int
    detectable: DetectableChange


def detectable_change(sd: float, reliability: float, *, level: float = 0.95) -> DetectableChange:
    """From the spread of scores before, and their reliability: z x sqrt(2) x SEM.

    Raises TooFewData without spread, or with a reliability that is not above 0 or leaves no error.
    Source: Jacobson and Truax (1991); docs/methods/reliable-change.md.
    """
    if not sd > 0:
        raise TooFewData("Zonder spreiding in de scores bestaat er geen meetfout.")
    if not 0 < reliability < 1:
        raise TooFewData("Betrouwbare verandering vraagt een betrouwbaarheid tussen 0 en 1.")
    sem = sd * sqrt(1 - reliability)
    difference = sqrt(2) * sem
    smallest = normal_quantile((1 + require_level(level)) / 2) * difference
    return DetectableChange(sem, difference, smallest, level)


def reliable_change(
    before: Floats, after: Floats, *, reliability: float, sd: float | None = None, level: float = 0.95
) -> ReliableChange:
    """The reliable change index of Jacobson and Truax: (after - before) / S_diff.

    ``sd`` is the spread of scores in a norm group; without it that of everyone's score before. The direction
    is 0 when the index does not exceed z. Raises TooFewData as ``detectable_change`` does.
    """
    if before.shape != after.shape or before.ndim != 1:
        raise ValueError("Geef van elk mens de score vooraf en achteraf: twee even lange rijen.")
    have = before[~np.isnan(before)]
    if sd is None and len(have) < 2:
        raise TooFewData("De spreiding vooraf vraagt ten minste twee scores. Geef anders sd.")
    away = have - have[0] if len(have) else have
    spread = float(away.std(ddof=1)) if sd is None else sd
    limits = detectable_change(spread, reliability, level=level)
    known = ~np.isnan(before) & ~np.isnan(after)
    index = np.where(known, after - before, 0.0) / limits.difference
    direction = (np.sign(index) * (np.abs(index) > limits.smallest / limits.difference)).astype(np.int64)
    risen, fallen = (int((direction == way).sum()) for way in (1, -1))
    return ReliableChange(index, direction, known, risen, fallen, int(known.sum()) - risen - fallen, limits)
