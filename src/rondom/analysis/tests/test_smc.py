"""Squared multiple correlations, as psych's smc."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis.estimates import Integers
from rondom.analysis.smc import squared_multiple_correlations


def test_equals_psych(four: Integers) -> None:
    # R> psych::smc(d[, 1:4])   0.34634109056 0.34680106298 0.39608069454 0.33567349032
    found = squared_multiple_correlations(np.atleast_2d(np.corrcoef(four.T)))
    assert found == pytest.approx([0.34634109056, 0.34680106298, 0.39608069454, 0.33567349032], abs=1e-10)


@given(st.integers(2, 5), st.integers(0, 99))
def test_equals_the_r_squared_of_a_regression_on_the_rest(items: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(30, items)) + rng.normal(size=(30, 1))
    scores -= scores.mean(axis=0)
    found = squared_multiple_correlations(np.atleast_2d(np.corrcoef(scores.T)))
    for place in range(items):
        rest = np.delete(scores, place, axis=1)
        own = scores[:, place]
        left = own - rest @ np.linalg.lstsq(rest, own, rcond=None)[0]
        assert found is not None
        assert found[place] == pytest.approx(1 - left @ left / (own @ own), abs=1e-9)


def test_is_nothing_when_the_matrix_cannot_be_inverted() -> None:
    assert squared_multiple_correlations(np.array([[1.0, 1], [1, 1]])) is None
    assert squared_multiple_correlations(np.zeros((0, 0))) is None
