"""Random intercepts, against lme4 and against the dense likelihood."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from rondom.analysis import TooFewData, tabulate_scores
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.multilevel import RandomIntercept, design_effect, random_intercept, random_intercept_from
from rondom.analysis.multilevel.tests.conftest import Unbalanced

CLOSE = 1e-5


def test_equals_lme4_by_reml(unbalanced: Unbalanced) -> None:
    # R> m <- lmer(y ~ x + z + (1 | g)); fixef(m); sqrt(diag(vcov(m))); VarCorr(m); logLik(m); ranef(m,
    #    condVar = TRUE)
    found = random_intercept(unbalanced.scores, unbalanced.group, covariates=unbalanced.covariates)
    values = [(effect.value, effect.se) for effect in found.fixed]
    assert values[0] == pytest.approx((49.916709108728, 0.93169119450246), abs=CLOSE)
    assert values[1] == pytest.approx((1.999233219370, 0.00484111632614), abs=CLOSE)
    assert values[2] == pytest.approx((0.964050535373, 0.80511294459425), abs=CLOSE)
    assert found.between.variance == pytest.approx(3.4588954810, abs=CLOSE)
    assert found.within.variance == pytest.approx(21.3540098627, abs=CLOSE)
    assert found.loglik == pytest.approx(-896.339350838, abs=1e-7)
    effects = (0.16694956988, 1.78945791254, -2.09253517546, -2.04490450640)
    assert found.groups.effect[:4] == pytest.approx(effects, abs=CLOSE)
    assert found.groups.se[:2] == pytest.approx((1.028839143706, 0.814684687206), abs=CLOSE)


def test_equals_lme4_by_ml_and_its_profiles(unbalanced: Unbalanced) -> None:
    # R> m <- lmer(y ~ x + z + (1 | g), REML = FALSE); confint(m)
    found = random_intercept(
        unbalanced.scores, unbalanced.group, covariates=unbalanced.covariates, estimator="ML"
    )
    assert found.fixed[2].value == pytest.approx(0.964615483953, abs=CLOSE)
    assert found.fixed[0].se == pytest.approx(0.87214829371873, abs=CLOSE)
    assert found.between.variance == pytest.approx(2.7534117679, abs=CLOSE)
    assert found.within.variance == pytest.approx(21.2768751990, abs=CLOSE)
    assert found.loglik == pytest.approx(-892.946007592, abs=1e-7)
    profiles = [found.between.interval, found.within.interval, *(effect.interval for effect in found.fixed)]
    expected = [
        (0.966575566116, 2.85941220270), (4.260333307147, 5.01640921907),
        (48.129670303928, 51.70434492278), (1.989730319644, 2.00873611910), (-0.600686959520, 2.52799024424),
    ]  # fmt: skip
    for interval, (low, high) in zip(profiles, expected, strict=True):
        assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)  # lme4 interpolates


def test_equals_lme4_where_groups_are_chance(four: Integers, wijken: Integers) -> None:
    # R> m <- lmer(rowMeans(d[, 1:4]) ~ 1 + (1 | wijk)); m; confint(m)
    #    REML criterion 1084.5092, sd 0 and 0.934809422, intercept 3.083125 (2.991409803748, 3.174840196250)
    found = random_intercept(four.mean(axis=1), wijken)
    assert found.boundary
    assert (found.icc, found.between.variance, found.design_effect) == (0, 0, 1)
    assert found.within.sd == pytest.approx(0.934809422, abs=1e-8)
    assert -2 * found.loglik == pytest.approx(1084.5092, abs=5e-5)
    interval = found.fixed[0].interval
    assert (interval.low, interval.high) == pytest.approx((2.991409803748, 3.174840196250), abs=1e-6)
    assert found.between.interval.low == 0
    assert found.between.interval.high == pytest.approx(0.1593, abs=2e-4)
    assert found.groups.mean == pytest.approx(np.full(20, 3.083125))
    assert "op nul geschat" in found.warnings[0]


def _dense(scores: Floats, group: Integers, design: Floats, *, reml: bool) -> tuple[float, float, float]:
    """Both variances and the log-likelihood, from the whole covariance matrix of all people."""
    same = (group[:, None] == group).astype(float)

    def height(logs: Floats) -> float:
        matrix = np.exp(logs[1]) * np.eye(len(scores)) + np.exp(logs[0]) * same
        inverse = np.linalg.inv(matrix)
        crossed = design.T @ inverse @ design
        beta = np.linalg.solve(crossed, design.T @ inverse @ scores)
        away = scores - design @ beta
        found = np.linalg.slogdet(matrix)[1] + away @ inverse @ away
        freedom = len(scores) - (design.shape[1] if reml else 0)
        return float(found + freedom * np.log(2 * np.pi) + (np.linalg.slogdet(crossed)[1] if reml else 0))

    best = optimize.minimize(
        height, np.log([0.5, 0.5]), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-11}
    )
    return float(np.exp(best.x[0])), float(np.exp(best.x[1])), -float(best.fun) / 2


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_equals_the_dense_likelihood(seed: int, reml: bool) -> None:
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 6, 40)
    covariate = rng.normal(size=40)
    scores = 2 + covariate + 1.5 * rng.normal(size=6)[group] + rng.normal(size=40)
    between, within, loglik = _dense(scores, group, np.column_stack([np.ones(40), covariate]), reml=reml)
    found = random_intercept(scores, group, covariates=covariate, estimator="REML" if reml else "ML")
    assert found.loglik == pytest.approx(loglik, abs=1e-6)
    assert found.loglik >= loglik - 1e-9
    assert found.within.variance == pytest.approx(within, rel=1e-3)
    assert found.between.variance == pytest.approx(between, rel=1e-2, abs=1e-4)


def test_from_moments_equals_from_scores(unbalanced: Unbalanced) -> None:
    whole = random_intercept(unbalanced.scores, unbalanced.group, covariates=unbalanced.covariates)
    columns = np.column_stack([unbalanced.covariates, unbalanced.scores])
    halves = [
        tabulate_scores(columns[rows], scales=("x", "z", "y"), group=unbalanced.group[rows])
        for rows in (slice(0, 130), slice(130, 300))
    ]
    found = random_intercept_from(halves[0] + halves[1], "y", covariates=("x", "z"))
    assert found.loglik == pytest.approx(whole.loglik)
    assert [effect.name for effect in found.fixed] == ["intercept", "x", "z"]
    assert found.fixed[0].value == pytest.approx(whole.fixed[0].value)
    assert found.groups.mean == pytest.approx(whole.groups.mean)


def test_with_balanced_groups_reml_equals_the_analysis_of_variance() -> None:
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(8), 6)
    scores = rng.normal(size=8)[group] + rng.normal(size=48)
    means = scores.reshape(8, 6).mean(1)
    msb, msw = 6 * means.var(ddof=1), scores.reshape(8, 6).var(axis=1, ddof=1).mean()
    found = random_intercept(scores, group)
    assert found.between.variance == pytest.approx((msb - msw) / 6)
    assert found.within.variance == pytest.approx(msw)
    assert found.groups.weight == pytest.approx(np.full(8, 1 - msw / msb))
    assert found.design_effect == pytest.approx(1 + 5 * found.icc)
    assert found.effective_n == pytest.approx(48 / found.design_effect)


def _plain(seed: int) -> tuple[Floats, Integers]:
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 7, 60)
    return rng.normal(size=7)[group] + rng.normal(size=60), group


@given(st.integers(0, 10_000), st.floats(0.01, 100), st.floats(-1000, 1000))
@settings(max_examples=20, deadline=None)
def test_unit_and_order_do_not_matter(seed: int, factor: float, shift: float) -> None:
    scores, group = _plain(seed)
    plain, order = random_intercept(scores, group), np.random.default_rng(seed).permutation(60)
    changed = random_intercept(factor * scores[order] + shift, 9 - group[order])
    assert changed.icc == pytest.approx(plain.icc, abs=1e-6)
    assert changed.groups.mean[3:10][::-1] == pytest.approx(
        factor * plain.groups.mean + shift, rel=1e-5, abs=1e-6
    )
    assert changed.between.interval.high == pytest.approx(factor * plain.between.interval.high, rel=1e-5)
    assert changed.groups.weight[:2].tolist() == [0, 0]
    assert plain.icc_interval.low <= plain.icc + 1e-9
    assert plain.icc <= plain.icc_interval.high + 0.05


def test_profiles_stand_where_the_likelihood_has_fallen_by_half_a_quantile() -> None:
    scores, group = _plain(3)
    found = random_intercept(scores, group, estimator="ML")
    same, border = (group[:, None] == group).astype(float), stats.chi2.ppf(0.95, 1) / 2

    def highest(sd: float) -> float:
        def height(rest: Floats) -> float:
            matrix = np.exp(rest[0]) * np.eye(60) + sd**2 * same
            return -float(stats.multivariate_normal(np.full(60, rest[1]), matrix).logpdf(scores))

        return -float(optimize.minimize(height, [0.0, 0.0], method="Nelder-Mead").fun)

    for end in (found.between.interval.low, found.between.interval.high):
        assert highest(end) == pytest.approx(found.loglik - border, abs=1e-4)


def test_shrinks_small_groups_most_and_an_empty_group_completely() -> None:
    scores = np.array([10.0, 10, 12, 30, 30, 32, 28, 30, 31, 29, 20])
    group = np.array([0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 3])
    found = random_intercept(scores, group)
    assert found.groups.n.tolist() == [3, 7, 0, 1]
    assert found.groups.weight[2] == 0
    assert found.groups.mean[2] == pytest.approx(found.fixed[0].value)
    assert found.groups.se[2] == pytest.approx(found.between.sd)
    assert found.groups.weight[1] > found.groups.weight[0] > found.groups.weight[3] > 0


def test_rows_without_score_or_covariate_are_left_out_and_counted() -> None:
    scores, group = _plain(1)
    holes, covariate = scores.copy(), np.arange(60.0)
    holes[:3], covariate[5] = np.nan, np.nan
    found = random_intercept(holes, group, covariates=covariate)
    rows = np.delete(np.arange(60), [0, 1, 2, 5])
    assert (found.left_out, found.respondents) == (4, 56)
    plain = random_intercept(scores[rows], group[rows], covariates=covariate[rows])
    assert found.loglik == pytest.approx(plain.loglik)


@pytest.mark.parametrize(
    ("scores", "group", "says"),
    [
        ([1.0, 2, 3], [0, 0, 0], "twee of meer groepen"),
        ([1.0, 2, 3], [0, 1, 2], "Elke groep heeft één score"),
        ([0.1, 0.1, 0.1, 0.1], [0, 0, 1, 1], "dezelfde score"),
        ([0.1, 0.1, 0.3, 0.3], [0, 0, 1, 1], "Binnen de groepen"),
        ([np.nan, np.nan], [0, 1], "geen scores"),
        ([], [], "geen scores"),
    ],
)
def test_refuses_groups_that_cannot_be_told_apart(scores: list[float], group: list[int], says: str) -> None:
    with pytest.raises(TooFewData, match=says):
        random_intercept(np.array(scores), np.array(group, dtype=int))


def test_refuses_covariates_that_leave_nothing_within_groups() -> None:
    scores, group = np.array([21.3, -8.8, 10.5, -6.2, -3.4]), np.array([0, 2, 2, 4, 1])
    with pytest.raises(TooFewData, match="verklaren elk verschil"):
        random_intercept(scores, group, covariates=np.array([2.0, 0, 2, 2, 2]))


def _with(covariates: Floats) -> RandomIntercept:
    scores, group = _plain(2)
    return random_intercept(scores, group, covariates=covariates)


def test_refuses_covariates_that_say_nothing() -> None:
    x = np.arange(60.0)
    with pytest.raises(TooFewData, match="constant"):
        _with(np.ones(60))
    with pytest.raises(TooFewData, match="volgt uit"):
        _with(np.column_stack([x, 2 * x + 1]))
    group = _plain(2)[1]
    with pytest.raises(TooFewData, match="te weinig groepen"):
        _with(np.column_stack([group == at for at in range(6)]).astype(float))
    with pytest.raises(ValueError, match="elke score"):
        _with(np.ones(59))


def test_design_effect_weighs_large_groups() -> None:
    assert design_effect(0.1, np.array([10, 10, 10])) == pytest.approx(1.9)
    assert design_effect(0.1, np.array([1, 29])) == pytest.approx(1 + 0.1 * (842 / 30 - 1))
