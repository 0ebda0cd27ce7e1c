"""Little's MCAR test and the moments behind it, against lavaan's full information likelihood."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from rondom.analysis import TooFewData
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.mcar import mcar_test, normal_moments

CLOSE = 1e-4  # lavaan stops its search earlier than we do
GAP = np.nan


@pytest.fixture(scope="module")
def mixed() -> Floats:
    """Nine items of two to seven points, 150 people, 6 % missing: numpy.random.default_rng(11)."""
    return np.loadtxt(Path(__file__).parent / "mixed.csv", delimiter=",")


def test_equals_lavaan(gappy: Floats, mixed: Floats) -> None:
    # R> f <- lavaan(saturated model, m, missing = "fiml"); d2 and df over patterns; pchisq
    #    8.22176986051 8 0.412112433927, 4 patterns, 398 people; mean 3.07607598376 ... variance 1.47754689946
    found = mcar_test(gappy)
    assert (found.chisq, found.p) == pytest.approx((8.22176986051, 0.412112433927), abs=CLOSE)
    assert (found.df, found.patterns, found.n) == (8, 4, 398)
    moments = normal_moments(gappy)
    assert moments.mean == pytest.approx(
        [3.07607598376, 3.10552848151, 2.99979291803, 3.10301569818], abs=CLOSE
    )
    assert moments.covariances[0] == pytest.approx(
        [1.47754689946, 0.591752507308, 0.72570990682, 0.654896159933], abs=CLOSE
    )
    found = mcar_test(mixed)
    assert (found.chisq, found.p) == pytest.approx((151.013143603, 0.507361807838), abs=CLOSE)
    assert (found.df, found.patterns, found.n) == (152, 22, 150)


def test_moments_without_missing_answers_are_the_plain_ones(four: Integers) -> None:
    found = normal_moments(four.astype(float))
    np.testing.assert_allclose(found.mean, four.mean(axis=0))
    np.testing.assert_allclose(found.covariances, np.cov(four.T, ddof=0))


@given(st.integers(0, 200))
@settings(max_examples=15, deadline=None)
def test_moments_make_the_likelihood_highest(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(40, 3)) @ rng.normal(size=(3, 3)) + 1
    scores[rng.random(scores.shape) < 0.2] = GAP
    found = normal_moments(scores)

    def likelihood(mean: Floats, spread: Floats) -> float:
        total = 0.0
        for row in scores:
            known = ~np.isnan(row)
            if known.any():
                total += stats.multivariate_normal.logpdf(
                    row[known], mean[known], spread[np.ix_(known, known)]
                )
        return total

    best = likelihood(found.mean, found.covariances)
    for _ in range(5):
        tilt = 0.02 * rng.normal(size=(3, 3))
        assert likelihood(found.mean + 0.02 * rng.normal(size=3), found.covariances) < best
        root = np.linalg.cholesky(found.covariances) @ (np.eye(3) + tilt)
        assert likelihood(found.mean, root @ root.T) < best


def test_with_two_items_of_which_one_is_complete_it_is_a_test_of_two_means() -> None:
    # Then the maximum likelihood mean and variance of the complete item are the plain ones.
    rng = np.random.default_rng(2)
    scores = rng.normal(size=(60, 2))
    scores[:20, 1] = GAP
    one, other = scores[:20, 0], scores[20:, 0]
    means = scores[:, 0].mean()
    between = 20 * (one.mean() - means) ** 2
    found = mcar_test(scores)
    moments = normal_moments(scores)
    away = scores[20:].mean(axis=0) - moments.mean
    naive = between / scores[:, 0].var() + 40 * away @ np.linalg.inv(moments.covariances) @ away
    assert found.chisq == pytest.approx(naive, abs=1e-6)
    assert found.df == 1
    assert (other.mean() - means) * 40 == pytest.approx(-(one.mean() - means) * 20)


def test_p_values_are_even_when_answers_are_missing_completely_at_random() -> None:
    rng = np.random.default_rng(3)
    values = []
    for _ in range(150):
        scores = rng.normal(size=(200, 3)) + rng.normal(size=(200, 1))
        scores[rng.random(scores.shape) < 0.1] = GAP
        values.append(mcar_test(scores).p)
    assert stats.kstest(values, "uniform").pvalue > 0.01


def test_finds_what_is_missing_because_of_another_answer() -> None:
    rng = np.random.default_rng(4)
    scores = rng.normal(size=(300, 3)) + rng.normal(size=(300, 1))
    scores[scores[:, 0] > 0.8, 1] = GAP
    assert mcar_test(scores).p < 1e-6


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        (np.arange(12.0).reshape(6, 2) ** 2, "één patroon"),
        (np.array([[1.0, 3], [2, 3], [3, 3], [4, GAP]]), "iedereen gaf hetzelfde antwoord"),
        (np.array([[1.0, 3], [2, 4]]), "meer respondenten dan items"),
        (np.array([[1.0, GAP], [2, GAP], [GAP, 1], [GAP, 4]]), "overlappen niet"),
        (np.array([[1.0, 1], [2, 2], [3, 3], [4, 4], [5, GAP]]), "niet positief-definiet"),
    ],
)
def test_refuses_what_cannot_be_tested(scores: Floats, says: str) -> None:
    with pytest.raises(TooFewData, match=says):
        mcar_test(scores)
