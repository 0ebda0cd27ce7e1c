"""Whether scores of people may stand for their group."""

from random import Random
from statistics import variance

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from rondom.analysis import (
    NOT_ANSWERED,
    Aggregation,
    Interval,
    TooFewData,
    icc,
    ranking_allowed,
    rwg,
    tabulate,
    tabulate_scores,
)
from rondom.analysis.estimates import Floats, Integers

EXACT = 1e-6
GROUPED = st.lists(st.lists(st.integers(0, 100).map(float), min_size=1, max_size=6), min_size=2, max_size=6)


def of_groups(groups: list[list[float]]) -> Aggregation:
    scores = np.array([score for group in groups for score in group])
    return icc(tabulate_scores(scores, group=np.repeat(np.arange(len(groups)), [*map(len, groups)])), "1")


def test_equals_multilevel_where_groups_are_chance(four: Integers, wijken: Integers) -> None:
    # R> m <- aov(S ~ as.factor(wijk), d); ICC1(m); ICC2(m); summary(m); median(rwg.j(d[,1:4], wijk, 2)$rwg.j)
    #    -0.01258206307 -0.3306975536   MSB 0.6645641447 MSW 0.8843338816 F 0.75149 p 0.76427   .6444588
    found = icc(tabulate_scores(four.mean(axis=1), group=wijken), "1")
    assert found.icc1 == pytest.approx(-0.01258206307, abs=EXACT)
    assert (found.msb, found.msw) == pytest.approx((0.6645641447, 0.8843338816), abs=EXACT)
    assert (found.msb - found.msw) / found.msb == pytest.approx(-0.3306975536, abs=EXACT)
    assert (found.f, found.p) == pytest.approx((0.75149, 0.76427), abs=1e-5)
    assert found.icc2 is None
    agreement = rwg(tabulate(four, points=5, group=wijken))
    assert agreement.median == pytest.approx(0.6444588, abs=EXACT)
    assert agreement.by_group[:3] == pytest.approx((0.4469713536, 0.6841768097, 0.7382175892), abs=EXACT)


def test_equals_multilevel_with_groups_of_unequal_size(four: Integers, twelve: Integers) -> None:
    # R> g <- d$x5; m <- aov(S ~ as.factor(g), d); ICC1(m); ICC2(m); rwg.j(d[, 1:4], g, ranvar = 2)$rwg.j
    #    0.1203570582 0.9162899159  F 11.94599 p 3.5777e-09
    #    0.4590163934 0.6664524345 0.7158043049 0.6298891468 0.7120427524
    group = twelve[:, 4] - 1
    found = icc(tabulate_scores(four.mean(axis=1), group=group), "1")
    assert found.icc1 == pytest.approx(0.1203570582, abs=EXACT)
    assert found.icc2 == pytest.approx(0.9162899159, abs=EXACT)
    assert found.p == pytest.approx(3.5777e-09, rel=1e-4)
    values = (0.4590163934, 0.6664524345, 0.7158043049, 0.6298891468, 0.7120427524)
    assert rwg(tabulate(four, points=5, group=group)).by_group == pytest.approx(values, abs=EXACT)


def test_equals_the_four_judges_of_shrout_and_fleiss() -> None:
    # Shrout and Fleiss (1979), table 2: ICC(1,1) = .17, ICC(1,4) = .44
    # R> psych::ICC(sf, lmer = FALSE): ICC1 0.1657417684, -0.1329323249 to 0.7225600623; ICC1k 0.4427971337
    targets = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    found = of_groups([[float(score) for score in target] for target in targets])
    assert found.icc1 == pytest.approx(0.1657417684, abs=EXACT)
    assert found.icc2 == pytest.approx(0.4427971337, abs=EXACT)
    assert found.interval.low == pytest.approx(-0.1329323249, abs=EXACT)
    assert found.interval.high == pytest.approx(0.7225600623, abs=EXACT)


@given(GROUPED)
def test_f_equals_scipy_and_the_icc_keeps_its_bounds(groups: list[list[float]]) -> None:
    assume(any(len(set(group)) > 1 for group in groups))
    found = of_groups(groups)
    assert found.f == pytest.approx(stats.f_oneway(*groups).statistic, abs=1e-9)
    assert -1 / (found.group_size - 1) - 1e-9 <= found.icc1 <= 1
    assert found.interval.low <= found.icc1 + 1e-9
    assert found.icc1 <= found.interval.high + 1e-9
    assert (found.icc2 is None) == (found.icc1 <= 0)


