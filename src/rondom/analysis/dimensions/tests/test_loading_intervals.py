"""Bootstrap intervals of loadings."""

import numpy as np
import pytest

from rondom.analysis.dimensions import efa, loading_intervals
from rondom.analysis.dimensions.loading_intervals import _matched
from rondom.analysis.dimensions.tests.designs import correlations_of
from rondom.analysis.estimates import Floats, Integers, TooFewData


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_intervals_are_as_wide_as_in_r(twelve: Integers, pearson: Floats) -> None:
    # R> b <- replicate(1000, fa(cor(d[sample(400, 400, TRUE), ]), 3)$loadings), columns in order of
    #    congruence with fa(d, 3); apply(b, 1, sd)   (fa(n.iter =) itself turns each towards the original)
    # x1 0.047866 0.046090 0.040887   x2 0.057132 0.046615 0.054863
    # x3 0.043577 0.037096 0.037970   x4 0.058823 0.048803 0.052855
    solution = efa(pearson, 3, n=400)
    found = loading_intervals(twelve.astype(float), solution, rng=rng(), draws=300)
    assert (found.low < solution.loadings).all()
    assert (solution.loadings < found.high).all()
    sd = (found.high - found.low)[:4] / (2 * 1.96)
    assert sd == pytest.approx(np.array(R_SD), rel=0.2)
    assert sd.mean() == pytest.approx(np.mean(R_SD), rel=0.07)
    assert (found.draws, found.failed, found.level) == (300, 0, 0.95)
    np.testing.assert_allclose(np.diag(found.phi_low), 1)
    np.testing.assert_allclose(found.phi_low, found.phi_low.T)


R_SD = [
    [0.047866, 0.046090, 0.040887],
    [0.057132, 0.046615, 0.054863],
    [0.043577, 0.037096, 0.037970],
    [0.058823, 0.048803, 0.052855],
]


def test_nineteen_in_twenty_intervals_hold_the_loading_behind_the_answers() -> None:
    loadings = np.kron(np.eye(2), np.array([[0.8], [0.7], [0.6], [0.5]])) * [1.1, 1]
    root = np.linalg.cholesky(correlations_of(loadings, np.array([[1, 0.3], [0.3, 1]])))
    held = []
    for seed in range(6):
        scores = rng(seed).normal(size=(250, 8)) @ root.T
        solution = efa(np.atleast_2d(np.corrcoef(scores.T)), 2, n=250)
        found = loading_intervals(scores, solution, rng=rng(seed), draws=100)
        order = [0, 1] if solution.loadings[0, 0] > 0.5 else [1, 0]
        held.append((found.low <= loadings[:, order]) & (loadings[:, order] <= found.high))
    assert 0.87 <= np.mean(held) <= 1


def test_groups_whose_members_agree_widen_the_intervals(twelve: Integers) -> None:
    copies = np.repeat(twelve[:200], 5, axis=0).astype(float)
    solution = efa(np.atleast_2d(np.corrcoef(copies.T)), 3, n=1000)
    plain = loading_intervals(copies, solution, rng=rng(), draws=100)
    whole = loading_intervals(copies, solution, rng=rng(), draws=100, group=np.repeat(np.arange(200), 5))
    assert (whole.high - whole.low).mean() > 1.6 * (plain.high - plain.low).mean()


def test_factors_of_a_draw_find_their_own_place(pearson: Floats) -> None:
    solution = efa(pearson, 3, n=400)
    order = [5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4]
    moved = efa(pearson[np.ix_(order, order)], 3, n=400)
    back = np.argsort(order)
    again = efa(pearson[np.ix_(order, order)][np.ix_(back, back)], 3, n=400, rotation="geomin")
    loadings, phi = _matched(again, solution)
    assert (np.abs(loadings - solution.loadings) < 0.06).all()
    assert (np.abs(phi - solution.phi) < 0.06).all()
    assert moved.variance == pytest.approx(solution.variance)


def test_refuses_other_items_and_too_few_people(twelve: Integers, pearson: Floats) -> None:
    solution = efa(pearson, 3, n=400)
    with pytest.raises(ValueError, match="precies de items"):
        loading_intervals(twelve[:, :6].astype(float), solution, rng=rng())
    with pytest.raises(TooFewData, match="te weinig respondenten"):
        loading_intervals(twelve[:14].astype(float), solution, rng=rng(), draws=100)
