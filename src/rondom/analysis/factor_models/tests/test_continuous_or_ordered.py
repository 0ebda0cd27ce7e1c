"""One way in: ``ordered`` decides which model is fitted."""

import numpy as np
import pytest

from rondom.analysis import UnknownCode
from rondom.analysis.factor_models import confirmatory
from rondom.analysis.factor_models.continuous_or_ordered import cfa, invariance
from rondom.analysis.factor_models.tests.ordered_cases import TWELVE, fitted, golden

ITEMS = tuple(f"x{at + 1}" for at in range(12))


def test_ordered_items_get_wlsmv_and_others_ml() -> None:
    data, sectors = golden()
    assert cfa(TWELVE, data, ordered=True).test == fitted("golden").test
    assert cfa(TWELVE, data, ordered=ITEMS, estimator="WLSMV", points=5).test == fitted("golden").test
    assert cfa(TWELVE, data).test == confirmatory.cfa(TWELVE, data.astype(float)).test
    assert cfa(TWELVE, data).estimator == "ML"
    assert cfa(TWELVE, data, ordered=True, groups=sectors, equal=("thresholds",)).test.df == 135


def test_missing_answers_are_no_scores() -> None:
    holes = golden()[0].copy()
    holes[::7, 2] = -3
    # R> cfa(mod, dm, missing="fiml")     x3 missing every 7th row: chisq 53.2827 (51)       (lavaan 0.6-14)
    assert cfa(TWELVE, holes, missing="fiml").test.statistic == pytest.approx(53.2827, abs=5e-5)
    assert cfa(TWELVE, holes).respondents == cfa(TWELVE, holes, ordered=True).respondents == 342


def test_invariance_walks_the_steps_of_its_kind() -> None:
    data, sectors = golden()
    plain = invariance(TWELVE, data, groups=sectors)
    ordered = invariance(TWELVE, data, groups=sectors, ordered=True)
    assert [step.step.name for step in plain.steps] == ["configural", "metric", "scalar", "strict"]
    assert [step.step.name for step in ordered.steps] == ["configural", "thresholds", "scalar", "strict"]


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"ordered": ("x1", "X2")}, "noemt X2"),
        ({"ordered": ("x1",), "missing": "pairwise"}, "Kies listwise"),
        ({"ordered": ("x1",), "missing": "fiml"}, "Kies listwise"),
        ({"estimator": "WLSMV"}, "voor geordende items"),
        ({"estimator": "ML", "ordered": True}, "voor continue items"),
        ({"missing": "pairwise"}, "voor geordende items"),
        ({"missing": "fiml", "ordered": True}, "voor continue items"),
    ],
)
def test_what_does_not_go_together_is_refused(choices: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cfa(TWELVE, golden()[0], **choices)  # type: ignore[arg-type]


def test_steps_of_invariance_are_for_one_kind_of_items() -> None:
    data, sectors = golden()
    with pytest.raises(ValueError, match="x3 staat niet in ordered"):
        invariance(TWELVE, data, groups=sectors, ordered=("x1", "x2"))
    with pytest.raises(ValueError, match="geen enkel item"):
        cfa("S =~ x1+x2+x3", data, ordered=("x7",))


def test_without_points_strange_codes_are_still_refused() -> None:
    strange = golden()[0].copy()
    strange[3, 2] = 99
    with pytest.raises(ValueError, match="geef met points"):
        cfa(TWELVE, strange, ordered=True)
    strange[3, 2] = 0
    with pytest.raises(UnknownCode, match="code 0"):
        cfa(TWELVE, strange, ordered=True)
    holes = np.where(strange > 0, strange, np.nan)
    assert cfa(TWELVE, holes, ordered=True, missing="pairwise").respondents == 400
