"""Models of ordered and continuous items together equal lavaan's, in nine designs; and what is refused."""

import numpy as np
import pytest

from rondom.analysis.estimates import NotComputed, TooFewData
from rondom.analysis.factor_models.continuous_or_ordered import cfa
from rondom.analysis.factor_models.factor_reliability import average_variance_extracted
from rondom.analysis.factor_models.hand_over import r_script
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.ordered import OrderedFit
from rondom.analysis.factor_models.ordered_difference import ordered_difference
from rondom.analysis.factor_models.ordered_modification import ordered_modification_indices
from rondom.analysis.factor_models.ordered_reliability import ordinal_reliability
from rondom.analysis.factor_models.standardised import standardised
from rondom.analysis.factor_models.syntax import ModelSyntaxError
from rondom.analysis.factor_models.tests.both_cases import (
    CASES,
    FIVE,
    ITEMS,
    SIX,
    THREE,
    TWO,
    fitted,
    lavaan,
    scores,
)

SETTINGS = {"rmsea.ci.level", "rmsea.close.h0", "rmsea.notclose.h0"}


@pytest.mark.parametrize("case", CASES)
def test_fit_measures_equal_lavaan(case: str) -> None:
    measures = fitted(case).measures
    expected = {name: value for kind, name, _, value, _ in lavaan(case) if kind == "measure"}
    for name in expected.keys() - SETTINGS:
        # lavaan's search leaves chisq of "one binary" 2e-5 above its minimum.
        assert measures[name] == pytest.approx(expected[name], abs=1e-5, rel=3e-5), name
    assert len(expected) > 30
    assert "cfi.robust" not in measures


@pytest.mark.parametrize("case", CASES)
def test_estimates_and_standard_errors_equal_lavaan(case: str) -> None:
    fit = fitted(case)
    found = {("estimate", one.name, str(one.group)): one for one in fit.estimates()}
    found |= {("standardised", one.name, str(one.group)): one for one in standardised(fit)}
    compared = 0
    for kind, name, group, value, se in lavaan(case):
        if kind != "measure":
            one = found[kind, name, group]
            assert one.value == pytest.approx(value, abs=2e-5, rel=2e-5), name
            assert (one.se or 0.0) == pytest.approx(se, rel=2e-5, abs=1e-8), name
            compared += 1
    assert compared >= 17


def test_who_lacks_an_answer_takes_no_part() -> None:
    fit = fitted("six and two")
    assert (fit.asked, fit.n, fit.missing) == ((300,), (282,), "listwise")
    assert fit.warnings[0] == "18 van 300 respondenten doen niet mee, omdat antwoorden ontbreken."


def test_scores_that_are_not_normal_are_named() -> None:
    # y6 is lognormal. lavaan says nothing.
    assert "Niet normaal verdeeld: y6." in fitted("six and two").warnings[1]
    assert fitted("one binary").warnings == fitted("two groups").warnings == ()


def test_residuals_modification_indices_and_difference_equal_lavaan() -> None:
    fit = fitted("six and two")
    # R> lavResiduals(f, type = "cor")$cov["y4", ]                                       (lavaan 0.6-14)
    expected = [0.0100335841, 0.043573675, -0.033373544, 0, -0.031918199, 0.031339021, 0.0425711935]
    np.testing.assert_allclose(fit.residuals().correlations[3, :7], expected, atol=1e-6)
    # R> modindices(f), the largest: y2 ~~ y8 4.219 (-0.180, -0.180, -0.314), y5 ~~ y8 3.726, B =~ y2 3.221
    first, second, third = ordered_modification_indices(fit)[:3]
    assert (first.name, second.name, third.name) == ("y2~~y8", "y5~~y8", "B=~y2")
    largest = [first.mi, first.epc, first.sepc_lv, first.sepc_all, second.mi, third.mi]
    assert largest == pytest.approx([4.219, -0.180, -0.180, -0.314, 3.726, 3.221], abs=5e-4)
    # R> modindices(strict), the largest: y1 ~~ y2 of group 2 3.174 (-0.264), B =~ y4 of 1 2.119 (-0.098)
    first, second = ordered_modification_indices(fitted("two groups strict"))[:2]
    assert [first.mi, first.sepc_all, second.mi, second.sepc_all] == pytest.approx(
        [3.174, -0.264, 2.119, -0.098], abs=5e-4
    )
    # R> lavTestLRT(free, same): 4.564728909 on 12, p 0.97096
    difference = ordered_difference(fitted("two groups"), fitted("two groups equal"))
    assert not isinstance(difference, NotComputed)
    assert difference.statistic == pytest.approx(4.564728909, abs=1e-5)
    assert difference.df == 12


