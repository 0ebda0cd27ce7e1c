"""KMO and Bartlett's test, as psych computes them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis.dimensions import bartlett, kmo
from rondom.analysis.dimensions.tests.designs import sampled
from rondom.analysis.estimates import Floats, TooFewData

EXACT = 1e-6


def test_kmo_equals_psych_on_pearson_and_polychoric_correlations(
    pearson: Floats, polychoric: Floats, mixed: Floats
) -> None:
    # R> KMO(cor(d))$MSA 0.83848907965   KMO(rho)$MSA 0.8434684 (parity)   KMO(mixed)$MSA 0.78152946511
    # R> KMO(mixed)$MSAi  0.81904387031 0.78652865801 0.72052322348 0.77979995540 0.87148305210 ...
    assert kmo(pearson).overall == pytest.approx(0.83848907965, abs=EXACT)
    assert kmo(polychoric).overall == pytest.approx(0.8434684, abs=EXACT)
    found = kmo(mixed)
    assert found.overall == pytest.approx(0.78152946511, abs=EXACT)
    expected = [0.81904387031, 0.78652865801, 0.72052322348, 0.77979995540, 0.87148305210, 0.77007970634]
    assert found.each == pytest.approx([*expected, 0.76708404402, 0.71126701401, 0.76875445893], abs=EXACT)


def test_bartlett_equals_psych(pearson: Floats, mixed: Floats) -> None:
    # R> cortest.bartlett(cor(d), n = 400)   chisq 1293.3346908 p 5.0068254180e-227 df 66
    # R> cortest.bartlett(mixed, n = 150)    chisq 379.89571661 p 5.4061129494e-59  df 36
    found = bartlett(pearson, n=400)
    assert found.chisq == pytest.approx(1293.3346908, abs=EXACT)
    assert (found.df, found.n) == (66, 400)
    assert found.p == pytest.approx(5.0068254180e-227, rel=1e-6)
    found = bartlett(mixed, n=150)
    assert found.chisq == pytest.approx(379.89571661, abs=EXACT)
    assert found.df == 36
    assert found.p == pytest.approx(5.4061129494e-59, rel=1e-6)


@given(st.integers(3, 6), st.integers(0, 99))
def test_kmo_equals_correlations_of_residuals_after_regression_on_the_rest(items: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(40, items)) + rng.normal(size=(40, 1))
    correlations = np.atleast_2d(np.corrcoef(scores.T))
    centred = scores - scores.mean(axis=0)
    plain = partial = 0.0
    for i in range(items):
        for j in range(i):
            rest = np.delete(centred, [i, j], axis=1)
            left = [
                column - rest @ np.linalg.lstsq(rest, column, rcond=None)[0]
                for column in centred[:, [i, j]].T
            ]
            plain += correlations[i, j] ** 2
            partial += (left[0] @ left[1]) ** 2 / (left[0] @ left[0]) / (left[1] @ left[1])
    assert kmo(correlations).overall == pytest.approx(plain / (plain + partial), abs=1e-9)


@given(st.integers(3, 8), st.integers(0, 99))
def test_turning_an_item_round_or_moving_it_changes_nothing(items: int, seed: int) -> None:
    correlations = sampled(items, 50, seed)
    sign = np.where(np.arange(items) == 1, -1.0, 1.0)
    order = np.arange(items)[::-1]
    turned = (correlations * np.outer(sign, sign))[np.ix_(order, order)]
    assert kmo(turned).overall == pytest.approx(kmo(correlations).overall)
    assert kmo(turned).each == pytest.approx(kmo(correlations).each[::-1])
    assert bartlett(turned, n=50).chisq == pytest.approx(bartlett(correlations, n=50).chisq)


def test_items_without_anything_in_common_have_no_adequacy() -> None:
    found = kmo(np.eye(4))
    assert (found.overall, found.each) == (0.0, (0.0, 0.0, 0.0, 0.0))
    assert bartlett(np.eye(4), n=20).p == pytest.approx(1.0)


def test_two_items_have_adequacy_one_half() -> None:
    assert kmo(np.array([[1.0, 0.4], [0.4, 1.0]])).overall == pytest.approx(0.5)


def test_bartlett_asks_for_more_respondents_than_items(pearson: Floats) -> None:
    with pytest.raises(TooFewData, match="12 respondenten voor 12 items"):
        bartlett(pearson, n=12)
