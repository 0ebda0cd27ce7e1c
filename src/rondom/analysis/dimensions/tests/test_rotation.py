"""Rotations equal R's GPArotation, varimax and promax, on one matrix without a clean pattern."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.analysis.dimensions import Rotation, efa, rotate
from rondom.analysis.dimensions.criteria import Criterion, geomin, quartimin, varimax
from rondom.analysis.dimensions.rotation import ordered
from rondom.analysis.dimensions.tests.designs import correlations_of
from rondom.analysis.estimates import Floats, TooFewData

EXACT = 1e-6
# R> L <- outer(1:8, 1:3, function(i, j) round(cos(i*j*.9)*.35 + .45*(j==1) + .1*sin(i+2*j), 2))
FIXED = np.array(
    [
        [0.68, -0.18, -0.25],
        [0.29, -0.34, 0.32],
        [0.04, 0.29, -0.04],
        [0.11, 0.31, -0.12],
        [0.44, -0.28, 0.11],
        [0.77, -0.12, -0.36],
        [0.84, 0.25, 0.39],
        [0.61, -0.14, -0.22],
    ]
)
# R> oblimin(L, eps = 1e-9), geominQ(L, eps = 1e-9), oblimin(L, normalize = TRUE, eps = 1e-9)
OBLIMIN = [
    [0.7306189588413, -0.0578306860778, -0.00297331395903],
    [-0.0126526066255, -0.4927748144387, 0.14176351052303],
    [-0.0526447417893, 0.2860162988660, 0.21893853540488],
    [0.0617748313570, 0.3442394165722, 0.20446950521736],
]
OBLIMIN_PHI = [-0.26969167566, 0.58414642719, -0.31832332633]
GEOMIN = [
    [0.7330291915559, -0.053646675626, -0.0063466706410],
    [0.0044654917008, -0.504906513944, 0.0979247626098],
    [-0.0591193104310, 0.287340172550, 0.2402684516687],
    [0.0534014698757, 0.347768559543, 0.2311820669905],
]
GEOMIN_PHI = [-0.28796508965, 0.57520100684, -0.36161585919]
KAISER = [
    [0.741032411942, -0.0149373509621, 0.0104966910278],
    [0.026575406626, -0.3217828440317, 0.3960968062858],
    [-0.037674050190, 0.2981114955730, 0.0416507817675],
    [0.073683460501, 0.3416569690449, -0.0059440005839],
]
KAISER_PHI = [0.0073779242412, 0.5119127230, -0.1188863143]
# R> v <- varimax(L, eps = 1e-15); promax(v$loadings)
VARIMAX = [
    [0.721602213767, -0.0026670032262, 0.1912671748623],
    [0.138542542894, -0.3445123464272, 0.4052372230775],
    [-0.022817754682, 0.2943482989365, 0.0117655847460],
    [0.071653213142, 0.3426048700662, -0.0093658984297],
]
PROMAX = [
    [0.7438203384375, -0.0228074174330, -0.010427136442],
    [-0.0936600534914, -0.4298347055121, 0.237013697911],
    [-0.0043871116247, 0.3544943226534, 0.209098612021],
    [0.1231613426810, 0.4114433719797, 0.181279208010],
]
PROMAX_PHI = [-0.39997900832, 0.63853973912, -0.55434127751]


def in_order(loadings: list[list[float]], found: Floats) -> Floats:
    """R's columns beside ours: R has them in an order and with signs of its own."""
    every = np.array(loadings)
    columns = [
        min((sign * column for column in every.T for sign in (1, -1)), key=lambda c: np.abs(c - ours).sum())
        for ours in found.T
    ]
    return np.column_stack(columns)


@pytest.mark.parametrize(
    ("rotation", "kaiser", "loadings", "phi"),
    [
        ("oblimin", None, OBLIMIN, OBLIMIN_PHI),
        ("quartimin", False, OBLIMIN, OBLIMIN_PHI),
        ("oblimin", True, KAISER, KAISER_PHI),
        ("geomin", None, GEOMIN, GEOMIN_PHI),
        ("varimax", None, VARIMAX, [0, 0, 0]),
        ("promax", None, PROMAX, PROMAX_PHI),
    ],
)
def test_equals_r(
    rotation: Rotation, kaiser: bool | None, loadings: list[list[float]], phi: list[float]
) -> None:
    found = rotate(FIXED, rotation, kaiser=kaiser)
    assert found.loadings[:4] == pytest.approx(in_order(loadings, found.loadings[:4]), abs=EXACT)
    ours = np.abs(found.phi[np.tril_indices(3, -1)])
    assert np.sort(ours) == pytest.approx(np.sort(np.abs(phi)), abs=EXACT)


