"""The difference of two independent means, from summary numbers."""

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rondom.analysis import Difference, Summary, TooFewData, compare

SIDES = st.builds(Summary, n=st.integers(2, 300), mean=st.floats(0, 100), sd=st.floats(0.5, 40))


def test_equals_the_welch_interval_of_r() -> None:
    # R> t.test(S ~ sector, d)     203 and 197 people; means 3.091133004926 and 3.074873096447,
    #    sd 0.985511475509 and 0.881956665797; interval -0.1674606331 0.1999804500; df 395.4275556
    found = compare(
        Summary(203, 3.091133004926, 0.985511475509), Summary(197, 3.074873096447, 0.881956665797)
    )
    assert found.interval is not None
    assert found.interval.low == pytest.approx(-0.1674606331, abs=1e-6)
    assert found.interval.high == pytest.approx(0.1999804500, abs=1e-6)
    assert found.df == pytest.approx(395.4275556, abs=1e-6)


@pytest.mark.parametrize(
    ("d", "n", "low", "high", "j"),
    [
        # R> s <- sqrt(n1 * n2 / (n1 + n2))
        # R> uniroot(function(x) pt(d * s, n1 + n2 - 2, x) - .975, d * s + c(-10, 10))$root / s
        (0.8, (20, 25), 0.1840228393, 1.407379786, 0.9824389568),
        (0.0, (10, 10), -0.8765225406, 0.8765225406, 0.957646427),
        (-1.5, (6, 40), -2.405657457, -0.5792594773, 0.9828407374),
        (0.3, (400, 350), 0.1556431523, 0.4441584565, 0.9989969351),
    ],
)
def test_effect_sizes_equal_the_noncentral_t_of_r(
    d: float, n: tuple[int, int], low: float, high: float, j: float
) -> None:
    found = compare(Summary(n[0], 10 * d, 10), Summary(n[1], 0, 10))
    assert found.d is not None
    assert found.g is not None
    assert found.d.value == pytest.approx(d)
    assert (found.d.interval.low, found.d.interval.high) == pytest.approx((low, high), abs=1e-6)
    assert found.g.value == pytest.approx(d * j, abs=1e-9)
    assert found.g.interval.low == pytest.approx(low * j, abs=1e-6)


@given(st.integers(0, 10_000), st.integers(2, 30), st.integers(2, 30))
def test_equals_scipy_on_the_scores_themselves(seed: int, one: int, other: int) -> None:
    rng = np.random.default_rng(seed)
    first, second = rng.normal(50, 10, one), rng.normal(45, 20, other)
    reference = stats.ttest_ind(first, second, equal_var=False)
    found = compare(
        Summary(one, first.mean(), first.std(ddof=1)), Summary(other, second.mean(), second.std(ddof=1))
    )
    assert found.interval is not None
    expected = reference.confidence_interval()
    assert (found.interval.low, found.interval.high) == pytest.approx((expected.low, expected.high))
    assert found.df == pytest.approx(reference.df)


@given(SIDES, SIDES)
def test_the_other_way_round_mirrors_everything(first: Summary, second: Summary) -> None:
    there, back = compare(first, second), compare(second, first)
    assert back.difference == -there.difference
    assert back.verdict == there.verdict
    assert there.interval is not None
    assert back.interval is not None
    assert back.interval.low == pytest.approx(-there.interval.high)
    if there.d and back.d:
        assert back.d.interval.low == pytest.approx(-there.d.interval.high, rel=1e-4, abs=1e-5)


@given(SIDES, SIDES, st.floats(0.1, 10))
def test_the_unit_does_not_change_the_effect(first: Summary, second: Summary, factor: float) -> None:
    plain = compare(first, second)
    changed = compare(
        *(replace(side, mean=factor * side.mean, sd=factor * side.sd) for side in (first, second))
    )
    assert changed.df == pytest.approx(plain.df)
    if plain.d and changed.d:
        assert changed.d.value == pytest.approx(plain.d.value)


