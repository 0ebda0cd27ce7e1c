"""Items that work otherwise in a group: people with the same score, and still another answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from rondom.analysis import TooFewData, adjusted_p, dif
from rondom.analysis.estimates import Floats, Integers, NotComputed
from rondom.dossier.data import Data, Labels
from rondom.dossier.evidence import Differences, ItemDifference, Size
from rondom.dossier.limits import DIF_LARGE, DIF_LEVEL, DIF_MODERATE, ENOUGH_PER_GROUP

NONE = Differences((), {})

NO_RESULT = "Met deze antwoorden is hier geen uitkomst te berekenen."
"""Not the reason of the method: that everyone gave one answer says something about everyone."""


def examine_items(data: Data, labels: Labels, groups: Sequence[str]) -> Differences:
    """Every item of every scale over these groups; p-values adjusted over all items together.

    People are matched on their scale score, that of reports. A group in which fewer than a hundred people
    have a score and answered the item takes no part there: nothing is told about it.
    """
    reasons: dict[str, str] = {}
    found: list[ItemDifference] = []
    for scale in data.scales:
        answers, scores, points = data.keyed(scale), data.scores(scale), data.points(scale.items)
        for at, item in enumerate(scale.items):
            try:
                one = _item(item, answers[:, at], scores, labels, groups, points[at])
            except TooFewData as reason:
                reasons[item] = str(reason)
            else:
                found.append(replace(one, scale=data.name(scale)))
    return Differences(tuple(_judged(found)), reasons)


def _item(
    name: str, answers: Integers, scores: Floats, labels: Labels, groups: Sequence[str], points: int
) -> ItemDifference:
    there = (answers > 0) & ~np.isnan(scores)
    fewest = int(ENOUGH_PER_GROUP.value)
    large = [group for group in groups if (there & (labels == group)).sum() >= fewest]
    if len(large) < 2:
        raise TooFewData(f"Minder dan twee groepen hebben {fewest} mensen die deze vraag beantwoordden.")
    taken = there & np.isin(labels, large)
    member = np.array([large.index(label) for label in labels[taken].tolist()])
    [one] = dif(answers[taken][:, None], member, points=points, theta=scores[taken], items=(name,)).items
    if isinstance(one, NotComputed):
        raise TooFewData(NO_RESULT)
    advantages = (0.0, *(advantage.value for advantage in one.advantages))
    return ItemDifference(
        item=name,
        scale="",
        gain=one.total.nagelkerke,
        uniform=one.uniform.nagelkerke,
        p=one.total.p,
        n=one.n,
        size=Size.UNSURE,
        higher=large[int(np.argmax(advantages))],
        lower=large[int(np.argmin(advantages))],
    )


def _judged(found: Sequence[ItemDifference]) -> Iterator[ItemDifference]:
    adjusted = adjusted_p(np.array([one.p for one in found], dtype=np.float64))
    for one, p in zip(found, adjusted.tolist(), strict=True):
        size = _size(one.gain, p)
        alike = size is Size.NEGLIGIBLE
        yield replace(
            one, p=p, size=size, higher="" if alike else one.higher, lower="" if alike else one.lower
        )


def _size(gain: float, p: float) -> Size:
    """By what it does to answers; chance only decides whether something that large can be believed."""
    if gain < DIF_MODERATE.value:
        return Size.NEGLIGIBLE
    if p >= DIF_LEVEL.value:
        return Size.UNSURE
    return Size.LARGE if gain >= DIF_LARGE.value else Size.MODERATE
