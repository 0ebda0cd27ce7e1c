"""What the data or the model cannot carry is refused or flagged, with words; nothing is mended in silence."""

import numpy as np
import pytest

from rondom.analysis import NOT_ANSWERED, tabulate_scores
from rondom.analysis.estimates import Floats, NotComputed, TooFewData, UnknownCode
from rondom.analysis.factor_models.confirmatory import cfa
from rondom.analysis.factor_models.factor_reliability import (
    average_variance_extracted,
    maximal_reliability_of,
)
from rondom.analysis.factor_models.identification import NotIdentified
from rondom.analysis.factor_models.modification import modification_indices
from rondom.analysis.factor_models.optimise import NotConverged
from rondom.analysis.factor_models.ordered_cfa import cfa_ordered
from rondom.analysis.factor_models.samples import Counted
from rondom.analysis.factor_models.standardised import standardised
from rondom.analysis.factor_models.tests.conftest import THREE, TWELVE

ONE = "F =~ x1+x2+x3+x4"


def counted(correlations: list[list[float]], n: int = 200) -> Counted:
    matrix = np.array(correlations)
    return Counted(TWELVE[: len(matrix)], matrix, n)


def test_refuses_more_parameters_than_moments(scores: Floats) -> None:
    with pytest.raises(NotIdentified, match=r"4 vrije parameters.*maar 3 kenmerken \(df < 0\)"):
        cfa("F =~ x1+x2", scores)


def test_names_parameters_that_cannot_be_told_apart(scores: Floats) -> None:
    with pytest.raises(NotIdentified, match=r"F=~x1, .*F~~F.* niet uit elkaar"):
        cfa("F =~ NA*x1+x2+x3+x4+x5", scores)


def test_names_a_parameter_that_does_nothing(scores: Floats) -> None:
    with pytest.raises(NotIdentified, match="S=~x1"):
        cfa("F =~ x1+x2+x3+x4\nS =~ NA*x1 + 0*x2\nS ~~ 0*S\nF ~~ 0*S", scores)


def test_without_degrees_of_freedom_fit_is_not_testable(scores: Floats) -> None:
    found = cfa("F =~ x1+x2+x3", scores)
    assert found.verdict == "not testable"
    assert found.test.p is None
    assert all(found.measures[name] is None for name in ("pvalue", "cfi", "tli", "rmsea", "mfi"))
    assert any("geen vrijheidsgraden" in text for text in found.warnings)


def test_a_negative_variance_is_flagged_and_is_no_good_fit() -> None:
    # R> cfa("F =~ x1+x2+x3+x4", sample.cov = S, sample.nobs = 200): x1 .~~. x1 is -.148
    found = cfa(
        ONE, counted([[1, 0.9, 0.9, 0.5], [0.9, 1, 0.7, 0.4], [0.9, 0.7, 1, 0.4], [0.5, 0.4, 0.4, 1]])
    )
    assert found.improper == ("x1~~x1",)
    assert found.verdict == "improper"
    assert any("Heywood" in text for text in found.warnings)
    assert all(isinstance(one, NotComputed) for one in average_variance_extracted(found))
    with pytest.raises(TooFewData, match="Heywood"):
        maximal_reliability_of(found)
    assert max(one.value for one in standardised(found) if one.op == "=~") > 1


def test_a_factor_correlation_beyond_one_is_flagged() -> None:
    within, between = 0.4, 0.55
    same = np.kron(np.eye(2), np.ones((3, 3)))
    matrix = np.where(same == 1, within, between)
    np.fill_diagonal(matrix, 1.0)
    # R> lavInspect(cfa(..., sample.cov = M, sample.nobs = 500), "cor.lv"): 1.375
    found = cfa("A =~ x1+x2+x3\nB =~ x4+x5+x6", Counted(TWELVE[:6], matrix, 500))
    assert found.improper == ("A~~B",)


