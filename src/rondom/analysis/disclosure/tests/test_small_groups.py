"""Few people: hidden, and not to be computed from what is shown."""

from typing import Any

import numpy as np
import pytest

from rondom.analysis.disclosure import TOTAL, Counts, Distribution, Group, Rule, Why, release
from rondom.analysis.disclosure.tests.tables import labels, measure, release_counts, release_scores, spread


def test_shows_everything_when_all_groups_are_large() -> None:
    released = release_counts([[12, 20], [31, 9]])
    assert released.hidden() == ()
    assert released.group("wijk 0", TOTAL).n == 32
    assert released.group().n == 72


def test_refuses_a_rule_below_five() -> None:
    with pytest.raises(ValueError, match="ondergrens"):
        Rule(4)


def test_hides_a_group_of_four_with_all_its_results() -> None:
    scores = [[spread(4), spread(20), spread(9)], [spread(12), spread(18), spread(15)]]
    released = release_scores(scores)
    assert released.group("wijk 0", "sector 0").why is Why.FEW
    assert released.group("wijk 0", "sector 0").n is None
    mean = released.mean("schaal", "wijk 0", "sector 0")
    assert (mean.mean, mean.n, mean.low, mean.high, mean.sd) == (None,) * 5


def test_shows_nothing_when_the_total_is_below_the_threshold() -> None:
    released = release_counts([[1, 2], [1, 0]])
    assert {group.why for group in released.groups.values()} == {Why.FEW}


def test_a_cell_where_nobody_answered_counts_as_few() -> None:
    released = release_counts([[0, 20, 15], [12, 18, 11]])
    assert released.group("wijk 0", "sector 0").why is Why.FEW
    assert len(released.hidden()) > 1


def test_a_cell_without_population_is_empty_and_costs_no_other_group() -> None:
    counts = np.array([[0, 20, 15], [12, 18, 11]])
    population = np.array([[0, 40, 40], [40, 40, 40]])
    released = release(Counts(counts, population), rule=Rule(), **labels(counts))
    assert [group.why for group in released.hidden()] == [Why.EMPTY]


def test_a_measure_with_few_valid_scores_is_hidden_without_hiding_the_group() -> None:
    people = np.array([[8, 20, 30], [12, 18, 25], [22, 9, 14]])
    scores = [[spread(int(n)) for n in row] for row in people]
    scores[0][0] = spread(4)
    released = release(Counts(people), [measure("schaal", scores)], rule=Rule(), **labels(people))
    assert released.group("wijk 0", "sector 0").n == 8
    assert released.mean("schaal", "wijk 0", "sector 0").why is Why.FEW
    assert sum(mean.why is Why.COMPLEMENT for mean in released.means.values()) >= 3


def test_only_release_makes_results() -> None:
    seal_of_paper: Any = object()
    with pytest.raises(TypeError, match="release"):
        Group(seal=seal_of_paper, row="wijk 0", column="sector 0", n=3, why=None)


def test_refuses_tables_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="vorm"):
        release(Counts(np.ones((2, 2), dtype=np.int64)), rule=Rule(), rows=["a"], columns=["b"])


def test_refuses_the_same_label_twice() -> None:
    with pytest.raises(ValueError, match="meer dan eens: a"):
        release(Counts(np.ones((2, 1), dtype=np.int64)), rule=Rule(), rows=["a", "a"], columns=["b"])


def test_unknown_groups_raise_a_key_error() -> None:
    with pytest.raises(KeyError):
        release_counts([[12, 20], [31, 9]]).group("wijk 9")


def test_a_margin_without_population_is_empty_everywhere() -> None:
    counts = np.array([[0, 20], [0, 31]])
    answers = np.stack([counts // 2, counts - counts // 2], axis=2)
    released = release(
        Counts(counts, np.array([[0, 40], [0, 40]])),
        [measure("schaal", [[[], spread(20)], [[], spread(31)]])],
        [Distribution("vraag", ("ja", "nee"), answers)],
        rule=Rule(),
        **labels(counts),
    )
    assert released.mean("schaal", TOTAL, "sector 0").why is Why.EMPTY
    assert released.shares("vraag", TOTAL, "sector 0").why is Why.EMPTY
    assert released.shares("vraag").n == 51
