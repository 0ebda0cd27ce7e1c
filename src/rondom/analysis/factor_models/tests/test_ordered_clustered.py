"""Ordered models of respondents who resemble their colleagues: errors and test robust to organisations."""

import numpy as np
import pytest

from rondom.analysis.estimates import Integers
from rondom.analysis.factor_models.difference import Difference
from rondom.analysis.factor_models.ordered import OrderedFit
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
from rondom.analysis.factor_models.ordered_difference import ordered_difference
from rondom.analysis.factor_models.tests.ordered_cases import TWELVE, TWO, fitted, golden

LOADINGS = np.array([0.7, 0.6, 0.8, 0.5] * 2)
CUTS = (-1.0, -0.2, 0.7)


def nested(
    clusters: int, each: int, resemblance: float, rng: np.random.Generator
) -> tuple[Integers, Integers]:
    """Two factors that correlate .4; factors and items' own parts resemble within organisations."""
    member = np.repeat(np.arange(clusters), each)
    n, root = clusters * each, np.linalg.cholesky([[1, 0.4], [0.4, 1]])
    own, shared = np.sqrt(1 - resemblance), np.sqrt(resemblance)
    factors = (own * rng.normal(size=(n, 2)) + shared * rng.normal(size=(clusters, 2))[member]) @ root.T
    parts = own * rng.normal(size=(n, 8)) + shared * rng.normal(size=(clusters, 8))[member]
    latent = np.repeat(factors, 4, axis=1) * LOADINGS + np.sqrt(1 - LOADINGS**2) * parts
    return np.digitize(latent, CUTS) + 1, member


def fit_nested(answers: Integers, cluster: Integers | None) -> OrderedFit:
    names = tuple(f"y{at + 1}" for at in range(8))
    return cfa_ordered(TWO, answers, points=4, items=names, std_lv=True, cluster=cluster)


def test_organisations_of_one_person_change_errors_by_their_correction_alone() -> None:
    plain, alone = fitted("golden"), cfa_ordered(TWELVE, golden()[0], points=5, cluster=range(400))
    assert alone.covariance == pytest.approx(plain.covariance * 400 / 399, rel=1e-9)
    assert alone.x == pytest.approx(plain.x, abs=1e-12)


def test_estimates_stay_and_errors_and_test_change() -> None:
    answers, member = nested(60, 15, 0.3, np.random.default_rng(1))
    plain, robust = fit_nested(answers, None), fit_nested(answers, member)
    assert (robust.x == plain.x).all()
    assert np.diag(robust.covariance).mean() > 1.5 * np.diag(plain.covariance).mean()
    assert robust.test.statistic == plain.test.statistic
    assert robust.test.scaled is not None
    assert plain.test.scaled is not None
    assert robust.test.scaled < plain.test.scaled


def test_few_organisations_are_said() -> None:
    answers, member = nested(30, 15, 0.1, np.random.default_rng(2))
    assert any("maar 30 organisaties" in warning for warning in fit_nested(answers, member).warnings)


def test_differences_of_groups_are_tested_with_organisations_too() -> None:
    answers, member = nested(60, 15, 0.3, np.random.default_rng(3))
    group, names = member % 2, tuple(f"y{at + 1}" for at in range(8))
    fits = [
        cfa_ordered(TWO, answers, points=4, items=names, groups=group, cluster=cluster, equal=equal)
        for cluster in (None, member)
        for equal in ((), ("thresholds",))
    ]
    plain, robust = ordered_difference(fits[0], fits[1]), ordered_difference(fits[2], fits[3])
    assert isinstance(plain, Difference)
    assert isinstance(robust, Difference)
    assert robust.statistic < plain.statistic


@pytest.mark.slow
def test_coverage_and_size_of_the_test_hold_with_organisations_and_fail_without() -> None:
    rng, runs = np.random.default_rng(4), 150
    held, rejected = np.zeros(2), np.zeros(2)
    for _ in range(runs):
        answers, member = nested(80, 15, 0.2, rng)
        for at, fit in enumerate((fit_nested(answers, None), fit_nested(answers, member))):
            cuts = [one for one in fit.estimates() if one.op == "|"]
            inside = [
                one.interval is not None
                and one.interval.low <= CUTS[int(one.rhs[1]) - 1] <= one.interval.high
                for one in cuts
            ]
            held[at] += np.mean(inside)
            rejected[at] += (fit.test.p_scaled or 0) < 0.05
    assert held[0] / runs < 0.85
    assert 0.92 < held[1] / runs < 0.98
    assert rejected[0] / runs > 0.15
    assert rejected[1] / runs < 0.11
