"""Invariance of ordered items over groups, step by step, as lavaan compares them."""

import numpy as np
import pytest

from rondom.analysis import TooFewData
from rondom.analysis.factor_models.difference import Difference
from rondom.analysis.factor_models.hand_over import r_script
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
from rondom.analysis.factor_models.ordered_invariance import invariance_ordered
from rondom.analysis.factor_models.ordered_modification import (
    ordered_modification_indices,
    ordered_score_tests,
)
from rondom.analysis.factor_models.standardised import standardised
from rondom.analysis.factor_models.table import Equal
from rondom.analysis.factor_models.tests.ordered_cases import TWELVE, fitted, golden


def test_the_sequence_equals_lavaan() -> None:
    # R> lavTestLRT(f0, f1, f2)   80.417 (102), 101.884 (135), 119.440 (144); 33.222 (33), 13.846 (9)
    found = invariance_ordered(TWELVE, golden()[0], points=5, groups=golden()[1])
    fits = [result.fit for result in found.steps]
    # R> the same with parameterization="theta" and equal residuals: 130.727 (156), 13.459743 (12) .33653
    statistics = [(round(fit.test.statistic, 3), fit.test.df) for fit in fits if fit is not None]
    assert statistics == [(80.417, 102), (101.884, 135), (119.440, 144), (130.727, 156)]
    expected = ((33.222, 33, 0.4564), (13.846, 9, 0.1279), (13.460, 12, 0.3365))
    for result, (statistic, df, p) in zip(found.steps[1:], expected, strict=True):
        assert isinstance(result.difference, Difference)
        assert result.difference.statistic == pytest.approx(statistic, abs=5e-4)
        assert result.difference.df == df
        assert result.difference.p == pytest.approx(p, abs=5e-5)
    assert found.groups == ("onderwijs", "jgz")
    assert found.reached == "strict"


def test_with_equal_residuals_scales_follow_what_is_let_go() -> None:
    # R> f <- cfa(two, d, ordered = TRUE, group = "sector", parameterization = "theta",       (lavaan 0.6-14)
    # R>   group.equal = c("thresholds", "loadings", "residuals")); lavTestScore(f)$uni; modindices(f)
    #   S=~x2 .975877073 S=~x3 .281280663 S=~x4 1.767332856
    #   O=~x6 .555580299 O=~x7 2.872845650 O=~x8 .096835752
    #   O=~x2 group 1: 7.722 sepc.all .189; x2~~x5 group 2: 5.353 .371; O=~x5 4.382, -.259 in group 2
    answers, sectors = golden()
    kinds: tuple[Equal, ...] = ("thresholds", "loadings", "residuals")
    fit = cfa_ordered("S =~ x1+x2+x3+x4\nO =~ x5+x6+x7+x8", answers, points=5, groups=sectors, equal=kinds)
    found = {one.name: one.statistic for one in ordered_score_tests(fit) if one.op == "=~"}
    assert found == pytest.approx(
        {
            "S=~x2": 0.975877073,
            "S=~x3": 0.281280663,
            "S=~x4": 1.767332856,
            "O=~x6": 0.555580299,
            "O=~x7": 2.872845650,
            "O=~x8": 0.096835752,
        },
        abs=1e-4,
    )
    indices = {(one.name, one.group): one for one in ordered_modification_indices(fit)}
    expected = {("O=~x2", 0): (7.722, 0.189), ("x2~~x5", 1): (5.353, 0.371), ("O=~x5", 1): (4.382, -0.259)}
    for key, both in expected.items():
        assert (indices[key].mi, indices[key].sepc_all) == pytest.approx(both, abs=6e-4)


def test_a_standardised_scale_is_one() -> None:
    # R> standardizedSolution(f): every ~*~ is 1, as the latent response has variance 1
    answers, sectors = golden()
    fit = cfa_ordered(TWELVE, answers, points=5, groups=sectors, equal=("thresholds", "loadings"))
    scales = [one for one in standardised(fit) if one.op == "~*~"]
    assert {round(one.value, 12) for one in scales} == {1.0}
    assert all(one.se is None for one in scales)
    assert {one.value for one in standardised(fit, by="std.lv") if one.op == "~*~" and one.group} != {1.0}


def test_an_item_that_means_something_else_in_one_group_is_found_and_can_be_let_go() -> None:
    rng = np.random.default_rng(6)
    group = np.repeat([0, 1], 500)
    latent = rng.normal(size=(1000, 1)) * 0.75 + 0.66 * rng.normal(size=(1000, 6))
    latent[group == 1, 2] += 0.9
    answers = np.digitize(latent, [-1, -0.2, 0.7]) + 1
    model = "F =~ x1+x2+x3+x4+x5+x6"
    found = invariance_ordered(model, answers, points=4, groups=group)
    assert found.reached == "configural"
    first = found.step("thresholds")
    assert isinstance(first.difference, Difference)
    assert first.difference.p < 1e-6
    assert first.candidates[0].name.startswith("x3|")
    free = ("F=~x3", "x3|t2", "x3|t3")
    again = invariance_ordered(model, answers, points=4, groups=group, partial=free)
    assert again.reached == "strict"
    assert again.partial == free


def test_one_group_is_refused() -> None:
    with pytest.raises(TooFewData, match="twee groepen"):
        invariance_ordered(TWELVE, golden()[0], points=5, groups=[1] * 400)


def test_the_script_for_strict_invariance_asks_lavaan_for_its_parameterisation() -> None:
    assert 'parameterization = "theta"' in r_script(fitted("sectors strict"))
    assert "parameterization" not in r_script(fitted("sectors loadings"))


def test_three_groups_equal_lavaan() -> None:
    # R> d$g <- c("b","a","c")[(0:399)%%3+1]; the same four models by g      (lavaan 0.6-14)
    #   105.17620 (153), 141.18280 (219), 173.14605 (237), 206.62991 (261)
    #   scaled 166.72998, 224.42822, 250.77117; differences
    #   57.1575388 (66), 24.1866494 (18), 38.2287668 (24)
    groups = [["b", "a", "c"][row % 3] for row in range(400)]
    found = invariance_ordered(TWELVE, golden()[0], points=5, groups=groups)
    plain = [105.17620, 141.18280, 173.14605, 206.62991]
    scaled = [166.72998, 224.42822, 250.77117]
    fits = [result.fit for result in found.steps if result.fit is not None]
    assert [fit.test.statistic for fit in fits] == pytest.approx(plain, abs=2e-5)
    assert [fit.test.scaled for fit in fits[:3]] == pytest.approx(scaled, abs=2e-5)
    for result, statistic, df in zip(
        found.steps[1:], (57.1575388, 24.1866494, 38.2287668), (66, 18, 24), strict=True
    ):
        assert isinstance(result.difference, Difference)
        assert result.difference.statistic == pytest.approx(statistic, abs=2e-5)
        assert result.difference.df == df
    assert found.groups == ("b", "a", "c")
