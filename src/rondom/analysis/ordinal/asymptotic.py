"""Asymptotic covariances of thresholds and polychoric correlations: one blocked product over respondents."""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import Answers
from rondom.analysis.estimates import Floats
from rondom.analysis.ordinal.categories import Categories
from rondom.analysis.ordinal.influence import Influences

_BLOCK_CELLS = 2**21  # influences in work at a time: 8 MB
_FEW = 5000  # up to so many respondents double precision costs nothing that is noticed
Block = NDArray[np.float32] | NDArray[np.float64]


Fill = Callable[[slice | NDArray[np.integer], Block], Block]
"""Writes the influences of these respondents into a block, a column each, and gives the part it filled."""


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
    fill = Filler(found, table, precision_for(len(answers)))

    def of(rows: slice | NDArray[np.integer], block: Block) -> Block:
        return fill(found.ranks(answers[rows]), block)

    return summed_products(of, sum(found.sizes) + len(found.pairs), len(answers), cluster=cluster)


def precision_for(respondents: int) -> type[np.floating]:
    """Double for few respondents, single for many."""
    return np.float64 if respondents <= _FEW else np.float32


def summed_products(
    fill: Fill, size: int, respondents: int, *, cluster: NDArray[np.integer] | None = None
) -> Floats:
    """The sum over respondents, or clusters, of ``size`` influences times themselves."""
    total = np.zeros((size, size))
    block = np.empty((size, max(256, _BLOCK_CELLS // size)), dtype=precision_for(respondents))
    if cluster is None:
        for at in range(0, respondents, block.shape[1]):
            part = fill(slice(at, min(at + block.shape[1], respondents)), block)
            total += part @ part.T
        return total
    for sums in _cluster_sums(fill, block, cluster):
        total += sums @ sums.T
    return total


def _cluster_sums(fill: Fill, block: Block, cluster: NDArray[np.integer]) -> Iterator[Floats]:
    """Influences summed per cluster, a column each; a cluster that a block cuts in two is carried over."""
    order = np.argsort(cluster, kind="stable")
    carried, last = np.zeros((len(block), 0)), None
    for at in range(0, len(order), block.shape[1]):
        rows = order[at : at + block.shape[1]]
        member = cluster[rows]
        part = fill(rows, block)
        starts = np.flatnonzero(np.r_[True, member[1:] != member[:-1]])
        sums = np.add.reduceat(part, starts, axis=1, dtype=np.float64)
        if last is not None and member[0] == last:
            sums[:, :1] += carried
        elif last is not None:
            yield carried
        yield sums[:, :-1]
        carried, last = sums[:, -1:], member[-1]
    yield carried


class Filler:
    """Writes the influences of a block of respondents, a column each."""

    def __init__(self, found: Categories, table: Influences, precision: type[np.floating]) -> None:
        self.sizes = found.sizes
        self.by_answer = [
            np.ascontiguousarray(values[:, :size].T, dtype=precision)
            for values, size in zip(table.thresholds, found.sizes, strict=True)
        ]
        pairs, side, _ = table.pairs.shape
        self.side, self.cells = side, table.pairs.astype(precision).reshape(pairs, side * side)

    def __call__(self, ranks: NDArray[np.int16], block: Block) -> Block:
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
