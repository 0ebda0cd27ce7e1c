"""Change of linked, partly linked and unlinked measurements."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from rondom.analysis import Summary, TooFewData, compare
from rondom.analysis.changes import (
    change,
    overlapping_change_from,
    paired_change_from,
    unpaired_change_from,
)

# Hollander and Wolfe (1973): nine patients, before and after a first visit
BEFORE = np.array([1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30])
AFTER = np.array([0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29])


def test_paired_equals_r() -> None:
    # R> t.test(b, a, paired = TRUE)   t -3.0353754156486, df 8, p 0.0161766274349,
    #    -0.759999065506 to -0.103778712272
    # R> uniroot(function(x) pt(d * 3, 8, x) - .975, ...)$root / 3    d_z -1.011791805216 (-1.807169061938,
    #    -0.177147609066)
    found = change(BEFORE, AFTER)
    assert (found.design, found.pairs, found.df) == ("paired", 9, 8)
    assert (found.t, found.p) == pytest.approx((-3.0353754156486, 0.0161766274349), abs=1e-10)
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((-0.759999065506, -0.103778712272))
    assert found.d_z is not None
    assert found.d_z.value == pytest.approx(-1.011791805216)
    assert found.d_z.interval.low == pytest.approx(-1.807169061938, abs=1e-6)
    assert found.d_z.interval.high == pytest.approx(-0.177147609066, abs=1e-6)
    assert not found.p_shown
    assert found.d is None


def test_d_av_divides_by_the_mean_spread() -> None:
    found = change(BEFORE, AFTER)
    average = sqrt((BEFORE.var(ddof=1) + AFTER.var(ddof=1)) / 2)
    assert found.d_av is not None
    assert found.g_av is not None
    assert found.d_z is not None
    assert found.d_av.value == pytest.approx((AFTER - BEFORE).mean() / average)
    spread = (AFTER - BEFORE).std(ddof=1)
    assert found.d_av.interval.low == pytest.approx(found.d_z.interval.low * spread / average)
    assert found.g_av.value == pytest.approx(found.d_av.value * (1 - 3 / (4 * 8 - 1)), rel=2e-3)


def test_unpaired_equals_r() -> None:
    # R> t.test(b, a)   t -1.205172799107, p 0.245882838533, df 15.795035582541, -1.192385707968 to
    #    0.328607930190
    found = change(BEFORE, AFTER, design="unpaired")
    assert found.design == "unpaired"
    assert (found.t, found.p, found.df) == pytest.approx((-1.205172799107, 0.245882838533, 15.795035582541))
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == pytest.approx((-1.192385707968, 0.328607930190))
    plain = compare(found.after, found.before)
    assert found.d == plain.d
    assert found.warnings == ()


def _derrick(before: dict[int, float], after: dict[int, float]) -> tuple[float, float]:
    """T_new2 and its degrees of freedom, written from the article on dictionaries of people."""
    both = sorted(before.keys() & after.keys())
    n_a, n_b, n_c = len(before) - len(both), len(after) - len(both), len(both)
    n_1, n_2 = n_a + n_c, n_b + n_c
    s_1, s_2 = np.std(list(before.values()), ddof=1), np.std(list(after.values()), ddof=1)
    r = stats.pearsonr([before[at] for at in both], [after[at] for at in both]).statistic
    t = (np.mean(list(after.values())) - np.mean(list(before.values()))) / sqrt(
        s_1**2 / n_1 + s_2**2 / n_2 - 2 * r * s_1 * s_2 * n_c / (n_1 * n_2)
    )
    gamma = (s_1**2 / n_1 + s_2**2 / n_2) ** 2 / (
        (s_1**2 / n_1) ** 2 / (n_1 - 1) + (s_2**2 / n_2) ** 2 / (n_2 - 1)
    )
    df = (n_c - 1) + (gamma - n_c + 1) / (n_a + n_b + 2 * n_c) * (n_a + n_b)
    return float(t), float(df)


@given(st.integers(0, 10_000), st.integers(3, 12), st.integers(0, 9), st.integers(0, 9))
def test_partly_linked_equals_the_article(seed: int, pairs: int, before_only: int, after_only: int) -> None:
    assume(before_only + after_only > 0)
    rng = np.random.default_rng(seed)
    first, second = rng.permutation(pairs + before_only), rng.permutation(pairs + after_only)
    first, second = first - before_only, second - after_only
    second = np.where(second < 0, second - 100, second)
    before, after = rng.normal(50, 10, len(first)), rng.normal(55, 12, len(second))
    found = change(before, after, before_ids=first, after_ids=second)
    t, df = _derrick(
        dict(zip(first.tolist(), before, strict=True)), dict(zip(second.tolist(), after, strict=True))
    )
    assert found.design == "overlapping"
    assert found.pairs == pairs
    assert (found.t, found.df) == pytest.approx((t, df))
    order = rng.permutation(len(first))
    again = change(before[order], after, before_ids=first[order], after_ids=second)
    assert again.difference == pytest.approx(found.difference)
    assert again.t == pytest.approx(found.t)


def test_partly_linked_meets_paired_and_welch_at_its_ends() -> None:
    side, other = Summary(20, 50, 10), Summary(20, 55, 14)
    paired = paired_change_from(side, other, 0.6)
    almost = overlapping_change_from(side, other, pairs=20, correlation=0.6)
    assert (almost.t, almost.df, almost.p) == pytest.approx((paired.t, paired.df, paired.p))
    welch = unpaired_change_from(Summary(2000, 50, 10), Summary(2000, 55, 14))
    nearly = overlapping_change_from(Summary(2000, 50, 10), Summary(2000, 55, 14), pairs=2, correlation=0)
    assert nearly.t == pytest.approx(welch.t)
    assert nearly.df == pytest.approx(welch.df, rel=2e-3)


def test_partly_linked_keeps_its_level() -> None:
    rng, covered = np.random.default_rng(4), 0
    for _ in range(400):
        pairs = rng.multivariate_normal([0, 1], [[1, 0.7], [0.7, 1]], 12)
        before = np.concatenate([pairs[:, 0], rng.normal(size=6)])
        after = np.concatenate([pairs[:, 1], rng.normal(1, 1, size=9)])
        found = change(before, after, before_ids=range(18), after_ids=[*range(12), *range(100, 109)])
        assert found.interval is not None
        covered += found.interval.low <= 1 <= found.interval.high
    assert 0.92 <= covered / 400 <= 0.98


def test_from_summaries_equals_from_scores() -> None:
    r = float(np.corrcoef(BEFORE, AFTER)[0, 1])
    before, after = (Summary(9, s.mean(), s.std(ddof=1)) for s in (BEFORE, AFTER))
    found, whole = paired_change_from(before, after, r), change(BEFORE, AFTER)
    assert (found.t, found.p, found.difference) == pytest.approx((whole.t, whole.p, whole.difference))


def test_duplicate_ids_are_named_and_never_multiplied() -> None:
    found = change(
        np.array([1.0, 2, 3, 4]),
        np.array([2.0, 9, 3, 4]),
        before_ids=["a", "b", "b", "c"],
        after_ids=["a", "b", "d", "c"],
    )
    assert found.duplicates == ("b",)
    assert found.left_out == 3
    assert found.pairs == 2
    assert (found.before.n, found.after.n) == (2, 3)
    assert "3 rijen): b" in found.warnings[-1]


def test_whoever_lacks_a_score_counts_at_the_other_time() -> None:
    before, after = np.array([1.0, np.nan, 3, 4, 7]), np.array([2.0, 5, np.nan, 6, 8])
    found = change(before, after)
    assert (found.design, found.pairs, found.missing) == ("overlapping", 3, 2)
    assert (found.before.n, found.after.n) == (4, 4)
    alone = change(before, after, design="paired")
    assert (alone.design, alone.pairs, alone.before.n) == ("paired", 3, 3)
    assert alone.difference == pytest.approx(np.mean([1, 2, 1]))


@pytest.mark.parametrize(
    ("before", "after", "difference", "says"),
    [
        ([3.0], [5.0], 2, "Eén mens"),
        ([1.0, 2, 3], [3.0, 4, 5], 2, "evenveel"),
        ([1.0, 2, 3], [1.0, 2, 3], 0, "evenveel"),
        ([0.1, 0.2, 0.3], [0.1, 0.2, 0.3], 0, "evenveel"),
        ([4.0, 4], [4.0, 4], 0, "evenveel"),
        ([100 / 9, 100 / 3, 500 / 9], [200 / 9, 400 / 9, 200 / 3], 100 / 9, "evenveel"),
    ],
)
def test_one_pair_or_a_constant_change_has_a_mean_alone(
    before: list[float], after: list[float], difference: float, says: str
) -> None:
    found = change(np.array(before), np.array(after))
    assert found.difference == pytest.approx(difference)
    assert (found.interval, found.t, found.p, found.d_z, found.d_av) == (None,) * 5
    assert says in found.warnings[0]


def test_one_linked_person_is_too_few_to_link() -> None:
    found = change(np.array([1.0, 2, 4]), np.array([2.0, 5, 6]), before_ids=[1, 2, 3], after_ids=[3, 4, 5])
    assert (found.design, found.pairs) == ("unpaired", 1)
    assert "twee mensen" in found.warnings[-1]


def test_without_overlap_people_are_different() -> None:
    found = change(np.array([1.0, 2, 4]), np.array([2.0, 5, 6]), before_ids=[1, 2, 3], after_ids=[7, 8, 9])
    assert found == change(np.array([1.0, 2, 4]), np.array([2.0, 5, 6]), design="unpaired")
    with pytest.raises(TooFewData, match="ongekoppeld"):
        change(np.array([1.0]), np.array([2.0]), before_ids=[1], after_ids=[2], design="paired")


def test_perfectly_correlated_pairs_stay_within_bounds() -> None:
    before = np.array([0.1, 0.2, 0.7, 0.3])
    found = change(before, np.array([1.1, 1.2, 1.7, np.nan]))
    assert found.correlation == 1
    assert found.interval is not None


def test_linked_scores_without_spread_say_so() -> None:
    found = change(np.array([2.0, 2, 1]), np.array([2.0, 2, 5]), before_ids=[1, 2, 3], after_ids=[1, 2, 4])
    assert found.correlation is None
    assert "op nul gesteld" in found.warnings[-1]


def test_refuses_rows_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="even lang"):
        change(np.zeros(3), np.zeros(4))
    with pytest.raises(ValueError, match="beide metingen"):
        change(np.zeros(3), np.zeros(3), before_ids=[1, 2, 3])
    with pytest.raises(ValueError, match="2 id's"):
        change(np.zeros(3), np.zeros(3), before_ids=[1, 2], after_ids=[1, 2, 3])
    with pytest.raises(ValueError, match="lege id's"):
        change(np.zeros(2), np.zeros(2), before_ids=["", "a"], after_ids=["a", "b"])
    with pytest.raises(ValueError, match="oneindig"):
        change(np.array([np.inf]), np.zeros(1))
    with pytest.raises(TooFewData):
        change(np.array([np.nan]), np.array([np.nan]))
    with pytest.raises(TooFewData):
        change(np.empty(0), np.empty(0))


@given(st.integers(0, 10_000), st.floats(0.1, 10), st.floats(-50, 50))
def test_a_change_of_unit_changes_the_difference_alone(seed: int, factor: float, shift: float) -> None:
    rng = np.random.default_rng(seed)
    before, after = rng.normal(size=8), rng.normal(size=8)
    found = change(before, after)
    changed = change(factor * before + shift, factor * after + shift)
    assert changed.difference == pytest.approx(factor * found.difference, abs=1e-9)
    assert changed.p == pytest.approx(found.p, abs=1e-6)
    turned = change(after, before)
    assert turned.difference == pytest.approx(-found.difference)
    assert turned.p == pytest.approx(found.p)
