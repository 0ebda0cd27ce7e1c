"""Composite and maximal reliability from loadings and residuals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rondom.analysis.consistency import composite_reliability, maximal_reliability
from rondom.analysis.estimates import Floats, Integers, TooFewData

LOADINGS = np.array([0.836154917468, 0.797650639118, 0.901338662477, 0.778108159918])
RESIDUALS = np.array([0.813620025767, 0.737728518480, 0.665988692386, 0.751541489860])
PARTS = st.integers(2, 6).flatmap(
    lambda k: st.tuples(
        arrays(np.float64, k, elements=st.floats(0.1, 2)), arrays(np.float64, k, elements=st.floats(0.1, 2))
    )
)


def test_equals_semtools_on_one_factor(four: Integers) -> None:
    # R> m <- cfa("S =~ x1 + x2 + x3 + x4", d, std.lv = TRUE)
    # R> compRelSEM(m); compRelSEM(m, obs.var = FALSE); maximalRelia(m)
    #    0.787100136317 0.787124048498 0.789350713977
    observed = np.cov(four.T, ddof=0)
    assert composite_reliability(LOADINGS, RESIDUALS) == pytest.approx(0.787124048498, abs=1e-8)
    found = composite_reliability(LOADINGS, RESIDUALS, observed=observed)
    assert found == pytest.approx(0.787100136317, abs=1e-8)
    found = maximal_reliability(LOADINGS, RESIDUALS, observed=observed)
    assert found == pytest.approx(0.789350713977, abs=1e-7)


def test_equals_semtools_with_related_errors() -> None:
    # R> m <- cfa("S =~ x1 + x2 + x3 + x4; x1 ~~ x2", d, std.lv = TRUE); compRelSEM(m, obs.var = FALSE)
    loadings = np.array([0.876840466733, 0.836245183338, 0.877083989035, 0.764921054202])
    errors = np.diag([0.743925817522, 0.674669007950, 0.709123701528, 0.771889553544])
    errors[0, 1] = errors[1, 0] = -0.104678602938
    assert composite_reliability(loadings, errors) == pytest.approx(0.807107394687, abs=1e-8)


def test_equals_semtools_on_three_factors(twelve: Integers) -> None:
    # R> m <- cfa(three factors of four items, d, std.lv = TRUE); maximalRelia(m)   0.870099949562
    loadings = np.zeros((12, 3))
    loadings[:4, 0] = [0.826768005501, 0.817599649179, 0.885074364313, 0.783432346199]
    loadings[4:8, 1] = [0.770008543243, 0.76109905556, 0.787162111284, 0.777775608221]
    loadings[8:, 2] = [0.851786967056, 0.742536375432, 0.674937916662, 0.764377746973]
    residuals = [0.829229373988, 0.705505589284, 0.695042953922, 0.743227168053, 0.731830183195]
    residuals += [0.856672012179, 0.809350456773, 0.763464671199, 0.590952690352, 0.777233596127]
    residuals += [0.841802918621, 0.689826685023]
    so, st_, ot = 0.489820484565, 0.447053187019, 0.275497680571
    phi = np.array([[1, so, st_], [so, 1, ot], [st_, ot, 1]])
    observed = np.cov(twelve.T, ddof=0)
    found = maximal_reliability(loadings, np.array(residuals), phi=phi, observed=observed)
    assert found == pytest.approx(0.870099949562, abs=1e-7)


@given(PARTS, st.integers(0, 99))
def test_no_weights_give_more_than_the_maximum(parts: tuple[Floats, Floats], seed: int) -> None:
    loadings, residuals = parts
    most = maximal_reliability(loadings, residuals)
    best = loadings / residuals
    for weights in (np.ones(len(loadings)), np.random.default_rng(seed).normal(size=len(loadings)), best):
        true = (weights @ loadings) ** 2
        assert true / (true + weights**2 @ residuals) <= most + 1e-9
    assert (best @ loadings) ** 2 / ((best @ loadings) ** 2 + best**2 @ residuals) == pytest.approx(most)
    assert composite_reliability(loadings, residuals) <= most + 1e-9


@given(PARTS, st.floats(0.1, 10))
def test_unit_and_scale_of_the_factor_do_not_matter(parts: tuple[Floats, Floats], factor: float) -> None:
    loadings, residuals = parts
    plain = composite_reliability(loadings, residuals)
    assert composite_reliability(factor * loadings, factor**2 * residuals) == pytest.approx(plain)
    assert composite_reliability(loadings / factor, residuals, factor_variance=factor**2) == pytest.approx(
        plain
    )


def test_related_errors_lower_the_reliability() -> None:
    errors = np.diag(RESIDUALS)
    errors[0, 1] = errors[1, 0] = 0.2
    assert composite_reliability(LOADINGS, errors) < composite_reliability(LOADINGS, RESIDUALS)
    plain = composite_reliability(LOADINGS, RESIDUALS)
    assert composite_reliability(LOADINGS, np.diag(RESIDUALS)) == pytest.approx(plain)


def test_refuses_negative_and_missing_residuals() -> None:
    with pytest.raises(TooFewData, match="Heywood"):
        composite_reliability(LOADINGS, np.array([-0.1, 0.5, 0.5, 0.5]))
    with pytest.raises(TooFewData, match="niet positief-definiet"):
        maximal_reliability(LOADINGS, np.array([0.0, 0.0, 0.5, 0.5]))
    with pytest.raises(ValueError, match="Geef per item"):
        composite_reliability(LOADINGS, RESIDUALS[:3])
    with pytest.raises(TooFewData, match="geen spreiding"):
        composite_reliability(np.array([1.0, -1.0]), np.zeros(2))
