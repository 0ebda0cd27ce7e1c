"""Scores are counted once, into tables that add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rondom.analysis import Moments, tabulate_scores
from rondom.analysis.estimates import Floats, Integers

SCORES = st.one_of(st.floats(0, 100), st.just(float("nan")))
PEOPLE = st.integers(0, 10).flatmap(
    lambda n: st.tuples(
        arrays(np.float64, (n, 2), elements=SCORES), arrays(np.int64, n, elements=st.integers(0, 2))
    )
)


def assert_close(one: Moments, other: Moments) -> None:
    np.testing.assert_array_equal(one.n, other.n)
    np.testing.assert_allclose(one.means, other.means, atol=1e-9)
    np.testing.assert_allclose(one.products, other.products, atol=1e-7)


@given(PEOPLE)
def test_equals_numpy_on_the_respondents_who_have_both(people: tuple[Floats, Integers]) -> None:
    scores, group = people
    found = tabulate_scores(scores, group=group, groups=3)
    for place in range(3):
        own = scores[group == place]
        both = own[~np.isnan(own).any(axis=1)]
        assert found.n[place, 0, 1] == len(both)
        if len(both) > 1:
            covariance = np.cov(both, rowvar=False)[0, 1]
            assert found.products[place, 0, 1] / (len(both) - 1) == pytest.approx(covariance, abs=1e-8)
            assert found.means[place, 1, 0] == pytest.approx(both[:, 1].mean())


@given(PEOPLE, PEOPLE)
def test_adding_equals_counting_everyone_together(
    one: tuple[Floats, Integers], other: tuple[Floats, Integers]
) -> None:
    apart = tabulate_scores(one[0], group=one[1]) + tabulate_scores(other[0], group=other[1])
    scores, group = np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])
    assert_close(apart, tabulate_scores(scores, group=group))


@given(PEOPLE)
def test_all_groups_together_are_one_group(people: tuple[Floats, Integers]) -> None:
    scores, group = people
    assert_close(tabulate_scores(scores, group=group).total(), tabulate_scores(scores))


def test_equal_scores_have_exactly_no_spread() -> None:
    scores = np.full(7, 100 / 3)
    one = tabulate_scores(scores) + tabulate_scores(scores[:3])
    assert one.of("1")[2].tolist() == [0.0]
    assert one.of("1")[1].tolist() == [100 / 3]


def test_keeps_its_decimals_far_from_zero() -> None:
    scores = np.array([1e9, 1e9 + 1, 1e9 + 2])
    assert tabulate_scores(scores).of("1")[2][0] == pytest.approx(2, abs=1e-9)


def test_a_scale_that_was_not_counted_is_named() -> None:
    with pytest.raises(KeyError, match="Schaal S"):
        tabulate_scores(np.zeros((1, 1)), scales=["O"]).of("S")


def test_refuses_a_score_without_end() -> None:
    with pytest.raises(ValueError, match="oneindig"):
        tabulate_scores(np.array([np.inf]))


def test_refuses_to_add_other_scales() -> None:
    with pytest.raises(ValueError, match="dezelfde schalen"):
        tabulate_scores(np.zeros((1, 1)), scales=["S"]) + tabulate_scores(np.zeros((1, 1)), scales=["O"])