@given(GROUPED, st.floats(0.1, 10), st.floats(-100, 100), st.randoms(use_true_random=False))
def test_unit_and_order_of_groups_do_not_matter(
    groups: list[list[float]], factor: float, shift: float, random: Random
) -> None:
    assume(any(len(set(group)) > 1 for group in groups))
    plain = of_groups(groups)
    random.shuffle(groups)
    changed = of_groups([[factor * score + shift for score in group] for group in groups])
    assert changed.icc1 == pytest.approx(plain.icc1, abs=1e-6)


def test_empty_groups_do_not_count() -> None:
    scores, group = np.array([1.0, 2, 3, 5]), np.array([0, 0, 4, 4])
    found = icc(tabulate_scores(scores, group=group, groups=9), "1")
    assert (found.groups, found.respondents, found.group_size) == (2, 4, 2)


@pytest.mark.parametrize(
    ("scores", "group", "says"),
    [
        ([1.0, 2, 3], [0, 0, 0], "twee of meer groepen"),
        ([], [], "twee of meer groepen"),
        ([1.0, 2, 3], [0, 1, 2], "Elke groep heeft één score"),
        ([4.0, 4, 4, 4], [0, 0, 1, 1], "dezelfde score"),
        ([np.nan, np.nan], [0, 1], "twee of meer groepen"),
    ],
)
def test_refuses_groups_that_cannot_be_compared(scores: list[float], group: list[int], says: str) -> None:
    with pytest.raises(TooFewData, match=says):
        icc(tabulate_scores(np.array(scores), group=np.array(group, dtype=int)), "1")


def test_groups_that_agree_completely_have_an_icc_of_one() -> None:
    found = of_groups([[1.0, 1], [3, 3], [2, 2]])
    assert (found.icc1, found.icc2, found.f) == (1, 1, None)
    assert (found.interval.low, found.interval.high) == (1, 1)


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=8))
def test_rwg_equals_its_formula_on_the_answers_themselves(rows: list[list[int]]) -> None:
    ratio = min(sum(variance(column) for column in zip(*rows, strict=True)) / 3 / 2, 1)
    expected = 3 * (1 - ratio) / (3 * (1 - ratio) + ratio)
    found = rwg(tabulate(np.array(rows), points=5))
    assert found.median == pytest.approx(expected)
    assert 0 <= found.median <= 1


def test_rwg_of_one_item_is_cut_off_at_zero() -> None:
    assert rwg(tabulate(np.array([[1], [5], [1], [5]]), points=5)).median == 0
    assert rwg(tabulate(np.array([[4], [4]]), points=5)).median == 1


def test_rwg_skips_a_group_in_which_an_item_has_one_answer() -> None:
    answers, group = np.array([[1, 2], [2, NOT_ANSWERED], [3, 3], [3, 4]]), np.array([0, 0, 1, 1])
    found = rwg(tabulate(answers, points=5, group=group))
    assert found.by_group[0] is None
    assert found.groups == 1
    with pytest.raises(TooFewData, match="twee mensen elk item"):
        rwg(tabulate(answers[:2], points=5))


def test_rwg_refuses_items_with_different_points() -> None:
    with pytest.raises(ValueError, match="hetzelfde aantal"):
        rwg(tabulate(np.array([[1, 1]]), points=[2, 5]))


def example(*, groups: int, icc1: float, icc2: float | None) -> Aggregation:
    return Aggregation(
        icc1=icc1,
        interval=Interval(0, 1),
        icc2=icc2,
        f=1.0,
        p=0.5,
        msb=1.0,
        msw=1.0,
        groups=groups,
        respondents=100,
        group_size=5.0,
    )


@pytest.mark.parametrize(
    ("found", "allowed", "says"),
    [
        (example(groups=10, icc1=0.2, icc2=0.5), True, "betrouwbaar genoeg"),
        (example(groups=9, icc1=0.2, icc2=0.9), False, "minder dan 10 groepen"),
        (example(groups=30, icc1=0.0, icc2=None), False, "toeval tonen"),
        (example(groups=30, icc1=0.1, icc2=0.49), False, "niet betrouwbaar genoeg"),
    ],
)
def test_groups_are_ranked_only_when_their_means_are_reliable(
    found: Aggregation, allowed: bool, says: str
) -> None:
    verdict = ranking_allowed(found)
    assert verdict.allowed == allowed
    assert says in verdict.reason


def test_chance_groups_are_not_ranked_though_they_seem_to_agree(four: Integers, wijken: Integers) -> None:
    scores: Floats = four.mean(axis=1)
    assert rwg(tabulate(four, points=5, group=wijken)).median > 0.6
    assert not ranking_allowed(icc(tabulate_scores(scores, group=wijken), "1")).allowed


def test_thresholds_are_arguments() -> None:
    found = example(groups=4, icc1=0.1, icc2=0.4)
    assert ranking_allowed(found, minimum_groups=4, minimum_icc2=0.4).allowed
