"""A data frame or a column gives what its array gives, with the names of its columns."""

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from rondom import analysis
from rondom.analysis.estimates import UnknownCode

RNG = np.random.default_rng(8)
CODES = np.clip(np.rint(RNG.normal(3, 1, (120, 1)) + RNG.normal(0, 0.8, (120, 4))), 1, 5).astype(np.int64)
CODES[RNG.random(CODES.shape) < 0.05] = -3
CODES[3, 1] = CODES[8, 2] = -1
SCORES = np.where(CODES < 0, np.nan, CODES)
ITEMS = ("a", "b", "c", "d")
GROUP = np.arange(120) // 12


def test_whole_decimals_without_empty_cells_are_scores() -> None:
    whole: Any = pd.DataFrame({"a": [-1.0, 0.0, 2.0], "b": [-2.0, 1.0, 3.0]})
    assert analysis.pearson(whole).fewest == 3


def pandas() -> Any:
    return pd.DataFrame(SCORES, columns=list(ITEMS))


def nullable() -> Any:
    return pandas().astype("Int64")


def polars() -> Any:
    return pl.DataFrame(SCORES, schema=list(ITEMS), nan_to_null=True).cast(pl.Int64)


def with_codes() -> Any:
    return pd.DataFrame(CODES, columns=list(ITEMS))


def codes_beside_empty_cells() -> Any:
    return with_codes().astype(float).where(CODES > -3)


frames = pytest.mark.parametrize("frame", [pandas, nullable, polars, with_codes, codes_beside_empty_cells])


@frames
def test_answers_become_codes(frame: Any) -> None:
    found = analysis.polychoric(frame(), points=5)
    assert found.items == ITEMS
    np.testing.assert_array_equal(found.matrix, analysis.polychoric(CODES, points=5).matrix)
    assert analysis.tabulate(frame(), points=5).items == ITEMS
    np.testing.assert_array_equal(
        analysis.scale_scores(frame(), points=5, reverse=["b"]),
        analysis.scale_scores(CODES, points=5, reverse=[1]),
    )


@frames
def test_scores_of_items(frame: Any) -> None:
    assert analysis.cronbach_alpha(frame()) == analysis.cronbach_alpha(SCORES)
    found = analysis.pearson(frame())
    assert found.items == ITEMS
    assert analysis.mcar_test(frame()) == analysis.mcar_test(SCORES)
    assert analysis.rater_icc(frame()) == analysis.rater_icc(SCORES)


@frames
def test_cfa_reads_the_same(frame: Any) -> None:
    np.testing.assert_allclose(
        analysis.cfa("f =~ a + b + c + d", frame()).x,
        analysis.cfa("f =~ a + b + c + d", SCORES, items=ITEMS).x,
    )


@pytest.mark.parametrize("frame", [pandas, nullable, polars])
def test_columns(frame: Any) -> None:
    one, two = frame()["a"], frame()["b"]
    group: tuple[Any, Any] = (pd.Series(GROUP), pl.Series(GROUP))
    assert analysis.change(one, two) == analysis.change(SCORES[:, 0], SCORES[:, 1])
    assert analysis.polyserial(one, two).rho == analysis.polyserial(SCORES[:, 0], CODES[:, 1]).rho
    assert analysis.random_intercept(one, group[0]).icc == pytest.approx(
        analysis.random_intercept(SCORES[:, 0], GROUP).icc
    )
    moments = analysis.tabulate_scores(frame(), group=group[1])
    assert moments.scales == ITEMS
    np.testing.assert_array_equal(moments.products, analysis.tabulate_scores(SCORES, group=GROUP).products)


def test_a_frame_of_correlations_gives_its_names() -> None:
    solution = analysis.efa(pandas().corr(), 1, n=120)
    assert solution.items == ITEMS


def test_negative_scores_are_no_codes_where_no_items_are_meant() -> None:
    changes: Any = pd.DataFrame({"change": [-3, -1, 2, 4]})
    assert analysis.tabulate_scores(changes).of("change")[1][0] == pytest.approx(0.5)


def test_text_is_refused_by_column() -> None:
    with pytest.raises(UnknownCode, match="Kolom wijk bevat geen getallen"):
        analysis.cronbach_alpha(pandas().assign(wijk="noord"))
    with pytest.raises(UnknownCode, match="Kolom wijk"):
        analysis.polychoric(pandas().assign(wijk="noord"), points=5)


def test_groups_with_names_are_refused() -> None:
    named: Any = pd.Series(["noord"] * 120)
    with pytest.raises(ValueError, match="geheel getal vanaf 0"):
        analysis.tabulate_scores(pandas()["a"], group=named)


def test_a_table_that_is_not_in_memory_is_told() -> None:
    with pytest.raises(ValueError, match="tabulate_frame"):
        analysis.cronbach_alpha(polars().lazy())


def test_an_unknown_item_to_reverse_is_named() -> None:
    with pytest.raises(ValueError, match="Item z is er niet"):
        analysis.scale_scores(pandas(), points=5, reverse=["z"])
