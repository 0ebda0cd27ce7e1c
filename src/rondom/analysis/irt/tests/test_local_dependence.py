"""Yen's Q3, against residuals computed person by person."""

import numpy as np
import pytest

from rondom.analysis.codes import NOT_ANSWERED
from rondom.analysis.estimates import Floats, Integers, TooFewData
from rondom.analysis.irt import (
    GradedResponse,
    expected_scores,
    graded_response,
    local_dependence,
    partial_credit,
    person_parameters,
)


def _holes(four: Integers) -> Integers:
    answers = four.copy()
    answers[::7, 2] = NOT_ANSWERED
    answers[::11, 0] = NOT_ANSWERED
    answers[3] = NOT_ANSWERED
    return answers


def _correlation(one: Floats, other: Floats) -> float:
    both = np.isfinite(one) & np.isfinite(other)
    return float(np.corrcoef(one[both], other[both])[0, 1])


def _left(model: GradedResponse, answers: Integers, theta: Floats, at: int) -> Floats:
    item = model.items[at]
    expected = sum(1 / (1 + np.exp(-item.slope * (theta - b))) for b in item.thresholds)
    return np.where(answers[:, at] > 0, answers[:, at] - 1 - expected, np.nan)


def test_equals_correlations_of_residuals_in_the_graded_response_model(four: Integers) -> None:
    answers = _holes(four)
    model = graded_response(answers, points=5)
    theta, found = expected_scores(model, answers).theta, local_dependence(model, answers)
    left = [_left(model, answers, theta, at) for at in range(4)]
    expected = [_correlation(left[i], left[j]) for i in range(4) for j in range(i + 1, 4)]
    assert [pair.q3 for pair in found.pairs] == pytest.approx(expected, abs=1e-9)
    assert found.mean == pytest.approx(np.mean(expected))
    assert found.pairs[0].excess == pytest.approx(expected[0] - np.mean(expected))
    assert found.largest_excess == pytest.approx(max(expected) - np.mean(expected))
    assert found.pairs[1].n == int(((answers[:, 0] > 0) & (answers[:, 2] > 0)).sum())
    assert (found.n, found.estimator) == (399, "Q3 bij EAP-scores")


def test_equals_correlations_of_residuals_in_the_partial_credit_model(four: Integers) -> None:
    model = partial_credit(four, points=5)
    theta = person_parameters(model, four, estimator="wle").theta
    left = []
    for at, item in enumerate(model.items):
        weights = np.exp(np.arange(5) * theta[:, None] - np.concatenate([[0], np.cumsum(item.thresholds)]))
        left.append(four[:, at] - 1 - weights @ np.arange(5) / weights.sum(axis=1))
    expected = np.corrcoef(left)[np.triu_indices(4, 1)]
    found = local_dependence(model, four)
    assert [pair.q3 for pair in found.pairs] == pytest.approx(expected, abs=1e-9)


def test_names_a_pair_that_hangs_together_and_nothing_otherwise() -> None:
    rng = np.random.default_rng(5)
    theta = rng.normal(size=(1500, 1))
    noise = rng.logistic(size=(1500, 10))
    answers = 1 + (1.5 * theta + noise > -0.7).astype(int) + (1.5 * theta + noise > 0.7)
    calm = local_dependence(graded_response(answers, points=3), answers)
    assert calm.warnings == ()
    assert calm.mean == pytest.approx(-1 / 9, abs=0.03)
    noise[:, 1] = 0.6 * noise[:, 0] + 0.8 * noise[:, 1]
    answers = 1 + (1.5 * theta + noise > -0.7).astype(int) + (1.5 * theta + noise > 0.7)
    for model in (graded_response(answers, points=3), partial_credit(answers, points=3)):
        found = local_dependence(model, answers)
        assert "1 en 2" in found.warnings[0]
        assert max(found.pairs, key=lambda pair: pair.q3 or -1).first == "1"


def test_a_pair_that_nobody_answered_has_a_reason(four: Integers) -> None:
    apart = four.copy()
    model = graded_response(four, points=5)
    apart[:200, 0], apart[200:, 1] = NOT_ANSWERED, NOT_ANSWERED
    pair = local_dependence(model, apart).pairs[0]
    assert (pair.q3, pair.n) == (None, 0)
    assert "minder dan drie" in pair.reason
    with pytest.raises(TooFewData, match="geen enkel paar"):
        local_dependence(model, four[:2])
    with pytest.raises(TooFewData, match="drie items"):
        local_dependence(partial_credit(four[:, :2], points=5), four[:, :2])
