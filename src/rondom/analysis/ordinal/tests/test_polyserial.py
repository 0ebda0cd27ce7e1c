"""An item against a score, as polycor computes it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.analysis import TooFewData
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.ordinal import polyserial


@pytest.fixture(scope="module")
def sums(twelve: Integers) -> Floats:
    """The sum of x5 to x8 as a score, with five people without."""
    found: Floats = twelve[:, 4:8].sum(axis=1).astype(np.float64)
    found[[3, 30, 77, 200, 301]] = np.nan
    return found


def test_equals_polycor(twelve: Integers, sums: Floats) -> None:
    # R> s <- rowSums(d[,5:8]); s[c(4,31,78,201,302)] <- NA      (polycor 0.8-1)
    # R> polyserial(s, d$x1, ML=TRUE, std.err=TRUE, control=list(reltol=1e-16, maxit=2000))
    #   rho 0.260038971982 se 0.048447380385 cuts -1.16967551 -0.43001838 0.27716791 1.06961387
    # R> the same with ML=FALSE: rho 0.2597227381135 se 0.0479233159635
    full, two = polyserial(sums, twelve[:, 0]), polyserial(sums, twelve[:, 0], method="two-step")
    assert full.rho == pytest.approx(0.260038971982, abs=1e-7)
    assert full.se == pytest.approx(0.048447380385, abs=1e-5)
    assert full.thresholds == pytest.approx(
        (-1.169675510451, -0.430018379260, 0.277167912103, 1.069613868236), abs=1e-6
    )
    assert two.rho == pytest.approx(0.2597227381135, abs=1e-6)
    assert two.se == pytest.approx(0.0479233159635, abs=1e-5)
    assert full.n == 395


def test_finds_the_correlation_that_made_the_answers() -> None:
    rng = np.random.default_rng(1)
    latent = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 20_000)
    answers = np.digitize(latent[:, 1], [-1.5, 0.2, 1]) + 1
    found = polyserial(10 + 3 * latent[:, 0], answers)
    assert found.interval is not None
    assert found.interval.low < 0.6 < found.interval.high
    assert found.thresholds == pytest.approx((-1.5, 0.2, 1), abs=0.05)


@given(st.floats(0.1, 50), st.floats(-100, 100))
@settings(max_examples=10, deadline=None)
def test_the_unit_of_the_score_does_not_matter(unit: float, zero: float) -> None:
    rng = np.random.default_rng(2)
    score = rng.normal(size=80)
    answers = np.digitize(score + rng.normal(size=80), [-0.5, 0.5]) + 1
    assert polyserial(zero + unit * score, answers).rho == pytest.approx(
        polyserial(score, answers).rho, abs=1e-7
    )


def test_an_unused_point_and_a_reversed_item() -> None:
    rng = np.random.default_rng(3)
    score = rng.normal(size=100)
    answers = np.digitize(score + rng.normal(size=100), [-0.5, 0.5]) + 1
    one, gap = polyserial(score, answers), polyserial(score, np.where(answers == 3, 5, answers))
    assert one.rho == gap.rho
    assert gap.used == (1, 2, 5)
    assert polyserial(score, 4 - answers).rho == pytest.approx(-one.rho, abs=1e-7)


def test_perfect_association_lies_on_the_boundary() -> None:
    score = np.arange(40.0)
    found = polyserial(score, np.where(score < 20, 1, 2))
    assert (found.boundary, found.se, found.interval) == (True, None, None)
    assert found.rho == 0.9999


@pytest.mark.parametrize(
    ("scores", "answers", "message"),
    [
        ([1.0, 2.0], [1, 2], "ten minste drie"),
        ([1.0, 2.0, 3.0], [2, 2, 2], "geen samenhang"),
        ([1.0, 1.0, 1.0], [1, 2, 3], "geen samenhang"),
        ([np.nan, np.nan, np.nan], [1, 2, 3], "ten minste drie"),
    ],
)
def test_refuses_what_does_not_vary(scores: list[float], answers: list[int], message: str) -> None:
    with pytest.raises(TooFewData, match=message):
        polyserial(np.array(scores), np.array(answers))
