"""Mokken's H."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.analysis.codes import NOT_ANSWERED
from rondom.analysis.estimates import Integers, TooFewData
from rondom.analysis.irt import Mokken, mokken, mokken_from
from rondom.analysis.tabulate import tabulate


def _by_sorting(answers: Integers, pairs: list[tuple[int, int]]) -> float:
    """Covariances over those of the same answers, each item sorted by itself."""
    ordered = np.sort(answers, axis=0)

    def total(rows: Integers) -> float:
        return float(sum(np.cov(rows[:, i], rows[:, j])[0, 1] for i, j in pairs))

    return total(answers) / total(ordered)


def _pairs(size: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(size) for j in range(i + 1, size)]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 5), st.integers(2, 5))
def test_equals_covariances_over_those_of_sorted_answers(seed: int, items: int, points: int) -> None:
    rng = np.random.default_rng(seed)
    answers = np.clip(rng.normal(2, 1, (40, 1)) + rng.normal(0.5, 1, (40, items)), 1, points).astype(int)
    answers[0], answers[1] = 1, points
    found = mokken(answers, points=points)
    assert found.scale.value == pytest.approx(_by_sorting(answers, _pairs(items)))
    assert found.items[0][1].value == pytest.approx(_by_sorting(answers, [(0, j) for j in range(1, items)]))
    assert found.pairs[0].h.value == pytest.approx(_by_sorting(answers, [(0, 1)]))
    assert found.scale.value <= 1 + 1e-12


def test_two_points_are_loevingers_errors_over_those_expected(lsat6: Integers) -> None:
    found = mokken(lsat6, points=2)
    errors = expected = 0.0
    shares = (lsat6 == 2).mean(axis=0)
    for i, j in _pairs(5):
        easy, hard = (i, j) if shares[i] > shares[j] else (j, i)
        errors += float(((lsat6[:, easy] == 1) & (lsat6[:, hard] == 2)).sum())
        expected += 1000 * (1 - shares[easy]) * shares[hard]
    assert found.scale.value == pytest.approx(1 - errors / expected)


def _values(found: Mokken) -> list[float]:
    return [found.scale.value, found.items[1][1].value, found.pairs[2].h.value]


@pytest.mark.parametrize("size", [1.0, 0.3])
def test_standard_errors_are_those_of_the_jackknife(four: Integers, size: float) -> None:
    answers = four[: int(400 * size)]
    found, n = mokken(answers, points=5), len(answers)
    without = np.array([_values(mokken(np.delete(answers, at, axis=0), points=5)) for at in range(n)])
    jackknife = np.sqrt((n - 1) / n * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    ses = [found.scale.se, found.items[1][1].se, found.pairs[2].h.se]
    assert ses == pytest.approx(jackknife, rel=0.05)
    assert found.scale.interval is not None
    assert found.scale.interval.low == pytest.approx(
        found.scale.value - 1.959964 * (found.scale.se or 0), abs=1e-6
    )


def test_standard_errors_equal_mokken(four: Integers) -> None:
    # R> coefH((X[, 1:4] > 1) * 1, nice.output = FALSE)   (mokken 3.1.2: H, se.H, Hi, se.Hi, Hij, se.Hij)
    found = mokken((four > 2) + 1, points=2)
    assert (found.scale.value, found.scale.se) == pytest.approx((0.346165328, 0.0326766416))
    assert (found.items[0][1].value, found.items[0][1].se) == pytest.approx((0.332479528, 0.0386074597))
    assert found.pairs[0].h.se == pytest.approx(0.0544602564)
    # R> coefH(X[, 1:4], nice.output = FALSE)   where no two borders of a pair have equal shares
    five = mokken(four, points=5)
    assert five.scale.value == pytest.approx(0.49191976)
    assert (five.items[0][1].se, five.items[2][1].se) == pytest.approx((0.0296597884, 0.0281856932))
    assert (five.pairs[1].h.value, five.pairs[1].h.se) == pytest.approx((0.522705578, 0.0369395161))


@pytest.mark.parametrize("seed", range(5))
def test_borders_that_equally_many_pass_are_equal_also_the_other_way_round(seed: int) -> None:
    rng = np.random.default_rng(seed)
    answers = np.clip(rng.normal(3, 1, (30, 1)) + rng.normal(0, 1, (30, 5)), 1, 5).astype(int)
    found, turned = mokken(answers, points=5), mokken(6 - answers, points=5)
    assert turned.scale.se == pytest.approx(found.scale.se, rel=1e-12)
    assert [item.se for _, item in turned.items] == pytest.approx([item.se for _, item in found.items])


def test_from_tables_equals_from_answers_and_takes_each_pair_by_itself(four: Integers) -> None:
    whole, counted = mokken(four, points=5), mokken_from(tabulate(four, points=5))
    assert counted.scale.value == pytest.approx(whole.scale.value)
    assert counted.items[2][1].value == pytest.approx(whole.items[2][1].value)
    assert [pair.h for pair in counted.pairs] == [pair.h for pair in whole.pairs]
    assert (counted.scale.se, counted.n) == (None, 400)
    assert "vraagt de antwoorden zelf" in counted.warnings[-1]
    holes = four.copy()
    holes[::7, 2] = NOT_ANSWERED
    some = mokken_from(tabulate(holes, points=5))
    both = holes[holes[:, 2] > 0]
    assert some.pairs[1].h.value == pytest.approx(mokken(both[:, [0, 2]], points=5).scale.value)
    assert some.pairs[0].h == whole.pairs[0].h
    with pytest.raises(TooFewData, match="minder dan twee mensen"):
        mokken_from(tabulate(np.array([[1, -1], [2, -1], [-1, 1], [-1, 2]]), points=2))
    with pytest.raises(TooFewData, match="steeds hetzelfde"):
        mokken_from(tabulate(np.array([[1, 1], [2, 1], [-1, 2]]), points=2))


def test_a_perfect_order_has_an_h_of_one() -> None:
    answers = np.array([[1, 1, 1], [2, 1, 1], [2, 2, 1], [2, 2, 2], [2, 2, 2]])
    found = mokken(answers, points=2)
    assert found.scale.value == pytest.approx(1)


def test_names_what_runs_against_the_rest_and_what_takes_no_part(four: Integers) -> None:
    turned = np.column_stack([four[:, 0], 6 - four[:, 1], four[:, 2], np.full(400, 3), np.full(400, -1)])
    turned[:7, 2] = NOT_ANSWERED
    found = mokken(turned, points=5, items=["a", "b", "c", "d", "e"])
    assert "a en b" in found.warnings[0]
    assert [left.item for left in found.left_out] == ["d", "e"]
    assert found.n + found.incomplete == 400
    assert found.n == 393


def test_refuses_one_item_or_one_person(four: Integers) -> None:
    for answers in (four[:, :1], four[:1], np.full((5, 3), 2), np.empty((0, 2), dtype=int)):
        with pytest.raises(TooFewData, match="Mokken"):
            mokken(answers, points=5)
