"""The greatest lower bound proves itself: feasible, and equal to its dual."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from rondom.analysis import TooFewData, tabulate
from rondom.analysis.consistency import (
    given_covariances,
    greatest_lower_bound,
    greatest_lower_bound_from,
    greatest_lower_bound_of,
    guttman,
)
from rondom.analysis.estimates import Floats, Integers, NotComputed


def scores_of(seed: int, items: int, people: int = 50) -> Floats:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(people, 1)) * rng.uniform(0.3, 2)
    return common + rng.normal(size=(people, items)) * rng.uniform(0.3, 2, items)


def by_barrier(matrix: Floats) -> float:
    """The same programme by an interior path: walls against negative errors and eigenvalues."""
    errors = np.full(len(matrix), np.linalg.eigvalsh(matrix)[0] / 2)
    for wall in 10.0 ** -np.arange(1, 9):

        def cost(at: Floats, wall: float = wall) -> float:
            values = np.linalg.eigvalsh(matrix - np.diag(at))
            if values[0] <= 0 or (at <= 0).any():
                return np.inf
            return float(-at.sum() - wall * (np.log(values).sum() + np.log(at).sum()))

        found = minimize(cost, errors, method="Nelder-Mead", options={"xatol": 1e-10, "maxiter": 4000})
        errors = found.x
    return float(1 - errors.sum() / matrix.sum())


@pytest.mark.parametrize("seed", range(4))
def test_equals_an_interior_path(seed: int) -> None:
    matrix = np.cov(scores_of(seed, 3).T)
    found = greatest_lower_bound_of(given_covariances(matrix, n=50))
    assert found.value == pytest.approx(by_barrier(matrix), abs=1e-4)


@given(st.integers(0, 500), st.integers(2, 8))
@settings(max_examples=40, deadline=None)
def test_errors_are_possible_and_no_lambda_is_higher(seed: int, items: int) -> None:
    scores = scores_of(seed, items)
    found = greatest_lower_bound(scores)
    matrix = np.cov(scores.T)
    assert (found.errors >= 0).all()
    assert np.linalg.eigvalsh(matrix - np.diag(found.errors))[0] >= -1e-9 * np.trace(matrix)
    assert found.value == pytest.approx(1 - found.errors.sum() / matrix.sum())
    lambdas = guttman(scores)
    assert not isinstance(lambdas.lambda6, NotComputed)
    most = max(lambdas.lambda2, lambdas.lambda4, lambdas.lambda5, lambdas.lambda6)
    assert found.value >= most - 1e-5


@given(st.lists(st.floats(0.2, 0.95), min_size=3, max_size=8))
@settings(max_examples=30, deadline=None)
def test_never_lies_above_the_reliability_behind_exact_covariances(loadings: list[float]) -> None:
    pattern = np.array(loadings)
    matrix = np.outer(pattern, pattern)
    np.fill_diagonal(matrix, 1.0)
    reliability = 1 - (1 - pattern**2).sum() / matrix.sum()
    found = greatest_lower_bound_of(given_covariances(matrix, n=100))
    assert found.value <= reliability + 1e-5


def test_is_lambda_4_of_the_first_scale(four: Integers) -> None:
    # Some splits put the programme in a corner: then the best split-half is the bound.
    found = greatest_lower_bound(four.astype(float))
    assert found.value == pytest.approx(guttman(four.astype(float)).lambda4, abs=1e-6)
    counted = greatest_lower_bound_from(tabulate(four, points=5))
    assert counted.value == pytest.approx(found.value, abs=1e-7)
    assert (found.items, found.respondents) == (("1", "2", "3", "4"), 400)


def test_two_items_have_alpha() -> None:
    scores = scores_of(1, 2)
    scores = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    assert greatest_lower_bound(scores).value == pytest.approx(guttman(scores).lambda3, abs=1e-6)


def test_refuses_covariances_that_do_not_fit_together_and_one_item() -> None:
    crossed = np.array([[1, 0.9, -0.5], [0.9, 1, 0.9], [-0.5, 0.9, 1]])
    with pytest.raises(TooFewData, match="kleinste eigenwaarde is -0,5"):
        greatest_lower_bound_of(given_covariances(crossed, n=20))
    with pytest.raises(TooFewData, match="ten minste 2 items"):
        greatest_lower_bound(np.array([[1.0], [2]]))
