"""Scale scores from 0 to 100, by the rule on how many items must be answered."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rondom.analysis import (
    NOT_ANSWERED,
    NOT_APPLICABLE,
    UNKNOWN,
    TooFewData,
    UnknownCode,
    cronbach_alpha,
    scale_scores,
    standard_error_of_measurement,
)
from rondom.analysis.estimates import Floats, Integers

CODES = st.sampled_from([1, 2, 3, 4, 5, NOT_APPLICABLE, UNKNOWN, NOT_ANSWERED])
ANSWERS = st.tuples(st.integers(0, 8), st.integers(1, 8)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=CODES)
)


def scored_by_hand(answers: Integers, share: float) -> list[float]:
    """One respondent at a time."""
    found = []
    for row in answers.tolist():
        given_ = [code for code in row if code > 0]
        enough = bool(given_) and len(given_) / len(row) >= share
        found.append((sum(given_) / len(given_) - 1) / 4 * 100 if enough else float("nan"))
    return found


def test_equals_row_means_in_r(four: Integers) -> None:
    # R> mean((rowMeans(d[, 1:4]) - 1) / 4 * 100); sd(rowMeans(d[, 1:4]))     52.078125   0.9348094223
    scores = scale_scores(four, points=5)
    assert scores.mean() == pytest.approx(52.078125, abs=1e-9)
    assert scores.std(ddof=1) == pytest.approx(25 * 0.9348094223, abs=1e-6)


@given(ANSWERS, st.sampled_from([1e-12, 0.5, 0.75, 1.0]))
def test_equals_the_rule_applied_by_hand(answers: Integers, share: float) -> None:
    found = scale_scores(answers, points=5, minimum_share=share)
    np.testing.assert_allclose(found, scored_by_hand(answers, share))


@pytest.mark.parametrize(("answered", "has_score"), [(8, True), (6, True), (5, False), (0, False)])
def test_six_of_eight_items_make_a_score(answered: int, has_score: bool) -> None:
    row = np.array([[3] * answered + [UNKNOWN] * (8 - answered)])
    assert np.isnan(scale_scores(row, points=5)[0]) != has_score


def test_the_lowest_answers_are_0_and_the_highest_100() -> None:
    assert scale_scores(np.array([[1, 1], [5, 5], [3, 3]]), points=5).tolist() == [0, 100, 50]


def test_items_with_other_numbers_of_points_weigh_the_same() -> None:
    assert scale_scores(np.array([[2, 1], [1, 11], [2, 6]]), points=[2, 11]).tolist() == [50, 50, 75]
    assert scale_scores(np.array([[2, 1], [3, 4], [1, 2]]), points=[3, 4]) == pytest.approx([25, 100, 50 / 3])


def test_reversed_items_are_turned_round_and_missing_stays_missing() -> None:
    answers = np.array([[5, 1, 1, 1], [5, NOT_APPLICABLE, 1, 1], [NOT_APPLICABLE, UNKNOWN, 1, 1]])
    found = scale_scores(answers, points=5, reverse={0})
    assert found[:2].tolist() == [0, 0]
    assert np.isnan(found[2])
    assert answers[0, 0] == 5


@given(ANSWERS)
def test_a_score_is_the_same_alone_and_in_company(answers: Integers) -> None:
    together = scale_scores(answers, points=5)
    alone = [scale_scores(answers[[row]], points=5)[0] for row in range(len(answers))]
    np.testing.assert_array_equal(together, np.array(alone))
    known = together[~np.isnan(together)]
    assert ((known >= 0) & (known <= 100)).all()


@given(st.integers(2, 11), st.data())
def test_equal_answers_give_exactly_equal_scores_however_many(points: int, data: st.DataObject) -> None:
    code = data.draw(st.integers(1, points))
    rows = np.full((4, 8), code)
    rows[1, 0] = rows[2, :2] = rows[3, 3] = NOT_ANSWERED
    assert len(set(scale_scores(rows, points=points).tolist())) == 1


def test_refuses_unknown_codes_by_name() -> None:
    with pytest.raises(UnknownCode, match="item S1 heeft 2 keer code 9"):
        scale_scores(np.array([[9, 1], [9, 1]]), points=5, items=["S1", "S2"])


@pytest.mark.parametrize(
    ("answers", "points"), [(np.zeros((3, 0), dtype=int), 5), (np.ones((3, 2), dtype=int), 1)]
)
def test_refuses_a_scale_without_items_or_points(answers: Integers, points: int) -> None:
    with pytest.raises(ValueError, match="ten minste twee punten"):
        scale_scores(answers, points=points)


def test_measurement_error_follows_from_alpha_and_its_interval(four: Integers) -> None:
    # R> 0.9348094223 * sqrt(1 - 0.7862941299) * 25                                  [1] 10.80374
    reliability = cronbach_alpha(four.astype(float))
    found = standard_error_of_measurement(25 * 0.9348094223, reliability)
    assert found.sem == pytest.approx(10.8037, abs=1e-3)
    assert found.interval.low < found.sem < found.interval.high
    assert found.interval.high == pytest.approx(25 * 0.9348094223 * np.sqrt(1 - 0.7499269344), abs=1e-6)
    assert found.respondents == 400


@pytest.mark.parametrize("sd", [0.0, float("nan")])
def test_without_spread_there_is_no_measurement_error(four: Floats, sd: float) -> None:
    with pytest.raises(TooFewData, match="Zonder spreiding"):
        standard_error_of_measurement(sd, cronbach_alpha(four.astype(float)))
