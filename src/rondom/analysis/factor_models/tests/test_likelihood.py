"""Likelihood, gradient and information equal those of a version that visits every person."""

import numpy as np
import pytest
from numpy.typing import NDArray

from rondom.analysis.estimates import Floats
from rondom.analysis.factor_models.curvature import observed_information
from rondom.analysis.factor_models.likelihood import evaluate, log_likelihood
from rondom.analysis.factor_models.missing import saturated_moments
from rondom.analysis.factor_models.model import Model, specify
from rondom.analysis.factor_models.robust import meat_of
from rondom.analysis.factor_models.samples import Sample, samples_of
from rondom.analysis.factor_models.start import starting_values

TEXT = "S =~ x1+x2+x3+x5\nO =~ x4+x5+x6\nP =~ x7+x8+x1\nG =~ S+O+P\nx1 ~~ x6\nG ~ 1\nS ~~ O\nO ~ a*1"
NAMES = tuple(f"x{at}" for at in range(1, 9))
Case = tuple[Model, tuple[Sample, ...], Floats]


@pytest.fixture(scope="module", params=[1, 2])
def case(request: pytest.FixtureRequest) -> Case:
    """A model with everything in it, answers with holes, and a point that is not the solution."""
    rng = np.random.default_rng(2)
    scores = rng.normal(size=(90, 8)) + rng.normal(size=(90, 1))
    scores[rng.random(scores.shape) < 0.1] = np.nan
    groups = list("ab" * 45) if request.param == 2 else None
    equal = ("loadings", "intercepts") if groups else ()
    model = specify(TEXT, groups=request.param, means=True, equal=equal)  # type: ignore[arg-type]
    samples = samples_of(scores, model.items, items=NAMES, groups=groups, missing="fiml")
    middle = starting_values(model, [np.zeros(8)] * request.param, [2 * np.eye(8)] * request.param)
    return model, samples, middle + rng.normal(0.1, 0.1, size=model.free)


def person_by_person(model: Model, samples: tuple[Sample, ...], x: Floats) -> NDArray[np.float64]:
    """Minus the log-likelihood of every person."""
    found = []
    for group, sample in enumerate(samples):
        parts = model.matrices(x, group)
        assert sample.answers is not None
        for person in sample.answers.of(slice(None)):
            at = np.flatnonzero(~np.isnan(person))
            sigma, apart = parts.sigma[np.ix_(at, at)], person[at] - parts.mu[at]
            _, log_determinant = np.linalg.slogdet(2 * np.pi * sigma)
            found.append((log_determinant + apart @ np.linalg.solve(sigma, apart)) / 2)
    return np.array(found)


def test_likelihood_is_the_sum_over_people(case: Case) -> None:
    model, samples, x = case
    every = [model.matrices(x, group) for group in range(model.groups)]
    found = log_likelihood(samples, [parts.mu for parts in every], [parts.sigma for parts in every])
    assert found == pytest.approx(-person_by_person(model, samples, x).sum(), rel=1e-12)


def test_gradient_equals_differences(case: Case) -> None:
    model, samples, x = case
    step = 1e-6 * np.eye(model.free)
    slopes = [
        (person_by_person(model, samples, x + s) - person_by_person(model, samples, x - s)).mean() / 2e-6
        for s in step
    ]
    np.testing.assert_allclose(evaluate(model, samples, x).gradient, slopes, atol=1e-7)


def test_observed_information_equals_differences_of_the_gradient(case: Case) -> None:
    model, samples, x = case
    step = 1e-5 * np.eye(model.free)
    slopes = [
        (evaluate(model, samples, x + s).gradient - evaluate(model, samples, x - s).gradient) / 2e-5
        for s in step
    ]
    np.testing.assert_allclose(observed_information(model, samples, x), slopes, atol=1e-7)


def test_cross_products_are_those_of_peoples_own_scores(case: Case) -> None:
    model, samples, x = case
    step = 1e-6 * np.eye(model.free)
    scores = np.array(
        [
            (person_by_person(model, samples, x + s) - person_by_person(model, samples, x - s)) / 2e-6
            for s in step
        ]
    )
    np.testing.assert_allclose(meat_of(model, samples, x), scores @ scores.T / scores.shape[1], atol=1e-6)


def test_saturated_moments_leave_no_slope(holes: Floats) -> None:
    (sample,) = samples_of(holes, NAMES, missing="fiml")
    mu, sigma = saturated_moments(sample)
    best = log_likelihood((sample,), [mu], [sigma])
    rng = np.random.default_rng(3)
    for _ in range(5):
        change = rng.normal(scale=1e-3, size=(8, 8))
        assert log_likelihood((sample,), [mu + change[0]], [sigma + change + change.T]) < best


def test_without_holes_the_saturated_moments_are_counted(scores: Floats) -> None:
    (sample,) = samples_of(scores, NAMES, missing="fiml")
    mu, sigma = saturated_moments(sample)
    np.testing.assert_allclose(mu, scores[:, :8].mean(axis=0))
    np.testing.assert_allclose(sigma, np.cov(scores[:, :8].T, ddof=0), atol=1e-12)
