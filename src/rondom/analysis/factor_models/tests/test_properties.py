"""What must not matter does not matter: order, units, the way a factor gets its scale, who counted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.analysis import tabulate_scores
from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.confirmatory import cfa
from rondom.analysis.factor_models.samples import Counted
from rondom.analysis.factor_models.standardised import standardised
from rondom.analysis.factor_models.table import Equal
from rondom.analysis.factor_models.tests.conftest import THREE, TWELVE

SCALAR: tuple[Equal, ...] = ("loadings", "intercepts")


def simulated(seed: int, n: int = 120) -> Floats:
    rng = np.random.default_rng(seed)
    factors = rng.normal(size=(n, 2)) @ np.array([[1.0, 0.4], [0.0, 0.9]])
    found: Floats = factors[:, [0, 0, 0, 1, 1, 1]] * rng.uniform(0.6, 1.2, 6) + 0.7 * rng.normal(size=(n, 6))
    return found


TWO = "A =~ x1+x2+x3\nB =~ x4+x5+x6"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 999), st.permutations(range(6)), st.floats(0.01, 100), st.floats(-100, 100))
def test_order_and_units_do_not_matter(seed: int, order: list[int], factor: float, shift: float) -> None:
    scores = simulated(seed)
    one = cfa(TWO, scores)
    names = [f"x{at + 1}" for at in order]
    other = cfa(TWO, factor * scores[::-1, order] + shift, items=names)
    assert other.measures["chisq"] == pytest.approx(one.measures["chisq"], abs=1e-6)
    for a, b in zip(standardised(one), standardised(other), strict=True):
        assert b.value == pytest.approx(a.value, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 999), st.lists(st.integers(-4, 4), min_size=6, max_size=6))
def test_items_in_very_different_units_give_the_same_solution(seed: int, tens: list[int]) -> None:
    scores = simulated(seed)
    one, other = cfa(TWO, scores), cfa(TWO, scores * 10.0 ** np.array(tens))
    assert other.measures["chisq"] == pytest.approx(one.measures["chisq"], abs=1e-6)
    for a, b in zip(standardised(one), standardised(other), strict=True):
        assert b.value == pytest.approx(a.value, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 999))
def test_fit_measures_stay_within_their_bounds(seed: int) -> None:
    found = cfa(TWO, simulated(seed), estimator="MLR").measures
    for name in ("cfi", "cfi.scaled", "cfi.robust", "pvalue", "pvalue.scaled"):
        assert 0 <= (found[name] or 0.0) <= 1
    for suffix in ("", ".scaled", ".robust"):
        low, middle, high = (found[f"rmsea{part}{suffix}"] for part in (".ci.lower", "", ".ci.upper"))
        assert 0 <= low <= middle <= high  # type: ignore[operator]


def test_the_scale_of_a_factor_does_not_matter(scores: Floats) -> None:
    one, other = cfa(THREE, scores), cfa(THREE, scores, std_lv=True)
    assert other.measures["chisq"] == pytest.approx(one.measures["chisq"], abs=1e-8)
    for a, b in zip(standardised(one), standardised(other), strict=True):
        assert b.value == pytest.approx(a.value, abs=1e-7)


def test_who_counted_does_not_matter(scores: Floats, sectors: list[str]) -> None:
    labels = list(dict.fromkeys(sectors))
    member = np.array([labels.index(sector) for sector in sectors])
    tables = tabulate_scores(scores, scales=TWELVE, group=member, groups=2)
    by_group = [scores[member == at] for at in (0, 1)]
    counted = [Counted(TWELVE, np.cov(one.T), len(one), one.mean(axis=0)) for one in by_group]
    direct = cfa(THREE, scores, groups=sectors, equal=SCALAR)
    for data in (tables, counted):
        found = cfa(THREE, data, equal=SCALAR)
        np.testing.assert_allclose(found.x, direct.x, atol=1e-7)
        assert found.measures["chisq"] == pytest.approx(direct.measures["chisq"], abs=1e-8)


def test_fiml_without_holes_estimates_what_ml_does(scores: Floats) -> None:
    one, other = cfa(THREE, scores, means=True), cfa(THREE, scores, missing="fiml")
    np.testing.assert_allclose(other.x, one.x, atol=1e-7)
    assert other.measures["chisq"] == pytest.approx(one.measures["chisq"], abs=1e-8)


def test_starting_values_do_not_decide_the_outcome(scores: Floats) -> None:
    started = THREE.replace("x2", "start(3)*x2").replace("x11", "start(-0.5)*x11")
    np.testing.assert_allclose(cfa(started, scores).x, cfa(THREE, scores).x, atol=1e-7)


def test_labels_per_group_set_equal_what_equal_sets_equal(scores: Floats, sectors: list[str]) -> None:
    written = "S =~ x1 + c(a,a)*x2 + c(b,b)*x3 + d*x4"
    one = cfa("S =~ x1 + x2 + x3 + x4", scores, groups=sectors, equal=("loadings",))
    other = cfa(written, scores, groups=sectors)
    assert other.measures["chisq"] == pytest.approx(one.measures["chisq"], abs=1e-8)
    apart = cfa(written.replace("c(b,b)", "c(b,e)"), scores, groups=sectors)
    assert apart.test.df == one.test.df - 1


def test_copies_of_people_in_one_organisation_count_once() -> None:
    scores = simulated(5)
    copied, home = np.repeat(scores, 3, axis=0), np.repeat(np.arange(len(scores)), 3)
    one = cfa(TWO, scores, estimator="MLR", means=True)
    three = cfa(TWO, copied, cluster=home, estimator="MLR")
    n = len(scores)
    np.testing.assert_allclose(three.covariance, one.covariance * n / (n - 1), rtol=1e-6)


def test_a_reversed_item_only_turns_its_loading(scores: Floats) -> None:
    turned = scores.copy()
    turned[:, [0, 5]] = 6 - turned[:, [0, 5]]
    one, other = cfa(THREE, scores), cfa(THREE, turned)
    assert other.measures["chisq"] == pytest.approx(one.measures["chisq"], abs=1e-8)
