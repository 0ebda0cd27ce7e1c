"""Ordered models against plain versions: a general minimiser, whole matrices, sums over pairs of items."""

from itertools import product

import numpy as np
import pytest
from scipy.linalg import block_diag, null_space
from scipy.optimize import minimize

from rondom.analysis.estimates import Floats, NotComputed
from rondom.analysis.factor_models.difference import Difference
from rondom.analysis.factor_models.jacobian import jacobian
from rondom.analysis.factor_models.ordered import OrderedFit
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
from rondom.analysis.factor_models.ordered_difference import ordered_difference
from rondom.analysis.factor_models.ordered_modification import (
    ordered_modification_indices,
    ordered_score_tests,
)
from rondom.analysis.factor_models.ordered_reliability import OrdinalReliability, ordinal_reliability
from rondom.analysis.factor_models.standardised import standardised
from rondom.analysis.factor_models.table import Equal
from rondom.analysis.factor_models.tests.ordered_cases import TWELVE, TWO, answers, fitted, golden


def whole(fit: OrderedFit) -> tuple[Floats, Floats, Floats]:
    """W, Gamma and Delta of all groups as one matrix each."""
    found = fit.weighted()
    weights = [share * np.diag(weight) for share, weight in zip(found.shares, found.weights, strict=True)]
    gammas = [sample.gamma / share for share, sample in zip(found.shares, found.samples, strict=True)]
    return block_diag(*weights), block_diag(*gammas), np.vstack(list(found.deltas))


def test_a_general_minimiser_finds_the_same_loadings() -> None:
    fit = fitted("missing listwise")
    sample = fit.ordered_samples[0]
    weight, cuts = 1 / sample.variances, sample.thresholds

    def loss(x: Floats) -> float:
        # Loadings of two factors of variance 1 and their correlation; the thresholds fit perfectly.
        pattern = np.zeros((8, 2))
        pattern[:4, 0], pattern[4:, 1] = x[:4], x[4:8]
        implied = pattern @ np.array([[1, x[8]], [x[8], 1]]) @ pattern.T
        apart = sample.estimates[cuts:] - implied[np.triu_indices(8, 1)]
        return float(weight[cuts:] @ apart**2)

    found = minimize(loss, np.full(9, 0.6), method="BFGS", options={"gtol": 1e-9}).x
    parts = fit.matrices()
    deviations = np.sqrt(np.diag(parts.psi))
    assert (parts.loadings * deviations).sum(axis=1) == pytest.approx(found[:8], abs=1e-6)
    assert parts.psi[0, 1] / deviations.prod() == pytest.approx(found[8], abs=1e-6)
    assert fit.test.statistic == pytest.approx((fit.respondents - 1) * loss(found), abs=1e-6)


@pytest.mark.parametrize("case", ["golden", "sectors thresholds", "groups partial"])
def test_traces_equal_those_of_whole_matrices(case: str) -> None:
    fit = fitted(case)
    W, G, D = whole(fit)
    U = W - W @ D @ np.linalg.solve(D.T @ W @ D, D.T @ W)
    first, second, df = np.trace(U @ G), np.trace(U @ G @ U @ G), fit.test.df
    scale = np.sqrt(second / df)
    assert fit.test.scaling == pytest.approx(scale, rel=1e-9)
    assert fit.test.scaled == pytest.approx(fit.test.statistic / scale + df - first / scale, rel=1e-9)


