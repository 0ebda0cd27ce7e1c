"""Codes for missing answers are never averaged in: whole numbers count as the same answers with NaN."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rondom import analysis
from rondom.analysis.codes import as_scores
from rondom.analysis.estimates import Floats, UnknownCode

RNG = np.random.default_rng(4)
CODES: Any = np.clip(np.rint(RNG.normal(3, 1, (80, 1)) + RNG.normal(0, 0.8, (80, 4))), 1, 5).astype(np.int64)
CODES[RNG.random(CODES.shape) < 0.1] = -3
CODES[5, 2], CODES[6, 1] = -1, -2
SCORES = np.where(CODES < 0, np.nan, CODES)
CLUSTER = np.arange(80) // 8


@pytest.mark.parametrize(
    "statistic",
    [
        lambda given: analysis.cronbach_alpha(given).alpha,
        lambda given: analysis.guttman(given).lambda2,
        lambda given: analysis.split_half(given).mean,
        lambda given: analysis.greatest_lower_bound(given).value,
        lambda given: analysis.pearson(given).matrix,
        lambda given: analysis.clustered_alpha(given, CLUSTER).se,
        lambda given: analysis.mcar_test(given).chisq,
        lambda given: analysis.normal_moments(given).mean,
        lambda given: (
            analysis.bootstrap(
                given, lambda c: analysis.guttman_of(c).lambda2, rng=np.random.default_rng(1), draws=100
            ).interval.low
        ),
    ],
)
def test_whole_numbers_are_codes(statistic: Callable[[Any], float | Floats]) -> None:
    np.testing.assert_array_equal(statistic(CODES), statistic(SCORES))


def test_factor_scores_of_codes() -> None:
    found = analysis.pearson(CODES)
    weights = analysis.score_weights(analysis.efa(found.matrix, 1, n=80), found.matrix)
    np.testing.assert_array_equal(
        analysis.factor_scores(CODES, weights), analysis.factor_scores(SCORES, weights)
    )


def test_another_code_below_zero_is_named() -> None:
    strange = CODES.copy()
    strange[:2, 1] = -9
    with pytest.raises(UnknownCode, match="item b heeft 2 keer code -9"):
        analysis.cronbach_alpha(strange, items=["a", "b", "c", "d"])


def test_text_is_refused() -> None:
    with pytest.raises(UnknownCode, match="getallen"):
        as_scores(np.array([["eens", "oneens"]]))


def test_decimals_are_what_they_are() -> None:
    assert as_scores(np.array([[-1.5, np.nan]]))[0, 0] == -1.5
