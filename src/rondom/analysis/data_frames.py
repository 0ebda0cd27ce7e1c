"""Data frames and their columns (pandas, Polars, Arrow), given where a function asks for an array."""

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from rondom.analysis.codes import NOT_ANSWERED, as_scores
from rondom.analysis.estimates import Floats, UnknownCode

LIBRARIES = ("pandas", "polars", "pyarrow")
READ_THEMSELVES = ("cfa", "invariance", "tabulate_frame")
"""These take columns by name, and so read the frame themselves."""

P = ParamSpec("P")
R = TypeVar("R")


def accepting_frames(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, which makes arrays of frames and columns, and item names of names of columns.

    ``answers`` become codes, in which an empty cell is not answered; scores of items and ratings become
    what ``scores_of`` makes of them. Elsewhere an empty cell is NaN. Raises UnknownCode for text, naming
    the column.
    """
    asked = signature(function).parameters
    label = next((name for name in ("items", "scales") if name in asked), "")

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        if not any(_of_a_library(value) for value in (*args, *kwargs.values())):
            return function(*args, **kwargs)
        given = signature(function).bind(*args, **kwargs)
        for name, value in list(given.arguments.items()):
            if not _of_a_library(value):
                continue
            of_items = name in ("scores", "ratings") and label != "scales"
            given.arguments[name], columns = _array(value, answers=name == "answers", of_items=of_items)
            if label and columns and not given.arguments.get(label):
                given.arguments[label] = columns
        return function(*given.args, **given.kwargs)

    return call


def _of_a_library(value: object) -> bool:
    return type(value).__module__.partition(".")[0] in LIBRARIES


def _array(value: Any, *, answers: bool, of_items: bool) -> tuple[NDArray[Any], tuple[str, ...]]:
    """The array, and the names of its columns when it is a table."""
    import narwhals as nw

    from rondom.analysis.frames import codes_of

    try:
        native = nw.from_native(value, eager_only=True, allow_series=True)
    except TypeError as error:
        raise ValueError(
            "Deze tabel staat niet in het geheugen. Haal haar op (collect), of tel met tabulate_frame."
        ) from error
    if isinstance(native, nw.Series):
        if answers:
            return codes_of(native.alias("antwoorden").to_frame(), ("antwoorden",))[:, 0], ()
        whole = not (native.dtype.is_numeric() and native.is_null().any())
        return native.to_numpy() if whole else numbers_of(native), ()
    names = tuple(native.columns)
    if answers:
        return codes_of(native, names), names
    if of_items:
        return scores_of(native, names), names
    return np.column_stack([numbers_of(native.get_column(name)) for name in names]), names


def scores_of(table: Any, names: Sequence[str]) -> Floats:
    """These columns as scores of items, NaN where there is no answer: an empty cell, or in a column of
    whole numbers a code below zero. Decimals that are all whole beside empty cells are whole numbers, which
    pandas could not keep.
    """
    columns = []
    for name in names:
        column = table.get_column(name)
        values = numbers_of(column)
        empty = np.isnan(values)
        known = values[~empty]
        whole = empty.any() and np.isfinite(known).all() and (known % 1 == 0).all()
        if column.dtype.is_integer() or whole:
            codes = np.where(empty, NOT_ANSWERED, values).astype(np.int64)
            values = as_scores(codes[:, None], [name])[:, 0]
        columns.append(values)
    return np.column_stack(columns)


def numbers_of(column: Any) -> Floats:
    """A column as decimals, NaN where a cell is empty. Raises UnknownCode for text, naming the column."""
    empty = column.is_null().to_numpy()
    if not column.dtype.is_numeric() and not empty.all():
        raise UnknownCode(
            f"Kolom {column.name} bevat geen getallen. Laat de kolom weg of geef woorden een code."
        )
    filled = np.full(len(empty), np.nan)
    filled[~empty] = column.drop_nulls().to_numpy()
    return filled


__all__ = ["READ_THEMSELVES", "accepting_frames", "numbers_of", "scores_of"]
