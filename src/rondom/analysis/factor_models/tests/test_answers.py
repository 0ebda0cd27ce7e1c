"""Moments of complete answers are counted exactly, and without copies of the answers."""

import tracemalloc

import numpy as np
import pytest

from rondom.analysis import cfa
from rondom.analysis.estimates import Floats, UnknownCode
from rondom.analysis.factor_models.acceleration import fixed_point
from rondom.analysis.factor_models.optimise import OutsideError
from rondom.analysis.factor_models.samples import samples_of

ITEMS = 6
NAMES = tuple(f"x{at + 1}" for at in range(ITEMS))
ONE = "S =~ x1+x2+x3+x4+x5+x6"


def codes(respondents: int) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    rng = np.random.default_rng(21)
    latent = rng.normal(size=(respondents, ITEMS)) + rng.normal(size=(respondents, 1))
    return (np.digitize(latent, [-1.5, -0.5, 0.5, 1.5]) + 1).astype(np.int8)


@pytest.mark.parametrize("offset", [0.0, 1e7])
def test_moments_lose_nothing_far_from_zero(offset: float) -> None:
    near = codes(120_000) + np.linspace(0, 30, 120_000)[:, None]
    (sample,) = samples_of(near + offset, NAMES)
    np.testing.assert_allclose(sample.whole.mean - offset, near.mean(axis=0), rtol=1e-9)
    np.testing.assert_allclose(sample.whole.covariance, np.cov(near.T, ddof=0), rtol=1e-9)


@pytest.mark.parametrize("estimator", ["ML", "MLR", "ULS"])
def test_fitting_makes_no_copy_of_the_answers(estimator: str) -> None:
    def most(respondents: int) -> int:
        answers = codes(respondents)
        tracemalloc.start()
        cfa(ONE, answers, estimator=estimator)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    most(500)
    assert most(300_000) - most(100_000) < 200_000 * ITEMS * 8 / 2


def test_columns_rows_and_kinds_of_numbers_do_not_matter() -> None:
    answers = codes(900)
    answers[::50, 2] = -3
    scores: Floats = np.where(answers < 0, np.nan, answers.astype(np.float64))
    wide = np.asfortranarray(np.hstack([scores[:, ::-1], np.ones((900, 2))]))
    expected = cfa(ONE, scores[scores[:, 2] > 0]).x
    for data, items in ((answers, NAMES), (scores, NAMES), (wide, (*NAMES[::-1], "y", "z"))):
        found = cfa(ONE, data, items=items)
        assert found.respondents == 882
        np.testing.assert_allclose(found.x, expected, rtol=1e-9)


def test_refuses_a_code_that_nobody_knows() -> None:
    answers = codes(300)
    answers[7, 1] = -9
    with pytest.raises(UnknownCode, match="Item x2 heeft code -9"):
        cfa(ONE, answers)


def test_acceleration_goes_where_the_steps_lead_and_sooner() -> None:
    pull = np.array([[0.9, 0.05], [0.0, 0.8]])
    taken = 0

    def step(x: Floats) -> tuple[float, Floats]:
        nonlocal taken
        taken += 1
        return float(np.abs(x - 1).max()), 1 + pull @ (x - 1)

    found = fixed_point(step, np.zeros(2), still=1e-9, steps=100)
    assert found is not None
    np.testing.assert_allclose(found, 1, atol=1e-8)
    assert taken < 10


def test_acceleration_turns_back_from_what_is_impossible_or_higher() -> None:
    def step(x: Floats) -> tuple[float, Floats]:
        if x[0] > 1:
            raise OutsideError
        return float(-x[0]), (x + 1) / 2

    found = fixed_point(step, np.zeros(1), still=1e-9, steps=200)
    assert found is not None
    np.testing.assert_allclose(found, 1, atol=1e-8)
    assert fixed_point(step, np.zeros(1), still=0.0, steps=5) is None
