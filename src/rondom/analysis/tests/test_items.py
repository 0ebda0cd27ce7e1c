"""The item table: what psych's alpha and describe give, from counts alone."""

from dataclasses import fields
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from rondom.analysis import NOT_ANSWERED, NOT_APPLICABLE, UNKNOWN, Item, item_table, reverse_keys, tabulate
from rondom.analysis.estimates import Floats, Integers

EXACT = 1e-6
CODES = st.sampled_from([1, 2, 3, 4, 5, NOT_APPLICABLE, UNKNOWN, NOT_ANSWERED])
ANSWERS = st.tuples(st.integers(0, 10), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=CODES)
)


def test_equals_psych_on_complete_answers(four: Integers) -> None:
    # R> psych::describe(d[, 1:4], type = 3); psych::alpha(d[, 1:4])[c("item.stats", "alpha.drop")]
    #       mean          sd          skew      kurtosis       r.drop    raw_alpha (dropped)
    # x1  3.0850 1.231489511 -0.0971130271 -0.9582221267 0.5840159362 0.7389262761
    # x2  3.1050 1.173634758  0.0563163569 -0.8517935571 0.5831400022 0.7390096688
    # x3  3.0400 1.217417456 -0.0179966000 -0.9782720953 0.6271821858 0.7162448029
    # x4  3.1025 1.166359609  0.0372768501 -0.8453266312 0.5791036450 0.7410282714
    # R> psych::r.con(0.5840159362, 400)         [1] 0.5154826974 0.6451253484
    expected = [
        (3.0850, 1.231489511, -0.0971130271, -0.9582221267, 0.5840159362, 0.7389262761),
        (3.1050, 1.173634758, 0.0563163569, -0.8517935571, 0.5831400022, 0.7390096688),
        (3.0400, 1.217417456, -0.0179966000, -0.9782720953, 0.6271821858, 0.7162448029),
        (3.1025, 1.166359609, 0.0372768501, -0.8453266312, 0.5791036450, 0.7410282714),
    ]
    found = item_table(tabulate(four, points=5))
    for item, values in zip(found, expected, strict=True):
        own = (item.mean, item.sd, item.skew, item.kurtosis, item.r_drop, item.alpha_drop)
        assert own == pytest.approx(values, abs=EXACT)
    interval = found[0].r_drop_interval
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.5154826974, 0.6451253484), abs=EXACT)


def test_equals_psych_on_answers_with_holes(gappy: Floats) -> None:
    # R> b <- psych::alpha(m); b$item.stats[c("n", "r.drop", "mean", "sd")]; b$alpha.drop$raw_alpha
    # x1 361 0.5638116263 3.096952909 1.217473075    0.7437086126
    # x2 398 0.5797647820 3.105527638 1.174420742    0.7353002423
    # x3 340 0.6320182472 2.991176471 1.222905204    0.7078937080
    # x4 398 0.5817993060 3.103015075 1.169271105    0.7343136364
    expected = [
        (361, 0.5638116263, 3.096952909, 1.217473075, 0.7437086126),
        (398, 0.5797647820, 3.105527638, 1.174420742, 0.7353002423),
        (340, 0.6320182472, 2.991176471, 1.222905204, 0.7078937080),
        (398, 0.5817993060, 3.103015075, 1.169271105, 0.7343136364),
    ]
    codes = np.where(np.isnan(gappy), NOT_ANSWERED, gappy).astype(np.int64)
    for item, values in zip(item_table(tabulate(codes, points=5)), expected, strict=True):
        assert (item.n, item.r_drop, item.mean, item.sd, item.alpha_drop) == pytest.approx(values, abs=EXACT)


def test_correlations_with_the_whole_scale_equal_psych(four: Integers, gappy: Floats) -> None:
    # R> a <- psych::alpha(d[, 1:4]); a$item.stats[c("raw.r", "std.r", "r.cor")]
    # R> a$alpha.drop[c("std.alpha", "average_r", "S/N")]
    expected = [
        (0.77977096461, 0.77464916406, 0.65899454367, 0.73890106519, 0.48541722461, 2.8299658354),
        (0.77100305079, 0.77455534443, 0.65905689496, 0.73897648027, 0.48551487642, 2.8310723916),
        (0.80419170636, 0.80144473928, 0.70879949353, 0.71673239421, 0.45752715221, 2.5302307060),
        (0.76738333321, 0.77188932491, 0.65179489666, 0.74111327917, 0.48828979269, 2.8626932923),
    ]
    for item, values in zip(item_table(tabulate(four, points=5)), expected, strict=True):
        whole = (item.raw_r, item.std_r, item.r_cor)
        without = (item.std_alpha_drop, item.average_r_drop, item.signal_noise_drop)
        assert (*whole, *without) == pytest.approx(values, abs=EXACT)
    # With holes: the same, but for raw.r, which psych takes from means of answered items.
    holes = [
        (0.76231918766, 0.63702751781, 0.74365219492, 0.49160729358, 2.9009501161),
        (0.77273854538, 0.65783998339, 0.73531165664, 0.48079172582, 2.7780281039),
    ]
    codes = np.where(np.isnan(gappy), NOT_ANSWERED, gappy).astype(np.int64)
    for item, five in zip(item_table(tabulate(codes, points=5))[:2], holes, strict=True):
        without = (item.std_alpha_drop, item.average_r_drop, item.signal_noise_drop)
        assert (item.std_r, item.r_cor, *without) == pytest.approx(five, abs=EXACT)


