"""Exploratory factor analysis: psych's numbers, exact minima, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime, minimize

from rondom.analysis.dimensions import Fit, efa
from rondom.analysis.dimensions.extraction import _least_squares, _likelihood, extract
from rondom.analysis.dimensions.fit import discrepancy, fit_of
from rondom.analysis.dimensions.tests.designs import correlations_of, sampled
from rondom.analysis.estimates import Floats, NotComputed, TooFewData

CLOSE = 2e-5  # psych stops its search earlier than we do
PHI = np.array([[1, 0.4, 0.3], [0.4, 1, 0.2], [0.3, 0.2, 1]])
SIMPLE = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6], [0.5]])) * [1.1, 1, 0.9]


def test_minres_with_oblimin_on_polychoric_correlations_equals_psych(polychoric: Floats) -> None:
    # R> f <- fa(rho, 3, n.obs = 400, fm = "minres", rotate = "oblimin"); f$loadings; f$Phi
    # x1   0.7251949  0.0468030 -0.0664724   x2   0.6484712 -0.0040135  0.1389674
    # x3   0.7923860 -0.0177174 -0.0349948   x4   0.6786523 -0.0044800  0.0468350
    # Phi 0.42198165757 0.45149941995 0.24434776238; chi 45.25709754 df 33 p 0.075764837139
    # rms 0.021102382189 crms 0.029843275091 empirical chi 23.512396199 TLI 0.98328796188
    # RMSEA 0.030369430869 [0, 0.050832522972]  BIC -152.46123251 SABIC -47.750044983
    # null chi 1540.6758776;  complexity x1 1.0252 x2 1.0917; communality x1 0.51611206951
    found = efa(polychoric, 3, n=400)
    expected = [
        [0.7251949, 0.0468030, -0.0664724],
        [0.6484712, -0.0040135, 0.1389674],
        [0.7923860, -0.0177174, -0.0349948],
        [0.6786523, -0.0044800, 0.0468350],
    ]
    assert found.loadings[:4] == pytest.approx(np.array(expected), abs=CLOSE)
    assert found.phi[np.tril_indices(3, -1)] == pytest.approx(
        [0.42198165757, 0.45149941995, 0.24434776238], abs=CLOSE
    )
    assert found.communalities[0] == pytest.approx(0.51611206951, abs=CLOSE)
    assert found.rmsr == pytest.approx(0.021102382189, abs=1e-8)
    fit = found.fit
    assert isinstance(fit, Fit)
    assert (fit.chisq, fit.p) == pytest.approx((45.25709754, 0.075764837139), abs=CLOSE)
    assert (fit.df, fit.null_df, fit.n, found.df) == (33, 66, 400, 33)
    assert fit.null_chisq == pytest.approx(1540.6758776, abs=1e-6)
    assert fit.tli == pytest.approx(0.98328796188, abs=1e-6)
    assert fit.rmsea == pytest.approx(0.030369430869, abs=1e-6)
    assert (fit.rmsea_interval.low, fit.rmsea_interval.high) == pytest.approx((0, 0.050832522972), abs=1e-6)
    assert (fit.bic, fit.sabic) == pytest.approx((-152.46123251, -47.750044983), abs=CLOSE)
    assert (fit.crms, fit.empirical_chisq) == pytest.approx((0.029843275091, 23.512396199), abs=1e-6)
    assert (found.heywood, found.warnings) == ((), ())


def test_minres_equals_principal_axes_iterated_to_the_end(pearson: Floats, mixed: Floats) -> None:
    # R> fa(cor(d), 3, fm = "pa", max.iter = 500, min.err = 1e-9)$communality
    # R> fa(mixed, 2, n.obs = 150, fm = "pa", max.iter = 2000, min.err = 1e-12): communality, Phi,
    #    chi 31.247221075 p 0.037920420301 rms 0.043306309047 BIC -63.954849513 TLI 0.93183072142
    #    RMSEA 0.065211408691 [0.015736934205, 0.105755412993]
    expected = [0.47766891332, 0.48156861904, 0.54647375395, 0.44242308187, 0.44275603703, 0.41031940101]
    found = efa(pearson, 3, n=400)
    assert found.communalities[:6] == pytest.approx(expected, abs=1e-7)
    expected = [0.62116368189, 0.46725269296, 0.28984945287, 0.58136304288, 0.42877158296, 0.50582348492]
    found = efa(mixed, 2, n=150)
    assert found.communalities[:6] == pytest.approx(expected, abs=1e-7)
    assert found.phi[0, 1] == pytest.approx(0.32940087483, abs=1e-5)
    assert found.loadings[4] == pytest.approx([0.543296163357, 0.228012389506], abs=1e-5)
    assert found.complexity[4] == pytest.approx(1.3416686676, abs=5e-5)
    assert found.rmsr == pytest.approx(0.043306309047, abs=1e-8)
    fit = found.fit
    assert isinstance(fit, Fit)
    assert (fit.chisq, fit.p, fit.df) == pytest.approx((31.247221075, 0.037920420301, 19), abs=1e-6)
    assert fit.tli == pytest.approx(0.93183072142, abs=1e-6)
    assert (fit.bic, fit.rmsea) == pytest.approx((-63.954849513, 0.065211408691), abs=1e-6)
    low_high = (fit.rmsea_interval.low, fit.rmsea_interval.high)
    assert low_high == pytest.approx((0.015736934205, 0.105755412993), abs=1e-6)


def test_maximum_likelihood_equals_factanal(pearson: Floats, mixed: Floats) -> None:
    # R> factanal(covmat = mixed, factors = 2, n.obs = 150, control = list(opt = list(factr = 10)))
    #    uniquenesses 0.38676876222 0.51822253065 0.69650158243 ... STATISTIC 30.878404456 df 19
    # R> factanal(d, 3): STATISTIC 31.050361364 df 33 p 0.56446279311; 1 factor 492.10162582, 2 232.26412867
    found = efa(mixed, 2, n=150, method="ml", rotation="none")
    assert found.uniquenesses[:3] == pytest.approx([0.38676876222, 0.51822253065, 0.69650158243], abs=1e-6)
    assert isinstance(found.fit, Fit)
    assert found.fit.chisq == pytest.approx(30.878404456, abs=1e-6)
    for factors, chisq in ((1, 492.10162582), (2, 232.26412867), (3, 31.050361364)):
        fit = efa(pearson, factors, n=400, method="ml").fit
        assert isinstance(fit, Fit)
        assert fit.chisq == pytest.approx(chisq, abs=1e-6)


def test_a_heywood_case_is_named_and_not_tested(pearson: Floats) -> None:
    # R> factanal(d, 4)$uniquenesses   x2 0.005, statistic 17.345: R reports a good fit
    found = efa(pearson, 4, n=400, method="ml", items=[f"x{i}" for i in range(1, 13)])
    assert found.heywood == ("x2",)
    assert found.uniquenesses[1] == pytest.approx(0.005, abs=1e-6)
    assert isinstance(found.fit, NotComputed)
    assert "x2" in found.fit.reason
    assert "Heywood" in found.warnings[0]


def test_minres_names_an_item_that_would_be_explained_more_than_entirely() -> None:
    # r12 r13 / r23 = 1.6: no real loading below one reproduces these three correlations
    matrix = np.array([[1, 0.8, 0.8], [0.8, 1, 0.4], [0.8, 0.4, 1]])
    found = efa(matrix, 1, n=200)
    assert found.heywood == ("1",)
    assert isinstance(found.fit, NotComputed)


@given(st.integers(6, 10), st.integers(0, 50), st.integers(1, 3))
@settings(max_examples=25)
def test_gradient_and_hessian_are_exact(items: int, seed: int, factors: int) -> None:
    correlations = sampled(items, 60, seed)
    at = np.random.default_rng(seed).uniform(0.3, 0.9, items)
    for curve, place in ((_least_squares, at), (_likelihood, np.log(at))):
        _, slope, bend = curve(correlations, place, factors)
        numeric = approx_fprime(place, lambda p, c=curve: c(correlations, p, factors)[0], 1e-7)
        assert slope == pytest.approx(numeric, abs=1e-4)
        numeric = approx_fprime(place, lambda p, c=curve: c(correlations, p, factors)[1], 1e-7)
        assert bend == pytest.approx(numeric, abs=1e-3)


@pytest.mark.parametrize("seed", range(4))
def test_minres_equals_least_squares_over_all_loadings(seed: int) -> None:
    correlations = sampled(7, 80, seed)
    below = np.tril_indices(7, -1)

    def misfit(flat: Floats) -> float:
        loadings = flat.reshape(7, 2)
        return float((((correlations - loadings @ loadings.T)[below]) ** 2).sum())

    found = extract(correlations, 2, "minres")
    if found.heywood.any():
        return
    ends = [minimize(misfit, np.random.default_rng(s).normal(size=14) / 2).fun for s in range(6)]
    assert misfit(found.loadings.ravel()) <= min(ends) + 1e-7


def test_of_several_minima_the_lowest_is_taken(mixed: Floats) -> None:
    # Two Heywood cases and a solution between them: from its one start R's fa ends in the first.
    rng = np.random.default_rng(7)
    found = 0
    for seed in range(20):
        correlations = sampled(8, 30, seed)
        once, often = (
            efa(correlations, 2, n=30, method="ml", starts=starts, rng=rng).unrotated for starts in (1, 12)
        )
        one, other = (discrepancy(correlations, _with_unit_diagonal(part)) for part in (once, often))
        assert other <= one + 1e-4
        found += other < one - 1e-3
    assert found > 0


def _with_unit_diagonal(loadings: Floats) -> Floats:
    implied = loadings @ loadings.T
    np.fill_diagonal(implied, 1.0)
    return implied


@given(st.permutations(range(12)), st.sampled_from(["minres", "ml"]))
@settings(max_examples=20)
def test_exact_correlations_give_the_loadings_back(order: list[int], method: str) -> None:
    loadings = SIMPLE[order]
    found = efa(correlations_of(loadings, PHI), 3, n=500, method=method)  # type: ignore[arg-type]
    assert found.loadings == pytest.approx(loadings, abs=1e-4)
    assert found.phi == pytest.approx(PHI, abs=1e-4)
    assert found.rmsr == pytest.approx(0, abs=1e-6)
    assert isinstance(found.fit, Fit)
    assert found.fit.rmsea == 0


@given(st.lists(st.booleans(), min_size=12, max_size=12))
@settings(max_examples=20)
def test_turning_items_round_turns_their_loadings(turned: list[bool]) -> None:
    sign = np.where(turned, -1.0, 1.0)
    plain = correlations_of(SIMPLE, PHI)
    found = efa(plain * np.outer(sign, sign), 3, n=500)
    assert np.abs(found.loadings) == pytest.approx(np.abs(SIMPLE), abs=1e-4)
    assert found.loadings.sum(axis=0).min() >= 0


def test_structure_and_variance_follow_the_order_of_the_factors(polychoric: Floats) -> None:
    # R> f$Vaccounted: SS loadings of an oblique solution are diag(Phi L'L)
    found = efa(polychoric, 3, n=400)
    np.testing.assert_allclose(found.structure, found.loadings @ found.phi)
    assert (np.diff(found.variance) <= 0).all()
    assert found.variance.sum() == pytest.approx(found.communalities.sum())
    assert found.share.sum() == pytest.approx(found.communalities.mean())
    reproduced = found.loadings @ found.phi @ found.loadings.T
    np.testing.assert_allclose(np.diag(reproduced), found.communalities, atol=1e-10)
    np.testing.assert_allclose(reproduced - np.diag(np.diag(reproduced)) + np.eye(12), found.implied)


def test_without_degrees_of_freedom_nothing_is_tested() -> None:
    found = efa(correlations_of(np.array([[0.8], [0.7], [0.6]])), 1, n=200)
    assert found.df == 0
    assert isinstance(found.fit, NotComputed)
    assert "evenveel onbekenden" in found.fit.reason
    assert found.loadings[:, 0] == pytest.approx([0.8, 0.7, 0.6])


@pytest.mark.parametrize(
    ("items", "factors", "says"),
    [
        (5, 3, "ten hoogste 2"),
        (2, 1, "ten minste drie items"),
        (12, 12, "ten hoogste 7"),
        (4, 2, "hoogste 1"),
    ],
)
def test_refuses_more_factors_than_items_carry(items: int, factors: int, says: str) -> None:
    with pytest.raises(TooFewData, match=says):
        efa(sampled(items, 200, 1), factors, n=200)


def test_refuses_fewer_respondents_than_items_and_no_factors(pearson: Floats) -> None:
    with pytest.raises(TooFewData, match="8 respondenten voor 12 items"):
        efa(pearson, 1, n=8)
    with pytest.raises(ValueError, match="ten minste één factor"):
        efa(pearson, 0, n=400)


def test_a_small_sample_is_called_an_exploration(mixed: Floats) -> None:
    assert "alleen een verkenning" in efa(mixed, 2, n=149).warnings[0]
    assert efa(mixed, 2, n=150).warnings == ()


def test_where_nothing_correlates_there_is_no_tucker_lewis_index() -> None:
    fit = fit_of(np.eye(6), np.eye(6), factors=1, n=300)
    assert (fit.rmsea, fit.tli) == (0, None)
    assert fit.p == pytest.approx(1)


def test_more_factors_than_items_have_in_common_are_refused() -> None:
    one = correlations_of(np.full((8, 1), 0.7))
    with pytest.raises(TooFewData, match="Van 2 factoren"):
        efa(one, 2, n=300)


def test_items_without_anything_in_common_have_no_factor() -> None:
    with pytest.raises(TooFewData, match="een zonder ladingen"):
        efa(np.eye(6), 1, n=300)