@given(SIDES, SIDES, st.integers(0, 200), st.integers(1, 200))
def test_a_finite_group_narrows_the_interval_by_what_was_seen(
    first: Summary, second: Summary, more: int, others: int
) -> None:
    sizes = (first.n + more, second.n + others)
    found = compare(replace(first, population=sizes[0]), replace(second, population=sizes[1]))
    one = first.sd**2 / first.n * more / sizes[0]
    two = second.sd**2 / second.n * others / sizes[1]
    df = (one + two) ** 2 / (one**2 / (first.n - 1) + two**2 / (second.n - 1))
    assert found.df == pytest.approx(df)
    assert found.interval is not None
    half = (found.interval.high - found.interval.low) / 2
    assert half == pytest.approx(stats.t.ppf(0.975, df) * sqrt(one + two))
    wide = compare(first, second)
    assert found.d == wide.d


def test_two_groups_that_were_seen_whole_differ_by_exactly_this() -> None:
    found = compare(Summary(12, 60, 8, 12), Summary(15, 45, 9, 15))
    assert found.interval is not None
    assert (found.interval.low, found.interval.high, found.df) == (15, 15, None)


def test_one_group_seen_whole_leaves_the_chance_in_the_other() -> None:
    found = compare(Summary(12, 60, 8, 24), Summary(15, 45, 9, 15))
    assert found.df == pytest.approx(11)
    assert found.interval is not None
    half = stats.t.ppf(0.975, 11) * sqrt(64 / 12 / 2)
    assert found.interval.high - found.interval.low == pytest.approx(2 * half)


@pytest.mark.parametrize("difference", [1e-3, -1e8])
def test_an_effect_beyond_measure_is_not_computed(difference: float) -> None:
    found = compare(Summary(20, difference, 1e-9), Summary(20, 0, 1e-9))
    assert (found.difference, found.d, found.g) == (difference, None, None)
    assert any("extreem groot" in text for text in found.warnings)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Summary(10, 60, 20), Summary(10, 50, 20), Difference.DIFFERENT),
        (Summary(10, 50, 20), Summary(10, 60, 20), Difference.DIFFERENT),
        (Summary(10, 59.9, 20), Summary(10, 50, 20), Difference.COMPARABLE),
        (Summary(9, 90, 20), Summary(400, 50, 20), Difference.COMPARABLE),
        (Summary(400, 90, 20), Summary(9, 50, 20), Difference.COMPARABLE),
    ],
)
def test_a_difference_needs_ten_points_and_ten_people_a_side(
    first: Summary, second: Summary, verdict: Difference
) -> None:
    assert compare(first, second).verdict is verdict


def test_thresholds_are_arguments() -> None:
    found = compare(Summary(5, 55, 9), Summary(5, 50, 9), minimum_difference=5, minimum_n=5)
    assert found.verdict == "verschil"


def test_without_spread_the_difference_stands_and_the_effect_does_not() -> None:
    found = compare(Summary(12, 60, 0), Summary(12, 40, 0))
    assert (found.difference, found.interval, found.df, found.d, found.g) == (20, None, None, None, None)
    assert any("effectgrootte bestaat niet" in text for text in found.warnings)


def test_one_side_without_spread_still_has_an_interval() -> None:
    found = compare(Summary(12, 60, 0), Summary(12, 40, 5))
    assert found.df == pytest.approx(11)
    assert found.interval is not None


def test_too_many_answers_for_a_group_is_said_once() -> None:
    found = compare(Summary(12, 60, 5, 8), Summary(12, 40, 5, 9))
    assert len(found.warnings) == 1
    assert "meer antwoorden dan mensen" in found.warnings[0]


@pytest.mark.parametrize("n", [0, 1])
def test_refuses_a_side_below_two_scores(n: int) -> None:
    with pytest.raises(TooFewData, match="twee scores"):
        compare(Summary(12, 60, 5), Summary(n, 40, 5))


@pytest.mark.parametrize("sd", [-1.0, float("nan"), float("inf")])
def test_refuses_a_spread_that_is_not_one(sd: float) -> None:
    with pytest.raises(ValueError, match="gewone getallen"):
        compare(Summary(12, 60, sd), Summary(12, 40, 5))
