"""The graded response model: published values, the plain likelihood, recovery, refusals."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from rondom.analysis.codes import NOT_ANSWERED
from rondom.analysis.estimates import Floats, Integers, TooFewData
from rondom.analysis.irt import (
    GradedResponse,
    expected_scores,
    graded_fit,
    graded_response,
    item_information,
    missing_information,
    scale_information,
)


def simulated(seed: int, n: int, items: int, points: int, *, missing: float = 0.0) -> Integers:
    """Answers of a graded response model with slopes from .8 to 2."""
    rng = np.random.default_rng(seed)
    slopes = np.linspace(0.8, 2, items)
    thresholds = np.linspace(-1.2, 1.2, points - 1) + np.linspace(-0.5, 0.5, items)[:, None]
    reached = slopes * rng.normal(size=(n, 1)) + rng.logistic(size=(n, items))
    answers: Integers = 1 + (reached[:, :, None] > slopes[:, None] * thresholds).sum(axis=2)
    answers[rng.random(answers.shape) < missing] = NOT_ANSWERED
    return answers


def test_equals_the_published_values_of_lsat_6(lsat6: Integers) -> None:
    # R> ltm::ltm(LSAT ~ z1)      log-likelihood -2466.653; slopes (se), intercepts
    #    .8254 (.2581), .7229 (.1867), .8905 (.2326), .6886 (.1852), .6575 (.2100)
    #    2.7730, .9902, .2491, 1.2848, 2.0536        (published output of Rizopoulos 2006, 21 nodes)
    found = graded_response(lsat6, points=2)
    assert found.loglik == pytest.approx(-2466.653, abs=5e-4)
    slopes = [0.8254, 0.7229, 0.8905, 0.6886, 0.6575]
    assert [item.slope for item in found.items] == pytest.approx(slopes, abs=1e-3)
    ses = [0.2581, 0.1867, 0.2326, 0.1852, 0.2100]
    assert [item.slope_se for item in found.items] == pytest.approx(ses, abs=2e-4)
    intercepts = [2.7730, 0.9902, 0.2491, 1.2848, 2.0536]
    assert [item.intercepts[0] for item in found.items] == pytest.approx(intercepts, abs=1e-3)


def test_equals_the_published_values_of_lsat_7(lsat7: Integers) -> None:
    # R> mirt::mirt(expand.table(LSAT7), 1)    log-likelihood -2658.805
    #    a1 0.988 1.081 1.706 0.765 0.736; d 1.856 0.808 1.804 0.486 1.855      (published output of mirt)
    found = graded_response(lsat7, points=2)
    assert found.loglik == pytest.approx(-2658.805, abs=6e-4)
    slopes = [0.988, 1.081, 1.706, 0.765, 0.736]
    assert [item.slope for item in found.items] == pytest.approx(slopes, abs=2e-3)
    intercepts = [1.856, 0.808, 1.804, 0.486, 1.855]
    assert [item.intercepts[0] for item in found.items] == pytest.approx(intercepts, abs=2e-3)


def _plain_loglik(flat: Floats, answers: Integers, points: list[int]) -> float:
    return _plain_loglik_on(121, flat, answers, points)


def _plain_loglik_on(places: int, flat: Floats, answers: Integers, points: list[int]) -> float:
    """Person by person and item by item."""
    theta = np.linspace(-6, 6, places)
    prior = np.exp(-(theta**2) / 2) / np.exp(-(theta**2) / 2).sum()
    curves, start = [], 0
    for width in points:
        slope, intercepts = flat[start], flat[start + 1 : start + width]
        start += width
        above = [
            np.ones(places),
            *(1 / (1 + np.exp(-slope * theta - d)) for d in intercepts),
            np.zeros(places),
        ]
        curves.append([high - low for high, low in pairwise(above)])
    total = 0.0
    for row in answers:
        chance = prior.copy()
        for item, answer in enumerate(row):
            if answer > 0:
                chance = chance * np.maximum(curves[item][answer - 1], 1e-300)
        total += np.log(chance.sum())
    return float(total)


def _flat(model: GradedResponse) -> Floats:
    return np.concatenate([[item.slope, *item.intercepts] for item in model.items])


@pytest.mark.parametrize(("seed", "missing"), [(1, 0.0), (2, 0.2)])
def test_stands_on_the_top_of_the_plain_likelihood(seed: int, missing: float) -> None:
    answers = simulated(seed, 150, 4, 3, missing=missing)
    answers[:, 3] = np.minimum(answers[:, 3], 2)
    points = [3, 3, 3, 2]
    found = graded_response(answers, points=points)
    answered = answers[(answers > 0).any(axis=1)]
    flat = _flat(found)
    assert found.loglik == pytest.approx(_plain_loglik(flat, answered, points), abs=1e-6)

    def height(values: Floats) -> float:
        return -_plain_loglik(values, answered, points)

    slope = optimize.approx_fprime(flat, height, 1e-5)
    assert np.abs(slope).max() < 5e-3
    steps = np.eye(len(flat)) * 1e-3
    hessian = np.array(
        [
            [
                height(flat + a + b) - height(flat + a - b) - height(flat - a + b) + height(flat - a - b)
                for b in steps
            ]
            for a in steps
        ]
    ) / (4 * 1e-6)
    assert found.covariance == pytest.approx(np.linalg.inv(hessian), rel=2e-3, abs=2e-4)


def test_is_near_the_factor_model_of_psych(four: Integers) -> None:
    # R> psych::irt.fa(d[, 1:4])$irt   discrimination .9985 .9979 1.2049 .9937 (normal), from a polychoric
    #    factor
    #    difficulty of x1: -1.6429 -0.6217 0.3763 1.5109
    found = graded_response(four, points=5)
    slopes = [item.slope / 1.702 for item in found.items]
    assert slopes == pytest.approx([0.9985, 0.9979, 1.2049, 0.9937], rel=0.12)
    assert found.items[0].thresholds == pytest.approx((-1.6429, -0.6217, 0.3763, 1.5109), abs=0.12)


def test_recovers_what_was_put_in_with_intervals_that_hold() -> None:
    truth, covered, known = np.linspace(0.8, 2, 6), 0, []
    for seed in range(100, 140):
        found = graded_response(simulated(seed, 400, 6, 4), points=4)
        covered += sum(
            item.slope_interval.low <= slope <= item.slope_interval.high
            for item, slope in zip(found.items, truth, strict=True)
        )
        known.append([item.slope for item in found.items])
    # 200 such samples: .952 of the intervals held.
    assert 0.92 <= covered / 240 <= 0.98
    assert np.mean(known, axis=0) == pytest.approx(truth, rel=0.05)


def test_many_people_in_single_precision_equal_all_of_them_in_double(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = simulated(5, 17_000, 12, 4)
    quick = graded_response(answers, points=4)
    monkeypatch.setattr(graded_fit, "SINGLE_FROM", 10**9)
    monkeypatch.setattr(graded_fit, "SOME", 10**9)
    slow = graded_response(answers, points=4)
    assert quick.loglik == pytest.approx(slow.loglik, abs=1e-3)
    ses = np.sqrt(np.diag(slow.covariance))
    assert (np.abs(_flat(quick) - _flat(slow)) / ses).max() < 1e-2
    assert np.sqrt(np.diag(quick.covariance)) == pytest.approx(ses, rel=1e-3)


@pytest.mark.parametrize(("items", "points"), [(8, 4), (12, 5)])
def test_information_by_polynomials_equals_that_by_places(
    monkeypatch: pytest.MonkeyPatch, items: int, points: int
) -> None:
    answers = simulated(7, 900, items, points, missing=0.1)
    plain = graded_response(answers, points=points)
    monkeypatch.setattr(missing_information, "_LITTLE_WORK", 0)
    found = graded_response(answers, points=points)
    ses = np.sqrt(np.diag(plain.covariance))
    assert np.sqrt(np.diag(found.covariance)) == pytest.approx(ses, rel=1e-4)
    assert _flat(found) == pytest.approx(_flat(plain), abs=1e-4)


def test_a_point_that_a_few_of_many_people_use_is_not_lost() -> None:
    answers = simulated(6, 18_000, 12, 4)
    answers[answers[:, 0] == 4, 0] = 3
    answers[[5, 6000, 12_345], 0] = 4
    found = graded_response(answers, points=4)
    assert found.items[0].points == (1, 2, 3, 4)
    rest = graded_response(np.where(answers == 4, np.r_[3, [4] * 11], answers), points=4)
    assert found.items[0].thresholds[:2] == pytest.approx(rest.items[0].thresholds, abs=0.01)
    assert found.items[0].thresholds[2] > 4


def test_scores_are_means_of_the_posterior(lsat6: Integers) -> None:
    # R> ltm::factor.scores(fit, method = "EAP")    00000: -1.910 (.790); 11111: .606 (.855)
    model = graded_response(lsat6, points=2)
    rows = np.array([[1, 1, 1, 1, 1], [2, 2, 2, 2, 2], [-1, -2, -3, -1, -1], [2, -1, -1, -1, -1]])
    found = expected_scores(model, rows)
    theta = np.linspace(-6, 6, 2001)
    chance = np.exp(-(theta**2) / 2)
    for item in model.items:
        chance = chance / (1 + np.exp(item.slope * theta + item.intercepts[0]))
    mean = (theta * chance).sum() / chance.sum()
    assert found.theta[0] == pytest.approx(mean, abs=1e-5)
    assert found.se[0] == pytest.approx(
        np.sqrt(((theta - mean) ** 2 * chance).sum() / chance.sum()), abs=1e-5
    )
    assert (found.theta[2], found.se[2]) == pytest.approx((0, 1), abs=1e-6)
    assert found.known.tolist() == [True, True, False, True]
    whole = expected_scores(model, lsat6)
    assert whole.reliability is not None
    assert whole.theta.mean() == pytest.approx(0, abs=1e-3)
    assert whole.theta.var() + (whole.se**2).mean() == pytest.approx(1, abs=2e-3)


def test_information_is_the_expected_curvature(four: Integers) -> None:
    model = graded_response(four, points=5)
    theta = np.array([-2.0, 0, 1.3])
    item, step = model.items[1], 1e-4

    def chances(at: float) -> Floats:
        above = [1.0, *(1 / (1 + np.exp(-item.slope * (at - b))) for b in item.thresholds), 0.0]
        return -np.diff(above)

    for place, at in enumerate(theta):
        change = (chances(at + step) - chances(at - step)) / (2 * step)
        assert item_information(model, theta)[1, place] == pytest.approx(
            (change**2 / chances(at)).sum(), rel=1e-5
        )
    assert scale_information(model, theta) == pytest.approx(item_information(model, theta).sum(axis=0))
    places = np.linspace(-6, 6, 601)
    total = scale_information(model, places)
    weights = np.exp(-(places**2) / 2) / np.exp(-(places**2) / 2).sum()
    assert model.reliability == pytest.approx(weights @ (total / (1 + total)), abs=1e-4)


def test_a_steep_item_is_fitted_to_the_top_and_named() -> None:
    rng = np.random.default_rng(4)
    theta, slopes = rng.normal(size=(600, 1)), np.array([9.0, 1.5, 1.0, 0.8])
    reached = slopes * theta + rng.logistic(size=(600, 4))
    answers = 1 + (reached > -0.8 * slopes).astype(int) + (reached > 0) + (reached > 0.9 * slopes)
    found = graded_response(answers, points=4)
    assert found.items[0].slope > 6
    assert "zo steil" in found.warnings[0]
    assert found.steps < 40
    flat = _flat(found)
    assert found.loglik == pytest.approx(_plain_loglik_on(61, flat, answers, [4] * 4), abs=1e-6)
    for step in 0.02 * np.eye(len(flat)):
        assert _plain_loglik_on(61, flat + step, answers, [4] * 4) < found.loglik
        assert _plain_loglik_on(61, flat - step, answers, [4] * 4) < found.loglik


def test_a_point_nobody_used_is_left_out_of_its_item(four: Integers) -> None:
    merged = four.copy()
    merged[merged[:, 0] == 3, 0] = 4
    relabelled = merged.copy()
    relabelled[:, 0] = np.where(merged[:, 0] > 3, merged[:, 0] - 1, merged[:, 0])
    found = graded_response(merged, points=5)
    assert found.items[0].points == (1, 2, 4, 5)
    assert len(found.items[0].thresholds) == 3
    assert "tussenliggend punt" in found.warnings[0]
    assert found.loglik == pytest.approx(graded_response(relabelled, points=[4, 5, 5, 5]).loglik)


def test_items_that_do_not_vary_are_named(four: Integers) -> None:
    answers = np.column_stack([four, np.full(400, 2), np.full(400, NOT_ANSWERED)])
    found = graded_response(answers, points=5, items=["a", "b", "c", "d", "e", "f"])
    assert [left.item for left in found.left_out] == ["e", "f"]
    assert found.loglik == pytest.approx(graded_response(four, points=5).loglik)
    assert expected_scores(found, answers).theta == pytest.approx(
        expected_scores(graded_response(four, points=5), four).theta, abs=1e-5
    )


def test_a_reversed_item_gets_a_negative_slope_and_is_named(four: Integers) -> None:
    turned = four.copy()
    turned[:, 2] = 6 - turned[:, 2]
    found, plain = graded_response(turned, points=5), graded_response(four, points=5)
    assert found.items[2].slope == pytest.approx(-plain.items[2].slope, abs=1e-4)
    assert found.items[2].slope_se == pytest.approx(plain.items[2].slope_se, abs=1e-4)
    assert "3" in found.warnings[0]


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000))
def test_order_of_people_and_items_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    answers = simulated(seed, 200, 4, 3, missing=0.1)
    order, people = rng.permutation(4), rng.permutation(200)
    one = graded_response(answers, points=3)
    other = graded_response(answers[people][:, order], points=3)
    assert other.loglik == pytest.approx(one.loglik, abs=1e-6)
    assert [item.slope for item in other.items] == pytest.approx(
        [one.items[at].slope for at in order], abs=1e-3
    )


def test_refuses_what_the_model_cannot_be_fitted_to(four: Integers) -> None:
    with pytest.raises(TooFewData, match="ten minste 3 items"):
        graded_response(four[:, :2], points=5)
    with pytest.raises(TooFewData, match="x: iedereen gaf hetzelfde"):
        graded_response(
            np.column_stack([four[:, :2], np.ones(400, dtype=int)]), points=5, items=["a", "b", "x"]
        )
    with pytest.raises(TooFewData, match="te weinig"):
        graded_response(four[:15], points=5)
    with pytest.raises(TooFewData, match="ten minste 3 items"):
        graded_response(np.empty((0, 4), dtype=int), points=5)
    twins = np.column_stack([four[:, 0], four[:, 0], four[:, 1:3]])
    with pytest.raises(TooFewData, match="zonder grens"):
        graded_response(twins, points=5)
