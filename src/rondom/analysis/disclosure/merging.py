"""Merging along a tree that was fixed before the data: sectors into sector groups, areas into larger ones.

A whole sector group is merged at once and for all rows, so that the choice says little about any cell.
"""

from collections.abc import Mapping

import numpy as np

from rondom.analysis.disclosure.counts import safe_pattern
from rondom.analysis.disclosure.released import TOTAL
from rondom.analysis.disclosure.table import Table, merge


def merged_along(table: Table, tree: Mapping[str, str], minimum: int) -> Table:
    """Merge, one parent at a time, as long as that leaves fewer people without a result of their own."""
    if not tree:
        return table
    least = _without_result(table, minimum)
    while least:
        options = [
            (_without_result(option, minimum), place, option)
            for place, option in enumerate(_options(table, tree))
        ]
        if not options or min(options, key=lambda each: each[:2])[0] >= least:
            break
        least, _, table = min(options, key=lambda each: each[:2])
    return table


def _options(table: Table, tree: Mapping[str, str]) -> list[Table]:
    """The table after each merge that is possible now, in the order of the tree."""
    found = []
    for parent in dict.fromkeys(tree.values()):
        for labels in (table.layout.columns, table.layout.rows):
            parts = [label for label in labels if parent in _above(label, tree)]
            if len(parts) > 1 and parent not in labels and _respects_lines(table, parts):
                found.append(merge(table, parent, parts))
    return found


def _above(label: str, tree: Mapping[str, str]) -> set[str]:
    """Parent, parent of the parent, and so on."""
    found: set[str] = set()
    while label in tree and tree[label] not in found:
        label = tree[label]
        found.add(label)
    return found


def _respects_lines(table: Table, parts: list[str]) -> bool:
    """Rows of one parent lie all within a line or all outside it."""
    cells = {place for part in parts for place in table.layout.rows.get(part, ())}
    return all(cells <= set(line) or not cells & set(line) for line in table.layout.lines.values())


def _without_result(table: Table, minimum: int) -> int:
    """People in cells that are not shown, plus those in margins that are not."""
    layer = table.layer(None, table.counts.people)
    none = np.zeros(len(layer.keys), dtype=bool)
    pattern, _ = safe_pattern(layer, table.layout, minimum, hidden=none)
    counted = np.array([row not in table.layout.lines or column == TOTAL for row, column in layer.keys])
    return int(layer.sizes[pattern.hidden & counted].sum())
