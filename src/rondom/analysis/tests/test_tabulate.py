"""Answers are counted once, into tables that add up."""

from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from rondom import analysis
from rondom.analysis import NOT_ANSWERED, NOT_APPLICABLE, UNKNOWN, Tables, UnknownCode, tabulate
from rondom.analysis.estimates import Integers
from rondom.analysis.tabulate import Pairs

CODES = st.sampled_from([1, 2, 3, 4, NOT_APPLICABLE, UNKNOWN, NOT_ANSWERED])
PEOPLE = st.integers(0, 12).flatmap(
    lambda n: st.tuples(
        arrays(np.int64, (n, 3), elements=CODES), arrays(np.int64, n, elements=st.integers(0, 3))
    )
)


def counted_by_hand(answers: Integers, group: Integers, groups: int) -> tuple[Integers, Integers]:
    """One respondent at a time, in plain loops."""
    slot = {1: 0, 2: 1, 3: 2, 4: 3, NOT_APPLICABLE: 4, UNKNOWN: 5, NOT_ANSWERED: 6}
    items = answers.shape[1]
    counts = np.zeros((groups, items, 7), dtype=np.int64)
    pairs = np.zeros((groups, items, items, 4, 4), dtype=np.int64)
    for row, own in zip(answers.tolist(), group.tolist(), strict=True):
        for item, code in enumerate(row):
            counts[own, item, slot[code]] += 1
        for one, other in product(range(items), repeat=2):
            if row[one] > 0 and row[other] > 0:
                pairs[own, one, other, row[one] - 1, row[other] - 1] += 1
    return counts, pairs


def assert_same(one: Tables, other: Tables) -> None:
    assert (one.items, one.points, one.kept) == (other.items, other.points, other.kept)
    np.testing.assert_array_equal(one.counts, other.counts)
    np.testing.assert_array_equal(
        np.zeros(0) if one.pairs is None else one.pairs, np.zeros(0) if other.pairs is None else other.pairs
    )


@given(PEOPLE)
def test_counts_what_a_plain_loop_counts(people: tuple[Integers, Integers]) -> None:
    answers, group = people
    counts, pairs = counted_by_hand(answers, group, 4)
    by_group = tabulate(answers, points=4, group=group, groups=4, pairs="groups")
    overall = tabulate(answers, points=4, group=group, groups=4, pairs="total")
    np.testing.assert_array_equal(by_group.counts, counts)
    np.testing.assert_array_equal(by_group.pairs, pairs)
    np.testing.assert_array_equal(overall.counts, counts)
    np.testing.assert_array_equal(overall.pairs, pairs.sum(axis=0, keepdims=True))
    assert_same(by_group.total(), overall.total())


@given(PEOPLE, PEOPLE, st.sampled_from(["none", "total", "groups"]))
def test_adding_tables_equals_counting_everyone_together(
    one: tuple[Integers, Integers], other: tuple[Integers, Integers], pairs: Pairs
) -> None:
    apart = [tabulate(answers, points=4, group=group, pairs=pairs) for answers, group in (one, other)]
    together = tabulate(
        np.concatenate([one[0], other[0]]),
        points=4,
        group=np.concatenate([one[1], other[1]]),
        pairs=pairs,
    )
    assert_same(apart[0] + apart[1], together)
    assert_same(apart[1] + apart[0], together)


@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_respondents_does_not_matter(people: tuple[Integers, Integers], random: Random) -> None:
    answers, group = people
    order = list(range(len(answers)))
    random.shuffle(order)
    shuffled = tabulate(answers[order], points=4, group=group[order], groups=4, pairs="groups")
    assert_same(shuffled, tabulate(answers, points=4, group=group, groups=4, pairs="groups"))


@pytest.mark.parametrize("pairs", ["total", "groups"])
def test_more_respondents_than_one_block_are_all_counted(pairs: Pairs) -> None:
    rng = np.random.default_rng(5)
    answers, group = rng.integers(1, 6, (70_001, 4)), rng.integers(0, 2, 70_001)
    found = tabulate(answers, points=5, group=group, pairs=pairs)
    assert found.respondents.tolist() == np.bincount(group).tolist()
    assert found.pairs is not None
    expected = np.histogram2d(answers[:, 1], answers[:, 3], bins=5)[0]
    np.testing.assert_array_equal(found.pairs.sum(axis=0)[1, 3], expected)


