"""AVE, omega, maximal reliability and HTMT equal semTools; what is handed over is complete."""

import numpy as np
import pytest

from rondom.analysis.estimates import Floats, NotComputed, TooFewData
from rondom.analysis.factor_models.confirmatory import cfa
from rondom.analysis.factor_models.discriminant import htmt, htmt_from
from rondom.analysis.factor_models.factor_pairs import factor_pairs
from rondom.analysis.factor_models.factor_reliability import (
    FactorQuality,
    average_variance_extracted,
    composite_reliability_of,
    maximal_reliability_of,
)
from rondom.analysis.factor_models.hand_over import r_script
from rondom.analysis.factor_models.samples import Counted
from rondom.analysis.factor_models.tests.conftest import THREE, TWELVE


def estimates(found: tuple[FactorQuality | NotComputed, ...]) -> list[float]:
    return [one.estimate for one in found if isinstance(one, FactorQuality)]


def test_equals_semtools(scores: Floats) -> None:
    # R> f <- cfa(three, d, std.lv = TRUE); AVE(f); reliability(f); maximalRelia(f)      (semTools 0.5-6)
    #   avevar 0.4804385 0.4312194 0.4441104
    #   omega2 0.7868530 0.7519916 0.7604009     omega3 (= compRelSEM) 0.7869205 0.7516872 0.7625612
    #   0.870099949562 (found by a search; the eigenvalue is its maximum)
    fit = cfa(THREE, scores)
    assert estimates(average_variance_extracted(fit)) == pytest.approx(
        [0.4804385, 0.4312194, 0.4441104], abs=1e-6
    )
    assert estimates(composite_reliability_of(fit)) == pytest.approx(
        [0.7869205, 0.7516872, 0.7625612], abs=1e-6
    )
    implied = composite_reliability_of(fit, observed=False)
    assert estimates(implied) == pytest.approx([0.7868530, 0.7519916, 0.7604009], abs=1e-6)
    assert maximal_reliability_of(fit) == pytest.approx(0.8701, abs=2e-6)


def test_intervals_are_those_of_simulated_estimates(scores: Floats) -> None:
    fit = cfa("F =~ x1+x2+x3+x4", scores)
    (found,) = composite_reliability_of(fit, observed=False)
    assert isinstance(found, FactorQuality)
    assert found.interval is not None
    draws = np.random.default_rng(1).multivariate_normal(fit.x, fit.covariance, size=4000)
    shares = []
    for x in draws:
        parts = fit.model.matrices(x, 0)
        shares.append(parts.loadings.sum() ** 2 * parts.psi[0, 0] / parts.sigma.sum())
    width = found.interval.high - found.interval.low
    assert width == pytest.approx(2 * 1.96 * np.std(shares), rel=0.1)


def test_per_group(scores: Floats, sectors: list[str]) -> None:
    # R> compRelSEM(cfa(three, d, group = "sector")): onderwijs .763 .707 .746, jgz .810 .790 .782
    found = composite_reliability_of(cfa(THREE, scores, groups=sectors))
    assert estimates(found) == pytest.approx([0.763, 0.707, 0.746, 0.810, 0.790, 0.782], abs=5e-4)


def test_an_item_of_two_factors_leaves_both_undefined(scores: Floats) -> None:
    found = average_variance_extracted(cfa(THREE + "\nS =~ x5", scores))
    assert [isinstance(one, NotComputed) for one in found] == [True, True, False]


def test_heterotrait_monotrait_equals_semtools(scores: Floats) -> None:
    # R> htmt(three, d)                .4782408136 .4597361153 .2765113110    (geometric: its default)
    # R> htmt(three, d, htmt2 = FALSE) .4891219031 .4616117775 .2861906199
    fit = cfa(THREE, scores)
    lower = np.tril_indices(3, -1)
    assert htmt(fit).ratios[lower] == pytest.approx([0.4782408136, 0.4597361153, 0.2765113110], abs=1e-9)
    arithmetic = htmt(fit, average="arithmetic").ratios[lower]
    assert arithmetic == pytest.approx([0.4891219031, 0.4616117775, 0.2861906199], abs=1e-9)


def test_heterotrait_monotrait_needs_two_items_that_correlate() -> None:
    scales = {"A": ["a", "b"], "B": ["c"]}
    with pytest.raises(TooFewData, match="B heeft er een"):
        htmt_from(np.full((3, 3), 0.5), ["a", "b", "c"], scales, respondents=50)
    with pytest.raises(TooFewData, match="hangen niet samen"):
        htmt_from(np.eye(4), ["a", "b", "c", "d"], {"A": ["a", "b"], "B": ["c", "d"]}, respondents=50)


def test_the_script_names_every_choice(scores: Floats, sectors: list[str]) -> None:
    fit = cfa(THREE, scores, groups=sectors, equal=("loadings",), partial=("S=~x2",), estimator="MLR")
    script = r_script(fit, data="ronde.csv", group="sector")
    for part in (
        'read.csv("ronde.csv")',
        "S =~ x1 + x2 + x3 + x4",
        'estimator = "MLR"',
        'group = "sector"',
        'group.equal = c("loadings")',
        'group.partial = c("S=~x2")',
    ):
        assert part in script


def test_the_script_asks_lavaan_for_the_same_estimator_and_organisations(scores: Floats) -> None:
    assert 'estimator = "ULSM"' in r_script(cfa(THREE, scores, estimator="ULS"))
    clustered = cfa(THREE, scores, estimator="MLR", cluster=np.arange(400) // 10)
    assert 'cluster = "werk"' in r_script(clustered, cluster="werk")


def test_correlations_of_factors_equal_lavaan_and_are_set_against_what_items_share(scores: Floats) -> None:
    # R> standardizedSolution(cfa(three, d)): S~~O .4898205, S~~T .4470532, O~~T .2754977 (and their ci)
    # R> discriminantValidity(cfa(three, d)): S~~O .3847926 to .5948483
    fit = cfa(THREE, scores)
    found = factor_pairs(fit)
    assert [one.correlation for one in found] == pytest.approx([0.4898205, 0.4470532, 0.2754977], abs=2e-6)
    assert (found[0].interval.low, found[0].interval.high) == pytest.approx((0.3847926, 0.5948483), abs=2e-6)
    assert [one.distinct for one in found] == [True, True, True]
    higher = factor_pairs(cfa("G =~ S+O+T\n" + THREE, scores))
    assert {(one.one, one.other) for one in higher} >= {("G", "S"), ("S", "O")}
    assert [one.distinct for one in higher if one.one == "G"] == [None, None, None]


def test_factors_that_are_nearly_one_are_not_distinct() -> None:
    matrix = np.full((6, 6), 0.38)
    matrix[:3, :3] = matrix[3:, 3:] = 0.4
    np.fill_diagonal(matrix, 1.0)
    (found,) = factor_pairs(cfa("A =~ x1+x2+x3\nB =~ x4+x5+x6", Counted(TWELVE[:6], matrix, 500)))
    assert found.correlation == pytest.approx(0.95, abs=1e-3)
    assert found.distinct is False
