"""Counting where the answers are: tables of Polars, Arrow and pandas, and DuckDB and Spark, which keep them.

narwhals speaks to all of these. What comes back are the tables of ``tabulate``: everything else is computed
from them here.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from importlib.util import find_spec
from itertools import combinations_with_replacement
from operator import add
from typing import Any

import numpy as np

from rondom.analysis.codes import (
    MISSING,
    NOT_ANSWERED,
    has_unknown_codes,
    names_of,
    points_of,
    require_known_codes,
)
from rondom.analysis.estimates import Integers, UnknownCode
from rondom.analysis.tabulate import Pairs, Tables, tabulate

ROWS = 2**16
"""Of a table in memory: counted at a time."""

BLOCK = 2
"""Items that stay together in the questions to an engine. A question is about two blocks: at most
(k + 3)^4 rows come back."""


def tabulate_frame(
    frame: Any,
    *,
    points: int | Sequence[int],
    items: Sequence[str] = (),
    group: str = "",
    groups: int = 1,
    pairs: Pairs = "total",
) -> Tables:
    """Count the columns ``items`` of a table (all but ``group`` when none are named), as ``tabulate`` does.

    Columns hold whole numbers: 1 to k, the codes for missing answers, or null, which is not answered.
    ``group`` names the column with the number of each respondent's group, from 0. A lazy table (Polars
    LazyFrame, DuckDB relation, PySpark DataFrame) is counted by its own engine, a question per two blocks
    of items, and only counts leave it; other tables are read in parts. Raises UnknownCode for other codes,
    KeyError for a column that is not there. Needs narwhals.
    """
    import narwhals as nw

    table = nw.from_native(frame)
    there = table.collect_schema().names()
    names = names_of(len(items or there) - bool(group and not items), tuple(items) or _without(there, group))
    for name in (*names, *([group] if group else [])):
        if name not in there:
            raise KeyError(f"Er is geen kolom {name}. De kolommen zijn: {', '.join(there)}.")
    every = points_of(len(names), points)
    if not isinstance(table, nw.LazyFrame):
        return reduce(add, _read_in_parts(table, names, every, group, groups, pairs))
    if group:
        highest = _collected(table.select(nw.col(group).max())).item()
        groups = max(groups, int(highest or 0) + 1)
    sums = _Sums(names, every, groups, pairs)
    for asked in _questions(names, pairs):
        columns = (*asked, *([group] if group else []))
        found = codes_of(_collected(table.group_by(*columns).agg(nw.len().alias("_n"))), (*columns, "_n"))
        sums.add(asked, found[:, : len(asked)], found[:, len(asked)] if group else None, found[:, -1])
    return sums.tables()


def _without(names: Sequence[str], group: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != group)


def _read_in_parts(
    table: Any, names: tuple[str, ...], points: tuple[int, ...], group: str, groups: int, pairs: Pairs
) -> Iterator[Tables]:
    if group and len(table):
        groups = max(groups, int(table.get_column(group).max() or 0) + 1)
    for start in range(0, max(len(table), 1), ROWS):
        part = table[start : start + ROWS]
        member = codes_of(part, (group,))[:, 0] if group else None
        yield tabulate(
            codes_of(part, names), points=points, items=names, group=member, groups=groups, pairs=pairs
        )


def _questions(names: tuple[str, ...], pairs: Pairs) -> Iterator[tuple[str, ...]]:
    """Sets of items that hold every pair at least once; without pairs, every item once."""
    blocks = [names[start : start + BLOCK] for start in range(0, len(names), BLOCK)]
    if pairs == "none" or len(blocks) == 1:
        yield from blocks
        return
    for first, second in combinations_with_replacement(range(len(blocks)), 2):
        if first != second:
            yield (*blocks[first], *blocks[second])


def _collected(answer: Any) -> Any:
    """The answer of an engine in memory, by way of whichever library is there."""
    import narwhals as nw

    if answer.implementation is nw.Implementation.POLARS:
        return answer.collect()
    return answer.collect(next(name for name in ("pyarrow", "pandas") if find_spec(name)))


class _Sums:
    """The tables while answers of an engine come in. What several questions hold is counted once."""

    def __init__(self, names: tuple[str, ...], points: tuple[int, ...], groups: int, kept: Pairs) -> None:
        items, self._k = len(names), max(points)
        layers = {"none": 0, "total": 1, "groups": groups}[kept]
        self._names, self._points, self._kept = names, points, kept
        self._counts = np.zeros((groups, items, self._k + len(MISSING)), dtype=np.int64)
        self._pairs = np.zeros((layers, items, items, self._k, self._k), dtype=np.int64)
        self._done: set[tuple[int, int]] = set()

    def add(self, asked: tuple[str, ...], codes: Integers, member: Integers | None, n: Integers) -> None:
        """``codes`` is combinations x items, ``n`` how often each combination occurs."""
        places = [self._names.index(name) for name in asked]
        points = tuple(self._points[place] for place in places)
        if has_unknown_codes(codes, np.array(points)):
            require_known_codes(codes, points, asked)
        member = np.zeros(len(n), dtype=np.int64) if member is None else member
        if member.min(initial=0) < 0:
            raise ValueError("Een groep is een geheel getal vanaf 0.")
        for one, other in combinations_with_replacement(range(len(asked)), 2):
            pair = (places[one], places[other])
            if pair not in self._done:
                self._done.add(pair)
                self._add_pair(pair, codes[:, one], codes[:, other], member, n)

    def _add_pair(
        self, pair: tuple[int, int], first: Integers, second: Integers, member: Integers, n: Integers
    ) -> None:
        one, other = pair
        if one == other:
            slots = np.where(first > 0, first - 1, self._k - 1 - first)
            self._counts[:, one] = _summed(n, (member, slots), self._counts[:, one].shape)
        if self._kept == "none":
            return
        both = (first > 0) & (second > 0)
        layer = member[both] if self._kept == "groups" else np.zeros(both.sum(), dtype=np.int64)
        cells = (layer, first[both] - 1, second[both] - 1)
        table = _summed(n[both], cells, self._pairs[:, one, other].shape)
        self._pairs[:, one, other] = table
        self._pairs[:, other, one] = table.swapaxes(1, 2)

    def tables(self) -> Tables:
        pairs = None if self._kept == "none" else self._pairs
        return Tables(self._names, self._points, self._counts, pairs, self._kept)


def _summed(n: Integers, cells: tuple[Integers, ...], shape: tuple[int, ...]) -> Integers:
    """A table of this shape with ``n`` added in its cells; sums stay exact up to 2^53."""
    flat = np.ravel_multi_index(cells, shape)
    return np.bincount(flat, weights=n, minlength=int(np.prod(shape))).astype(np.int64).reshape(shape)


def codes_of(table: Any, names: tuple[str, ...]) -> Integers:
    """These columns as whole numbers, a row per row; null is not answered."""
    import narwhals as nw

    columns = []
    for name in names:
        column = table.get_column(name)
        if not column.dtype.is_integer():
            column = _as_whole(column, name)
        columns.append(column.fill_null(NOT_ANSWERED).cast(nw.Int64).to_numpy())
    return np.column_stack(columns)


def _as_whole(column: Any, name: str) -> Any:
    """A column of decimals that are all whole (as pandas keeps whole numbers beside empty cells)."""
    wrong = f"Kolom {name} bevat geen gehele codes. Zet antwoorden eerst om naar 1, 2, 3 enzovoort."
    if not column.dtype.is_numeric():
        if column.is_null().all():
            return column
        raise UnknownCode(wrong)
    filled = column.to_numpy().astype(float)
    known = filled[np.isfinite(filled)]
    if np.isinf(filled).any() or (known != np.round(known)).any():
        raise UnknownCode(wrong)
    return column.fill_nan(None)


__all__ = ["codes_of", "tabulate_frame"]
