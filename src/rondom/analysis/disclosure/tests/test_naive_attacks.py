"""Random tables, released and then attacked by code that shares nothing with the released code."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from rondom.analysis.disclosure import TOTAL, Counts, Measure, Released, Rule, release
from rondom.analysis.disclosure.tests.naive import groups_of, people_given_away
from rondom.analysis.disclosure.tests.tables import labels, release_answers
from rondom.analysis.estimates import Integers

answers = st.lists(
    st.lists(st.lists(st.integers(0, 7), min_size=4, max_size=4), min_size=2, max_size=2),
    min_size=2,
    max_size=3,
)


def most_possible(released: Released, counts: Integers, key: tuple[str, str], code: int) -> float:
    """How many people of a group may have given an answer, for who knows the people per cell."""
    sets = groups_of(released)
    cells = [(row, column) for row in released.rows for column in released.columns]
    true = dict(zip(cells, counts.reshape(-1, counts.shape[2]), strict=True))

    def row(group: set[tuple[str, str]], codes: set[int]) -> list[float]:
        return [float(cell in group and c in codes) for cell in cells for c in range(counts.shape[2])]

    rows = [row({cell}, set(range(counts.shape[2]))) for cell in cells]
    values = [float(true[cell].sum()) for cell in cells]
    for (_, *place), shares in released.distributions.items():
        group = sets[place[0], place[1]]
        for share in shares.shares:
            codes = {int(code) - 1 for code in share.codes}
            rows.append(row(group, codes))
            values.append(float(sum(true[cell][c] for cell in group for c in codes)))
    solve: Any = linprog
    return -float(solve([-x for x in row(sets[key], {code})], A_eq=rows, b_eq=values).fun)


@settings(max_examples=25, deadline=None)
@given(answers)
def test_any_answer_may_have_been_given_by_three_people(table: list[list[list[int]]]) -> None:
    counts = np.array(table)
    released = release_answers(table)
    sizes = {key: group.n for key, group in released.groups.items()}
    for (_, row, column), shares in released.distributions.items():
        if (sizes[row, column] or 0) >= 6 and len(shares.shares) < 4:
            for code in range(4):
                assert most_possible(released, counts, (row, column), code) >= 3 - 1e-6


@settings(max_examples=25, deadline=None)
@given(answers)
def test_shown_parts_hold_three_people_and_leave_three(table: list[list[list[int]]]) -> None:
    counts = np.array(table)
    released = release_answers(table)
    rows = {**{row: [i] for i, row in enumerate(released.rows)}, TOTAL: list(range(len(released.rows)))}
    columns = {**{c: [j] for j, c in enumerate(released.columns)}, TOTAL: [0, 1]}
    for (_, row, column), shares in released.distributions.items():
        of_group = counts[rows[row]][:, columns[column]].sum(axis=(0, 1))
        for share in shares.shares:
            held = sum(of_group[int(code) - 1] for code in share.codes)
            assert 3 <= held <= of_group.sum() - 3
            assert 1 <= share.percent <= 99


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=2, max_size=3),
    st.integers(0, 1000),
)
def test_shown_means_never_add_up_to_a_few_people(table: list[list[int]], seed: int) -> None:
    rng = np.random.default_rng(seed)
    people = np.array(table)
    n = people - rng.binomial(people, 0.2)
    total = np.array([[rng.uniform(0, 100, size).sum() for size in row] for row in n])
    measure = Measure("schaal", n, total, total**2 / np.maximum(n, 1) + 200.0 * n)
    released = release(Counts(people), [measure], rule=Rule(), **labels(people))
    cells = [(row, column) for row in released.rows for column in released.columns]
    scores = dict(zip(cells, n.ravel().tolist(), strict=True))
    shown = {(m.row, m.column): m.n or 0 for m in released.means.values() if m.why is None}
    assert people_given_away(groups_of(released), cells, scores, shown, 5) is None
    assert all(size >= 5 for size in shown.values())


def test_the_naive_attacker_does_find_what_is_not_protected() -> None:
    released = release_answers([[[5, 6, 7, 8], [9, 5, 6, 5]], [[6, 6, 6, 6], [7, 7, 7, 7]]])
    assert released.hidden() == ()
    cells = [(row, column) for row in released.rows for column in released.columns]
    shown = {key: 1 for key in groups_of(released) if key != ("wijk 0", "sector 0")}
    few = dict.fromkeys(cells, 20) | {("wijk 0", "sector 0"): 3}
    assert people_given_away(groups_of(released), cells, few, shown, 5) == {("wijk 0", "sector 0")}
    counts = np.array([[[5, 6, 7, 8], [9, 5, 6, 5]], [[6, 6, 6, 6], [7, 7, 7, 7]]])
    assert most_possible(released, counts, (TOTAL, TOTAL), 0) == pytest.approx(27)
