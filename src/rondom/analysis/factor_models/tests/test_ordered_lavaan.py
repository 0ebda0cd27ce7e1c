"""Every estimate, standard error and fit measure of ordered models equals lavaan's, in seventeen designs."""

import pytest

from rondom.analysis.factor_models.tests.ordered_cases import fitted, lavaan

CASES = (
    "golden",
    "unequal points",
    "unequal points ULSMV",
    "two points with an empty cell",
    "two waves",
    "missing listwise",
    "missing pairwise",
    "second order WLSMVS",
    "orthogonal WLSM",
    "DWLS",
    "groups partial",
    "groups means and variances",
    "sectors",
    "sectors thresholds",
    "sectors loadings",
    "sectors strict",
    "sectors all equal",
)
SETTINGS = {"rmsea.ci.level", "rmsea.close.h0", "rmsea.notclose.h0"}
DIFFERENT = {"cfi.robust", "tli.robust", "nnfi.robust", "rni.robust"}
"""In several groups lavaan 0.6-14 divides the baseline's expected discrepancy by each group's share."""


@pytest.mark.parametrize("case", CASES)
def test_fit_measures_equal_lavaan(case: str) -> None:
    fit = fitted(case)
    compared = 0
    for name, group, value, _ in lavaan(case):
        if group or name in SETTINGS or (fit.model.groups > 1 and name in DIFFERENT):
            continue
        assert fit.measures[name] == pytest.approx(value, abs=2e-6, rel=2e-6), name
        compared += 1
    assert compared >= 30


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith("sectors")])
def test_estimates_and_standard_errors_equal_lavaan(case: str) -> None:
    found = {(one.name, str(one.group)): one for one in fitted(case).estimates()}
    compared = 0
    for name, group, value, se in lavaan(case):
        if group:
            one = found[name, group]
            assert one.value == pytest.approx(value, abs=1e-4, rel=1e-4), name
            assert one.se == pytest.approx(float(se), rel=2e-4), name
            compared += 1
    assert compared >= 10


def test_golden_values_of_wlsmv() -> None:
    # R> f <- cfa(mod, d, ordered=it, estimator="WLSMV"); fitMeasures(f)           (lavaan 0.6-14)
    #   chisq 37.663, scaled 60.480 on 51, p .171; cfi.scaled .995, rmsea.scaled .022, srmr .034
    measures = fitted("golden").measures
    assert measures["chisq"] == pytest.approx(37.663, abs=5e-4)
    assert measures["chisq.scaled"] == pytest.approx(60.480, abs=5e-4)
    assert measures["pvalue.scaled"] == pytest.approx(0.171, abs=5e-4)
    assert measures["cfi.scaled"] == pytest.approx(0.995, abs=5e-4)
    assert measures["rmsea.scaled"] == pytest.approx(0.022, abs=5e-4)
    assert measures["srmr"] == pytest.approx(0.034, abs=5e-4)
