"""The pattern for one layer of people: which groups may be shown at all."""

import numpy as np

from rondom.analysis.disclosure.differences import SumAttacker
from rondom.analysis.disclosure.intervals import CountAttacker
from rondom.analysis.disclosure.layer import Audience, Layer, Layout, audiences
from rondom.analysis.disclosure.pattern import Attacker, Cut, Pattern, cheapest
from rondom.analysis.disclosure.released import TOTAL
from rondom.analysis.estimates import Booleans, Floats, Integers


def weights(layer: Layer, minimum: int) -> Floats:
    """What hiding a group costs: its people, and more for a margin and most for the grand total."""
    margins = np.array([1 + (row == TOTAL) + (column == TOTAL) for row, column in layer.keys])
    return np.asarray((layer.sizes + minimum) * np.array([0, 1, 2, 4])[margins], dtype=np.float64)


def safe_pattern(
    layer: Layer,
    layout: Layout,
    minimum: int,
    *,
    hidden: Booleans,
    counted: Booleans | None = None,
    extra: list[Attacker] | None = None,
) -> tuple[Pattern, Booleans]:
    """The cheapest safe pattern that hides ``hidden`` as well, and which groups an earlier release bars.

    ``counted`` are the groups whose number of people must stay open when they are hidden (default all).
    """
    counted = np.ones(len(layer.keys), dtype=bool) if counted is None else counted
    readers = audiences(layer, minimum)
    sums = [SumAttacker(reader) for reader in readers]
    barred = np.zeros(len(layer.keys), dtype=bool)
    if layer.known:
        for attacker in sums:
            barred |= attacker.forced()
    primary = hidden | barred | (layer.sizes < minimum)
    attackers: list[Attacker] = [*extra] if extra else []
    attackers += [*sums, *count_attackers(layer, readers, minimum, counted)]
    found = cheapest(weights(layer, minimum), primary, attackers, _start(layer, layout, minimum, counted))
    return found, barred


def count_attackers(layer: Layer, readers: list[Audience], minimum: int, counted: Booleans) -> list[Attacker]:
    """Everyone who tries to narrow the hidden counts of this layer."""
    return [
        CountAttacker(layer, reader, rule=minimum, told=told, counted=counted)
        for reader in readers
        for told in (False, True)
    ]


def _start(layer: Layer, layout: Layout, minimum: int, counted: Booleans) -> list[Cut]:
    """What every safe pattern obeys in each sum: the hidden parts of a shown total are enough people."""
    sizes, ceilings = layer.sizes, layer.ceilings
    cuts: list[Cut] = []
    for total, parts in layout.equations(layer.keys):
        if counted[total]:
            cuts.append(_cut(len(sizes), dict.fromkeys(parts, 1.0), total, 1.0))
        for part in parts:
            need = float(minimum if sizes[part] else counted[part] * min(minimum, ceilings[part]))
            if need:
                cuts.append(_cut(len(sizes), {**_enough(sizes, parts, need), total: need}, part, need))
    return cuts


def _enough(sizes: Integers, parts: tuple[int, ...], need: float) -> dict[int, float]:
    return {part: min(float(sizes[part]), need) for part in parts}


def _cut(size: int, coefficients: dict[int, float], target: int, need: float) -> Cut:
    row = np.zeros(size)
    for place, value in coefficients.items():
        row[place] = value
    row[target] -= need
    return Cut(row, 0.0)
