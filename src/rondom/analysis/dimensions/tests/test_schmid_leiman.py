"""A general factor behind correlated factors, as psych's schmid has it."""

import numpy as np
import pytest

from rondom.analysis.dimensions import efa, schmid_leiman
from rondom.analysis.dimensions.tests.designs import correlations_of
from rondom.analysis.estimates import Floats, TooFewData

CLOSE = 2e-5


def test_equals_psych(pearson: Floats) -> None:
    # R> omega(cor(d), 3)$schmid$sl: x1 0.60814660394 0.32074448804 0.03582172269 -0.06053807057 ...
    #    gloading 0.88953914684 0.47452174975 0.50773316716; ECV 0.44719449209
    found = schmid_leiman(efa(pearson, 3, n=400))
    assert found.general[:3] == pytest.approx([0.60814660394, 0.62119832797, 0.65263151549], abs=CLOSE)
    assert found.groups[0] == pytest.approx([0.32074448804, 0.03582172269, -0.06053807057], abs=CLOSE)
    assert found.second_order == pytest.approx([0.88953914684, 0.47452174975, 0.50773316716], abs=CLOSE)
    assert found.ecv == pytest.approx(0.44719449209, abs=CLOSE)


def test_reproduces_the_same_correlations_when_factors_have_one_thing_in_common(pearson: Floats) -> None:
    solution = efa(pearson, 3, n=400)
    found = schmid_leiman(solution)
    every = np.column_stack([found.general, found.groups])
    np.testing.assert_allclose(every @ every.T + np.diag(found.uniquenesses), solution.implied, atol=1e-6)


def test_gives_a_known_structure_back() -> None:
    second = np.array([0.9, 0.7, 0.5, 0.6])
    phi = correlations_of(second[:, None])
    loadings = np.kron(np.eye(4), np.array([[0.8], [0.7], [0.6], [0.7]]))
    found = schmid_leiman(efa(correlations_of(loadings, phi), 4, n=500))
    assert np.sort(found.second_order) == pytest.approx(np.sort(second), abs=1e-4)
    assert np.sort(found.general) == pytest.approx(np.sort(loadings @ second), abs=1e-4)


def test_refuses_what_has_no_general_factor(pearson: Floats) -> None:
    with pytest.raises(TooFewData, match="Met één factor"):
        schmid_leiman(efa(pearson, 1, n=400))
    with pytest.raises(TooFewData, match="Met twee factoren"):
        schmid_leiman(efa(pearson, 2, n=400))
    with pytest.raises(TooFewData, match="hangen niet samen"):
        schmid_leiman(efa(pearson, 3, n=400, rotation="varimax"))
    phi = np.array([[1, 0.7, 0.7], [0.7, 1, 0.3], [0.7, 0.3, 1]])
    loadings = np.kron(np.eye(3), np.full((4, 1), 0.7))
    with pytest.raises(TooFewData, match="geheel verklaren"):
        schmid_leiman(efa(correlations_of(loadings, phi), 3, n=400))


def test_two_factors_load_the_same_only_by_agreement(pearson: Floats) -> None:
    solution = efa(pearson[:8, :8], 2, n=400)
    found = schmid_leiman(solution, equal=True)
    assert found.second_order == pytest.approx(np.full(2, np.sqrt(solution.phi[0, 1])))
