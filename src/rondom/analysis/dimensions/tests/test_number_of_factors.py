"""MAP, the empirical Kaiser criterion and parallel analysis."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis.dimensions import (
    empirical_kaiser,
    map_test,
    parallel_analysis,
    resampling,
    shuffled,
    simulated_correlations,
)
from rondom.analysis.dimensions.extraction import extract
from rondom.analysis.dimensions.one_factor import one_factor_loadings
from rondom.analysis.dimensions.tests.designs import correlations_of, sampled
from rondom.analysis.estimates import Floats, Integers, TooFewData

EXACT = 1e-6


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_map_equals_psych(pearson: Floats, mixed: Floats) -> None:
    # R> vss(d, n = 11)$map   0.039584417100 0.036322682893 0.032443891205 0.049645785550 0.070339072166 ...
    # R> vss(mixed, n = 8)$map  0.056897628224 0.044378378514 0.075897054213 0.119508971208 ...
    found = map_test(pearson)
    assert found.squared[1:6] == pytest.approx(
        [0.039584417100, 0.036322682893, 0.032443891205, 0.049645785550, 0.070339072166], abs=EXACT
    )
    assert (found.components, found.components_fourth) == (3, 2)
    found = map_test(mixed)
    assert found.squared[1:5] == pytest.approx(
        [0.056897628224, 0.044378378514, 0.075897054213, 0.119508971208], abs=EXACT
    )
    assert found.components == 2


def test_map_without_components_is_the_average_squared_correlation(pearson: Floats) -> None:
    lower = pearson[np.tril_indices(12, -1)]
    found = map_test(pearson)
    assert found.squared[0] == pytest.approx((lower**2).mean())
    assert found.fourth[0] == pytest.approx((lower**4).mean())
    assert map_test(np.eye(4)).components == 0


@given(st.integers(3, 8), st.integers(0, 99))
def test_map_equals_correlations_of_residuals_of_components(items: int, seed: int) -> None:
    correlations = sampled(items, 60, seed)
    values, vectors = np.linalg.eigh(correlations)
    scores = (vectors * np.sqrt(values)) @ vectors.T * np.sqrt(items)  # people with these correlations
    top = vectors[:, -1]
    left = scores - np.outer(scores @ top, top)
    partial = left.T @ left
    partial /= np.sqrt(np.outer(np.diag(partial), np.diag(partial)))
    expected = (partial[np.tril_indices(items, -1)] ** 2).mean()
    assert map_test(correlations).squared[1] == pytest.approx(expected, abs=1e-9)


def test_map_needs_three_items() -> None:
    with pytest.raises(TooFewData, match="drie of meer items"):
        map_test(np.array([[1, 0.5], [0.5, 1]]))


def test_empirical_kaiser_equals_semtools(pearson: Floats) -> None:
    # R> semTools::efa.ekc(sample.cov = cov(d), sample.nobs = 60)
    #   Ref 2.094 1.549 1.320 1.143 1.105 1.068 1.030 1.000 0.978 ... (the paper: never below one)
    found = empirical_kaiser(pearson, n=60)
    expected = [2.094, 1.549, 1.320, 1.143, 1.105, 1.068, 1.030, 1.000, 1, 1, 1, 1]
    assert found.reference == pytest.approx(expected, abs=5e-4)
    assert found.eigenvalues[:3] == pytest.approx([3.86544447436, 1.83259264870, 1.38973855970], abs=EXACT)
    assert (found.factors, found.above_one, found.n) == (3, 3, 60)


def test_fewer_respondents_ask_for_larger_eigenvalues(pearson: Floats) -> None:
    few, many = empirical_kaiser(pearson, n=20), empirical_kaiser(pearson, n=10_000)
    assert (few.reference >= many.reference).all()
    assert few.factors < many.factors == 3


def test_parallel_analysis_finds_what_psych_finds(pearson: Floats, polychoric: Floats) -> None:
    # R> fa.parallel(d): the number of factors = 3 and the number of components = 3
    # R> fa(cor(d), 1)$values (nearly the same minimum)
    for matrix in (pearson, polychoric):
        found = parallel_analysis(matrix, n=400, rng=rng())
        assert (found.factors.number, found.components.number) == (3, 3)
        assert (found.draws, found.share, found.n) == (100, 0.95, 400)
        assert (found.components.quantile >= found.components.mean - 0.05).all()


def test_chance_is_as_large_as_in_psych(pearson: Floats) -> None:
    # R> set.seed(1); X 1000 x 40; fa.parallel(cor(X), n.obs = 1000, n.iter = 300)
    #   fa.sim 0.43205978 0.36508588 0.33227082, 95 %: 0.47360355 0.39823966 0.35855056
    #   pc.sim 1.3984805 1.3563489 1.3228711,    95 %: 1.43670175 1.38948062 1.34902855
    items = correlations_of(np.kron(np.eye(4), np.full((10, 1), 0.7)))
    found = parallel_analysis(items, n=1000, rng=rng(5), draws=400)
    assert found.factors.mean[:3] == pytest.approx([0.43205978, 0.36508588, 0.33227082], abs=0.005)
    assert found.factors.quantile[:3] == pytest.approx([0.47360355, 0.39823966, 0.35855056], abs=0.015)
    assert found.components.mean[:3] == pytest.approx([1.3984805, 1.3563489, 1.3228711], abs=0.005)
    assert found.components.quantile[:3] == pytest.approx([1.43670175, 1.38948062, 1.34902855], abs=0.01)
    assert (found.factors.number, found.components.number) == (4, 4)


def test_simulated_correlations_are_those_of_drawn_respondents() -> None:
    n, items, draws = 25, 5, 4000
    fast = simulated_correlations(items, n, draws, rng(1))
    slow = np.stack([np.corrcoef(people.T) for people in rng(2).normal(size=(draws, n, items))])
    assert fast.mean(axis=0) == pytest.approx(slow.mean(axis=0), abs=0.02)
    assert fast.std(axis=0) == pytest.approx(slow.std(axis=0), abs=0.01)
    # The variance of a correlation of independent normal scores is 1 / (n - 1).
    assert fast[:, 3, 1].var() == pytest.approx(1 / (n - 1), rel=0.1)
    for share in (0.05, 0.5, 0.95):
        assert np.quantile(np.linalg.eigvalsh(fast)[:, -1], share) == pytest.approx(
            np.quantile(np.linalg.eigvalsh(slow)[:, -1], share), abs=0.03
        )


def test_shuffled_answers_keep_their_counts(twelve: Integers) -> None:
    mixed_up = shuffled(twelve, rng())
    assert (np.sort(mixed_up, axis=0) == np.sort(twelve, axis=0)).all()
    assert (mixed_up != twelve).any(axis=0).all()


def test_resampling_has_chance_from_the_answers_themselves(twelve: Integers) -> None:
    correlations = np.atleast_2d(np.corrcoef(twelve.T))
    whole = resampling(twelve.astype(float))
    found = parallel_analysis(correlations, n=400, rng=rng(), chance=whole)
    assert (found.factors.number, found.components.number) == (3, 3)
    drawn = parallel_analysis(correlations, n=400, rng=rng())
    assert found.components.mean == pytest.approx(drawn.components.mean, abs=0.02)
    holes = twelve.astype(float)
    holes[::9, 3] = np.nan
    assert resampling(holes)(rng())[3, 4] == pytest.approx(0, abs=0.2)
    np.testing.assert_allclose(np.diag(whole(rng())), 1)


def test_resampling_refuses_an_item_without_spread(twelve: Integers) -> None:
    constant = np.column_stack([twelve, np.full(400, 2)]).astype(float)
    with pytest.raises(TooFewData, match="13: iedereen gaf hetzelfde antwoord"):
        resampling(constant)


def test_the_same_seed_gives_the_same_result(pearson: Floats) -> None:
    one, other = (parallel_analysis(pearson, n=400, rng=rng(3), draws=20) for _ in range(2))
    np.testing.assert_array_equal(one.factors.quantile, other.factors.quantile)


def test_items_without_anything_in_common_have_no_factors() -> None:
    correlations = simulated_correlations(10, 300, 1, rng(8))[0]
    found = parallel_analysis(correlations, n=300, rng=rng())
    assert (found.components.number, found.factors.number) == (0, 0)


@pytest.mark.parametrize(("draws", "share"), [(19, 0.95), (100, 0), (100, 1)])
def test_refuses_too_few_draws_and_impossible_quantiles(pearson: Floats, draws: int, share: float) -> None:
    with pytest.raises(ValueError, match="twintig trekkingen"):
        parallel_analysis(pearson, n=400, rng=rng(), draws=draws, share=share)


@pytest.mark.parametrize(("items", "n"), [(12, 400), (8, 30), (20, 60)])
def test_one_factor_for_many_matrices_equals_one_at_a_time(items: int, n: int) -> None:
    drawn = simulated_correlations(items, n, 20, rng(items))
    drawn[0] = sampled(items, n, items)
    apart = np.stack([extract(matrix, 1, "minres", starts=1).loadings[:, 0] for matrix in drawn])
    same = np.abs(np.abs(one_factor_loadings(drawn)) - np.abs(apart)).max(axis=1) < 1e-4
    assert same[0]
    assert same.mean() >= 0.85  # chance has more than one valley now and then
