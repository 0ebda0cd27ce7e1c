"""Cross-tabulations of every pair of items, from joint tables of a few items at a time.

A respondent's answers to some items make one number, with a digit per item. Counting the numbers of two such
sets together gives a table from which those of all their pairs follow by adding up: with forty items of
five points in sets of three, each respondent is counted 91 times instead of 780.
"""

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.estimates import Integers

_CALL = 5_000  # what a call costs, in respondents counted


def cross_tables(
    codes: NDArray[np.integer], k: int, layer: NDArray[np.integer] | None = None, layers: int = 1
) -> Integers:
    """How often two points came together: layers x items x items x k x k; on the diagonal an item's own.

    ``codes`` is items x respondents: 1 to ``k``, or 0 for no answer. ``layer`` is each respondent's, from 0.
    At most 2^24 respondents at a time: up to there a count is exact in single precision.
    """
    items, people = codes.shape
    missing = int(codes.min(initial=1) == 0)
    base = k + missing
    size = _set_size(items, people, base, layers)
    sets, cells = -(-items // size), base**size
    joint = _joint(codes, base, size, 1 - missing)
    chosen = _chosen(base, size, k, missing)
    start = 0 if layer is None else layer
    found = np.empty((sets, sets, layers, size * k, size * k), dtype=np.float32)
    for first in range(sets):
        own = np.bincount(joint[first] + start * cells, minlength=layers * cells).reshape(layers, cells, 1)
        found[first, first] = chosen.T @ (own.astype(np.float32) * chosen)
        tables = np.empty((sets - first - 1, layers, cells, cells), dtype=np.float32)
        high = (joint[first] + start * cells) * cells
        for table, second in zip(tables, joint[first + 1 :], strict=True):
            table.ravel()[:] = np.bincount(high + second, minlength=table.size)
        found[first, first + 1 :] = chosen.T @ tables @ chosen
        found[first + 1 :, first] = found[first, first + 1 :].swapaxes(-1, -2)
    split = found.reshape(sets, sets, layers, size, k, size, k).transpose(2, 0, 3, 1, 5, 4, 6)
    counted = split.reshape(layers, sets * size, sets * size, k, k)[:, :items, :items]
    return counted.astype(np.int64)


def _set_size(items: int, people: int, base: int, layers: int) -> int:
    """How many items to count together: fewer tables, or smaller ones."""

    def cost(size: int) -> int:
        sets = -(-items // size)
        return sets * (sets + 1) * (people + 2 * layers * int(base ** (2 * size)) + _CALL)

    return min(range(1, min(items, 8) + 1), key=cost)


def _joint(codes: NDArray[np.integer], base: int, size: int, lowest: int) -> Integers:
    """Sets x respondents: the answers to a set's items as one number, its first item as the last digit."""
    joint = np.zeros((-(-len(codes) // size), codes.shape[1]), dtype=np.int64)
    for item in reversed(range(len(codes))):
        own = joint[item // size]
        own *= base
        own += codes[item]
        own -= lowest
    return joint


def _chosen(base: int, size: int, k: int, missing: int) -> NDArray[np.float32]:
    """Numbers of a set x (its items x points): 1 where the number says that this point was chosen."""
    digits = np.arange(base**size)[:, None] // base ** np.arange(size) % base
    chosen = digits[:, :, None] == np.arange(k) + missing
    indicators: NDArray[np.float32] = chosen.reshape(base**size, size * k).astype(np.float32)
    return indicators