@given(st.integers(0, 999), st.sampled_from([quartimin, varimax, geomin]))
@settings(max_examples=30)
def test_gradients_are_exact(seed: int, criterion: Criterion) -> None:
    loadings = np.random.default_rng(seed).normal(size=(2, 4, 3))
    _, gradient = criterion(loadings)
    for cell in np.ndindex(2, 4, 3):
        step = np.zeros((2, 4, 3))
        step[cell] = 1e-6
        numeric = (criterion(loadings + step)[0] - criterion(loadings - step)[0])[cell[0]] / 2e-6
        assert gradient[cell] == pytest.approx(numeric, abs=1e-6)


@given(st.integers(0, 999), st.sampled_from(["oblimin", "geomin", "promax", "varimax", "none"]))
@settings(max_examples=30, deadline=None)
def test_a_rotation_keeps_what_the_factors_explain(seed: int, rotation: Rotation) -> None:
    loadings = np.random.default_rng(seed).uniform(-0.6, 0.8, size=(9, 3))
    found = rotate(loadings, rotation)
    np.testing.assert_allclose(
        found.loadings @ found.phi @ found.loadings.T, loadings @ loadings.T, atol=1e-8
    )
    np.testing.assert_allclose(np.diag(found.phi), 1, atol=1e-9)
    assert (found.loadings.sum(axis=0) >= 0).all()
    accounted = np.diag(found.phi @ found.loadings.T @ found.loadings)
    assert (np.diff(accounted) <= 1e-9).all()


def test_phi_follows_the_loadings_when_factors_change_places() -> None:
    phi = np.array([[1, 0.1, 0.2], [0.1, 1, 0.3], [0.2, 0.3, 1]])
    loadings = np.array([[0.1, 0, 0], [0, -0.9, 0], [0, 0, 0.5]])
    found, between = ordered(loadings, phi)
    np.testing.assert_allclose(found, [[0, 0, 0.1], [0.9, 0, 0], [0, 0.5, 0]])
    np.testing.assert_allclose(between, [[1, -0.3, -0.1], [-0.3, 1, 0.2], [-0.1, 0.2, 1]])


def test_more_starts_never_end_higher_and_agree_on_a_clean_pattern(polychoric: Floats) -> None:
    rng = np.random.default_rng(4)
    found = efa(polychoric, 3, n=400, starts=20, rng=rng)
    assert (found.starts, found.agreeing) == (20, 20)
    once = efa(polychoric, 3, n=400)
    np.testing.assert_allclose(found.loadings, once.loadings, atol=1e-5)
    for seed in range(3):
        loadings = np.random.default_rng(seed).uniform(-0.7, 0.7, size=(10, 4))
        many = rotate(loadings, "geomin", starts=15, rng=np.random.default_rng(0))
        assert (
            geomin(many.loadings[None])[0][0]
            <= geomin(rotate(loadings, "geomin", starts=1).loadings[None])[0][0] + 1e-9
        )


def test_disagreeing_starts_are_told() -> None:
    rng = np.random.default_rng(2)
    scores = rng.normal(size=(200, 12))
    found = efa(np.atleast_2d(np.corrcoef(scores.T)), 4, n=200, rotation="geomin", starts=30, rng=rng)
    assert found.agreeing < 15
    assert any("pogingen om te draaien" in warning for warning in found.warnings)


def test_a_start_from_which_no_direction_goes_down_is_left() -> None:
    # Equal loadings: from the unrotated solution R's oblimin stays at a saddle with a split factor.
    phi = np.array([[1, 0.7, 0.7], [0.7, 1, 0.3], [0.7, 0.3, 1]])
    found = efa(correlations_of(np.kron(np.eye(3), np.full((4, 1), 0.7)), phi), 3, n=400)
    assert np.sort(found.loadings, axis=1)[:, 2] == pytest.approx(np.full(12, 0.7), abs=1e-5)


def test_a_rotation_starts_somewhere() -> None:
    with pytest.raises(ValueError, match="ten minste één keer"):
        rotate(FIXED, "oblimin", starts=0)


def test_one_factor_is_not_rotated_but_signed() -> None:
    found = rotate(-FIXED[:, :1], "oblimin")
    np.testing.assert_allclose(found.loadings, FIXED[:, :1])


def test_a_rotation_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rondom.analysis.dimensions.projection.STEPS", 1)
    with pytest.raises(TooFewData, match="rotatie komt niet tot een eind"):
        rotate(FIXED, "oblimin")
