"""What municipalities know of each other: nobody learns how it went in one neighbourhood."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from rondom.analysis.disclosure import FLOOR
from rondom.workflows.quickscan.elsewhere import (
    ANY,
    FEWEST_OTHERS,
    NONE,
    ROSE,
    Attempt,
    Fact,
    Known,
    attempt,
    share_of,
    summed,
)

Equation = tuple[frozenset[Fact], int]
"""So many of these neighbourhoods rose: what a table says."""


def facts(municipality: str, row: str, rose: int, did_not: int, *, first: int = 0) -> list[Fact]:
    done = frozenset() if row == NONE else frozenset({row})
    number = int(municipality.removeprefix("GM")) * 1000 + first + 100 * (row != NONE)
    return [Fact((1, number + at), municipality, done, at < rose) for at in range(rose + did_not)]


def many(*, municipalities: int = 3, rose: int = 5, did_not: int = 5) -> list[Fact]:
    return [
        fact
        for number in range(municipalities)
        for row in (NONE, "bellen")
        for fact in facts(f"GM{number}", row, rose, did_not)
    ]


def test_a_sum_over_municipalities_is_shown() -> None:
    found = attempt(many(), [])
    assert found is not None
    assert found.released is not None
    assert share_of(found.released, "bellen") == (15, 30)
    assert share_of(found.released, NONE) == (15, 30)
    assert found.municipalities == 3


def test_two_municipalities_are_not_enough_for_they_know_their_own() -> None:
    assert attempt(many(municipalities=2, rose=20, did_not=20), []) is None


def test_too_few_neighbourhoods_of_others_are_not_tried() -> None:
    assert attempt(many(rose=3, did_not=3), []) is None


def test_whoever_sees_two_municipalities_must_leave_two_others() -> None:
    both = Known({"GM0", "GM1"})
    assert attempt(many(), [both]) is None
    assert attempt(many(municipalities=4), [both]) is not None


def test_whoever_sees_them_all_learns_nothing_new() -> None:
    assert attempt(many(), [Known({"GM0", "GM1", "GM2"})]) is not None


def test_where_nearly_all_went_the_same_way_nothing_is_shown_and_all_are_used_up() -> None:
    found = attempt(many(rose=9, did_not=1), [])
    assert found is not None
    assert found.released is None
    assert len(found.facts) == 60


def test_an_action_that_few_did_counts_with_other_actions() -> None:
    few = [fact for number in range(3) for fact in facts(f"GM{number}", "kaart", 2, 2, first=500)]
    more = [fact for number in range(3) for fact in facts(f"GM{number}", "leren", 3, 3, first=700)]
    found = attempt([*many(), *few, *more], [])
    assert found is not None
    assert found.released is not None
    assert set(found.released.rows) == {NONE, ANY, "bellen"}
    assert share_of(found.released, ANY) == (15, 30)


def test_tables_about_other_neighbourhoods_add_up() -> None:
    one = attempt(many(), [])
    assert one is not None
    assert one.released is not None
    total = summed([one.released, one.released])
    assert total is not None
    assert share_of(total, "bellen") == (30, 60)
    assert summed([]) is None


@pytest.mark.parametrize("row", [NONE, "bellen"])
def test_which_facts_are_tried_does_not_depend_on_what_came_out(row: str) -> None:
    before = attempt(many(), [])
    turned = [Fact(one.key, one.municipality, one.done, not one.rose) for one in many(rose=8, did_not=2)]
    after = attempt(turned, [])
    assert before is not None
    assert after is not None
    assert {one.key for one in before.facts if one.row == row} == {
        one.key for one in after.facts if one.row == row
    }


def seen(found: Attempt) -> list[Equation]:
    """All that a reader holds who knows which neighbourhoods stand in which row: more than anyone does."""
    if found.released is None:
        return []
    released = found.released
    return [(frozenset(found.rows[row]), released.group(row, ROSE).n or 0) for row in released.rows]


def learnt(equations: Sequence[Equation], known: Known) -> set[Fact]:
    """The neighbourhoods of others for which only one outcome is possible."""
    members = sorted({fact for group, _ in equations for fact in group}, key=lambda fact: fact.key)
    unknown = [fact for fact in members if fact.municipality not in known]
    if not unknown:
        return set()
    rows = np.array([[float(fact in group) for fact in unknown] for group, _ in equations])
    own = [sum(fact.rose for fact in group if fact.municipality in known) for group, _ in equations]
    sums = np.array([rose for _, rose in equations]) - np.array(own)
    return {
        fact
        for at, fact in enumerate(unknown)
        if not all(_possible(rows, sums, at, value) for value in (0, 1))
    }


def _possible(rows: np.ndarray, sums: np.ndarray, at: int, value: int) -> bool:
    low, high = np.zeros(rows.shape[1]), np.ones(rows.shape[1])
    low[at] = high[at] = value
    found = milp(
        np.zeros(rows.shape[1]),
        integrality=np.ones(rows.shape[1], dtype=np.int64),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(rows, sums, sums),
    )
    return bool(found.success)


@st.composite
def histories(draw: st.DrawFn) -> list[list[Fact]]:
    """Night after night the neighbourhoods of the municipalities that take part then."""
    world = []
    for number in range(draw(st.integers(3, 5))):
        for row in (NONE, "bellen", "kaart"):
            n = draw(st.integers(0, 12))
            rose = draw(st.integers(0, n))
            world += facts(f"GM{number}", row, rose, n - rose, first=300 * (row == "kaart"))
    nights = draw(st.lists(st.sets(st.integers(0, 4)), min_size=2, max_size=5))
    return [[fact for fact in world if int(fact.municipality[2:]) in night] for night in nights]


REGIONAL = Known({"GM0", "GM1"})
"""Someone who is in the circles of two municipalities."""


def count(nights: Iterable[list[Fact]], readers: Sequence[Known] = ()) -> list[Equation]:
    """As the site does it: what was tried once is not tried again, whoever stopped or came back."""
    tried: set[tuple[int, int]] = set()
    equations = []
    for night in nights:
        found = attempt([fact for fact in night if fact.key not in tried], readers)
        if found is not None:
            tried |= {fact.key for fact in found.facts}
            equations += seen(found)
    return equations


@settings(max_examples=60, deadline=None)
@given(nights=histories())
def test_nobody_learns_one_neighbourhood_from_what_changed_between_nights(nights: list[list[Fact]]) -> None:
    equations = count(nights)
    for number in range(5):
        assert learnt(equations, Known({f"GM{number}"})) == set()
    assert learnt(equations, Known()) == set()


@settings(max_examples=30, deadline=None)
@given(nights=histories())
def test_whoever_is_in_two_municipalities_learns_nothing_of_a_third(nights: list[list[Fact]]) -> None:
    assert learnt(count(nights, [REGIONAL]), REGIONAL) == set()


@settings(max_examples=60, deadline=None)
@given(nights=histories())
def test_each_number_leaves_five_on_both_sides_for_every_reader(nights: list[list[Fact]]) -> None:
    for group, rose in count(nights):
        for number in range(5):
            others = [fact for fact in group if fact.municipality != f"GM{number}"]
            left = rose - sum(fact.rose for fact in group if fact.municipality == f"GM{number}")
            assert len(others) >= FEWEST_OTHERS
            assert FLOOR <= left <= len(others) - FLOOR
            assert len({fact.municipality for fact in others}) >= 2


def test_counting_again_without_the_one_that_stopped_would_tell() -> None:
    """Why a tally ends for everyone, and its neighbourhoods are not counted again."""
    small = facts("GM9", "bellen", 1, 0)
    with_, without = attempt([*many(), *small], []), attempt(many(), [])
    assert with_ is not None
    assert without is not None
    assert learnt([*seen(with_), *seen(without)], Known({"GM0"})) == set(small)
    assert learnt(count([[*many(), *small], many()]), Known({"GM0"})) == set()
