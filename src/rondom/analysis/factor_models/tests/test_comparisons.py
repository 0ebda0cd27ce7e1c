"""Difference tests, score tests of equality, and the sequence of invariance steps."""

from itertools import pairwise

import numpy as np
import pytest

from rondom.analysis.estimates import Floats, NotComputed, TooFewData
from rondom.analysis.factor_models.confirmatory import cfa
from rondom.analysis.factor_models.difference import Difference, difference_test
from rondom.analysis.factor_models.fit import Fit
from rondom.analysis.factor_models.invariance import CHEN_LARGE, CHEN_SMALL, invariance
from rondom.analysis.factor_models.modification import score_tests
from rondom.analysis.factor_models.samples import Counted
from rondom.analysis.factor_models.tests.conftest import ABILITIES, THREE, TWELVE, Reference

STEPS = ((), ("loadings",), ("loadings", "intercepts"), ("loadings", "intercepts", "residuals"))


def sequence(scores: Floats, sectors: list[str], estimator: str) -> list[Fit]:
    return [
        cfa(THREE, scores, groups=sectors, equal=equal, estimator=estimator)  # type: ignore[arg-type]
        for equal in STEPS
    ]


def statistics(fits: list[Fit], method: str | None = None) -> list[float]:
    found = []
    for one, other in pairwise(fits):
        difference = difference_test(one, other, method=method)  # type: ignore[arg-type]
        assert isinstance(difference, Difference)
        found.append(difference.statistic)
    return found


def test_differences_equal_lavaan(scores: Floats, sectors: list[str], lavaan: Reference) -> None:
    expected = lavaan["differences"]
    assert statistics(sequence(scores, sectors, "ML")) == pytest.approx(expected["ml"], abs=1e-6)
    robust = sequence(scores, sectors, "MLR")[:3]
    assert statistics(robust) == pytest.approx(expected["sb2001"], abs=1e-4)
    assert statistics(robust, "satorra.2000") == pytest.approx(expected["satorra2000"], abs=1e-4)


def test_models_that_are_not_nested_are_not_compared(scores: Floats) -> None:
    wide, narrow = cfa(THREE, scores), cfa("F =~ " + "+".join(TWELVE), scores)
    assert isinstance(difference_test(narrow, wide), NotComputed)
    assert isinstance(difference_test(wide, wide), NotComputed)
    with pytest.raises(ValueError, match="dezelfde items"):
        difference_test(wide, cfa("F =~ x1+x2+x3+x4", scores))


def test_letting_an_equality_go_equals_lavaans_score_test(
    scores: Floats, sectors: list[str], lavaan: Reference
) -> None:
    found = score_tests(cfa(THREE, scores, groups=sectors, equal=("loadings", "intercepts")))
    assert sorted(one.statistic for one in found) == pytest.approx(
        sorted(lavaan["released"]), rel=1e-4, abs=1e-5
    )
    assert (found[0].name, round(found[0].statistic, 3)) == ("x10~1", 5.336)


def test_expected_change_points_to_what_letting_go_brings(scores: Floats, sectors: list[str]) -> None:
    fit = cfa(THREE, scores, groups=sectors, equal=("loadings", "intercepts"))
    top = score_tests(fit)[0]
    freed = cfa(THREE, scores, groups=sectors, equal=("loadings", "intercepts"), partial=(top.name,))
    gained = fit.test.statistic - freed.test.statistic
    assert gained == pytest.approx(top.statistic, rel=0.05)


def test_the_golden_sequence(scores: Floats, sectors: list[str]) -> None:
    # R> lavTestLRT(configural, metric, scalar): 109.8071 (102), 119.6491 (111), 133.4626 (120);
    #    differences 9.8421 (9) p .3634 and 13.8135 (9) p .1291
    found = invariance(THREE, scores, groups=sectors)
    assert [round(one.fit.test.statistic, 4) for one in found.steps[:3] if one.fit] == [
        109.8071,
        119.6491,
        133.4626,
    ]
    metric, scalar = found.step("metric").difference, found.step("scalar").difference
    assert isinstance(metric, Difference)
    assert isinstance(scalar, Difference)
    assert (round(metric.statistic, 4), metric.df, round(metric.p, 4)) == (9.8421, 9, 0.3634)
    assert (round(scalar.statistic, 4), scalar.df, round(scalar.p, 4)) == (13.8135, 9, 0.1291)
    assert found.reached == "strict"
    assert found.cut_off is CHEN_LARGE
    assert {one.name for one in found.step("metric").candidates} <= {
        f"{f}=~{x}" for f in "SOT" for x in TWELVE
    }


def shifted(scores: Floats, sectors: list[str]) -> Floats:
    """In one sector two items are answered higher, whatever the factor."""
    there = np.array(sectors) == "jgz"
    found = scores.copy()
    found[:, [1, 5]] += 1.5 * there[:, None]
    return found


def test_finds_items_that_mean_something_else_in_one_group(scores: Floats, sectors: list[str]) -> None:
    found = invariance(THREE, shifted(scores, sectors), groups=sectors)
    scalar = found.step("scalar")
    assert found.reached == "metric"
    assert scalar.holds is False
    assert {one.name for one in scalar.candidates[:2]} == {"x2~1", "x6~1"}
    assert found.partial == ()


def test_what_is_let_go_on_request_is_listed(scores: Floats, sectors: list[str]) -> None:
    found = invariance(THREE, shifted(scores, sectors), groups=sectors, partial=("x2~1", "x6~1"))
    assert found.reached == "strict"
    assert found.partial == ("x2~1", "x6~1")
    assert not {"x2~1", "x6~1"} & {one.name for one in found.step("scalar").candidates}


def test_a_model_that_does_not_fit_reaches_nothing(schools: tuple[Counted, ...]) -> None:
    found = invariance(ABILITIES, schools)
    assert found.reached is None
    assert "past niet goed genoeg" in found.steps[0].reason
    assert found.cut_off is CHEN_LARGE


def test_robust_indices_decide_with_a_robust_estimator(scores: Floats, sectors: list[str]) -> None:
    found = invariance(THREE, scores, groups=sectors, estimator="MLR")
    assert [one.measure for one in found.step("metric").changes] == ["cfi.robust", "rmsea.robust", "srmr"]


def test_small_and_unequal_groups_get_stricter_bounds_and_a_warning(scores: Floats) -> None:
    found = invariance(THREE, scores, groups=["a"] * 320 + ["b"] * 80)
    assert found.cut_off is CHEN_SMALL
    assert any("Groep b heeft 80 respondenten" in text for text in found.warnings)


def test_one_group_is_not_compared(scores: Floats) -> None:
    with pytest.raises(TooFewData, match="twee groepen"):
        invariance(THREE, scores)
