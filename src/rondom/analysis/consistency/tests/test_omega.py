"""Omega total and hierarchical, as psych's omega has them."""

import numpy as np
import pytest

from rondom.analysis.consistency import composite_reliability, omega
from rondom.analysis.dimensions.tests.designs import correlations_of
from rondom.analysis.estimates import Floats, NotComputed, TooFewData

CLOSE = 1e-5  # psych's search ends earlier than ours


def test_equals_psych(pearson: Floats, polychoric: Floats) -> None:
    # R> o <- psych::omega(cor(d), 3); o$omega_h o$omega.tot o$omega.lim o$ECV; o$omega.group
    #    0.58220118095 0.85846302849 0.67819016269 0.44719449209
    #    F1* 0.78915760825 0.62948870405 0.15966890420; F2* 0.76112785035 0.19155100326 0.56957684710
    # R> psych::omega(rho, 3): 0.59392419126 0.87761892555 0.6767449675 0.44454549316
    found = omega(pearson, n=400)
    assert found.hierarchical == pytest.approx(0.58220118095, abs=CLOSE)
    assert found.total == pytest.approx(0.85846302849, abs=1e-7)
    assert found.limit == pytest.approx(0.67819016269, abs=CLOSE)
    assert found.ecv == pytest.approx(0.44719449209, abs=CLOSE)
    first, second, _ = found.groups
    assert (first.total, first.general, first.group) == pytest.approx(
        (0.78915760825, 0.62948870405, 0.15966890420), abs=CLOSE
    )
    assert (second.total, second.general, second.group) == pytest.approx(
        (0.76112785035, 0.19155100326, 0.56957684710), abs=CLOSE
    )
    assert first.items == ("1", "2", "3", "4")
    assert (found.n, found.reversed, found.warnings) == (400, (), ())
    found = omega(polychoric, n=400)
    assert found.hierarchical == pytest.approx(0.59392419126, abs=CLOSE)
    assert found.total == pytest.approx(0.87761892555, abs=1e-6)


def test_a_known_structure_gives_its_own_omegas_back() -> None:
    second = np.array([0.8, 0.7, 0.6])
    loadings = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6], [0.5]])) * [1.1, 1, 0.9]
    correlations = correlations_of(loadings, correlations_of(second[:, None]))
    found = omega(correlations, n=1000)
    general = (loadings @ second).sum() ** 2 / correlations.sum()
    assert found.hierarchical == pytest.approx(general, abs=1e-4)
    uniquenesses = 1 - (loadings**2).sum(axis=1)
    assert found.total == pytest.approx(1 - uniquenesses.sum() / correlations.sum(), abs=1e-6)


def test_one_factor_has_a_total_and_no_hierarchy() -> None:
    loadings = np.array([[0.8], [0.7], [0.6], [0.5]])
    found = omega(correlations_of(loadings), n=300, factors=1)
    assert found.total == pytest.approx(
        composite_reliability(loadings[:, 0], 1 - loadings[:, 0] ** 2), abs=1e-7
    )
    assert isinstance(found.hierarchical, NotComputed)
    assert "één factor" in found.hierarchical.reason
    assert found.groups == ()


def test_two_factors_have_a_hierarchy_only_by_agreement(pearson: Floats) -> None:
    eight = pearson[:8, :8]
    assert isinstance(omega(eight, n=400, factors=2).hierarchical, NotComputed)
    # R> o <- psych::omega(cor(d[, 1:8]), 2); o$omega_h o$omega.tot   0.523339224487 0.834110292066
    found = omega(eight, n=400, factors=2, equal=True)
    assert found.hierarchical == pytest.approx(0.523339224487, abs=CLOSE)
    assert found.total == pytest.approx(0.834110292066, abs=CLOSE)


def test_an_item_against_the_general_factor_is_named() -> None:
    second = np.array([0.8, 0.7, 0.6])
    loadings = np.kron(np.eye(3), np.full((4, 1), 0.7))
    sign = np.where(np.arange(12) == 5, -1.0, 1.0)
    correlations = correlations_of(loadings, correlations_of(second[:, None])) * np.outer(sign, sign)
    found = omega(correlations, n=400)
    assert found.reversed == ("6",)
    assert "omgedraaid" in found.warnings[-1]


def test_turned_items_have_psychs_omega_when_they_are_flipped(pearson: Floats) -> None:
    # R> d$x2 <- 6 - d$x2; d$x9 <- 6 - d$x9; psych::omega(d, 3)   the same as before: flip = TRUE
    sign = np.where(np.isin(np.arange(12), [1, 8]), -1.0, 1.0)
    turned = pearson * np.outer(sign, sign)
    found = omega(turned, n=400, flip=True)
    assert found.hierarchical == pytest.approx(0.58220118095, abs=CLOSE)
    assert found.total == pytest.approx(0.85846302849, abs=1e-7)
    assert found.reversed == ("2", "9")
    assert "Omgedraaid" in found.warnings[-1]
    as_they_came = omega(turned, n=400)
    assert as_they_came.total < found.total
    assert "moeten worden omgedraaid" in as_they_came.warnings[-1]


def test_refuses_heywood_cases_orthogonal_rotations_and_sums_without_spread(pearson: Floats) -> None:
    with pytest.raises(TooFewData, match="Omega bestaat niet"):
        omega(pearson, n=400, factors=4, method="ml")
    with pytest.raises(ValueError, match="scheve rotatie"):
        omega(pearson, n=400, rotation="varimax")