@given(arrays(np.int64, (9, 3), elements=st.integers(1, 5)))
def test_raw_r_is_the_correlation_with_the_sum(answers: Integers) -> None:
    varies = [j for j in range(3) if len(set(answers[:, j].tolist())) > 1]
    total = answers[:, varies].sum(axis=1)
    for place, item in enumerate(item_table(tabulate(answers, points=5))):
        if place in varies and len(varies) > 1 and total.std() > 0:
            assert item.raw_r == pytest.approx(np.corrcoef(answers[:, place], total)[0, 1], abs=1e-9)
        else:
            assert item.raw_r is None


def test_an_item_that_follows_from_the_others_has_no_corrected_correlation() -> None:
    answers = np.array([[1, 1, 2], [2, 1, 3], [3, 2, 5], [1, 3, 4], [2, 3, 5]])
    first, *_ = item_table(tabulate(answers, points=5))
    assert first.r_cor is None
    assert first.std_r is not None


@given(arrays(np.int64, (9, 3), elements=st.integers(1, 5)))
def test_equals_scipy_and_the_correlation_with_the_sum_of_the_rest(answers: Integers) -> None:
    varies = [j for j in range(3) if len(set(answers[:, j].tolist())) > 1]
    for place, item in enumerate(item_table(tabulate(answers, points=5))):
        column = answers[:, place].astype(float)
        assert item.mean == pytest.approx(column.mean())
        assert item.sd == pytest.approx(column.std(ddof=1))
        assert item.floor == pytest.approx(100 * (column == 1).mean())
        assert item.ceiling == pytest.approx(100 * (column == 5).mean())
        rest = answers[:, [j for j in varies if j != place]].sum(axis=1)
        if place in varies:
            shrunk = (8 / 9) ** 1.5
            assert item.skew == pytest.approx(stats.skew(column) * shrunk, abs=1e-9)
            assert item.kurtosis == pytest.approx((stats.kurtosis(column) + 3) * (8 / 9) ** 2 - 3)
        if place in varies and rest.std() > 0:
            assert item.r_drop == pytest.approx(np.corrcoef(column, rest)[0, 1], abs=1e-9)
        else:
            assert item.r_drop is None


@given(ANSWERS)
def test_no_value_is_ever_not_a_number(answers: Integers) -> None:
    for item in item_table(tabulate(answers, points=5)):
        for field in fields(Item):
            value = getattr(item, field.name)
            assert not (isinstance(value, float) and isnan(value)), field.name
        assert item.n + item.not_applicable + item.unknown + item.not_answered == len(answers)
        assert sum(item.uses) == item.n


@given(arrays(np.int64, (8, 3), elements=st.integers(1, 5)))
def test_turning_every_item_round_mirrors_the_table(answers: Integers) -> None:
    plain = item_table(tabulate(answers, points=5))
    mirrored = item_table(tabulate(reverse_keys(answers, {0, 1, 2}, points=5), points=5))
    for item, mirror in zip(plain, mirrored, strict=True):
        assert mirror.uses == item.uses[::-1]
        assert (mirror.floor, mirror.ceiling) == (item.ceiling, item.floor)
        assert mirror.mean == pytest.approx(6 - (item.mean or 0))
        assert (mirror.r_drop is None) == (item.r_drop is None)
        assert mirror.r_drop == pytest.approx(item.r_drop, abs=1e-9)


def test_constant_and_empty_items_say_why_they_do_not_count(four: Integers) -> None:
    answers = np.column_stack([four, np.full(400, 2), np.full(400, NOT_APPLICABLE)])
    *items, constant, empty = item_table(tabulate(answers, points=5))
    assert items[0].r_drop == pytest.approx(0.5840159362, abs=EXACT)
    assert (constant.mean, constant.sd, constant.skew, constant.r_drop) == (2.0, 0.0, None, None)
    assert constant.note == "Telt niet mee in de schaal: iedereen gaf hetzelfde antwoord."
    assert (empty.n, empty.not_applicable, empty.mean, empty.floor) == (0, 400, None, None)
    assert empty.note == "Telt niet mee in de schaal: niemand heeft dit item beantwoord."


def test_with_two_items_there_is_no_alpha_without_one() -> None:
    first, _ = item_table(tabulate(np.array([[1, 1], [2, 3], [3, 3], [1, 2]]), points=3))
    assert first.alpha_drop is None
    assert first.r_drop == pytest.approx(np.corrcoef([1, 2, 3, 1], [1, 3, 3, 2])[0, 1])
    assert "één item over" in first.note


def test_a_pair_that_nobody_answered_leaves_the_other_results_standing() -> None:
    gap = NOT_ANSWERED
    answers = np.array([[1, 2, gap], [2, 4, gap], [4, 5, gap], [gap, 1, 2], [gap, 4, 3], [gap, 2, 2]])
    first, second, third = item_table(tabulate(answers, points=5))
    assert (first.n, first.r_drop) == (3, None)
    assert first.mean == pytest.approx(7 / 3)
    assert (second.r_drop, second.alpha_drop) == (None, None)
    assert third.alpha_drop is not None
    assert "te weinig mensen" in first.note


def test_an_item_beside_others_that_cancel_out_has_no_correlation_with_them() -> None:
    answers = np.array([[1, 5, 2], [2, 4, 4], [4, 2, 1], [5, 1, 3]])
    *_, third = item_table(tabulate(answers, points=5))
    assert (third.r_drop, third.alpha_drop) == (None, None)


def test_one_respondent_has_a_mean_and_nothing_else() -> None:
    (item,) = item_table(tabulate(np.array([[4]]), points=5))
    assert (item.mean, item.mean_interval, item.sd, item.skew, item.r_drop) == (4.0, None, None, None, None)
