"""Guttman's lambdas, as psych has them on correlations and on covariances."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rondom.analysis import NOT_ANSWERED, TooFewData, cronbach_alpha, tabulate
from rondom.analysis.consistency import Lambdas, given_covariances, guttman, guttman_from, guttman_of
from rondom.analysis.estimates import Floats, Integers, NotComputed
from rondom.analysis.reliability import alpha_of

EXACT = 1e-6


def values(found: Lambdas) -> tuple[float, ...]:
    assert not isinstance(found.lambda6, NotComputed)
    return (found.lambda1, found.lambda2, found.lambda3, found.lambda4, found.lambda5, found.lambda6)


def test_equals_psych_on_standardised_items(four: Integers, twelve: Integers) -> None:
    # R> psych::guttman(d[, 1:4]); psych::guttman(d)
    found = guttman(four.astype(float), standardised=True)
    assert values(found) == pytest.approx(
        (0.58975398844, 0.78666892210, 0.78633865126, 0.80632328334, 0.76782853898, 0.73589349837), abs=EXACT
    )
    assert (found.items, found.respondents, found.standardised) == (4, 400, True)
    assert values(guttman(twelve.astype(float), standardised=True)) == pytest.approx(
        (0.73941515147, 0.81458045794, 0.80663471070, 0.87794805616, 0.78628777804, 0.82996112373), abs=EXACT
    )


def test_equals_psych_on_items_as_they_are(four: Integers) -> None:
    # R> psych::splitHalf(d[, 1:4], covar = TRUE)[c("lambda2", "alpha", "maxrb", "lambda6")]
    found = guttman(four.astype(float))
    shown = (found.lambda2, found.lambda3, found.lambda4, found.lambda6)
    assert shown == pytest.approx((0.78681912703, 0.78629412985, 0.80675022440, 0.73609708657), abs=EXACT)


def test_equals_psych_with_missing_answers_and_from_tables(gappy: Floats) -> None:
    # R> psych::splitHalf(m)[c("lambda2", "alpha", "maxrb", "lambda6")]
    codes = np.where(np.isnan(gappy), NOT_ANSWERED, gappy).astype(np.int64)
    for found in (
        guttman(gappy, standardised=True),
        guttman_from(tabulate(codes, points=5), standardised=True),
    ):
        shown = (found.lambda2, found.lambda3, found.lambda4, found.lambda6)
        assert shown == pytest.approx((0.78389309548, 0.78336273709, 0.80617619070, 0.73333114863), abs=EXACT)


def test_polychoric_correlations_give_ordinal_reliability(polychoric: Floats) -> None:
    # R> psych::alpha(rho[1:4, 1:4])$total$std.alpha   0.8129748
    given_ = given_covariances(polychoric[:4, :4], n=400)
    assert alpha_of(given_).alpha == pytest.approx(0.8129748, abs=EXACT)
    assert guttman_of(given_).lambda3 == pytest.approx(0.8129748, abs=EXACT)


@given(st.integers(0, 200), st.integers(2, 6))
def test_bounds_lie_in_the_order_that_guttman_proved(seed: int, items: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(30, items)) + rng.normal(size=(30, 1)) * rng.uniform(0, 2)
    found = guttman(scores)
    assume(found.lambda3 > 0)
    assert found.lambda1 <= found.lambda3 + 1e-9
    assert found.lambda3 <= found.lambda2 + 1e-9
    assert found.lambda1 <= found.lambda5 + 1e-9
    assert found.lambda1 <= values(found)[5] + 1e-9
    if items % 2 == 0:
        assert found.lambda3 <= found.lambda4 + 1e-9  # the mean of what lambda 4 is the largest of
    assert found.lambda3 == pytest.approx(cronbach_alpha(scores).alpha)


@given(st.floats(0.01, 100), st.permutations([0, 1, 2, 3]), st.integers(0, 50))
def test_unit_and_order_do_not_matter(factor: float, order: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(20, 4)) + np.arange(20)[:, None] / 6
    assert values(guttman(factor * scores[:, order] + 3)) == pytest.approx(values(guttman(scores)), abs=1e-8)


def test_two_parallel_items_have_one_answer() -> None:
    found = guttman(np.array([[1.0, 2], [2, 1], [3, 3], [4, 5], [5, 4]]))
    assert found.lambda2 == pytest.approx(found.lambda3) == pytest.approx(found.lambda4)


def test_lambda_6_is_not_computed_when_an_item_follows_from_others(four: Integers) -> None:
    scores = np.column_stack([four, four[:, :2].sum(axis=1)]).astype(float)
    found = guttman(scores)
    assert isinstance(found.lambda6, NotComputed)
    assert "niet positief-definiet" in found.lambda6.reason
    assert found.lambda2 > 0.7


def test_leaves_out_and_names_items_without_spread(four: Integers) -> None:
    found = guttman(np.column_stack([four, np.full(400, 2)]).astype(float))
    assert [left.item for left in found.left_out] == ["5"]
    assert found.lambda3 == pytest.approx(0.78629412985, abs=EXACT)


@pytest.mark.parametrize(
    ("scores", "says"),
    [
        (np.zeros((0, 3)), "twee mensen"),
        (np.array([[1.0], [2], [3]]), "ten minste 2 items"),
        (np.full((5, 3), 4.0), "iedereen gaf hetzelfde antwoord"),
        (np.array([[1.0, np.nan], [2, np.nan], [np.nan, 1], [np.nan, 3]]), "1 en 2"),
        (np.array([[1.0, 3], [2, 2], [3, 1]]), "geen spreiding"),
    ],
)
def test_refuses_what_cannot_carry_reliability(scores: Floats, says: str) -> None:
    with pytest.raises(TooFewData, match=says):
        guttman(scores)


@given(st.integers(0, 50))
def test_negative_values_are_shown(seed: int) -> None:
    base = np.random.default_rng(seed).normal(size=(20, 1))
    scores = np.hstack([base, -base + np.random.default_rng(seed + 1).normal(size=(20, 1))])
    assume(np.cov(scores.T)[0, 1] < 0)
    assert guttman(scores).lambda3 < 0


@pytest.mark.parametrize(
    ("matrix", "says"),
    [
        (np.ones((2, 3)), "vierkant"),
        (np.array([[1, np.nan], [np.nan, 1]]), "lege cellen"),
        (np.array([[1, 0.5], [0.4, 1]]), "symmetrisch"),
        (np.array([[0.0, 0], [0, 1]]), "diagonaal"),
    ],
)
def test_refuses_what_is_no_covariance_matrix(matrix: Floats, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        given_covariances(matrix, n=10)
