"""a_wg and AD of groups."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis import NOT_ANSWERED, TooFewData, tabulate
from rondom.analysis.estimates import Integers
from rondom.analysis.raters import average_deviation, awg

EXACT = 1e-9


def test_equals_multilevel(four: Integers, wijken: Integers) -> None:
    # R> awg(d[, 1:4], wijk, range = c(1, 5)); ad.m(d[, 1:4], wijk); ad.m(d[, 1:4], wijk, type = "median")
    tables = tabulate(four, points=5, group=wijken)
    assert awg(tables).by_group[:3] == pytest.approx(
        (0.203259180202, 0.376385013821, 0.431295013205), abs=EXACT
    )
    assert average_deviation(tables).by_group[:3] == pytest.approx((1.06625, 0.915, 0.87125), abs=EXACT)
    medians = average_deviation(tables, centre="median")
    assert medians.by_group[:3] == pytest.approx((1.0375, 0.9, 0.8375), abs=EXACT)
    assert medians.bound == pytest.approx(5 / 6)
    # R> awg(d$x1, wijk, range = c(1, 5))
    one = awg(tabulate(four[:, :1], points=5, group=wijken))
    assert one.by_group[:3] == pytest.approx((0.295238095238, 0.278772378517, 0.278772378517), abs=EXACT)


@given(st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=2), min_size=2, max_size=9))
def test_equal_their_formulas_on_the_answers_themselves(rows: list[list[int]]) -> None:
    answers = np.array(rows)
    n, tables = len(rows), tabulate(answers, points=5)
    assert average_deviation(tables).median == pytest.approx(np.abs(answers - answers.mean(0)).mean())
    away = np.abs(answers - np.median(answers, axis=0)).mean()
    assert average_deviation(tables, centre="median").median == pytest.approx(away)
    found = []
    for column in answers.T:
        mean = column.mean()
        if np.ptp(column) == 0:
            found.append(1.0)
        elif (n - 1 + 5) / n - 1e-12 <= mean <= (5 * (n - 1) + 1) / n + 1e-12:
            found.append(1 - 2 * column.var(ddof=1) / ((6 * mean - mean**2 - 5) * n / (n - 1)))
    if found:
        assert awg(tables).median == pytest.approx(np.mean(found))
        assert -1 - 1e-9 <= awg(tables).median <= 1
    else:
        with pytest.raises(TooFewData):
            awg(tables)


def test_groups_with_one_answer_have_none() -> None:
    answers, group = np.array([[1, 2], [2, NOT_ANSWERED], [3, 3], [3, 4]]), np.array([0, 0, 1, 1])
    tables = tabulate(answers, points=5, group=group)
    assert awg(tables).by_group[0] is None
    assert average_deviation(tables).groups == 1
    with pytest.raises(TooFewData, match="twee mensen elk item"):
        average_deviation(tabulate(answers[:2], points=5))
    with pytest.raises(ValueError, match="hetzelfde aantal"):
        awg(tabulate(np.array([[1, 1]]), points=[2, 5]))