def test_correlations_of_three_factors_that_contradict_each_other_are_flagged() -> None:
    between = np.array([[1.0, 0.8, 0.8], [0.8, 1.0, 0.1], [0.8, 0.1, 1.0]])
    matrix = np.kron(between, np.ones((3, 3))) * 0.3
    np.fill_diagonal(matrix, 1.0)
    found = cfa("A =~ x1+x2+x3\nB =~ x4+x5+x6\nC =~ x7+x8+x9", Counted(TWELVE[:9], matrix, 500))
    assert found.improper == ("samenhang van A, B, C",)


def test_refuses_a_matrix_that_is_not_positive_definite(scores: Floats) -> None:
    doubled = np.column_stack([scores[:, :3], scores[:, 0] + scores[:, 1]])
    with pytest.raises(TooFewData, match=r"niet positief definiet.*kleinste eigenwaarde"):
        cfa(ONE, doubled)


def test_refuses_an_item_without_variance_by_name(scores: Floats) -> None:
    flat = scores.copy()
    flat[:, 2] = 3
    with pytest.raises(TooFewData, match="Item x3 kreeg van iedereen hetzelfde"):
        cfa(THREE, flat)


def test_refuses_an_item_that_nobody_answered_by_name(scores: Floats) -> None:
    empty = scores.copy()
    empty[:, 4] = np.nan
    for missing in ("listwise", "fiml"):
        with pytest.raises(TooFewData, match="Niemand heeft item x5"):
            cfa(THREE, empty, missing=missing)


def test_refuses_fewer_respondents_than_parameters(scores: Floats) -> None:
    with pytest.raises(TooFewData, match="8 respondenten voor 27 vrije parameters"):
        cfa(THREE, scores[:8])


def test_refuses_a_group_that_is_too_small_by_name(scores: Floats) -> None:
    with pytest.raises(TooFewData, match="Groep klein heeft 10 respondenten"):
        cfa(THREE, scores, groups=["klein"] * 10 + ["groot"] * 390)


@pytest.mark.parametrize("unknown", [None, np.nan, ""])
def test_refuses_people_of_whom_the_group_is_not_known(scores: Floats, unknown: object) -> None:
    groups = [unknown] * 150 + ["een"] * 250
    for fit in (cfa, cfa_ordered):
        with pytest.raises(ValueError, match="Van 150 respondenten is de groep niet bekend"):
            fit(THREE, scores, groups=groups)
    with pytest.raises(ValueError, match="Van 150 respondenten is de organisatie niet bekend"):
        cfa(THREE, scores, cluster=groups, estimator="MLR")


def test_one_name_where_a_row_of_names_is_meant(scores: Floats, sectors: list[str]) -> None:
    with pytest.raises(ValueError, match=r'schrijf equal=\["loadings"\]'):
        cfa(THREE, scores, groups=sectors, equal="loadings")  # type: ignore[arg-type]


def test_refuses_when_nobody_answered_all_items(scores: Floats) -> None:
    torn = scores.copy()
    torn[::2, 0] = np.nan
    torn[1::2, 1] = np.nan
    with pytest.raises(TooFewData, match="missing='fiml'"):
        cfa(THREE, torn)
    with pytest.raises(TooFewData, match="nooit door dezelfde mensen"):
        cfa(THREE, torn, missing="fiml")


def test_says_how_many_respondents_were_left_out(holes: Floats) -> None:
    found = cfa(THREE, holes)
    assert sum(found.asked) == 400
    assert found.warnings[0].startswith(f"{400 - found.respondents} van 400 respondenten doen niet mee")
    assert cfa(THREE, holes, missing="fiml").warnings == ()


def noise(seed: int) -> Counted:
    """Six items that have nothing to do with each other, forty people."""
    covariances: Floats = np.cov(np.random.default_rng(seed).normal(size=(40, 6)).T)
    return Counted(TWELVE[:6], covariances, 40)


def test_refuses_what_does_not_converge() -> None:
    # R> lavInspect(cfa(..., sample.cov = S, sample.nobs = 40), "converged")   FALSE
    with pytest.raises(NotConverged, match="geen oplossing gevonden"):
        cfa("A =~ x1+x2+x3\nB =~ x4+x5+x6", noise(4))


