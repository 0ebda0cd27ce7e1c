"""Asymptotic covariances of thresholds and polychoric correlations: one blocked product over respondents."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Floats
from rondom.analysis.ordinal.categories import Categories
from rondom.analysis.ordinal.influence import Influences

_BLOCK_CELLS = 2**21  # influences in work at a time: 8 MB
_FEW = 5000  # up to so many respondents double precision costs nothing that is noticed
_Block = NDArray[np.float32] | NDArray[np.float64]


def products(
    answers: Answers,
    found: Categories,
    table: Influences,
    *,
    cluster: NDArray[np.integer] | None = None,
) -> Floats:
    """The sum over respondents of their influence times itself, estimates x estimates.

    Order: the thresholds item by item, then the correlations (1, 2), (1, 3), ..., (2, 3), .... With
    ``cluster`` (a number per respondent) the influences are summed per cluster first. Above 5,000
    respondents the blocks are in single precision, their sum in double: six digits hold.
    """
    size = sum(found.sizes) + len(found.pairs)
    total = np.zeros((size, size))
    order = None if cluster is None else np.argsort(cluster, kind="stable")
    rows = max(256, _BLOCK_CELLS // size)
    precision = np.float64 if len(answers) <= _FEW else np.float32
    block = np.empty((size, rows), dtype=precision)
    fill = _Filler(found, table, precision)
    if order is None or cluster is None:
        for at in range(0, len(answers), rows):
            part = fill(found.ranks(answers[at : at + rows]), block)
            total += part @ part.T
        return total
    for sums in _cluster_sums(answers, found, fill, block, cluster, order):
        total += sums @ sums.T
    return total


def _cluster_sums(
    answers: Answers,
    found: Categories,
    fill: "_Filler",
    block: _Block,
    cluster: NDArray[np.integer],
    order: NDArray[np.integer],
) -> Iterator[Floats]:
    """Influences summed per cluster, a column each; a cluster that a block cuts in two is carried over."""
    carried, last = np.zeros((len(block), 0)), None
    for at in range(0, len(order), block.shape[1]):
        rows = order[at : at + block.shape[1]]
        member = cluster[rows]
        part = fill(found.ranks(answers[rows]), block)
        starts = np.flatnonzero(np.r_[True, member[1:] != member[:-1]])
        sums = np.add.reduceat(part, starts, axis=1, dtype=np.float64)
        if last is not None and member[0] == last:
            sums[:, :1] += carried
        elif last is not None:
            yield carried
        yield sums[:, :-1]
        carried, last = sums[:, -1:], member[-1]
    yield carried


class _Filler:
    """Writes the influences of a block of respondents, a column each."""

    def __init__(self, found: Categories, table: Influences, precision: type[np.floating]) -> None:
        self.sizes = found.sizes
        self.by_answer = [
            np.ascontiguousarray(values[:, :size].T, dtype=precision)
            for values, size in zip(table.thresholds, found.sizes, strict=True)
        ]
        pairs, side, _ = table.pairs.shape
        self.side, self.cells = side, table.pairs.astype(precision).reshape(pairs, side * side)

    def __call__(self, ranks: NDArray[np.int16], block: _Block) -> _Block:
        items, count = ranks.shape
        part = block[:, :count]
        at = 0
        for place, values in enumerate(self.by_answer):
            values.take(ranks[place], axis=1, out=part[at : at + len(values)], mode="clip")
            at += len(values)
        wide, done = ranks.astype(np.intp), 0
        for place in range(items - 1):
            several = items - 1 - place
            look = wide[place + 1 :] + self.side * wide[place]
            look += (np.arange(several) * self.side**2)[:, None]
            cells = self.cells[done : done + several].ravel()
            cells.take(look, out=part[at + done : at + done + several], mode="clip")
            done += several
        return part
