"""Tables of other libraries and engines are counted to the same numbers as an array."""

from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from rondom.analysis import NOT_ANSWERED, NOT_APPLICABLE, UNKNOWN, UnknownCode, tabulate
from rondom.analysis.estimates import Integers
from rondom.analysis.frames import ROWS, tabulate_frame
from rondom.analysis.tabulate import Pairs, Tables

ITEMS, POINTS, GROUPS = 7, (5, 5, 5, 4, 3, 5, 2), 3
NAMES = tuple(f"v{number}" for number in range(ITEMS))
KEPT: tuple[Pairs, ...] = ("none", "total", "groups")


def answers(rows: int = 500) -> tuple[Integers, Integers]:
    """Answers with every kind of missing, and the group of each respondent."""
    rng = np.random.default_rng(5)
    codes = np.column_stack([rng.integers(1, points + 1, rows) for points in POINTS])
    for kind in (NOT_ANSWERED, UNKNOWN, NOT_APPLICABLE):
        codes[rng.random(codes.shape) < 0.05] = kind
    return codes, rng.integers(0, GROUPS, rows)


def columns(codes: Integers, member: Integers) -> dict[str, list[int | None]]:
    """Not answered is null, as other programs have it."""
    rows = [[None if code == NOT_ANSWERED else int(code) for code in column] for column in codes.T]
    return {**dict(zip(NAMES, rows, strict=True)), "groep": [int(one) for one in member]}


def in_polars(data: dict[str, list[int | None]]) -> pl.DataFrame:
    return pl.DataFrame(data)


def in_lazy_polars(data: dict[str, list[int | None]]) -> pl.LazyFrame:
    return pl.LazyFrame(data)


def in_pandas(data: dict[str, list[int | None]]) -> pd.DataFrame:
    """Decimals with NaN, as pandas makes of whole numbers beside empty cells."""
    return pd.DataFrame(data)


def in_duckdb(data: dict[str, list[int | None]]) -> Any:
    table = pd.DataFrame(data).astype("Int64")
    connection = duckdb.connect()
    connection.register("given", table)
    connection.execute("create table answers as select * from given")
    return connection.table("answers")


def in_arrow(data: dict[str, list[int | None]]) -> Any:
    import pyarrow as pa

    return pa.table(data)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield session
    session.stop()


LIBRARIES = [
    in_polars, in_lazy_polars, in_pandas, in_duckdb, pytest.param(in_arrow, marks=pytest.mark.engines)
]  # fmt: skip


def require_same(found: Tables, expected: Tables) -> None:
    assert (found.items, found.points, found.kept) == (expected.items, expected.points, expected.kept)
    np.testing.assert_array_equal(found.counts, expected.counts)
    if expected.pairs is None:
        assert found.pairs is None
    else:
        np.testing.assert_array_equal(found.pairs, expected.pairs)


@pytest.mark.parametrize("pairs", KEPT)
@pytest.mark.parametrize("table_of", LIBRARIES)
def test_gives_the_tables_of_an_array(table_of: Any, pairs: Pairs) -> None:
    codes, member = answers()
    table = table_of(columns(codes, member))
    found = tabulate_frame(table, points=POINTS, items=NAMES, group="groep", pairs=pairs)
    require_same(found, tabulate(codes, points=POINTS, items=NAMES, group=member, pairs=pairs))


@pytest.mark.parametrize("table_of", LIBRARIES)
def test_without_names_every_column_but_the_group_is_an_item(table_of: Any) -> None:
    codes, member = answers(60)
    found = tabulate_frame(table_of(columns(codes, member)), points=POINTS, group="groep", groups=5)
    require_same(found, tabulate(codes, points=POINTS, items=NAMES, group=member, groups=5))


@pytest.mark.engines
@pytest.mark.parametrize("pairs", KEPT)
def test_spark_gives_the_tables_of_an_array(spark: Any, pairs: Pairs) -> None:
    codes, member = answers()
    data = columns(codes, member)
    table = spark.createDataFrame(list(zip(*data.values(), strict=True)), list(data))
    found = tabulate_frame(table, points=POINTS, items=NAMES, group="groep", pairs=pairs)
    require_same(found, tabulate(codes, points=POINTS, items=NAMES, group=member, pairs=pairs))


def test_a_table_longer_than_one_part_is_counted_whole() -> None:
    codes, _ = answers(ROWS + 10)
    table = pl.DataFrame({name: codes[:, place] for place, name in enumerate(NAMES)})
    found = tabulate_frame(table, points=POINTS, pairs="none")
    require_same(found, tabulate(codes, points=POINTS, items=NAMES, pairs="none"))


@pytest.mark.parametrize("table_of", LIBRARIES)
def test_one_item_and_nobody(table_of: Any) -> None:
    one = tabulate_frame(table_of({"v0": [1, 2, None]}), points=2)
    require_same(one, tabulate(np.array([[1], [2], [-3]]), points=2, items=["v0"]))
    nobody = pl.DataFrame({"v0": []}, schema={"v0": pl.Int64})
    require_same(tabulate_frame(nobody, points=2), tabulate(np.zeros((0, 1), int), points=2, items=["v0"]))


@pytest.mark.parametrize("table_of", LIBRARIES)
def test_a_code_that_an_item_does_not_have_is_named(table_of: Any) -> None:
    with pytest.raises(UnknownCode, match=r"item v1 heeft \d keer code 9"):
        tabulate_frame(table_of({"v0": [1, 2], "v1": [2, 9], "v2": [1, 1]}), points=5)


@pytest.mark.parametrize("values", [[1.0, 2.5], ["1", "2"]])
def test_what_is_no_whole_number_is_refused(values: list[Any]) -> None:
    with pytest.raises(UnknownCode, match="Kolom v0 bevat geen gehele codes"):
        tabulate_frame(pl.DataFrame({"v0": values}), points=5)


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="Er is geen kolom v9"):
        tabulate_frame(pl.DataFrame({"v0": [1]}), points=5, items=["v9"])
