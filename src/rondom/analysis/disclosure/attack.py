"""The audit: what someone works out who holds released results, and nothing of how they were made.

It reads ``Released`` only (and, for an insider, the true numbers of scores), so that it can be run on
what really went out, years later.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rondom.analysis.disclosure.asked import Measure
from rondom.analysis.disclosure.layer import Key, Layout
from rondom.analysis.disclosure.programme import minimise
from rondom.analysis.disclosure.released import Released, Why
from rondom.analysis.disclosure.scores import decimals
from rondom.analysis.disclosure.table import base_labels
from rondom.analysis.estimates import Booleans


@dataclass(frozen=True, slots=True)
class Bound:
    """Between which values a hidden number must lie; ``high`` is infinite when nothing limits it."""

    row: str
    column: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """How much is left open."""
        return self.high - self.low


def attack(*releases: Released, told: bool = False) -> tuple[Bound, ...]:
    """Bounds on the number of people in every hidden group of the first release.

    All releases are about the same people, over the same table before merging. ``told``: the attacker
    believes the reasons as well ("few" is below the rule, other hidden groups are not).
    """
    rows, columns = _labels(releases)
    member, values, hidden, targets = [], [], [], []
    limits: list[float] = []
    for number, released in enumerate(releases):
        sets = _sets(released, rows, columns)
        for key, group in released.groups.items():
            if group.n is not None or group.why is Why.EMPTY:
                member.append(sets[key])
                values.append(float(group.n or 0))
                continue
            if number == 0:
                targets.append((key, sets[key]))
            if told:
                few = group.why is Why.FEW
                hidden.append(sets[key] * (1.0 if few else -1.0))
                limits.append(float(released.minimum - 1 if few else -released.minimum))
    size = len(rows) * len(columns)
    most = sum(values) + 10.0 * max(released.minimum for released in releases)
    aims = np.array([cells for _, cells in targets], dtype=float).reshape(len(targets), size)
    if not targets:
        return ()
    found = minimise(
        np.vstack([aims, -aims]),
        at_most=(np.array(hidden, dtype=float).reshape(len(hidden), size), np.array(limits)),
        equal=(np.array(member, dtype=float).reshape(len(member), size), np.array(values)),
        low=np.zeros(size),
        high=np.full(size, most),
    )
    ends = zip(targets, found[: len(targets)], found[len(targets) :], strict=True)
    return tuple(
        Bound(*key, low.value, np.inf if -high.value >= most - 1e-6 else -high.value)
        for (key, _), low, high in ends
    )


def attack_means(released: Released, measure: Measure) -> tuple[Bound, ...]:
    """Bounds on the mean of every hidden group for an insider, who knows how many people have a score.

    Of ``measure`` only the numbers and the ends of the scale are used; means come from the release,
    with their rounding. Groups without any score are left out.
    """
    rows, columns = _labels([released])
    if measure.n.shape != (len(rows), len(columns)):
        raise ValueError("De aantallen horen niet bij deze tabel. Geef de tabel van voor het samenvoegen.")
    sets, n = _sets(released, rows, columns), measure.n.ravel().astype(float)
    slack = 0.5 * 10.0 ** -decimals(measure)
    shown, ends, targets = [], [], []
    for (name, *_), mean in released.means.items():
        cells = sets[mean.row, mean.column]
        if name == measure.name and mean.mean is not None:
            shown.append(cells.astype(float))
            ends.append((float(n @ cells) * (mean.mean - slack), float(n @ cells) * (mean.mean + slack)))
        elif name == measure.name and n @ cells:
            targets.append(((mean.row, mean.column), cells / (n @ cells)))
    if not targets:
        return ()
    aims, sums = np.array([aim for _, aim in targets]), np.array(shown).reshape(len(shown), len(n))
    low, high = np.array(ends).reshape(len(ends), 2).T
    found = minimise(
        np.vstack([aims, -aims]),
        at_most=(np.vstack([sums, -sums]), np.append(high, -low)),
        low=measure.low * n,
        high=measure.high * n,
    )
    pairs = zip(targets, found[: len(targets)], found[len(targets) :], strict=True)
    return tuple(Bound(*key, below.value, -above.value) for (key, _), below, above in pairs)


def _labels(releases: Sequence[Released]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Rows and columns before merging."""
    rows = [label for each in releases for row in each.rows for label in base_labels(row, (), each)]
    columns = [
        label for each in releases for column in each.columns for label in base_labels(column, (), each)
    ]
    return tuple(dict.fromkeys(rows)), tuple(dict.fromkeys(columns))


def _sets(released: Released, rows: Sequence[str], columns: Sequence[str]) -> dict[Key, Booleans]:
    def places(label: str, labels: Sequence[str]) -> tuple[int, ...]:
        return tuple(labels.index(each) for each in base_labels(label, tuple(labels), released))

    layout = Layout(
        rows={row: places(row, rows) for row in released.rows},
        columns={column: places(column, columns) for column in released.columns},
        lines={line: places(line, rows) for line in released.lines},
        shape=(len(rows), len(columns)),
    )
    keys = list(released.groups)
    return dict(zip(keys, layout.members(keys), strict=True))
