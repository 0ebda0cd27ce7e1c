"""Figures about everyone together pass the same door."""

import pytest

from rondom.analysis.disclosure import Overall, Released, Why, freeze, thaw
from rondom.analysis.disclosure.tests.tables import release_counts

ENOUGH, FEW = [[20, 20], [20, 20]], [[10, 10], [5, 4]]


def released(counts: list[list[int]], n: int, minimum: int = 5) -> Released:
    return release_counts(counts, minimum, overall=[Overall("alpha", n, 0.87654, 0.84321, 0.90678)])


def test_it_leaves_with_two_decimals() -> None:
    figure = released(ENOUGH, 80).figures["alpha"]
    assert (figure.n, figure.value, figure.low, figure.high, figure.why) == (80, 0.88, 0.84, 0.91, None)


@pytest.mark.parametrize(("counts", "n", "minimum"), [(FEW, 29, 5), (ENOUGH, 29, 5), (ENOUGH, 59, 60)])
def test_few_people_behind_it_keep_it_in(counts: list[list[int]], n: int, minimum: int) -> None:
    figure = released(counts, n, minimum).figures["alpha"]
    assert (figure.n, figure.value, figure.low, figure.high, figure.why) == (None, None, None, None, Why.FEW)


def test_it_stays_in_with_a_total_that_is_hidden() -> None:
    # One small group in one cell: the total itself must stay hidden.
    found = release_counts([[3]], overall=[Overall("alpha", 3, 0.9)])
    assert found.group().why is not None
    assert found.figures["alpha"].value is None


def test_it_is_frozen_with_the_rest() -> None:
    found = released(ENOUGH, 80)
    assert thaw(freeze(found)).figures == found.figures


def test_more_people_than_there_are_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="meer mensen"):
        released(ENOUGH, 81)
