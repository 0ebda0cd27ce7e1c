"""The search for scales and the check of monotonicity: against mokken, and against plain loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from rondom.analysis.codes import NOT_ANSWERED
from rondom.analysis.estimates import Integers, NotComputed, TooFewData
from rondom.analysis.irt import (
    ItemMonotonicity,
    ScaleSearch,
    mokken,
    monotonicity,
    scale_search,
)


def _found(search: ScaleSearch) -> list[str]:
    return [" ".join(scale.items) for scale in search.scales]


@pytest.mark.parametrize(
    ("bound", "scales", "unscalable"),
    [
        (0.05, ["2 3 1 4 5 7 8 6 10 12 9 11"], ""),
        (0.2, ["2 3 1 4 5 7 8 6", "9 12 10 11"], ""),
        (0.3, ["2 3 1 4", "9 12 10 11", "5 8 7 6"], ""),
        (0.45, ["2 3 1 4", "9 12 10", "5 8"], "6 7 11"),
    ],
)
def test_scales_equal_mokken(twelve: Integers, bound: float, scales: list[str], unscalable: str) -> None:
    # R> aisp(X, lowerbound = c(.05, .2, .3, .45), verbose = TRUE)   (mokken 3.1.2)
    found = scale_search(twelve, points=5, lower_bound=bound)
    assert _found(found) == scales
    assert " ".join(found.unscalable) == unscalable


def test_scales_of_two_points_equal_mokken(twelve: Integers) -> None:
    # R> aisp((X > 1) * 1, lowerbound = c(.1, .3, .35, .4))   (mokken 3.1.2)
    halves = (twelve > 2) + 1
    assert _found(scale_search(halves, points=2, lower_bound=0.3)) == ["9 10 12", "2 3 4 1", "5 7 6 8"]
    narrow = scale_search(halves, points=2, lower_bound=0.35)
    assert _found(narrow) == ["9 10 12", "2 3 4", "5 7"]
    assert _found(scale_search(halves, points=2, lower_bound=0.4)) == ["9 10"]
    assert scale_search(halves, points=2, lower_bound=0.5).scales == ()


def test_steps_tell_what_was_tested(twelve: Integers) -> None:
    found = scale_search(twelve, points=5).scales[0]
    start, third = found.steps[:2]
    assert start.added == ("2", "3")
    assert start.h == start.item_h == pytest.approx(0.535789704)  # R> coefH(X[, 1:4])$Hij
    assert start.z == pytest.approx(10.31242586)  # R> coefZ(X[, 1:4])$Zij
    assert start.critical == pytest.approx(norm.isf(0.05 / 66))
    assert third.added == ("1",)
    assert third.critical == pytest.approx(norm.isf(0.05 / 76))
    assert found.steps[-1].z == pytest.approx(16.26206056)  # R> coefZ(X[, 1:4])$Zi, of the last, x4
    assert found.scalability == mokken(twelve[:, [1, 2, 0, 3]], points=5, items=["2", "3", "1", "4"])


def _plain_search(answers: Integers, bound: float, alpha: float) -> tuple[list[list[int]], list[int]]:
    """From the answers themselves each time: covariances over those of sorted answers."""

    def parts(items: list[int], at: int | None = None) -> tuple[float, float, float]:
        cov, most = np.cov(answers[:, items].T), np.cov(np.sort(answers[:, items], axis=0).T)
        sd = np.outer(np.diag(cov), np.diag(cov))
        pairs = [
            (i, j)
            for i in range(len(items))
            for j in range(i)
            if at is None or items[i] == at or items[j] == at
        ]
        covariance, largest, product = (sum(m[p] for p in pairs) for m in (cov, most, sd))
        return covariance / largest, covariance * np.sqrt((len(answers) - 1) / product), covariance

    free, scales = list(range(answers.shape[1])), []
    while len(free) > 1:
        tests = len(free) * (len(free) - 1) / 2
        pairs = [[i, j] for i in free for j in free if i < j]
        pairs = [pair for pair in pairs if parts(pair)[1] >= norm.isf(alpha / tests)]
        if not pairs or max(parts(pair)[0] for pair in pairs) < bound:
            break
        best = max(pairs, key=lambda pair: parts(pair)[0])
        while True:
            left = [at for at in free if at not in best and all(parts([at, one])[2] >= 0 for one in best)]
            tests += len(left)
            fit = [
                at
                for at in left
                if parts([*best, at], at)[0] >= bound and parts([*best, at], at)[1] >= norm.isf(alpha / tests)
            ]
            if not fit:
                break
            best.append(max(fit, key=lambda at: parts([*best, at])[0]))
        scales.append(best)
        free = [at for at in free if at not in best]
    return scales, free


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.2, 0.3, 0.5]), st.sampled_from([0.05, 0.001]))
def test_equals_a_plain_search(seed: int, bound: float, alpha: float) -> None:
    rng = np.random.default_rng(seed)
    theta = rng.normal(size=(150, 2))
    weights = rng.uniform(-0.3, 1.2, size=(2, 7))
    answers = 1 + np.digitize(theta @ weights + 0.7 * rng.normal(size=(150, 7)), [-1.0, 0.1, 0.9])
    scales, unscalable = _plain_search(answers, bound, alpha)
    found = scale_search(answers, points=4, lower_bound=bound, alpha=alpha)
    assert _found(found) == [" ".join(str(at + 1) for at in scale) for scale in scales]
    assert found.unscalable == tuple(str(at + 1) for at in unscalable)


def test_items_whose_h_falls_below_the_bound_are_named() -> None:
    # Some of these seeds give a scale in which an early item ends below the bound, as Mokken's search may.
    for seed in range(60):
        rng = np.random.default_rng(seed)
        theta = rng.normal(size=(200, 2))
        answers = 1 + (theta @ rng.uniform(0, 1.3, (2, 8)) + rng.normal(size=(200, 8)) > 0).astype(int)
        found = scale_search(answers, points=2, lower_bound=0.25)
        fallen = [name for one in found.scales for name, item in one.scalability.items if item.value < 0.25]
        assert bool(fallen) == bool(found.warnings)
        if fallen:
            assert fallen[0] in found.warnings[0]
            return
    pytest.fail("no seed shows it")


def _summary(item: ItemMonotonicity | NotComputed) -> tuple[float, ...]:
    assert isinstance(item, ItemMonotonicity)
    found = item.together
    return found.comparisons, found.count, found.largest, found.total, found.z or 0.0, found.significant


def test_violations_equal_mokken(twelve: Integers) -> None:
    # R> check.monotonicity(X[, c(1:4, 5, 9)], minvi = .01, minsize = 25)$results   (mokken 3.1.2)
    found = monotonicity(twelve[:, [0, 1, 2, 3, 4, 8]], points=5, minimum_violation=0.01, minimum_group=25)
    expected = [
        (188, 11, 0.1955555556, 0.9821017735, 1.347755654, 0),
        (264, 41, 0.1731182796, 1.8668622916, 1.226693730, 0),
    ]
    assert _summary(found.items[0]) == pytest.approx(expected[0])
    assert _summary(found.items[5]) == pytest.approx(expected[1])
    third = found.items[2]  # R> summary(...): 170 17 .10 .25 1.24 zmax 1.78 #zsig 1
    assert _summary(third)[:2] == (170, 17)
    assert _summary(third)[4:] == pytest.approx((1.78, 1), abs=0.005)
    assert "3" in found.warnings[0]
    first = found.items[0]
    assert isinstance(first, ItemMonotonicity)
    assert [group.n for group in first.groups] == [27, 25, 25, 25, 36, 40, 37, 43, 25, 34, 40, 43]
    assert first.groups[1].shares == pytest.approx([0.84, 0.36, 0.08, 0])
    assert (first.groups[-1].mean, first.groups[-1].high) == pytest.approx((4.09302326, 19 + 5))
    point, lowest = first.borders[0]
    assert (point, lowest.comparisons, lowest.count) == (2, 28, 4)
    assert (lowest.largest, lowest.total, lowest.z) == pytest.approx((0.16, 0.2640868776, 0.99275669))
    assert first.h == pytest.approx(mokken(twelve[:, [0, 1, 2, 3, 4, 8]], points=5).items[0][1].value)


def test_groups_of_the_usual_size_equal_mokken(twelve: Integers) -> None:
    # R> check.monotonicity(X)$results[[7]]   (mokken 3.1.2: minsize 80; rest scores from 0)
    found = monotonicity(twelve, points=5)
    seventh = found.items[6]
    assert isinstance(seventh, ItemMonotonicity)
    assert [(group.low - 11, group.high - 11, group.n) for group in seventh.groups] == [
        (3, 15, 88),
        (16, 20, 84),
        (21, 25, 90),
        (26, 40, 138),
    ]
    assert found.minimum_group == 80
    assert [_summary(item)[1] for item in found.items] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    twice = np.tile(twelve, (2, 1))
    usual = {n: monotonicity(twice[:n], points=5).minimum_group for n in (149, 240, 499, 600)}
    assert usual == {149: 50, 240: 80, 499: 99, 600: 60}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 40))
def test_equals_plain_comparisons(seed: int, least: int) -> None:
    rng = np.random.default_rng(seed)
    answers = 1 + np.digitize(rng.normal(size=(120, 1)) + 1.5 * rng.normal(size=(120, 4)), [-1.0, 0.0, 1.0])
    found = monotonicity(answers, points=4, minimum_group=least)
    for at, item in enumerate(found.items):
        rest = np.delete(answers, at, axis=1).sum(axis=1)
        groups: list[list[int]] = [[]]
        for score in sorted(set(rest.tolist())):
            if len(groups[-1]) >= least:
                groups.append([])
            groups[-1] += np.flatnonzero(rest == score).tolist()
        if len(groups) > 1 and len(groups[-1]) < least:
            groups[-2:] = [groups[-2] + groups[-1]]
        if len(groups) == 1:
            assert isinstance(item, NotComputed)
            continue
        falls, z, comparisons = [], [], 0
        for border in (2, 3, 4):
            for low in range(len(groups)):
                for high in range(low + 1, len(groups)):
                    one, other = answers[groups[low], at] >= border, answers[groups[high], at] >= border
                    comparisons += bool(one.any() and not other.all())
                    if one.mean() - other.mean() > 0.03:
                        falls.append(one.mean() - other.mean())
                        table = [(~other).sum() * one.sum(), (other.sum() + 1) * ((~one).sum() + 1)]
                        z.append(2 * (table[0] ** 0.5 - table[1] ** 0.5) / (len(one) + len(other) - 1) ** 0.5)
        expected = (comparisons, len(falls), max(falls, default=0), sum(falls), max(z, default=0))
        assert _summary(item)[:5] == pytest.approx(expected)


def test_an_item_that_falls_is_found() -> None:
    rng = np.random.default_rng(2)
    theta = rng.normal(size=(600, 1))
    answers = 1 + (1.5 * theta + rng.logistic(size=(600, 5)) > 0).astype(int)
    answers[:, 0] = 1 + (np.abs(theta[:, 0]) + 0.3 * rng.normal(size=600) < 0.6)
    found = monotonicity(answers, points=2)
    first = found.items[0]
    assert isinstance(first, ItemMonotonicity)
    assert first.together.significant > 0
    assert found.warnings[0].startswith("Deze items stijgen niet overal met de andere mee: 1")
    assert found.missing == "alleen wie elk item beantwoordde"


def test_what_cannot_be_checked_is_refused(four: Integers) -> None:
    with pytest.raises(TooFewData, match="Kies kleinere groepen"):
        monotonicity(four[:90], points=5)
    with pytest.raises(TooFewData, match="Mokken"):
        scale_search(four[:, :1], points=5)
    for bound, alpha in ((1.0, 0.05), (-0.1, 0.05), (0.3, 0.0), (0.3, 0.5)):
        with pytest.raises(ValueError, match="ondergrens"):
            scale_search(four, points=5, lower_bound=bound, alpha=alpha)
    for alpha, violation, group in ((0.6, 0.03, 50), (0.05, -1.0, 50), (0.05, 0.03, 0)):
        with pytest.raises(ValueError, match="alfa"):
            monotonicity(four, points=5, alpha=alpha, minimum_violation=violation, minimum_group=group)
    holes = four.copy()
    holes[:7, 1] = NOT_ANSWERED
    assert (scale_search(holes, points=5).n, monotonicity(holes, points=5).incomplete) == (393, 7)
    same = np.column_stack([four, np.full(400, 3)])
    assert scale_search(same, points=5).left_out[0].item == "5"
    # Nearly everyone has the same rest score.
    flat = np.tile([[2, 2, 1]], (60, 1))
    flat[0], flat[1:30, 2] = 1, 2
    assert isinstance(monotonicity(flat, points=2, minimum_group=30).items[2], NotComputed)
