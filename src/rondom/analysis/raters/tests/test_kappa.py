"""Cohen's and Fleiss' kappa."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rondom.analysis.estimates import Floats, Integers, TooFewData, UnknownCode
from rondom.analysis.raters import agreement, cohen_kappa, cohen_kappa_from, fleiss_kappa

EXACT = 1e-9
PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=5, max_size=40)


def test_equals_psych(twelve: Integers) -> None:
    # R> psych::cohen.kappa(d[, c("x1", "x2")])
    #    kappa 0.126637554585 (0.0671937144686, 0.186081394702); quadratic 0.435429402698
    # R> cohen.kappa(d[, c("x1", "x2")], w = 1 - abs(outer(1:5, 1:5, "-")) / 4)   0.279372980201
    plain = cohen_kappa(twelve[:, :2])
    assert plain.value == pytest.approx(0.126637554585, abs=EXACT)
    assert plain.interval is not None
    assert (plain.interval.low, plain.interval.high) == pytest.approx(
        (0.0671937144686, 0.186081394702), abs=EXACT
    )
    assert cohen_kappa(twelve[:, :2], weights="quadratic").value == pytest.approx(0.435429402698, abs=EXACT)
    assert cohen_kappa(twelve[:, :2], weights="linear").value == pytest.approx(0.279372980201, abs=EXACT)


def _weighted_kappa(shares: Floats, agree: Floats) -> float:
    chance = (agree * np.outer(shares.sum(1), shares.sum(0))).sum()
    return float(((agree * shares).sum() - chance) / (1 - chance))


@pytest.mark.parametrize("power", [1, 2])
def test_the_weighted_standard_error_is_that_of_the_delta_method(twelve: Integers, power: int) -> None:
    # psych 2.2.9 has another value here (variance .00344 where the numerical derivatives give .001458):
    # it sums its weights over the wrong margin.
    table = np.zeros((5, 5), dtype=int)
    np.add.at(table, (twelve[:, 0] - 1, twelve[:, 1] - 1), 1)
    shares, points = table / 400, np.arange(5)
    agree = 1 - (np.abs(points[:, None] - points) / 4) ** power
    slopes = np.zeros((5, 5))
    for cell in np.ndindex(5, 5):
        step = np.zeros((5, 5))
        step[cell] = 1e-6
        slopes[cell] = (_weighted_kappa(shares + step, agree) - _weighted_kappa(shares - step, agree)) / 2e-6
    variance = ((shares * slopes**2).sum() - (shares * slopes).sum() ** 2) / 400
    found = cohen_kappa_from(table, weights="linear" if power == 1 else "quadratic")
    assert found.se == pytest.approx(np.sqrt(variance), abs=1e-8)


def test_equals_the_example_of_fleiss_cohen_and_everitt() -> None:
    # Fleiss, Cohen and Everitt (1969), table 1: kappa .429 (se .054), with these weights .348 of theirs;
    # the plain one is checked here: n = 200.
    table = np.array([[106, 10, 4], [22, 28, 10], [2, 12, 6]])
    found = cohen_kappa_from(table)
    assert found.value == pytest.approx(0.429, abs=5e-4)
    assert found.se == pytest.approx(0.054, abs=5e-4)


def test_equals_the_published_values_of_gwet_with_missing_ratings(observers: Integers) -> None:
    # R> irrCAC::fleiss.kappa.raw(cac.raw4raters)   .76117, se .15302, (.424, 1)   (published vignette)
    found = fleiss_kappa(observers)
    assert found.value == pytest.approx(0.76117, abs=5e-6)
    assert found.se == pytest.approx(0.15302, abs=5e-6)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((0.424, 1), abs=5e-4)
    assert (found.subjects, found.left_out, found.raters) == (11, 1, 4)


def test_equals_the_ten_subjects_of_fleiss() -> None:
    # The worked example with 14 raters, 10 subjects and 5 categories: kappa .210
    counts = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    ratings = np.array([np.repeat(np.arange(1, 6), row) for row in counts])
    assert fleiss_kappa(ratings).value == pytest.approx(0.210, abs=5e-4)


@given(st.lists(st.lists(st.integers(1, 3), min_size=4, max_size=4), min_size=3, max_size=12))
def test_fleiss_counts_pairs_that_agree(rows: list[list[int]]) -> None:
    flat = [value for row in rows for value in row]
    assume(len(set(flat)) > 1)
    pairs = [one == other for row in rows for one, other in combinations(row, 2)]
    chance = sum((flat.count(value) / len(flat)) ** 2 for value in set(flat))
    expected = (sum(pairs) / len(pairs) - chance) / (1 - chance)
    assert fleiss_kappa(np.array(rows)).value == pytest.approx(expected)


@given(PAIRS)
def test_cohen_counts_pairs_that_agree(pairs: list[tuple[int, int]]) -> None:
    first, second = ([pair[at] for pair in pairs] for at in (0, 1))
    assume(len(set(first + second)) > 1)
    same = sum(one == other for one, other in pairs) / len(pairs)
    chance = sum(first.count(v) * second.count(v) for v in range(1, 5)) / len(pairs) ** 2
    found = cohen_kappa(np.array(pairs))
    assert found.value == pytest.approx((same - chance) / (1 - chance))
    assert found.value <= 1
    swapped = cohen_kappa(np.array(pairs)[::-1, ::-1])
    assert swapped.value == pytest.approx(found.value)
    assert swapped.se == pytest.approx(found.se)


def test_weights_count_distances_of_values_also_when_one_between_is_not_used() -> None:
    ratings = np.array([[1, 2], [2, 2], [5, 4], [4, 4], [1, 4], [5, 5]])
    found = cohen_kappa(ratings, weights="linear")
    assert found.value == pytest.approx(cohen_kappa(ratings, weights="linear", categories=range(1, 6)).value)


def test_leaves_out_subjects_with_one_rating_and_counts_them() -> None:
    ratings = np.array([[1, 1], [2, 2], [1, 2], [-1, 2], [1, -3]])
    found = cohen_kappa(ratings)
    assert (found.subjects, found.left_out) == (3, 2)
    assert found.value == pytest.approx(cohen_kappa(ratings[:3]).value)


def test_complete_agreement_has_no_interval() -> None:
    for method in (cohen_kappa, fleiss_kappa):
        found = method(np.array([[1, 1], [2, 2], [3, 3]]))
        assert (found.value, found.se, found.interval) == (1, None, None)
        assert "interval" in found.warnings[0]


@pytest.mark.parametrize("method", ["cohen", "fleiss", "krippendorff"])
@pytest.mark.parametrize("ratings", [[[3, 3], [3, 3]], [[-1, -1], [-1, -1]], [[1, -1], [-1, 2]], [[2, 2]]])
def test_refuses_what_cannot_be_told_from_chance(ratings: list[list[int]], method: str) -> None:
    with pytest.raises(TooFewData):
        agreement(np.array(ratings), method=method)  # type: ignore[arg-type]


def test_refuses_an_unknown_category_three_raters_and_words() -> None:
    with pytest.raises(UnknownCode, match="waarden in de beoordelingen: 9"):
        cohen_kappa(np.array([[1, 9], [2, 2]]), categories=[1, 2, 3])
    with pytest.raises(ValueError, match="twee beoordelaars"):
        cohen_kappa(np.ones((3, 3), dtype=int))
    with pytest.raises(UnknownCode, match="getallen"):
        cohen_kappa(np.array([["a", "b"], ["a", "a"]]))
