"""Exact tests of change."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from rondom.analysis.changes import mcnemar, permutation, sign_flips, signed_rank
from rondom.analysis.changes.tests.test_change import AFTER, BEFORE
from rondom.analysis.estimates import TooFewData


def test_signed_rank_equals_r() -> None:
    # R> wilcox.test(b, a, paired = TRUE)   V = 5, p-value = 0.0390625
    found = signed_rank(AFTER - BEFORE)
    assert (found.statistic, found.p) == (5, 0.0390625)
    assert not found.shown


@settings(max_examples=50)
@given(st.lists(st.integers(-4, 4), min_size=1, max_size=9))
def test_signed_rank_with_ties_counts_every_set_of_signs(changes: list[int]) -> None:
    moved = [value for value in changes if value]
    assume(moved)
    ranks = stats.rankdata(np.abs(moved))
    sums = np.array([ranks @ signs for signs in product([0, 1], repeat=len(moved))])
    found = ranks[np.array(moved) > 0].sum()
    expected = min(1, 2 * min((sums <= found + 1e-9).mean(), (sums >= found - 1e-9).mean()))
    result = signed_rank(np.array(changes, dtype=float))
    assert result.p == pytest.approx(expected)
    assert (result.n, result.left_out) == (len(moved), len(changes) - len(moved))
    assert signed_rank(-np.array(changes, dtype=float)).p == pytest.approx(expected)


def test_changes_that_differ_by_rounding_alone_are_equal() -> None:
    # Scores of 0 to 100 in steps of 100/18: 66.67 - 61.11 and 5.56 - 0 are not the same number on a computer.
    rng = np.random.default_rng(3)
    before, after = rng.integers(0, 19, 40), rng.integers(0, 19, 40)
    found = signed_rank(100 * after / 18 - 100 * before / 18)
    assert found == signed_rank((after - before).astype(float))
    assert signed_rank(np.array([0.1 + 0.2 - 0.3, 0.4, -0.1])).left_out == 1


def test_signed_rank_of_many_people_equals_scipy() -> None:
    differences = np.random.default_rng(3).normal(0.2, 1, 200)
    expected = stats.wilcoxon(differences, method="exact").pvalue
    assert signed_rank(differences).p == pytest.approx(expected, rel=1e-9)


@settings(max_examples=50)
@given(st.lists(st.integers(-4, 4), min_size=1, max_size=9))
def test_sign_flips_count_every_set_of_signs(changes: list[int]) -> None:
    assume(any(changes))
    sums = [abs(np.dot(changes, signs)) for signs in product([1, -1], repeat=len(changes))]
    expected = np.mean([value >= abs(sum(changes)) for value in sums])
    assert sign_flips(np.array(changes, dtype=float)).p == pytest.approx(expected)


def test_sign_flips_of_many_people_are_drawn() -> None:
    differences = np.random.default_rng(3).normal(0.5, 1, 30)
    found = sign_flips(differences, rng=np.random.default_rng(1))
    assert found.p == pytest.approx(stats.ttest_1samp(differences, 0).pvalue, rel=0.3)
    assert found == sign_flips(differences, rng=np.random.default_rng(1))
    with pytest.raises(ValueError, match="rng"):
        sign_flips(differences)


def test_permutation_counts_every_division() -> None:
    every, away = np.concatenate([BEFORE, AFTER]), abs(AFTER.mean() - BEFORE.mean())
    divisions = [set(chosen) for chosen in combinations(range(18), 9)]
    means = [every[list(chosen)].mean() for chosen in divisions]
    extreme = [abs(2 * (mean - every.mean())) >= away - 1e-12 for mean in means]
    assert permutation(BEFORE, AFTER).p == pytest.approx(np.mean(extreme))
    assert permutation(AFTER, BEFORE).statistic == pytest.approx(BEFORE.mean() - AFTER.mean())


def test_permutation_of_many_people_is_drawn() -> None:
    first, second = np.concatenate([BEFORE, BEFORE + 0.1]), np.concatenate([AFTER, AFTER])
    drawn = permutation(first, second, rng=np.random.default_rng(1))
    assert drawn.p == pytest.approx(stats.ttest_ind(first, second).pvalue, abs=0.01)
    with pytest.raises(ValueError, match="rng"):
        permutation(first, second)


def test_mcnemar_equals_agresti() -> None:
    # Agresti (1990), p. 350: approval of the prime minister.
    # R> mcnemar.test(matrix(c(794, 86, 150, 570), 2), correct = FALSE)   17.3559322   binom.test(86, 236)
    #    3.71593613957e-05
    before = np.repeat([True, True, False, False], [794, 150, 86, 570])
    after = np.repeat([True, False, True, False], [794, 150, 86, 570])
    found = mcnemar(before, after)
    assert (found.gained, found.lost, found.n) == (86, 150, 1600)
    assert found.chisq == pytest.approx(17.3559322, abs=1e-6)
    assert found.p == pytest.approx(3.71593613957e-05, rel=1e-9)
    assert found.difference == pytest.approx(-0.04)
    wald = 1.959964 * np.sqrt((86 + 150) - (86 - 150) ** 2 / 1600) / 1600
    assert found.interval.low == pytest.approx(-0.04 - wald, abs=1e-3)


def test_nobody_changed_still_has_an_interval() -> None:
    found = mcnemar(np.array([True] * 6), np.array([True] * 6))
    assert (found.chisq, found.p, found.difference, found.shown) == (None, 1, 0, False)
    assert found.interval.low < 0 < found.interval.high


def test_refuses_what_cannot_be_tested() -> None:
    with pytest.raises(TooFewData, match="Niemand is veranderd"):
        signed_rank(np.zeros(5))
    with pytest.raises(TooFewData, match="Niemand is veranderd"):
        sign_flips(np.zeros(5))
    with pytest.raises(TooFewData, match="gelijk"):
        permutation(np.ones(3), np.ones(3))
    with pytest.raises(TooFewData, match="geen scores"):
        signed_rank(np.empty(0))
    with pytest.raises(ValueError, match="zonder ontbrekende"):
        signed_rank(np.array([1.0, np.nan]))
    with pytest.raises(TooFewData, match="twee mensen"):
        mcnemar(np.array([True]), np.array([False]))
    with pytest.raises(ValueError, match="ja en nee"):
        mcnemar(np.array([1, 0]), np.array([True, False]))
