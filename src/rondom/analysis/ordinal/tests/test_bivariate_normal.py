"""The bivariate normal integral, to the last digits."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import ndtr

from rondom.analysis.ordinal import bivariate_density, bivariate_normal

EXACT = 1e-14
CUTS = st.floats(-6, 6)
CORRELATIONS = st.floats(-0.99999, 0.99999)


def by_quadrature(h: float, k: float, r: float) -> float:
    """The same chance as one integral over the first variable, cut where the second one turns."""
    spread = np.sqrt((1 - r) * (1 + r))

    def integrand(x: float) -> float:
        return float(np.exp(-x * x / 2) / np.sqrt(2 * np.pi) * ndtr((k - r * x) / spread))

    turns = [(k + shift * spread) / r for shift in (-8, 0, 8)] if abs(r) > 0.01 else []
    cuts = sorted({-12.0, h, *(x for x in turns if -12 < x < h)})
    return sum(
        quad(integrand, low, high, epsabs=1e-15, epsrel=1e-13, limit=300)[0] for low, high in pairwise(cuts)
    )


def test_equals_pbivnorm() -> None:
    # R> pbivnorm(h, k, r)    (pbivnorm 0.6.0)
    h = [-2.5, 0.3, -1, 1.7, 0, 3, 0.3, -1]
    k = [-1.001, 0.2, 1.7, -1, 0, 0.2, 0.2, -1.001]
    r = [-0.5, 0.2, 0.74, 0.924, 0.926, -0.93, 0.99, 0.9999]
    expected = [1.83627179219e-05, 3.88119733857e-01, 1.58649098772e-01, 1.58655253931e-01]
    expected += [4.38387868786e-01, 5.77909811407e-01, 5.71529937365e-01, 1.57166428230e-01]
    assert bivariate_normal(h, k, r) == pytest.approx(np.array(expected), abs=1e-12)


def test_equals_a_plain_integral() -> None:
    rng = np.random.default_rng(5)
    for h, k, z in rng.normal(size=(150, 3)) * [2, 2, 1.7]:
        assert bivariate_normal(h, k, np.tanh(z)) == pytest.approx(by_quadrature(h, k, np.tanh(z)), abs=EXACT)


def test_a_quarter_and_the_angle_at_the_origin() -> None:
    r = np.array([-0.99, -0.5, 0, 0.3, 0.93, 0.99999])
    assert bivariate_normal(0, 0, r) == pytest.approx(0.25 + np.arcsin(r) / (2 * np.pi), abs=EXACT)


@given(CUTS, CUTS, CORRELATIONS)
def test_the_four_quadrants_are_everything(h: float, k: float, r: float) -> None:
    quadrants = bivariate_normal([h, h, -h, -h], [k, -k, k, -k], [r, -r, -r, r])
    assert quadrants.sum() == pytest.approx(1, abs=5e-14)
    assert (quadrants >= 0).all()


@given(CUTS, CUTS, CORRELATIONS)
def test_the_order_of_the_variables_does_not_matter(h: float, k: float, r: float) -> None:
    assert bivariate_normal(h, k, r) == pytest.approx(bivariate_normal(k, h, r), abs=1e-15)


def test_infinite_limits_and_perfect_correlations() -> None:
    assert bivariate_normal(1, np.inf, 0.3) == pytest.approx(ndtr(1), abs=EXACT)
    assert bivariate_normal(-np.inf, 2, 0.9) == pytest.approx(0, abs=EXACT)
    assert bivariate_normal([1, 1], [0.5, 0.5], [1, -1]) == pytest.approx(
        np.array([ndtr(0.5), ndtr(1) + ndtr(0.5) - 1]), abs=EXACT
    )


def test_the_density_is_the_slope_to_the_correlation() -> None:
    h, k, r = np.array([0.3, -1.0, 2.0]), np.array([0.1, 0.4, -1.5]), np.array([0.2, -0.6, 0.8])
    slope = (bivariate_normal(h, k, r + 1e-5) - bivariate_normal(h, k, r - 1e-5)) / 2e-5
    assert bivariate_density(h, k, r) == pytest.approx(slope, abs=1e-9)


@pytest.mark.parametrize("rho", [1.01, -2, np.nan])
def test_refuses_what_is_no_correlation(rho: float) -> None:
    with pytest.raises(ValueError, match="correlatie"):
        bivariate_normal(0, 0, rho)
