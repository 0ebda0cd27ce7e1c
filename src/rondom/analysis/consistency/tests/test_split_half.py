"""Split-half reliability over every way to split."""

import sys
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis import NOT_ANSWERED, TooFewData, tabulate
from rondom.analysis.consistency import split_half, split_half_from
from rondom.analysis.consistency.split_half import number_of_splits
from rondom.analysis.estimates import Floats, Integers

EXACT = 1e-6


def test_equals_psych(four: Integers, twelve: Integers) -> None:
    # R> psych::splitHalf(d[, 1:4], raw = TRUE)[c("maxrb", "minrb", "meanr")]; covar = TRUE; splitHalf(d)
    found = split_half(four.astype(float), standardised=True)
    assert (found.best.guttman, found.worst.guttman, found.mean) == pytest.approx(
        (0.80632328334, 0.77478528057, 0.78633865126), abs=EXACT
    )
    assert (found.splits, found.every, found.items, found.respondents) == (3, True, 4, 400)
    found = split_half(four.astype(float))
    assert (found.best.guttman, found.worst.guttman, found.mean) == pytest.approx(
        (0.80675022440, 0.77516982887, 0.78629412985), abs=EXACT
    )
    found = split_half(twelve.astype(float), standardised=True)
    assert (found.best.guttman, found.worst.guttman, found.mean) == pytest.approx(
        (0.87794805616, 0.61344846890, 0.80663471070), abs=EXACT
    )
    assert (*found.middle, found.median) == pytest.approx(
        (0.68457567669, 0.86780151129, 0.81493120191), abs=EXACT
    )
    assert found.splits == 462


def test_missing_answers_and_tables_give_psychs_values(gappy: Floats) -> None:
    # R> psych::splitHalf(m)[c("maxrb", "minrb")]   0.80617619070 0.76738854487
    codes = np.where(np.isnan(gappy), NOT_ANSWERED, gappy).astype(np.int64)
    found = split_half_from(tabulate(codes, points=5), standardised=True)
    assert (found.best.guttman, found.worst.guttman) == pytest.approx(
        (0.80617619070, 0.76738854487), abs=EXACT
    )
    assert found.mean == pytest.approx(split_half(gappy, standardised=True).mean)


@given(st.integers(0, 100), st.integers(2, 7))
def test_equals_a_loop_over_sums_of_halves(seed: int, items: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(25, items)) + rng.normal(size=(25, 1))
    total = scores.sum(axis=1).var(ddof=1)
    naive = {}
    for half in combinations(range(items), items // 2):
        if items % 2 == 0 and 0 not in half:
            continue
        one = scores[:, half].sum(axis=1)
        other = np.delete(scores, half, axis=1).sum(axis=1)
        naive[half] = 2 * (1 - (one.var(ddof=1) + other.var(ddof=1)) / total)
    found = split_half(scores, items=[str(place) for place in range(items)])
    assert found.splits == len(naive) == number_of_splits(items)
    assert found.mean == pytest.approx(np.mean(list(naive.values())))
    assert found.best.guttman == pytest.approx(max(naive.values()))
    assert found.worst.guttman == pytest.approx(min(naive.values()))
    assert naive[tuple(int(name) for name in found.best.first)] == pytest.approx(found.best.guttman)
    halves = scores[:, [int(name) for name in found.best.first]].sum(axis=1)
    rest = scores[:, [int(name) for name in found.best.second]].sum(axis=1)
    r = np.corrcoef(halves, rest)[0, 1]
    assert found.best.r == pytest.approx(r)
    assert found.best.spearman_brown == pytest.approx(2 * r / (1 + r))


def test_an_odd_scale_is_split_in_every_way(twelve: Integers) -> None:
    # psych::splitHalf looks at half of the ten ways to split five items: meanr 0.6721 there.
    found = split_half(twelve[:, [0, 1, 2, 4, 8]].astype(float), standardised=True)
    assert found.splits == 10
    assert {len(found.best.first), len(found.best.second)} == {2, 3}


def test_a_long_scale_is_sampled_and_its_extremes_are_sought_further(twelve: Integers) -> None:
    rng = np.random.default_rng(1)
    people = rng.normal(size=(300, 1))
    scores = 0.7 * people + rng.normal(size=(300, 24))
    with pytest.raises(ValueError, match="geef rng"):
        split_half(scores)
    found = split_half(scores, rng=rng, draws=500)
    assert (found.splits, found.every) == (500, False)
    more = split_half(scores, rng=np.random.default_rng(2), draws=5000)
    assert found.mean == pytest.approx(more.mean, abs=0.005)
    assert found.best.guttman >= found.middle[1]
    # Exchanging items ends nearly as high from few draws as from many.
    assert found.best.guttman == pytest.approx(more.best.guttman, abs=0.003)
    assert found.worst.guttman == pytest.approx(more.worst.guttman, abs=0.003)


def test_exchanging_items_finds_the_best_of_every_split(
    twelve: Integers, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = split_half(twelve.astype(float))
    monkeypatch.setattr(sys.modules[split_half.__module__], "EVERY_SPLIT", 10)
    some = split_half(twelve.astype(float), rng=np.random.default_rng(3), draws=50)
    assert some.best.guttman == pytest.approx(every.best.guttman)
    assert some.worst.guttman == pytest.approx(every.worst.guttman)


def test_two_items_have_one_split() -> None:
    found = split_half(np.array([[1.0, 2], [2, 1], [3, 3], [4, 5]]), items=["a", "b"])
    assert (found.best.first, found.best.second, found.splits) == (("a",), ("b",), 1)
    assert found.best == found.worst


def test_refuses_one_item_and_a_sum_without_spread() -> None:
    with pytest.raises(TooFewData, match="ten minste 2 items"):
        split_half(np.array([[1.0], [2]]))
    with pytest.raises(TooFewData, match="geen spreiding"):
        split_half(np.array([[1.0, 3], [2, 2], [3, 1]]))
