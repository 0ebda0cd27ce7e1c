"""Items that work otherwise in a group: people with the same score, and still another answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from rondom.analysis import TooFewData, adjusted_p, dif
from rondom.analysis.estimates import NotComputed
from rondom.analysis.irt import ItemDif
from rondom.dossier.data import Data, Labels
from rondom.dossier.evidence import Differences, ItemDifference, Size
from rondom.dossier.limits import DIF_LARGE, DIF_LEVEL, DIF_MODERATE, ENOUGH_PER_GROUP
from rondom.instruments import Scale

NONE = Differences((), {})

Found = tuple[tuple[ItemDifference, ...], dict[str, str]]


def examine_items(data: Data, labels: Labels, groups: Sequence[str]) -> Differences:
    """Per scale, its items over these groups; p-values adjusted over the items of all scales together.

    People are matched on the sum of their answers to the scale. A group in which fewer than a hundred people
    answered the whole scale takes no part there: nothing is told about it.
    """
    reasons: dict[str, str] = {}
    found: list[ItemDifference] = []
    for scale in data.scales:
        try:
            items, missed = _of_scale(data, scale, labels, groups)
        except TooFewData as reason:
            items, missed = (), {data.name(scale): str(reason)}
        found += items
        reasons |= missed
    return Differences(tuple(_judged(found)), reasons)


def _of_scale(data: Data, scale: Scale, labels: Labels, groups: Sequence[str]) -> Found:
    answers = data.keyed(scale)
    whole = (answers > 0).all(axis=1)
    fewest = int(ENOUGH_PER_GROUP.value)
    large = [group for group in groups if (whole & (labels == group)).sum() >= fewest]
    if len(large) < 2:
        raise TooFewData(f"Minder dan twee groepen hebben {fewest} mensen die de hele schaal invulden.")
    taken = whole & np.isin(labels, large)
    result = dif(
        answers[taken],
        np.array([large.index(label) for label in labels[taken].tolist()]),
        points=data.points(scale.items),
        items=scale.items,
    )
    pairs = list(zip(scale.items, result.items, strict=True))
    items = tuple(_item(one, data.name(scale), large) for _, one in pairs if isinstance(one, ItemDif))
    return items, {name: one.reason for name, one in pairs if isinstance(one, NotComputed)}


def _item(found: ItemDif, scale: str, groups: Sequence[str]) -> ItemDifference:
    advantages = (0.0, *found.advantages)
    return ItemDifference(
        item=found.name,
        scale=scale,
        gain=found.total.nagelkerke,
        uniform=found.uniform.nagelkerke,
        p=found.total.p,
        n=found.n,
        size=Size.UNSURE,
        higher=groups[int(np.argmax(advantages))],
        lower=groups[int(np.argmin(advantages))],
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