def test_each_kind_of_missing_is_counted_apart() -> None:
    answers = np.array([[NOT_APPLICABLE, 1], [UNKNOWN, 2], [UNKNOWN, NOT_ANSWERED]])
    found = tabulate(answers, points=2)
    assert found.missing(NOT_APPLICABLE).tolist() == [[1, 0]]
    assert found.missing(UNKNOWN).tolist() == [[2, 0]]
    assert found.missing(NOT_ANSWERED).tolist() == [[0, 1]]
    assert found.respondents.tolist() == [3]


def test_refuses_unknown_codes_by_item_code_and_count() -> None:
    answers = np.array([[1, 6], [0, 6], [5, -9]])
    with pytest.raises(UnknownCode) as refused:
        tabulate(answers, points=5, items=["O1", "W2"])
    assert "item O1 heeft 1 keer code 0" in str(refused.value)
    assert "item W2 heeft 1 keer code -9" in str(refused.value)
    assert "item W2 heeft 2 keer code 6" in str(refused.value)


def test_a_point_of_one_item_may_be_unknown_to_another() -> None:
    found = tabulate(np.array([[2, 7]]), points=[2, 7])
    assert found.answered[0].sum(axis=1).tolist() == [1, 1]
    with pytest.raises(UnknownCode, match="item 1 heeft 1 keer code 3"):
        tabulate(np.array([[3, 7]]), points=[2, 7])


def test_refuses_answers_that_are_not_whole_numbers() -> None:
    with pytest.raises(UnknownCode, match="gehele codes"):
        tabulate(np.array([[3.5]]), points=5)


def test_large_codes_do_not_come_back_as_small_ones() -> None:
    for code in (65537, 65533, -9, 2**40 + 1):
        with pytest.raises(UnknownCode, match=f"code {code}"):
            tabulate(np.array([[code]]), points=5)


@pytest.mark.parametrize(
    ("group", "says"), [(np.array([0]), "elke respondent"), (np.array([0, -1]), "vanaf 0")]
)
def test_refuses_groups_that_do_not_fit(group: Integers, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        tabulate(np.array([[1], [2]]), points=2, group=group)


def test_refuses_pair_tables_that_do_not_fit_in_memory() -> None:
    with pytest.raises(ValueError, match="passen niet in het geheugen"):
        tabulate(np.ones((1, 40), dtype=int), points=5, groups=5000, pairs="groups")


def test_refuses_to_add_tables_about_other_items() -> None:
    answers = np.array([[1, 2]])
    with pytest.raises(ValueError, match="dezelfde items"):
        tabulate(answers, points=2) + tabulate(answers, points=3)


@given(PEOPLE)
def test_a_selection_equals_counting_those_items_turned_round(people: tuple[Integers, Integers]) -> None:
    answers, group = people
    tables = tabulate(answers, points=[4, 4, 6], items=["a", "b", "c"], group=group, pairs="groups")
    turned = analysis.reverse_keys(answers[:, [1, 0]], {1}, points=4)
    expected = tabulate(turned, points=4, items=["b", "a"], group=group, pairs="groups")
    assert_same(tables.select(["b", "a"], reverse={"a"}), expected)
    turned = analysis.reverse_keys(answers, {0, 2}, points=[4, 4, 6])
    expected = tabulate(turned, points=[4, 4, 6], items=["a", "b", "c"], group=group, pairs="groups")
    assert_same(tables.select(["a", "b", "c"], reverse={"a", "c"}), expected)


def test_selecting_an_item_that_was_not_counted_names_it() -> None:
    with pytest.raises(KeyError, match="Item z"):
        tabulate(np.array([[1]]), points=2).select(["z"])


def test_one_group_has_its_own_tables() -> None:
    answers, group = np.array([[1, 2], [2, 2], [1, 1]]), np.array([0, 1, 1])
    found = tabulate(answers, points=2, group=group, pairs="groups").only(1)
    assert_same(found, tabulate(answers[1:], points=2))
    assert tabulate(answers, points=2, group=group).only(1).pairs is None


def test_nobody_gives_tables_of_zeros() -> None:
    found = tabulate(np.zeros((0, 2), dtype=int), points=5)
    assert found.counts.sum() == 0
    assert found.respondents.tolist() == [0]
