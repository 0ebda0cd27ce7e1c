"""A factor model straight from a data frame."""

import polars as pl
import pytest

from rondom import analysis
from rondom.analysis.estimates import Floats

MODEL = "S =~ x1 + x2 + x3 + x4\nO =~ x5 + x6 + x7 + x8\nT =~ x9 + x10 + x11 + x12"
NAMES = [f"x{number}" for number in range(1, 13)]


@pytest.fixture
def frame(scores: Floats, sectors: list[str]) -> pl.DataFrame:
    return pl.DataFrame(dict(zip(NAMES, scores.T, strict=True))).with_columns(
        pl.Series("sector", sectors), pl.Series("where", [place % 40 for place in range(400)])
    )


def test_continuous_and_ordered_items_have_one_way_in(frame: pl.DataFrame) -> None:
    # R> fitMeasures(cfa(mod, d), "chisq")   54.087;  ordered, WLSMV: 60.480
    assert analysis.cfa(MODEL, frame).measures["chisq"] == pytest.approx(54.087, abs=1e-3)
    ordered = analysis.cfa(MODEL, frame, ordered=True)
    assert ordered.measures["chisq.scaled"] == pytest.approx(60.480, abs=1e-3)


def test_columns_name_groups_and_organisations(frame: pl.DataFrame) -> None:
    # R> ordered, group = "sector": 80.417, then thresholds and loadings equal 119.440
    found = analysis.invariance(MODEL, frame, groups="sector", ordered=True, items=NAMES)
    fits = {step.step.name: step.fit for step in found.steps}
    assert fits["configural"] is not None
    assert fits["configural"].measures["chisq"] == pytest.approx(80.417, abs=1e-3)
    assert fits["scalar"] is not None
    assert fits["scalar"].measures["chisq"] == pytest.approx(119.440, abs=1e-3)
    clustered = analysis.cfa(MODEL, frame, ordered=True, cluster="where", items=NAMES)
    assert clustered.measures["chisq"] == pytest.approx(37.663, abs=1e-3)
    assert clustered.measures["chisq.scaled"] != pytest.approx(60.480, abs=1e-3)


def test_empty_cells_are_missing_answers(frame: pl.DataFrame) -> None:
    # R> dm[seq(1, 400, 7), 3] <- NA; cfa(mod, dm, missing = "fiml")   53.2827
    holes = frame.with_row_index().with_columns(
        pl.when(pl.col("index") % 7 == 0).then(None).otherwise(pl.col("x3")).alias("x3")
    )
    found = analysis.cfa(MODEL, holes, items=NAMES, missing="fiml")
    assert found.measures["chisq"] == pytest.approx(53.2827, abs=1e-3)


def test_a_column_that_is_not_there_is_named(frame: pl.DataFrame, scores: Floats) -> None:
    with pytest.raises(ValueError, match="Kolom wijk bestaat niet"):
        analysis.cfa(MODEL, frame, groups="wijk")
    with pytest.raises(ValueError, match="geen tabel met namen"):
        analysis.cfa(MODEL, scores, groups="sector")


def test_a_list_of_rows_is_a_table_and_text_is_not(scores: Floats) -> None:
    whole = analysis.cfa(MODEL, scores).measures["chisq"]
    assert analysis.cfa(MODEL, scores.tolist()).measures["chisq"] == whole
    with pytest.raises(ValueError, match="zet tekst eerst om in codes"):
        analysis.cfa(MODEL, [["soms"] * 12] * 400)
