"""Estimates, standard errors, fit and modification indices equal lavaan 0.6-14, in many designs."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.confirmatory import cfa
from rondom.analysis.factor_models.fit import Estimate, Fit
from rondom.analysis.factor_models.modification import modification_indices
from rondom.analysis.factor_models.samples import Counted
from rondom.analysis.factor_models.standardised import standardised
from rondom.analysis.factor_models.table import Equal
from rondom.analysis.factor_models.tests.conftest import ABILITIES, THREE, TWELVE, Reference

SCALAR: tuple[Equal, ...] = ("loadings", "intercepts")
WORK = 7 * np.arange(400) // 13 % 37
TWO = "S =~ x1+x2+x3+x4\nO =~ x5+x6+x7+x8"
BY_SECTOR: dict[str, dict[str, Any]] = {
    "configural": {},
    "metric": {"equal": ("loadings",)},
    "scalar": {"equal": SCALAR},
    "strict": {"equal": (*SCALAR, "residuals")},
    "scalar_std_lv": {"equal": SCALAR, "std_lv": True},
    "equal_factors": {"equal": (*SCALAR, "lv.variances", "lv.covariances", "means")},
    "metric_mlr": {"equal": ("loadings",), "estimator": "MLR"},
    "scalar_mlr": {"equal": SCALAR, "estimator": "MLR"},
    "clustered_metric": {"equal": ("loadings",), "estimator": "MLR", "cluster": WORK},
    "scalar_uls": {"equal": SCALAR, "estimator": "ULS"},
}
WHOLE: dict[str, dict[str, Any]] = {
    "ml": {},
    "ml_std_lv": {"std_lv": True},
    "mlr": {"estimator": "MLR"},
    "uls": {"estimator": "ULS"},
    "clustered": {"estimator": "MLR", "cluster": WORK},
    "one_factor": {"model": "F =~ x1+x2+x3+x4"},
    "labels": {"model": "S =~ x1+a*x2+a*x3+x4\nO =~ x5+x6+b*x7+c*x8\nx1~~x5\nb==c"},
    "second_order": {"model": "G =~ S+O+T\n" + THREE},
    "bifactor": {
        "model": "G =~ x1+x2+x3+x4+x5+x6+x7+x8\nS =~ x1+x2+x3\nO =~ x5+x6+x7",
        "orthogonal": True,
        "std_lv": True,
    },
}
WITH_HOLES: dict[str, dict[str, Any]] = {
    "fiml": {"missing": "fiml"},
    "fiml_mlr": {"missing": "fiml", "estimator": "MLR"},
    "listwise_mlr": {"estimator": "MLR"},
    "clustered_fiml": {"missing": "fiml", "estimator": "MLR", "cluster": WORK},
    "four_groups_fiml": {"model": TWO, "missing": "fiml", "equal": ("loadings",), "groups": "parts"},
}
CASES = (*WHOLE, *WITH_HOLES, *BY_SECTOR, "schools")
# lavaan takes moments of pairs for these when answers are missing, unlike for all its other measures.
GFI = ("gfi", "agfi", "pgfi")
# Settings, and what lavaan keeps for its own use.
NOT_MEASURES = (
    *("fmin", "rmsea.ci.level", "rmsea.close.h0", "rmsea.notclose.h0"),
    *("scaling.factor.h1", "scaling.factor.h0"),
)

FitCase = Callable[[str], Fit]


@pytest.fixture(scope="module")
def fit_case(request: pytest.FixtureRequest) -> FitCase:
    """Fit a case once."""
    known: dict[str, Fit] = {}

    def fit(name: str) -> Fit:
        if name not in known:
            known[name] = _fit(request, name)
        return known[name]

    return fit


def _fit(request: pytest.FixtureRequest, name: str) -> Fit:
    if name == "schools":
        counted = request.getfixturevalue("schools")
        return cfa(ABILITIES, counted, equal=SCALAR, partial=("visual=~x2", "x3 ~ 1", "x7~1"))
    data = request.getfixturevalue("holes" if name in WITH_HOLES else "scores")
    options = dict((WHOLE | WITH_HOLES | BY_SECTOR)[name])
    if name in BY_SECTOR:
        options["groups"] = request.getfixturevalue("sectors")
    if options.get("groups") == "parts":
        options["groups"] = request.getfixturevalue("parts")
    return cfa(options.pop("model", THREE), data, items=TWELVE, **options)


def by_name(estimates: tuple[Estimate, ...]) -> dict[tuple[str, str, str, int], Estimate]:
    return {(one.lhs, one.op, one.rhs, one.group + 1): one for one in estimates}


def names(table: Reference) -> list[tuple[str, str, str, int]]:
    return list(zip(table["lhs"], table["op"], table["rhs"], table["group"], strict=True))


@pytest.mark.parametrize("case", CASES)
def test_fit_measures_equal_lavaan(case: str, fit_case: FitCase, lavaan: Reference) -> None:
    found, expected = fit_case(case).measures, lavaan[case]["fit"]
    left_out = (*NOT_MEASURES, *(GFI if "fiml" in case else ()))
    for name, value in expected.items():
        if value is None:
            assert found[name] is None, name
        elif name not in left_out:
            assert found[name] == pytest.approx(value, rel=1e-6, abs=1e-6), name


@pytest.mark.parametrize("case", CASES)
def test_estimates_and_standard_errors_equal_lavaan(case: str, fit_case: FitCase, lavaan: Reference) -> None:
    table = lavaan[case]["estimates"]
    found = by_name(fit_case(case).estimates())
    assert len(found) == len(table["lhs"])
    for name, value, se in zip(names(table), table["est"], table["se"], strict=True):
        assert found[name].value == pytest.approx(value, abs=5e-5), name
        assert (found[name].se or 0.0) == pytest.approx(se, abs=5e-5), name


@pytest.mark.parametrize("case", CASES)
def test_standardised_solutions_equal_lavaan(case: str, fit_case: FitCase, lavaan: Reference) -> None:
    table = lavaan[case]["standardised"]
    found = by_name(standardised(fit_case(case)))
    for name, value, se in zip(names(table), table["est.std"], table["se"], strict=True):
        assert found[name].value == pytest.approx(value, abs=5e-5), name
        assert (found[name].se or 0.0) == pytest.approx(se, abs=5e-5), name


@pytest.mark.parametrize("case", [case for case in CASES if "uls" not in case])
def test_the_largest_modification_indices_equal_lavaan(
    case: str, fit_case: FitCase, lavaan: Reference
) -> None:
    table = lavaan[case]["modifications"]
    found = {(one.lhs, one.op, one.rhs, one.group + 1): one for one in modification_indices(fit_case(case))}
    for at, name in enumerate(names(table)):
        assert found[name].mi == pytest.approx(table["mi"][at], rel=1e-4), name
        assert found[name].epc == pytest.approx(table["epc"][at], abs=1e-4), name
        assert found[name].sepc_lv == pytest.approx(table["sepc.lv"][at], abs=1e-4), name
        assert found[name].sepc_all == pytest.approx(table["sepc.all"][at], abs=1e-4), name


def test_the_golden_values_of_the_specification(fit_case: FitCase) -> None:
    ml, mlr = fit_case("ml").measures, fit_case("mlr").measures
    assert ml["chisq"] == pytest.approx(54.087, abs=5e-4)
    assert ml["logl"] == pytest.approx(-6942.347, abs=5e-4)
    assert ml["aic"] == pytest.approx(13938.694, abs=5e-4)
    assert mlr["chisq.scaled"] == pytest.approx(53.316, abs=5e-4)
    top = modification_indices(fit_case("ml"))[0]
    assert (top.name, round(top.mi, 3)) == ("x2~~x5", 9.494)


def test_equals_what_is_published_about_holzinger_and_swineford(schools: tuple[Counted, ...]) -> None:
    # Rosseel (2012), Journal of Statistical Software 48(2), section 4: chi-square 85.306 on 24, CFI .931, TLI
    # .896, log-likelihood -3737.745 (unrestricted -3695.092), RMSEA .092 (.071 to .114), SRMR .065.
    n = sum(one.n for one in schools)
    means = [one.means for one in schools if one.means is not None]
    middle = np.average(means, axis=0, weights=[one.n for one in schools])
    products = np.zeros((9, 9))
    for one, mean in zip(schools, means, strict=True):
        products += (one.n - 1) * one.covariances + one.n * np.outer(mean - middle, mean - middle)
    found = cfa(ABILITIES, Counted(TWELVE[:9], products / (n - 1), n)).measures
    published = {"chisq": 85.306, "df": 24, "cfi": 0.931, "tli": 0.896, "srmr": 0.065, "rmsea": 0.092}
    published |= {"rmsea.ci.lower": 0.071, "rmsea.ci.upper": 0.114, "logl": -3737.745}
    published |= {"unrestricted.logl": -3695.092}
    for name, value in published.items():
        assert found[name] == pytest.approx(value, abs=5e-4), name


def test_uls_counts_a_covariance_once_where_variances_are_restricted(scores: Floats) -> None:
    # R> m <- "S =~ x1 + x2 + x3 + x4; x1 ~~ r*x1; x2 ~~ r*x2; x3 ~~ r*x3; x4 ~~ r*x4"    (lavaan 0.6-14)
    # R> f <- cfa(m, d, estimator = "ULSM"); fitMeasures(f, c("chisq", "chisq.scaled", "srmr", "gfi"))
    #   2.7614361 4.2117068 0.0181954 0.9993761;  loadings .91819866 1.00629324 .90545817 (s.e. .064469133)
    equal = "".join(f"\nx{item} ~~ r*x{item}" for item in range(1, 5))
    fit = cfa(f"S =~ x1 + x2 + x3 + x4{equal}", scores, estimator="ULS")
    found = [fit.measures[name] for name in ("chisq", "chisq.scaled", "srmr", "gfi")]
    assert found == pytest.approx([2.7614361, 4.2117068, 0.0181954, 0.9993761], abs=1e-5)
    loadings = [one for one in fit.estimates() if one.op == "=~" and one.se is not None]
    assert [one.value for one in loadings] == pytest.approx([0.91819866, 1.00629324, 0.90545817], abs=1e-5)
    assert loadings[0].se == pytest.approx(0.064469133, abs=1e-5)


def test_nfi_and_rfi_ask_that_the_baseline_is_nested_in_the_model(scores: Floats) -> None:
    # R> m <- "S =~ NA*x1 + l*x1 + l*x2 + l*x3; S ~~ 1*S; x1 ~~ r*x1; x2 ~~ r*x2; x3 ~~ r*x3"
    # R> fitMeasures(cfa(m, d), c("df", "baseline.df", "nfi", "rfi", "pnfi", "cfi"))     (lavaan 0.6-14)
    #   4 3 NA NA 1.3038050 0.9926828
    parallel = "S =~ NA*x1 + l*x1 + l*x2 + l*x3\nS ~~ 1*S\nx1 ~~ r*x1\nx2 ~~ r*x2\nx3 ~~ r*x3"
    found = cfa(parallel, scores).measures
    assert (found["df"], found["baseline.df"]) == (4, 3)
    assert (found["nfi"], found["rfi"]) == (None, None)
    assert (found["pnfi"], found["cfi"]) == pytest.approx((1.3038050, 0.9926828), abs=1e-6)
