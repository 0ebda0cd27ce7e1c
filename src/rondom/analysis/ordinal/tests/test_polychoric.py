"""Two-step polychoric correlations as lavaan and psych compute them."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize_scalar
from scipy.special import ndtri

from rondom.analysis import NOT_ANSWERED, reverse_keys, tabulate
from rondom.analysis.estimates import Floats, Integers
from rondom.analysis.ordinal import bivariate_normal, polychoric, polychoric_from

CLOSE = 1e-6
TABLES = arrays(np.int64, (3, 4), elements=st.integers(1, 15))
MIXED = (2, 3, 5, 7, 5, 4)
NAMES = tuple("abcdef")


def lower(matrix: Floats) -> Floats:
    first, second = np.triu_indices(len(matrix), 1)
    found: Floats = matrix[first, second]
    return found


def answers_of(table: Integers) -> Integers:
    """Two columns of answers with this cross-table."""
    rows, columns = np.indices(table.shape)
    return np.repeat(np.column_stack([rows.ravel(), columns.ravel()]) + 1, table.ravel(), axis=0)


def naive_rho(table: Integers) -> float:
    """One pair, cell by cell, with a general minimiser."""
    row_cuts, column_cuts = (
        np.r_[-np.inf, ndtri(np.cumsum(table.sum(axis=axis))[:-1] / table.sum()), np.inf] for axis in (1, 0)
    )

    def loss(rho: float) -> float:
        grid = [[float(bivariate_normal(h, k, rho)) for k in column_cuts] for h in row_cuts]
        chance = np.diff(np.diff(np.array(grid), axis=0), axis=1)
        return -float((table * np.log(np.maximum(chance, 1e-300))).sum())

    return float(minimize_scalar(loss, bounds=(-0.999, 0.999), method="bounded", options={"xatol": 1e-10}).x)


def test_equals_lavaan_on_complete_answers(twelve: Integers) -> None:
    # R> f <- lavCor(d[,1:12], ordered=names(d)[1:12], output="fit", se="standard")    (lavaan 0.6-14)
    # R> lavInspect(f, "sampstat"); parameterEstimates(f)
    #   x1|t1..t4 -1.16258 -.43991 .26631 1.06915;  x1~~x2 .4728469 (se .046), x1~~x3 .553 (.041), x1~~x4 .514
    found = polychoric(twelve, points=5)
    assert found.matrix[0, 1] == pytest.approx(0.4728469, abs=CLOSE)
    assert found.thresholds[0] == pytest.approx((-1.16258, -0.43991, 0.26631, 1.06915), abs=1e-5)
    assert found.standard_errors[0, 1:4] == pytest.approx(np.array([0.046, 0.041, 0.041]), abs=5e-4)
    assert found.smallest_eigenvalue == pytest.approx(0.3554125, abs=CLOSE)


def test_equals_psych_on_complete_answers(twelve: Integers) -> None:
    # R> eigen(psych::polychoric(d[, 1:12])$rho)$values[1:5]     (psych 2.2.9; its search stops at 1e-5)
    expected = np.array([4.12764, 1.90698, 1.42642, 0.67283, 0.61786])
    values = np.linalg.eigvalsh(polychoric(twelve, points=5).matrix)[::-1]
    assert values[:5] == pytest.approx(expected, abs=5e-5)


def test_equals_lavaan_on_unequal_items_with_holes(mixed: Integers) -> None:
    # R> lavCor(d, ordered=names(d), missing="pairwise"); the same with missing="listwise"
    pairwise = [0.449490285864, 0.407010764531, 0.470534922505, 0.383777911862, 0.436100235529]
    pairwise += [0.459894676222, 0.456930406369, 0.353953184649, 0.481458575182, 0.408641477824]
    pairwise += [0.335282863383, 0.458913053028, 0.337403296238, 0.386226389978, 0.460915015457]
    listwise = [0.446309283839, 0.409151973575, 0.478759604802, 0.375796822752, 0.443109565341]
    listwise += [0.484156107673, 0.461119609907, 0.410161222070, 0.562112113015, 0.417560032730]
    listwise += [0.357498818454, 0.500862425680, 0.310572455883, 0.352834792529, 0.489605090161]
    found = polychoric(mixed, points=MIXED, items=NAMES)
    assert lower(found.matrix) == pytest.approx(np.array(pairwise), abs=CLOSE)
    assert found.thresholds[4] == pytest.approx((-0.064, 1.038, 1.488), abs=5e-4)
    assert found.used[4] == (1, 2, 4, 5)
    listed = polychoric(mixed, points=MIXED, items=NAMES, missing="listwise")
    assert lower(listed.matrix) == pytest.approx(np.array(listwise), abs=CLOSE)
    assert (found.n[0, 0], listed.n[0, 0]) == (240, 184)


@given(TABLES)
@settings(max_examples=15, deadline=None)
def test_equals_a_naive_fit_of_one_pair(table: Integers) -> None:
    assert polychoric(answers_of(table), points=4).matrix[0, 1] == pytest.approx(naive_rho(table), abs=1e-5)


def test_tables_give_what_answers_give(mixed: Integers) -> None:
    half = tabulate(mixed[:100], points=MIXED) + tabulate(mixed[100:], points=MIXED)
    assert (polychoric_from(half).matrix == polychoric(mixed, points=MIXED).matrix).all()


def test_two_points_give_the_tetrachoric_correlation() -> None:
    # Medians on both sides: rho = sin(2 pi (share in the first cell - 1/4)), Sheppard (1899).
    table = np.array([[40, 10], [10, 40]])
    assert polychoric(answers_of(table), points=2).matrix[0, 1] == pytest.approx(
        np.sin(0.3 * np.pi), abs=1e-9
    )


@given(TABLES)
@settings(max_examples=25, deadline=None)
def test_a_reversed_item_turns_the_sign(table: Integers) -> None:
    answers = answers_of(table)
    turned = reverse_keys(answers, [1], points=(3, 4))
    one, other = (polychoric(data, points=(3, 4)).matrix[0, 1] for data in (answers, turned))
    assert one == pytest.approx(-other, abs=1e-7)
    assert abs(one) < 1


@given(st.permutations(range(6)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_items_does_not_matter(order: list[int]) -> None:
    rng = np.random.default_rng(2)
    answers = rng.integers(1, 4, (60, 6))
    assume(order != sorted(order))
    whole, shuffled = polychoric(answers, points=3), polychoric(answers[:, order], points=3)
    assert shuffled.matrix == pytest.approx(whole.matrix[np.ix_(order, order)], abs=1e-9)
    assert shuffled.standard_errors == pytest.approx(whole.standard_errors[np.ix_(order, order)], abs=1e-7)


def test_the_interval_holds_the_correlation_and_the_standard_error_the_truth() -> None:
    rng = np.random.default_rng(11)
    inside = 0
    for _ in range(200):
        latent = rng.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], 300)
        found = polychoric(np.digitize(latent, [-1, 0, 1.2]) + 1, points=4, items=("a", "b"))
        interval = found.interval("a", "b")
        assert interval is not None
        inside += interval.low <= 0.5 <= interval.high
    assert 0.90 <= inside / 200 <= 0.99


def test_more_missing_answers_widen_the_interval(twelve: Integers) -> None:
    holes = twelve.copy()
    holes[::2, 0] = NOT_ANSWERED
    whole, less = polychoric(twelve, points=5), polychoric(holes, points=5)
    assert less.standard_errors[0, 1] > whole.standard_errors[0, 1]
    assert less.n[0, 1] == 200
