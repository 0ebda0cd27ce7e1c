"""Factor scores and their worth, as psych's factor.scores has them."""

import numpy as np
import pytest

from rondom.analysis.dimensions import ScoreMethod, efa, factor_scores, score_weights
from rondom.analysis.estimates import Floats, Integers, TooFewData

CLOSE = 1e-5


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # R> factor.scores(rho, f, method = "Thurstone")$weights[1:2, ], "Bartlett", "tenBerge"
        ("regression", [[0.257681883, 0.045707379, -0.006111694], [0.234408198, 0.026229078, 0.076943743]]),
        ("bartlett", [[0.338892963, 0.018903297, -0.049276269], [0.301954397, -0.007653379, 0.069393251]]),
        ("tenberge", [[0.294716105, 0.038579665, -0.025105977], [0.264197519, 0.016705571, 0.073104487]]),
    ],
)
def test_weights_equal_psych(polychoric: Floats, method: ScoreMethod, expected: list[list[float]]) -> None:
    found = score_weights(efa(polychoric, 3, n=400), polychoric, method=method)
    assert found.weights[:2] == pytest.approx(np.array(expected), abs=CLOSE)


def test_determinacy_equals_psych(polychoric: Floats) -> None:
    # R> f$R2  0.82796735470 0.81178514948 0.79475070809; tenBerge R2 0.90837489385 (a correlation there)
    found = score_weights(efa(polychoric, 3, n=400), polychoric)
    assert found.determinacy**2 == pytest.approx([0.82796735470, 0.81178514948, 0.79475070809], abs=CLOSE)
    assert found.minimum == pytest.approx(2 * found.determinacy**2 - 1)
    assert found.validity == pytest.approx([0.90837489385, 0.90001352897, 0.89004313871], abs=CLOSE)


def test_each_method_does_what_it_promises(polychoric: Floats) -> None:
    solution = efa(polychoric, 3, n=400)
    regression = score_weights(solution, polychoric, method="regression")
    np.testing.assert_allclose(regression.validity, regression.determinacy, atol=1e-10)
    bartlett = score_weights(solution, polychoric, method="bartlett")
    np.testing.assert_allclose(bartlett.weights.T @ solution.loadings, np.eye(3), atol=1e-10)
    tenberge = score_weights(solution, polychoric, method="tenberge")
    np.testing.assert_allclose(tenberge.correlations, solution.phi, atol=1e-10)
    for other in (bartlett, tenberge):
        assert (other.validity <= regression.validity + 1e-12).all()


def test_scores_have_the_promised_correlations_and_no_score_where_an_answer_is_missing(
    twelve: Integers, pearson: Floats
) -> None:
    scores = twelve.astype(float)
    weights = score_weights(efa(pearson, 3, n=400), pearson)
    found = factor_scores(scores, weights)
    np.testing.assert_allclose(np.corrcoef(found.T), weights.correlations, atol=1e-10)
    np.testing.assert_allclose(found.std(axis=0, ddof=1), 1)
    scores[3, 5] = np.nan
    found = factor_scores(scores, weights)
    assert np.isnan(found[3]).all()
    assert not np.isnan(np.delete(found, 3, axis=0)).any()


def test_refuses_a_heywood_case_and_constant_items(pearson: Floats, twelve: Integers) -> None:
    with pytest.raises(TooFewData, match="geheel verklaren"):
        score_weights(efa(pearson, 4, n=400, method="ml"), pearson)
    weights = score_weights(efa(pearson, 3, n=400), pearson)
    constant = twelve.astype(float)
    constant[:, 2] = 3
    with pytest.raises(TooFewData, match="verschillende antwoorden"):
        factor_scores(constant, weights)
    with pytest.raises(ValueError, match="een antwoord per item"):
        factor_scores(constant[:, :5], weights)


def test_ten_berges_scores_of_one_factor_have_variance_one(polychoric: Floats) -> None:
    # R> factor.scores(rho, fa(rho, 1), method = "tenBerge")   psych 2.2.9 gives the regression weights here
    solution = efa(polychoric, 1, n=400)
    weights = score_weights(solution, polychoric, method="tenberge").weights
    assert weights.T @ polychoric @ weights == pytest.approx(1)
    regression = score_weights(solution, polychoric, method="regression")
    np.testing.assert_allclose(weights * regression.determinacy, regression.weights)
