"""Thresholds and correlation together, pair by pair."""

import numpy as np
import pytest
from scipy.optimize import minimize

from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.ordinal import bivariate_normal, polychoric
from rondom.analysis.ordinal.tests.test_polychoric import MIXED, answers_of


def naive_fit(table: Integers) -> float:
    """The correlation by a general search over cuts and Fisher's z."""

    def loss(at: Floats) -> float:
        cuts = [
            np.r_[-np.inf, part, np.inf]
            for part in (np.cumsum([at[0], np.exp(at[1])]), np.cumsum([at[2], np.exp(at[3])]))
        ]
        grid = bivariate_normal(cuts[0][:, None], cuts[1][None, :], np.tanh(at[4]))
        chance = np.diff(np.diff(grid, axis=0), axis=1)
        return -float((table * np.log(np.maximum(chance, 1e-300))).sum())

    start = np.array([-0.5, 0.0, -0.5, 0.0, 0.0])
    return float(np.tanh(minimize(loss, start, method="BFGS", tol=1e-7).x[4]))


def test_equals_polycor_on_unequal_items_with_holes(mixed: Integers) -> None:
    # R> polychor(table(d$a, d$b), ML=TRUE, std.err=TRUE, control=list(reltol=1e-16))      (polycor 0.8-1)
    #   rho .451259619226 se .0815482752803; of e and f rho .461349290736 se .0822037036197
    # (Of c and d its search stops at .4077, where the likelihood is lower than at the .4101 found here.)
    found = polychoric(mixed, points=MIXED, method="ml")
    for pair, rho, error in (((0, 1), 0.451259619, 0.081548275), ((4, 5), 0.461349291, 0.082203704)):
        assert found.matrix[pair] == pytest.approx(rho, abs=1e-6)
        assert found.standard_errors[pair] == pytest.approx(error, abs=1e-6)
    assert found.matrix[2, 3] == pytest.approx(0.4101384, abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_equals_a_naive_search(seed: int) -> None:
    table = np.random.default_rng(seed).integers(2, 20, (3, 3))
    found = polychoric(answers_of(table), points=3, method="ml")
    assert found.matrix[0, 1] == pytest.approx(naive_fit(table), abs=1e-5)


def test_a_table_that_fits_exactly_gives_both_methods_the_same_answer() -> None:
    answers = answers_of(np.array([[40, 10], [10, 40]]))
    one, other = (polychoric(answers, points=2, method=method).matrix[0, 1] for method in ("two-step", "ml"))
    assert one == pytest.approx(other, abs=1e-9)


def test_empty_categories_count_for_nothing(mixed: Integers) -> None:
    gap = mixed[:, [2, 4]]
    closed = np.column_stack([gap[:, 0], np.where(gap[:, 1] > 3, gap[:, 1] - 1, gap[:, 1])])
    one, other = polychoric(gap, points=5, method="ml"), polychoric(closed, points=(5, 4), method="ml")
    assert one.matrix[0, 1] == pytest.approx(other.matrix[0, 1], abs=1e-9)
    assert one.standard_errors[0, 1] == pytest.approx(other.standard_errors[0, 1], abs=1e-7)


def test_a_table_that_the_search_gives_up_on_is_named_and_has_no_error() -> None:
    table = np.array([[11, 0, 0, 0, 0], [0, 0, 0, 1, 0], [0, 2, 1, 0, 5]])
    found = polychoric(answers_of(table), points=5, method="ml", items=("a", "b"))
    assert found.warnings == ("Van deze itemparen is geen beste waarde gevonden: a en b.",)
    assert found.interval("a", "b") is None
