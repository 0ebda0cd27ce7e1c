"""A rise beyond what earlier periods lead one to expect."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from rondom import analysis
from rondom.analysis import TooFewData

EXPOSURE = [10, 12, 9, 14, 11, 12]


def test_counts_that_vary_no_more_than_chance_equal_poisson_test_of_r() -> None:
    # R 4.2.2: poisson.test(c(14, 28), c(12, 56)), and the same with alternative = "greater"
    found = analysis.rise([4, 7, 3, 9, 5, 14], exposure=EXPOSURE)
    assert found.dispersion == 1
    assert found.p == pytest.approx(0.01054, abs=5e-6)
    assert found.ratio == pytest.approx(2.333333, abs=1e-6)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((1.135250, 4.583186), abs=1e-6)
    assert found.expected == 6.0


def test_counts_that_vary_more_equal_a_quasi_poisson_model_of_r() -> None:
    # R 4.2.2: glm(y ~ new + offset(log(e)), family = quasipoisson) beside the one without new:
    # anova(test = "F"), summary()$dispersion, and exp(coef -+ qt(.975, 4) * se); glm stops at six digits
    found = analysis.rise([2, 19, 1, 12, 3, 28], exposure=EXPOSURE)
    assert found.dispersion == pytest.approx(6.527755776, rel=2e-6)
    assert found.p == pytest.approx(0.135992915964 / 2, rel=2e-6)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(0.5974372152, rel=2e-6)
    assert found.interval.high == pytest.approx(20.8753566751, rel=2e-6)


def test_without_anything_before_there_is_a_test_but_no_ratio() -> None:
    found = analysis.rise([0, 0, 0, 4])
    assert (found.ratio, found.interval, found.expected) == (None, None, 0)
    assert found.p == pytest.approx(0.25**4)


def test_nothing_now_is_no_rise() -> None:
    assert analysis.rise([3, 2, 4, 0]).p == 1
    found = analysis.rise([30, 2, 14, 0])
    assert found.p > 0.5
    assert found.interval is None


@given(st.lists(st.integers(0, 30), min_size=4, max_size=9), st.integers(1, 50))
def test_more_now_never_makes_a_rise_less_likely(counts: list[int], more: int) -> None:
    few, many = analysis.rise(counts), analysis.rise([*counts[:-1], counts[-1] + more])
    assert many.p <= few.p + 1e-12
    assert 0 <= many.p <= few.p + 1e-12 <= 1 + 1e-12


@given(st.lists(st.integers(0, 30), min_size=4, max_size=9), st.floats(0.1, 50))
def test_the_unit_of_exposure_does_not_matter(counts: list[int], unit: float) -> None:
    one, other = analysis.rise(counts), analysis.rise(counts, exposure=[unit] * len(counts))
    assert one.p == pytest.approx(other.p, rel=1e-9)
    assert one.expected == pytest.approx(other.expected)


def test_false_alarms_come_as_often_as_said_and_not_more() -> None:
    rng = np.random.default_rng(4)
    alarms = [analysis.rise(rng.poisson(6, 7).tolist()).p <= 0.05 for _ in range(2000)]
    # Five in a hundred at most, up to three standard errors; the exact test stays below by its steps.
    assert sum(alarms) <= binom.ppf(0.999, 2000, 0.05)
    assert sum(alarms) > 0


@pytest.mark.parametrize(
    ("counts", "exposure", "says"),
    [
        ([1, 2, -1, 3], None, "gehele getallen"),
        ([1, 2, 1.5, 3], None, "gehele getallen"),
        ([1, 2, 1, 3], [1, 1, 0, 1], "boven 0"),
        ([1, 2, 1, 3], [1, 1, 1], "boven 0"),
    ],
)
def test_refuses_what_cannot_be_counts(counts: list[int], exposure: list[float] | None, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        analysis.rise(counts, exposure=exposure)


def test_refuses_with_too_few_earlier_periods() -> None:
    with pytest.raises(TooFewData, match="Er zijn er 2"):
        analysis.rise([1, 2, 9])
