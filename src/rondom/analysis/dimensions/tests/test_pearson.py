"""Pairwise complete correlations, as R's cor has them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rondom.analysis import NOT_ANSWERED, tabulate
from rondom.analysis import tests as analysis_tests
from rondom.analysis.dimensions import efa, pearson, pearson_from
from rondom.analysis.estimates import Floats, Integers, TooFewData

GAP = np.nan


@pytest.fixture(scope="module")
def answers() -> Floats:
    """The nine items of two to seven points behind mixed.csv."""
    return np.loadtxt(Path(analysis_tests.__file__).parent / "mixed.csv", delimiter=",")


def test_equals_cor_with_pairwise_complete_answers(answers: Floats, mixed: Floats) -> None:
    # R> cor(x, use = "pairwise")   (the file mixed.csv of this folder)
    found = pearson(answers)
    np.testing.assert_allclose(found.matrix, mixed, atol=1e-10)
    assert found.respondents == 150
    assert found.fewest == found.n.min() < 150
    codes = np.where(np.isnan(answers), NOT_ANSWERED, answers).astype(np.int64)
    counted = pearson_from(tabulate(codes, points=[2, 3, 4, 5, 5, 6, 7, 7, 4]))
    np.testing.assert_allclose(counted.matrix, mixed, atol=1e-10)
    np.testing.assert_array_equal(counted.n, found.n)
    assert efa(counted.matrix, 2, n=counted.fewest).n == counted.fewest


def test_equals_numpy_without_missing_answers(twelve: Integers) -> None:
    np.testing.assert_allclose(pearson(twelve.astype(float)).matrix, np.corrcoef(twelve.T), atol=1e-12)
    np.testing.assert_allclose(
        pearson_from(tabulate(twelve, points=5)).matrix, np.corrcoef(twelve.T), atol=1e-12
    )


@given(st.integers(0, 500))
def test_equals_a_loop_over_pairs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.integers(1, 5, size=(12, 3)).astype(float)
    scores[rng.random(scores.shape) < 0.2] = GAP
    naive = np.eye(3)
    for i in range(3):
        for j in range(3):
            both = ~np.isnan(scores[:, i]) & ~np.isnan(scores[:, j])
            chosen = scores[both]
            assume(both.sum() > 1 and chosen[:, i].std() > 0 and chosen[:, j].std() > 0)
            naive[i, j] = np.corrcoef(chosen[:, i], chosen[:, j])[0, 1]
    np.testing.assert_allclose(pearson(scores).matrix, naive, atol=1e-10)


def test_leaves_out_items_without_spread_and_refuses_a_pair_without_correlation() -> None:
    scores = np.array([[1.0, 2, 3], [2, 1, 3], [3, 3, 3], [4, 5, 3]])
    found = pearson(scores, items=["a", "b", "c"])
    assert (found.items, [left.item for left in found.left_out]) == (("a", "b"), ["c"])
    apart = np.array([[1.0, GAP], [2, GAP], [GAP, 1], [GAP, 3]])
    with pytest.raises(TooFewData, match="1 en 2 hebben geen correlatie"):
        pearson(apart)
    flat_together = np.array([[1.0, 3], [2, 3], [4, GAP], [GAP, 1]])
    with pytest.raises(TooFewData, match="1 en 2 hebben geen correlatie"):
        pearson(flat_together)
    nothing = pearson_from(tabulate(np.full((3, 2), 2), points=3))
    assert nothing.items == pearson(np.full((3, 2), 2.0)).items == ()


def test_no_items_that_vary_have_no_respondents() -> None:
    assert pearson(np.ones((3, 2))).fewest == 0
