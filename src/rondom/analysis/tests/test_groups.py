"""Means of groups of known size, and how many of those asked took part."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rondom.analysis import (
    GroupMean,
    NotComputed,
    TooFewData,
    group_means,
    mean_interval,
    response,
    tabulate_scores,
)
from rondom.analysis.estimates import Integers


def margin(found: GroupMean) -> float:
    assert found.interval is not None
    return found.interval.high - found.mean


def test_equals_the_t_interval_of_r(four: Integers) -> None:
    # R> S <- rowMeans(d[, 1:4]); mean(S); sd(S); t.test(S)$conf.int
    #    3.083125 0.9348094223 2.991236632 3.175013368
    found = mean_interval(400, 3.083125, 0.9348094223)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(2.991236632, abs=1e-6)
    assert found.interval.high == pytest.approx(3.175013368, abs=1e-6)
    assert found.population is None
    assert "onbekend" in found.warnings[0]


def test_equals_the_petition_sheets_of_cochran() -> None:
    # Cochran (1977), p. 27: 50 of 676 sheets, 1471 signatures, s2 = 229.0; total 19,888 with limits
    # 18,107 and 21,669 at z = 1.28, so a standard error of the total of (21669 - 19888) / 1.28.
    found = mean_interval(50, 1471 / 50, sqrt(229.0), population=676, level=0.80)
    assert 676 * found.mean == pytest.approx(19_888, abs=0.5)
    standard_error = 676 * margin(found) / stats.t.ppf(0.90, 49)
    assert 1.28 * standard_error == pytest.approx(21_669 - 19_888, abs=1)


@given(st.integers(2, 200), st.integers(0, 500), st.floats(0.1, 50), st.floats(0, 100))
def test_the_correction_is_the_part_that_did_not_answer(n: int, more: int, sd: float, mean: float) -> None:
    found = mean_interval(n, mean, sd, population=n + more)
    expected = stats.t.ppf(0.975, n - 1) * sqrt(sd**2 / n * more / (n + more))
    assert margin(found) == pytest.approx(expected, abs=1e-9)
    assert margin(found) <= margin(mean_interval(n, mean, sd)) + 1e-9


def test_when_everyone_answered_nothing_is_left_to_guess() -> None:
    for sd in (8.0, 0.0):
        found = mean_interval(12, 60.0, sd, population=12)
        assert margin(found) == 0
        assert found.warnings == ()


def test_more_answers_than_people_takes_the_correction_away_and_says_so() -> None:
    found = mean_interval(12, 60.0, 8.0, population=10)
    assert margin(found) == margin(mean_interval(12, 60.0, 8.0))
    assert found.population is None
    assert "meer antwoorden dan mensen" in found.warnings[0]


def test_equal_scores_have_a_mean_without_interval() -> None:
    found = mean_interval(5, 75.0, 0.0, population=40)
    assert (found.mean, found.interval) == (75.0, None)
    assert "dezelfde score" in found.warnings[0]


@pytest.mark.parametrize("n", [0, 1])
def test_refuses_fewer_than_two_scores(n: int) -> None:
    with pytest.raises(TooFewData, match="twee scores"):
        mean_interval(n, 50.0, 0.0)


@pytest.mark.parametrize(("mean", "sd"), [(float("nan"), 1.0), (1.0, float("nan")), (1.0, -1.0)])
def test_refuses_what_is_not_a_number(mean: float, sd: float) -> None:
    with pytest.raises(ValueError, match="gewone getallen"):
        mean_interval(5, mean, sd)


def test_every_group_has_its_mean_or_the_reason_why_not() -> None:
    scores = np.array([50.0, 70, 90, 20, 30, np.nan])
    moments = tabulate_scores(scores, group=np.array([0, 0, 0, 1, 2, 2]), groups=4, scales=["S"])
    found = group_means(moments, "S", populations=[6, 10, None, 3])
    first = found[0]
    assert isinstance(first, GroupMean)
    assert (first.mean, first.sd, first.n, first.population) == (70, 20, 3, 6)
    assert [isinstance(group, NotComputed) for group in found] == [False, True, True, True]


@given(st.lists(st.lists(st.floats(0, 100), min_size=2, max_size=6), min_size=1, max_size=4))
def test_group_means_equal_numpy(groups: list[list[float]]) -> None:
    scores = np.array([score for group in groups for score in group])
    member = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    for found, own in zip(group_means(tabulate_scores(scores, group=member), "1"), groups, strict=True):
        assert isinstance(found, GroupMean)
        assert found.mean == pytest.approx(np.mean(own), abs=1e-9)
        assert found.sd == pytest.approx(np.std(own, ddof=1), abs=1e-6)


def test_refuses_sizes_that_do_not_match_the_groups() -> None:
    with pytest.raises(ValueError, match="van 1 is de omvang"):
        group_means(tabulate_scores(np.ones(2), group=np.array([0, 1])), "1", populations=[4])


def test_response_and_coverage_of_every_stratum_and_together() -> None:
    strata, total = response([25, 3], invited=[40, 10], frame=[50, 10])
    assert [(one.response, one.coverage) for one in strata] == [(0.625, 0.5), (0.3, 0.3)]
    assert (total.answered, total.invited, total.frame) == (28, 50, 60)
    assert total.response == pytest.approx(0.56)
    assert total.coverage == pytest.approx(28 / 60)


def test_an_unknown_part_makes_the_total_unknown() -> None:
    strata, total = response([25, 3], invited=[40, None])
    assert (strata[1].response, total.invited, total.response) == (None, None, None)
    assert total.answered == 28


def test_nobody_invited_has_no_response() -> None:
    (stratum,), total = response([0], invited=[0])
    assert (stratum.response, total.response) == (None, None)


def test_more_answers_than_invitations_is_shown_and_said() -> None:
    (stratum,), _ = response([12], invited=[10])
    assert stratum.response == pytest.approx(1.2)
    assert "meer antwoorden dan uitnodigingen" in stratum.warnings[0]


def test_more_invitations_than_people_is_said() -> None:
    (stratum,), _ = response([5], invited=[10], frame=[9])
    assert "meer genodigden dan mensen" in stratum.warnings[0]
    assert response([5], invited=[9], frame=[9])[1].warnings == ()


def test_refuses_numbers_of_people_below_zero() -> None:
    with pytest.raises(ValueError, match="niet negatief"):
        response([-1], invited=[10])
