"""What ordered answers cannot carry is refused, in words; an impossible solution is never a good fit."""

import numpy as np
import pytest

from rondom.analysis import TooFewData, UnknownCode
from rondom.analysis.estimates import NotComputed
from rondom.analysis.factor_models.difference import difference_test
from rondom.analysis.factor_models.factor_reliability import (
    average_variance_extracted,
    composite_reliability_of,
)
from rondom.analysis.factor_models.identification import NotIdentified
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
from rondom.analysis.factor_models.ordered_reliability import ordinal_reliability
from rondom.analysis.factor_models.tests.ordered_cases import TWELVE, TWO, answers, golden

ONE = "F =~ a+b+c+d"
NAMES = ("a", "b", "c", "d")


def small(n: int, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    latent = rng.normal(size=(n, 1)) * 0.7 + 0.7 * rng.normal(size=(n, 4))
    return np.digitize(latent, [-0.6, 0.6]) + 1


def test_refuses_more_parameters_than_moments() -> None:
    with pytest.raises(NotIdentified, match="df < 0"):
        cfa_ordered("F =~ a+b", small(200), points=3, items=NAMES)


def test_no_degrees_of_freedom_is_not_testable() -> None:
    fit = cfa_ordered("F =~ a+b+c", small(300), points=3, items=NAMES)
    assert fit.verdict == "not testable"
    assert (fit.test.df, fit.test.scaled, fit.measures["cfi"], fit.measures.get("cfi.scaled")) == (
        0,
        None,
        None,
        None,
    )
    assert any("niet te toetsen" in warning for warning in fit.warnings)


def test_a_heywood_case_is_named_and_gives_no_verdict_and_no_reliability() -> None:
    rng = np.random.default_rng(3)
    base = rng.normal(size=400)
    latent = np.column_stack([base, base, 0.5 * base, 0.1 * base]) + rng.normal(size=(400, 4)) * [
        0.2,
        0.2,
        1,
        1,
    ]
    latent[:, 2] += 0.8 * latent[:, 3] * (rng.random(400) < 0.9)
    found = None
    for seed in range(40):
        draw = np.random.default_rng(seed).integers(0, 400, 40)
        try:
            fit = cfa_ordered(
                "F =~ a+b+c", np.digitize(latent[draw][:, :3], [-0.5, 0.5]) + 1, points=3, items=NAMES[:3]
            )
        except TooFewData:
            continue
        if fit.improper:
            found = fit
            break
    assert found is not None
    assert found.verdict == "improper"
    assert any("Heywood" in warning for warning in found.warnings)
    assert isinstance(ordinal_reliability(found)[0], NotComputed)


def test_a_handful_of_people_is_refused() -> None:
    with pytest.raises(TooFewData, match="Er zijn 4 respondenten voor 4 items"):
        cfa_ordered(
            ONE, np.array([[1, 2, 1, 2], [2, 1, 2, 1], [1, 1, 2, 2], [2, 2, 1, 1]]), points=2, items=NAMES
        )


def test_few_people_are_said() -> None:
    fit = cfa_ordered(ONE, small(90), points=3, items=NAMES)
    assert any("Onder 200" in warning for warning in fit.warnings)


def test_lost_respondents_are_said() -> None:
    holes = small(300)
    holes[:30, 0] = -3
    fit = cfa_ordered(ONE, holes, points=3, items=NAMES)
    assert "30 van 300 respondenten doen niet mee" in fit.warnings[0]
    assert (fit.n, fit.asked, fit.missing) == ((270,), (300,), "listwise")


def test_a_category_that_one_group_lacks_is_named() -> None:
    data, group = answers("groups")
    lacking = data.copy()
    lacking[(group == 0) & (lacking[:, 3] == 3), 3] = 2
    items = tuple(f"y{at + 1}" for at in range(8))
    with pytest.raises(TooFewData, match="Niemand in groep 0 koos antwoord 3 op y4"):
        cfa_ordered(TWO, lacking, points=3, items=items, groups=group)


def test_a_constant_item_is_named() -> None:
    constant = small(100)
    constant[:, 2] = 2
    with pytest.raises(TooFewData, match="Item c kan niet meedoen: iedereen gaf hetzelfde antwoord"):
        cfa_ordered(ONE, constant, points=3, items=NAMES)


def test_unknown_codes_and_names_are_refused() -> None:
    with pytest.raises(UnknownCode, match="code 9"):
        cfa_ordered(ONE, np.where(small(60) == 3, 9, small(60)), points=3, items=NAMES)
    with pytest.raises(UnknownCode, match="kommagetallen"):
        cfa_ordered(ONE, small(60) + 0.5, points=3, items=NAMES)
    with pytest.raises(ValueError, match="item d, maar de gegevens"):
        cfa_ordered(ONE, small(60)[:, :3], points=3, items=NAMES[:3])
    with pytest.raises(ValueError, match="Kies uit"):
        cfa_ordered(ONE, small(60), points=3, items=NAMES, estimator="ML")  # type: ignore[arg-type]


def test_a_matrix_that_cannot_exist_is_said_and_has_no_robust_measures() -> None:
    rng = np.random.default_rng(8)
    for _ in range(60):
        data = rng.integers(1, 3, (26, 8))
        data[:, 1:4] = np.where(rng.random((26, 3)) < 0.7, data[:, :1], data[:, 1:4])
        try:
            fit = cfa_ordered("F =~ x1+x2+x3+x4+x5+x6+x7+x8", data, points=2)
        except TooFewData:
            continue
        if any("kunnen zo niet bestaan" in warning for warning in fit.warnings):
            assert "cfi.robust" not in fit.measures
            return
    pytest.fail("none of these samples had an impossible matrix")


def test_one_organisation_and_plain_errors_with_organisations_are_refused() -> None:
    with pytest.raises(TooFewData, match="ten minste twee"):
        cfa_ordered(TWELVE, golden()[0], points=5, cluster=["a"] * 400)
    with pytest.raises(ValueError, match="kies WLSMV"):
        cfa_ordered(TWELVE, golden()[0], points=5, cluster=range(400), estimator="DWLS")


def test_what_is_made_for_continuous_items_is_not_used_on_ordered_ones() -> None:
    fit = cfa_ordered(TWELVE, golden()[0], points=5)
    for found in (average_variance_extracted(fit)[0], composite_reliability_of(fit)[0]):
        assert isinstance(found, NotComputed)
        assert "ordinal_reliability" in found.reason
    with pytest.raises(ValueError, match="ordered_difference"):
        difference_test(fit, fit)


def test_equal_residuals_ask_for_equal_thresholds() -> None:
    data, group = answers("groups")
    items = tuple(f"y{at + 1}" for at in range(8))
    with pytest.raises(ValueError, match="ook gelijke drempels"):
        cfa_ordered(TWO, data, points=3, items=items, groups=group, equal=("loadings", "residuals"))


def test_an_empty_cell_of_two_items_of_two_points_is_refused_unless_asked() -> None:
    data = answers("binary")[0]
    items = tuple(f"y{at + 1}" for at in range(5))
    with pytest.raises(TooFewData, match="y1 en y4 hangen zo sterk samen"):
        cfa_ordered("F =~ y1+y2+y3+y4+y5", data, points=2, items=items)


def test_a_correlation_without_uncertainty_is_named() -> None:
    four = np.array([[3, 3, 5], [3, 2, 3], [2, 3, 4], [4, 4, 4]])
    with pytest.raises(TooFewData, match="onzekerheid van a~~c"):
        cfa_ordered("F =~ a+b+c", four, points=5, items=NAMES[:3])