@pytest.mark.parametrize("case", ["golden", "sectors loadings"])
def test_robust_standard_errors_are_the_sandwich(case: str) -> None:
    fit = fitted(case)
    W, G, D = whole(fit)
    bread = np.linalg.inv(D.T @ W @ D)
    expected = bread @ D.T @ W @ G @ W @ D @ bread / (fit.respondents - fit.model.groups)
    assert fit.covariance == pytest.approx(expected, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("equal", [(), ("loadings",)])
def test_the_expectation_behind_the_robust_indices_equals_that_of_whole_matrices(
    equal: tuple[Equal, ...],
) -> None:
    fit = cfa_ordered(TWELVE, golden()[0], points=5, groups=golden()[1], equal=equal)
    W, G, D = whole(fit)
    H = np.eye(len(W)) - D @ np.linalg.solve(D.T @ W @ D, D.T @ W)
    blocks = []
    for share, sample, moments in zip(fit.weighted().shares, fit.ordered_samples, fit.moments, strict=True):
        inverse, pairs = np.linalg.inv(moments.implied), np.transpose(np.triu_indices(12, 1))
        V = np.zeros((len(sample.estimates),) * 2)
        for (a, (i, j)), (b, (k, m)) in product(enumerate(pairs), repeat=2):
            cell = inverse[i, k] * inverse[j, m] + inverse[i, m] * inverse[j, k]
            V[sample.thresholds + a, sample.thresholds + b] = share * cell
        blocks.append(V)
    expected = np.trace(block_diag(*blocks) @ H @ G @ H.T)
    assert fit.test.robust_scaling == pytest.approx(expected / fit.test.df, rel=1e-8)


def test_difference_tests_equal_lavaan() -> None:
    # R> lavTestLRT(f0, f1, f2)     configural, thresholds, thresholds and loadings      (lavaan 0.6-14)
    #   f1 101.884 (135)  33.22200075 (33) .45644      f2 119.440 (144)  13.84553136 (9) .12793
    steps = [fitted(case) for case in ("sectors", "sectors thresholds", "sectors loadings")]
    assert [round(step.test.statistic, 3) for step in steps] == [80.417, 101.884, 119.440]
    for at, statistic, df in ((0, 33.22200075, 33), (1, 13.84553136, 9)):
        found = ordered_difference(steps[at], steps[at + 1])
        assert isinstance(found, Difference)
        assert found.statistic == pytest.approx(statistic, abs=1e-5)
        assert found.df == df


def test_a_difference_test_equals_that_of_whole_matrices() -> None:
    free, strict = fitted("sectors thresholds"), fitted("sectors loadings")
    W, G, D = whole(free)
    other = np.vstack(jacobian(strict.model, strict.x))
    A = null_space(np.linalg.lstsq(D, other, rcond=None)[0].T).T
    P = np.linalg.inv(D.T @ W @ D)
    U = W @ D @ P @ A.T @ np.linalg.solve(A @ P @ A.T, A @ P @ D.T @ W)
    scale = np.sqrt(np.trace(U @ G @ U @ G) / len(A))
    apart = strict.test.statistic - free.test.statistic
    found = ordered_difference(free, strict)
    assert isinstance(found, Difference)
    assert found.statistic == pytest.approx(apart / scale + len(A) - np.trace(U @ G) / scale, rel=1e-7)


def test_equal_residuals_are_those_of_the_theta_parameterisation() -> None:
    # R> standardizedSolution(strict)  parameterization="theta"  S=~x1 .669 (.043), in group 2 .734 (.038)
    fit = fitted("sectors strict")
    found = {(one.name, one.group): one for one in standardised(fit)}
    for name, group, value, se in (
        ("S=~x1", 0, 0.669, 0.043),
        ("S=~x1", 1, 0.734, 0.038),
        ("S=~x2", 1, 0.775, 0.037),
    ):
        assert found[name, group].value == pytest.approx(value, abs=6e-4)
        assert found[name, group].se == pytest.approx(se, abs=6e-4)
    values = {(one.name, one.group): one.value for one in fit.estimates()}
    assert values["x5~~x5", 0] == pytest.approx(values["x5~~x5", 1], abs=1e-9)


def test_models_that_are_not_nested_are_not_compared() -> None:
    assert isinstance(ordered_difference(fitted("sectors loadings"), fitted("sectors")), NotComputed)
    with pytest.raises(ValueError, match="dezelfde items"):
        ordered_difference(fitted("golden"), fitted("sectors"))


def test_modification_indices_equal_lavaan() -> None:
    # R> modindices(f, sort.=TRUE)       lhs op rhs mi epc sepc.all           (lavaan 0.6-14)
    #   x2 ~~ x5 7.80884 .140808 .308471;  O =~ x2 6.70565 .223414 .161850;  S =~ x9 3.84985 -.163285 -.113951
    found = ordered_modification_indices(fitted("golden"))
    assert [one.name for one in found[:3]] == ["x2~~x5", "O=~x2", "S=~x9"]
    assert [one.mi for one in found[:3]] == pytest.approx([7.80884, 6.70565, 3.84985], rel=5e-5)
    assert [one.epc for one in found[:3]] == pytest.approx([0.140808, 0.223414, -0.163285], rel=5e-5)
    assert [one.sepc_all for one in found[:3]] == pytest.approx([0.308471, 0.161850, -0.113951], rel=5e-5)
    assert len(found) == 90


def test_modification_indices_and_releases_of_groups_equal_lavaan() -> None:
    # R> modindices(f2, sort.=TRUE)   S =~ x11 in group 1: 10.98225; x10 ~1 in group 2: 5.34091 (sepc .182)
    # R> lavTestScore(f2)               T =~ x11: 9.395, T =~ x12: 3.987, x3 | t3: 3.907, O =~ x7: 2.618
    fit = fitted("sectors loadings")
    found = {(one.name, one.group): one for one in ordered_modification_indices(fit)}
    assert found["S=~x11", 0].mi == pytest.approx(10.98225, abs=1e-3)
    assert found["x10~1", 1].mi == pytest.approx(5.34091, abs=1e-3)
    assert found["x10~1", 1].sepc_all == pytest.approx(0.182, abs=5e-4)
    released = ordered_score_tests(fit)
    assert [one.name for one in released[:4]] == ["T=~x11", "T=~x12", "x3|t3", "O=~x7"]
    assert [one.statistic for one in released[:4]] == pytest.approx([9.395, 3.987, 3.907, 2.618], abs=1e-3)


def test_freeing_a_row_lowers_the_statistic_by_about_its_index() -> None:
    index = ordered_modification_indices(fitted("golden"))[0]
    freed = cfa_ordered(f"{TWELVE}\nx2 ~~ x5", golden()[0], points=5)
    assert fitted("golden").test.statistic - freed.test.statistic == pytest.approx(index.mi, rel=0.05)
    assert freed.model.free == 64


def test_reliability_equals_semtools() -> None:
    # R> compRelSEM(f); reliability(f)["omega",]; AVE(f)     (semTools 0.5-6)
    #   .7881872056 .7546874004 .7649867858 | .7875350165 .7547673191 .7621837364 | .522575 .473392 .483985
    fit = fitted("golden")
    observed, implied = ordinal_reliability(fit), ordinal_reliability(fit, total="implied")
    for at, (one, other, ave) in enumerate(
        zip(
            (0.788187206, 0.7546874, 0.764986786),
            (0.787535017, 0.754767319, 0.762183736),
            (0.522575, 0.473392, 0.483985),
            strict=True,
        )
    ):
        first, second = observed[at], implied[at]
        assert isinstance(first, OrdinalReliability)
        assert isinstance(second, OrdinalReliability)
        assert first.omega == pytest.approx(one, abs=1e-6)
        assert second.omega == pytest.approx(other, abs=1e-6)
        assert first.ave == pytest.approx(ave, abs=1e-6)


def test_reliability_of_groups_equals_semtools() -> None:
    # R> compRelSEM(f2); AVE(f2)    sectors, equal thresholds and loadings      (semTools 0.5-6)
    #   onderwijs .760706796 .723387598 .743514892, AVE .48525 .41834 .46072;  jgz AVE .55998 .52986 .50388
    # In the second group semTools leaves the factor means out of the thresholds: .8164 where .8163 is right.
    found = ordinal_reliability(fitted("sectors loadings"))
    omegas, aves = [], []
    for one in found:
        assert isinstance(one, OrdinalReliability)
        omegas.append(one.omega)
        aves.append(one.ave)
    assert omegas[:3] == pytest.approx([0.760706796, 0.723387598, 0.743514892], abs=1e-6)
    assert omegas[3] == pytest.approx(0.816368179, abs=5e-5)
    assert aves == pytest.approx([0.4852526, 0.4183448, 0.4607216, 0.5599819, 0.5298603, 0.5038802], abs=2e-5)


def test_omega_equals_sums_over_answers() -> None:
    """The same from the chance of every pair of answers, without thresholds pair by pair."""
    fit = fitted("golden")
    cuts = fit.model.moments(fit.x)[0][:16].reshape(4, 4)
    loadings = fit.matrices().loadings[:4, 0] * np.sqrt(fit.matrices().psi[0, 0])
    rng = np.random.default_rng(4)
    factor = rng.normal(size=400_000)
    # Two measurements of the same people, with errors of their own, correlate as high as the reliability is.
    sums = []
    for _ in range(2):
        latent = factor[:, None] * loadings + rng.normal(size=(400_000, 4)) * np.sqrt(1 - loadings**2)
        sums.append(sum(np.digitize(latent[:, item], cuts[item]) for item in range(4)))
    found = ordinal_reliability(fit, total="implied")[0]
    assert isinstance(found, OrdinalReliability)
    assert found.omega == pytest.approx(np.corrcoef(sums)[0, 1], abs=0.003)


def test_intervals_of_omega_cover_what_a_bootstrap_finds() -> None:
    complete = golden()[0][:, :4]
    items, rng = ("a", "b", "c", "d"), np.random.default_rng(3)

    def omega(rows: np.ndarray) -> OrdinalReliability:
        found = ordinal_reliability(cfa_ordered("F =~ a+b+c+d", rows, points=5, items=items))[0]
        assert isinstance(found, OrdinalReliability)
        return found

    drawn = [omega(complete[rng.integers(0, len(complete), len(complete))]).omega for _ in range(150)]
    interval = omega(complete).omega_interval
    assert interval is not None
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * np.std(drawn), rel=0.2)


def test_the_order_of_items_and_groups_changes_nothing() -> None:
    data, group = answers("groups")
    items = tuple(f"y{at + 1}" for at in range(8))
    equal: tuple[Equal, ...] = ("thresholds", "loadings")
    one = cfa_ordered(TWO, data, points=3, items=items, groups=group, equal=equal)
    turned = cfa_ordered(
        "B =~ y5+y8+y7+y6\nA =~ y1+y3+y2+y4",
        data[::-1, ::-1],
        points=3,
        items=items[::-1],
        groups=group[::-1],
        equal=equal,
    )
    assert turned.group_labels == ("1", "0")
    for name in ("chisq", "chisq.scaled", "cfi.scaled", "rmsea.scaled", "srmr"):
        assert turned.measures[name] == pytest.approx(one.measures[name], rel=1e-6), name


def test_answers_may_be_scores_with_holes() -> None:
    data = answers("miss")[0]
    holes = np.where(data > 0, data, np.nan)
    items = tuple(f"y{at + 1}" for at in range(8))
    again = cfa_ordered(TWO, holes, points=5, items=items)
    assert again.test == fitted("missing listwise").test