def test_a_level_point_that_is_no_minimum_is_left() -> None:
    # R> fitMeasures(cfa(..., sample.cov = S, sample.nobs = 40), "chisq")   1.47582; a saddle lies at 5.98374
    assert cfa("A =~ x1+x2+x3\nB =~ x4+x5+x6", noise(29)).measures["chisq"] == pytest.approx(
        1.47582, abs=1e-5
    )


def test_refuses_wrong_names_groups_and_estimators(scores: Floats) -> None:
    with pytest.raises(ValueError, match="x13"):
        cfa("F =~ x1+x2+x3+x13", scores)
    with pytest.raises(ValueError, match="van 3 is de groep gegeven"):
        cfa(ONE, scores, groups=["a", "b", "a"])
    with pytest.raises(ValueError, match="niet WLSMV"):
        cfa(ONE, scores, estimator="WLSMV")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="oneindig"):
        cfa(ONE, np.where(scores == 5, np.inf, scores))


def test_uls_has_no_p_value_of_its_own_and_no_score_tests(scores: Floats, holes: Floats) -> None:
    found = cfa(ONE, scores, estimator="ULS")
    assert found.test.p is None
    assert found.test.p_scaled is not None
    with pytest.raises(ValueError, match="alleen voor ML en MLR"):
        modification_indices(found)
    with pytest.raises(ValueError, match="ULS kan niet met ontbrekende"):
        cfa(ONE, holes, estimator="ULS", missing="fiml")


def test_uls_from_covariances_counts_on_normal_answers() -> None:
    rng = np.random.default_rng(8)
    answers = rng.normal(size=(20_000, 1)) + rng.normal(size=(20_000, 4))
    counted_only = cfa(ONE, Counted(TWELVE[:4], np.cov(answers.T), len(answers)), estimator="ULS")
    direct = cfa(ONE, answers, estimator="ULS")
    np.testing.assert_allclose(counted_only.x, direct.x, atol=1e-9)
    np.testing.assert_allclose(np.diag(counted_only.covariance), np.diag(direct.covariance), rtol=0.1)


def test_organisations_ask_for_robust_errors_and_for_more_than_one(scores: Floats) -> None:
    with pytest.raises(ValueError, match="kies MLR"):
        cfa(ONE, scores, cluster=np.arange(400) // 20)
    with pytest.raises(TooFewData, match="van één organisatie"):
        cfa(ONE, scores, cluster=["a"] * 400, estimator="MLR")
    with pytest.raises(ValueError, match="organisatie gegeven"):
        cfa(ONE, scores, cluster=["a", "b"], estimator="MLR")


def test_codes_for_missing_answers_are_missing_and_other_negative_codes_are_refused(holes: Floats) -> None:
    coded = np.where(np.isnan(holes), NOT_ANSWERED, holes).astype(np.int64)
    one, other = cfa(ONE, holes, missing="fiml"), cfa(ONE, coded, missing="fiml")
    np.testing.assert_array_equal(other.x, one.x)
    coded[7, 1] = -9
    with pytest.raises(UnknownCode, match="Item x2 heeft code -9"):
        cfa(ONE, coded)


def test_tables_cannot_give_what_needs_the_answers(scores: Floats, holes: Floats) -> None:
    with pytest.raises(ValueError, match="MLR heeft de antwoorden zelf nodig"):
        cfa(ONE, tabulate_scores(scores, scales=TWELVE), estimator="MLR")
    with pytest.raises(ValueError, match="paarsgewijs geteld"):
        cfa(ONE, tabulate_scores(holes, scales=TWELVE))
    with pytest.raises(ValueError, match="gemiddelden nodig"):
        cfa(ONE, Counted(TWELVE, np.cov(scores.T), 400), means=True)


def test_few_people_with_many_holes_are_refused_in_words() -> None:
    rng = np.random.default_rng(0)
    answers = rng.integers(1, 4, (int(rng.integers(9, 14)), 3)).astype(float)
    answers[rng.random(answers.shape) < 0.4] = np.nan
    with pytest.raises(NotConverged, match="zoveel ontbrekende antwoorden"):
        cfa("F =~ x1+x2+x3", answers, items=("x1", "x2", "x3"), missing="fiml")
