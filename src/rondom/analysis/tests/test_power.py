"""Power of tests about RMSEA, as semTools computes it."""

import numpy as np
import pytest

from rondom.analysis.estimates import TooFewData
from rondom.analysis.power import respondents_for_power, rmsea_power


@pytest.mark.parametrize(
    ("null", "actual", "df", "n", "groups", "power"),
    [
        # R> semTools::findRMSEApower(rmsea0, rmseaA, df, n, group = g)     (semTools 0.5-6)
        (0.05, 0.08, 51, 200, 1, 0.776054583),
        (0.05, 0.08, 51, 400, 1, 0.982248420),
        (0.05, 0.01, 51, 400, 1, 0.971362712),
        (0.00, 0.05, 20, 150, 1, 0.291409230),
        (0.08, 0.03, 100, 120, 1, 0.965858342),
        (0.05, 0.08, 51, 200, 2, 0.431742251),
    ],
)
def test_equals_semtools(null: float, actual: float, df: int, n: int, groups: int, power: float) -> None:
    found = rmsea_power(df=df, n=n, null=null, actual=actual, groups=groups)
    assert found.power == pytest.approx(power, abs=1e-8)


@pytest.mark.parametrize(("actual", "df", "n"), [(0.08, 51, 211), (0.01, 51, 265), (0.08, 5, 1464)])
def test_the_fewest_respondents_equal_those_of_semtools(actual: float, df: int, n: int) -> None:
    # R> findRMSEAsamplesize(.05, actual, df, .8)
    assert respondents_for_power(0.8, df=df, actual=actual) == n
    assert rmsea_power(df=df, n=n, actual=actual).power >= 0.8
    assert rmsea_power(df=df, n=n - 1, actual=actual).power < 0.8


def test_equals_a_simulation_of_the_test() -> None:
    rng = np.random.default_rng(3)
    df, n = 20, 300
    null, actual = (rng.noncentral_chisquare(df, (n - 1) * df * rmsea**2, 200_000) for rmsea in (0.05, 0.08))
    share = float((actual > np.quantile(null, 0.95)).mean())
    assert rmsea_power(df=df, n=n).power == pytest.approx(share, abs=0.006)


def test_power_rises_with_respondents_and_with_distance() -> None:
    by_n = [rmsea_power(df=10, n=n).power for n in (50, 100, 400, 1600)]
    by_distance = [rmsea_power(df=10, n=200, actual=actual).power for actual in (0.06, 0.08, 0.12)]
    assert by_n == sorted(by_n)
    assert by_distance == sorted(by_distance)


def test_what_cannot_be_tested_is_refused() -> None:
    with pytest.raises(TooFewData, match="niets te toetsen"):
        rmsea_power(df=10, n=1)
    with pytest.raises(TooFewData, match="geen haalbaar aantal"):
        respondents_for_power(0.9, df=1, null=0.05, actual=0.0500001)


@pytest.mark.parametrize(
    "wrong", [{"df": 0}, {"df": 5, "actual": 0.05}, {"df": 5, "alpha": 1.0}, {"df": 5, "null": -0.1}]
)
def test_impossible_questions_say_what_to_give(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"RMSEA|vrijheidsgraden|significantie"):
        rmsea_power(n=100, **wrong)  # type: ignore[arg-type]  # df among the others
