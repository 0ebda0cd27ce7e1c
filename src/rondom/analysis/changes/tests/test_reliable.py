"""Reliable change of one person."""

import numpy as np
import pytest

from rondom.analysis.changes import detectable_change, reliable_change
from rondom.analysis.estimates import TooFewData


def test_equals_the_example_of_jacobson_and_truax() -> None:
    # Jacobson and Truax (1991), p. 14: sd 7.5, reliability .80, from 47.5 to 32.5: S_E 3.35, S_diff 4.74,
    #    RC -3.16
    found = reliable_change(np.array([47.5]), np.array([32.5]), reliability=0.8, sd=7.5)
    assert found.detectable.sem == pytest.approx(3.35, abs=5e-3)
    assert found.detectable.difference == pytest.approx(4.74, abs=5e-3)
    assert found.index[0] == pytest.approx(-3.16, abs=5e-3)
    assert found.direction.tolist() == [-1]


def test_the_smallest_detectable_change_is_the_border() -> None:
    limit = detectable_change(10, 0.9)
    assert limit.smallest == pytest.approx(1.959964 * np.sqrt(2) * 10 * np.sqrt(0.1), abs=1e-5)
    steps = np.array([limit.smallest - 1e-6, limit.smallest + 1e-6, -limit.smallest - 1e-6])
    found = reliable_change(np.zeros(3), steps, reliability=0.9, sd=10)
    assert found.direction.tolist() == [0, 1, -1]
    assert (found.risen, found.fallen, found.unchanged) == (1, 1, 1)


def test_people_without_both_scores_have_no_index() -> None:
    before, after = np.array([1.0, np.nan, 5, 3]), np.array([9.0, 2, np.nan, 3])
    found = reliable_change(before, after, reliability=0.8)
    assert found.known.tolist() == [True, False, False, True]
    assert np.isfinite(found.index).all()
    assert found.risen + found.fallen + found.unchanged == 2
    assert found.detectable.sem == pytest.approx(np.std([1, 5, 3], ddof=1) * np.sqrt(0.2))


@pytest.mark.parametrize("reliability", [-0.2, 0.0, 1.0])
def test_refuses_a_reliability_that_leaves_nothing_to_say(reliability: float) -> None:
    with pytest.raises(TooFewData, match="tussen 0 en 1"):
        detectable_change(10, reliability)


def test_refuses_scores_without_spread() -> None:
    with pytest.raises(TooFewData, match="spreiding"):
        reliable_change(np.full(3, 0.1), np.ones(3), reliability=0.8)
    with pytest.raises(TooFewData, match="twee scores"):
        reliable_change(np.ones(1), np.ones(1), reliability=0.8)