@pytest.mark.parametrize(
    ("equal", "df", "statistic"),
    [
        # R> cfa(two, groups, ordered, group = "g", group.equal = ...): df and chisq     (lavaan 0.6-14)
        (("thresholds",), 44, 16.22933613),
        (("intercepts",), 44, 16.22933613),
        (("loadings",), 44, 21.61905689),
        (("thresholds", "loadings"), 50, 17.49221037),
    ],
)
def test_thresholds_and_intercepts_are_equal_together(
    equal: tuple[str, ...], df: int, statistic: float
) -> None:
    data = scores("two_groups")
    fit = cfa(TWO, data[:, :8], items=ITEMS, ordered=FIVE, groups=data[:, 8], equal=equal)  # type: ignore[arg-type]
    assert fit.test.statistic == pytest.approx(statistic, abs=5e-6)
    assert fit.test.df == df


def test_derivatives_equal_differences() -> None:
    fit = fitted("two groups equal")
    found = jacobian(fit.model, fit.x)
    for place in range(fit.model.free):
        step = np.zeros(fit.model.free)
        step[place] = 1e-6
        ahead, behind = fit.model.moments(fit.x + step), fit.model.moments(fit.x - step)
        for group in range(2):
            np.testing.assert_allclose(
                found[group][:, place], (ahead[group] - behind[group]) / 2e-6, atol=1e-7
            )


def test_units_of_continuous_items_do_not_matter() -> None:
    rescaled = scores("one_binary") * [1, 100, 0.01, 1, 1, 1] + [0, 5, 0, 0, 0, -3]
    other = cfa(THREE, rescaled, items=ITEMS[:6], ordered=("y5",))
    assert other.test.scaled == pytest.approx(fitted("one binary").test.scaled, rel=1e-6)
    np.testing.assert_allclose(
        [one.value for one in standardised(other) if one.op == "=~"],
        [one.value for one in standardised(fitted("one binary")) if one.op == "=~"],
        atol=1e-7,
    )


def test_organisations_of_one_respondent_change_only_their_number() -> None:
    plain, data = fitted("six and two"), scores("six_two")
    fit = cfa(TWO, data, items=ITEMS, ordered=SIX, cluster=np.arange(len(data)))
    assert isinstance(fit, OrderedFit)
    n = fit.respondents
    np.testing.assert_allclose(fit.x, plain.x, atol=1e-9)
    np.testing.assert_allclose(fit.covariance, plain.covariance * n / (n - 1), rtol=1e-7)


def test_reliability_is_of_one_kind_of_items() -> None:
    of_ordered = ordinal_reliability(fitted("six and two"))
    assert all(isinstance(one, NotComputed) and "is continu" in one.reason for one in of_ordered)
    first, second = average_variance_extracted(fitted("one binary"))
    assert not isinstance(first, NotComputed)
    loadings = [one.value for one in standardised(fitted("one binary")) if one.op == "=~"][:3]
    variances = np.diag(fitted("one binary").matrices().sigma)[:3]
    assert first.estimate == pytest.approx((np.square(loadings) @ variances) / variances.sum())
    assert isinstance(second, NotComputed)


def test_the_script_names_the_ordered_items() -> None:
    assert 'ordered = c("y1", "y2", "y3", "y5", "y7", "y8")' in r_script(fitted("six and two"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("y4 | t1", "y4 is continu"),
        ("y4 ~*~ 1*y4", "y4 is continu"),
        ("y1 ~~ y1", "restvariantie van een geordend item"),
    ],
)
def test_lines_that_an_item_cannot_have_are_refused(line: str, message: str) -> None:
    with pytest.raises(ModelSyntaxError, match=message):
        cfa(f"{TWO}\n{line}", scores("six_two"), items=ITEMS, ordered=SIX)


def test_items_without_spread_or_perfectly_correlated_are_refused() -> None:
    data = scores("six_two").copy()
    data[:, 3] = 7.0
    with pytest.raises(TooFewData, match="Item y4 kreeg van iedereen hetzelfde antwoord"):
        cfa(TWO, data, items=ITEMS, ordered=SIX)
    data[:, 3] = 1 - 2 * data[:, 5]
    with pytest.raises(TooFewData, match="y4 en y6 hangen zo sterk samen"):
        cfa(TWO, data, items=ITEMS, ordered=SIX)
    data[:, 3] = data[:, 1] + 0.001 * np.arange(len(data))
    with pytest.raises(TooFewData, match="y4 en y2 hangen zo sterk samen"):
        cfa(TWO, data, items=ITEMS, ordered=SIX)
