"""What is done with cells of a pair table in which nobody stands: nothing, unless asked by name."""

from typing import Literal

import numpy as np

from rondom.analysis.estimates import Floats

ZeroCells = Literal["keep", "add 0.5"]
"""``keep``: nothing is added. ``add 0.5``: as lavaan does, and only in tables of two by two with an empty
cell: half a respondent on the diagonal with that cell, taken from the other one, so that the margins stay."""


def with_zero_cells(tables: Floats, rule: ZeroCells) -> Floats:
    """The tables (P x K x K) after the rule; the thresholds stay those of the answers themselves."""
    if rule == "keep":
        return tables
    rows, columns = tables.sum(axis=2, keepdims=True) > 0, tables.sum(axis=1, keepdims=True) > 0
    empty = (tables == 0) & rows & columns
    square = (rows.sum(axis=(1, 2)) == 2) & (columns.sum(axis=(1, 2)) == 2) & empty.any(axis=(1, 2))
    adjusted = tables.copy()
    for pair in np.flatnonzero(square):
        row, column = np.flatnonzero(rows[pair, :, 0]), np.flatnonzero(columns[pair, 0])
        corner = np.ix_(row, column)
        cells = adjusted[pair][corner]
        half = 0.5 if cells[0, 0] == 0 or cells[1, 1] == 0 else -0.5
        adjusted[pair][corner] = cells + half * np.array([[1, -1], [-1, 1]])
    return adjusted
