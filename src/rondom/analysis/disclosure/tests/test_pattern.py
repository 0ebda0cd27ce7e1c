"""The pattern of what is hidden: safe, no larger than needed, and always the same."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rondom.analysis.disclosure import Counts, Released, Rule, Why, attack, freeze, release
from rondom.analysis.disclosure.counts import weights
from rondom.analysis.disclosure.layer import Layer, Layout
from rondom.analysis.disclosure.tests.naive import groups_of, hidden_keys, interval, is_safe
from rondom.analysis.disclosure.tests.tables import Table, labels, random_counts, release_counts

tables = st.integers(2, 3).flatmap(
    lambda rows: st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=rows, max_size=rows)
)


def layer_of(counts: Table) -> Layer:
    names = labels(counts)
    layout = Layout(
        rows={row: (place,) for place, row in enumerate(names["rows"])},
        columns={column: (place,) for place, column in enumerate(names["columns"])},
        lines={},
        shape=(len(names["rows"]), len(names["columns"])),
    )
    keys = layout.all_keys()
    n = np.array(counts, dtype=np.int64).ravel()
    return Layer(keys, layout.members(keys), n, np.full(n.size, np.inf))


def people(counts: Table) -> dict[tuple[str, str], int]:
    names = labels(counts)
    return {
        (row, column): int(counts[i][j])
        for i, row in enumerate(names["rows"])
        for j, column in enumerate(names["columns"])
    }


def hidden_weight(released: Released, counts: Table) -> float:
    layer = layer_of(counts)
    cost = weights(layer, released.minimum)
    return float(sum(cost[place] for place, key in enumerate(layer.keys) if released.groups[key].why))


@settings(max_examples=40, deadline=None)
@given(tables)
def test_a_naive_attacker_never_gets_below_the_rule(counts: list[list[int]]) -> None:
    released = release_counts(counts)
    sets = groups_of(released)
    assert is_safe(sets, people(counts), hidden_keys(released), 5)


@settings(max_examples=15, deadline=None)
@given(tables, st.sampled_from([["wijk 0"], ["wijk 0", "wijk 1"]]))
def test_a_naive_attacker_never_gets_below_the_rule_with_a_line(
    counts: list[list[int]], line: list[str]
) -> None:
    released = release_counts(counts, lines={"rijker": line})
    sets = groups_of(released)
    assert is_safe(sets, people(counts), hidden_keys(released), 5)


@pytest.mark.parametrize(
    "counts",
    [
        [[3, 12], [9, 20]],
        [[4, 4], [8, 11]],
        [[0, 7], [6, 30]],
        [[2, 9, 14], [11, 6, 3]],
        [[4, 1, 10], [10, 12, 9]],
    ],
)
def test_hides_as_little_as_the_best_of_all_patterns(counts: list[list[int]]) -> None:
    released = release_counts(counts)
    layer = layer_of(counts)
    cost, sizes = weights(layer, 5), layer.sizes
    sets = groups_of(released)
    free = [place for place in range(len(cost)) if sizes[place] >= 5]
    few = [place for place in range(len(cost)) if sizes[place] < 5]
    options = sorted(
        (sum(cost[place] for place, hide in zip(free, chosen, strict=True) if hide), chosen)
        for chosen in product((False, True), repeat=len(free))
    )
    for extra, chosen in options:
        places = few + [place for place, hide in zip(free, chosen, strict=True) if hide]
        if is_safe(sets, people(counts), {layer.keys[place] for place in places}, 5):
            assert hidden_weight(released, counts) == pytest.approx(extra + sum(cost[few]))
            return
    raise AssertionError("even hiding everything is not safe")


def test_the_same_input_gives_the_same_bytes() -> None:
    counts = random_counts(4, 8, seed=7)
    assert freeze(release_counts(counts)) == freeze(release_counts(counts))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_order_of_rows_and_columns_gives_an_equally_good_pattern(seed: int) -> None:
    counts = random_counts(4, 5, seed=seed)
    rng = np.random.default_rng(seed)
    turned = counts[rng.permutation(4)][:, rng.permutation(5)]
    first, second = release_counts(counts), release_counts(turned)
    assert hidden_weight(first, counts) == pytest.approx(hidden_weight(second, turned))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_audit_of_a_real_sized_table_finds_nothing(seed: int) -> None:
    counts = random_counts(4, 8, seed=seed)
    lines = {"rijker": ["wijk 0", "wijk 1"], "armer": ["wijk 2", "wijk 3"]}
    released = release_counts(counts, lines=lines)
    assert released.gap == 0
    assert min(bound.width for bound in attack(released)) >= 5 - 1e-6
    few = {(g.row, g.column) for g in released.hidden() if g.why is Why.FEW}
    told = {(b.row, b.column): b.width for b in attack(released, told=True)}
    assert few
    assert min(told[key] for key in few) >= 1 - 1e-6


def test_prefers_to_hide_small_groups_and_keeps_margins() -> None:
    released = release_counts([[3, 6, 40, 50], [8, 7, 45, 60], [30, 35, 41, 52]])
    assert {(group.row, group.column) for group in released.hidden()} == {
        ("wijk 0", "sector 0"),
        ("wijk 0", "sector 1"),
        ("wijk 1", "sector 0"),
        ("wijk 1", "sector 1"),
    }


@pytest.mark.parametrize("seed", range(4))
def test_a_reader_who_knows_how_many_were_asked_gets_no_further(seed: int) -> None:
    counts = random_counts(3, 4, seed=seed, mean=8)
    asked = counts + 2
    released = release(Counts(counts, asked), rule=Rule(), **labels(counts))
    sets, cells = groups_of(released), list(people(counts))
    limits = [({cell}, 0.0, float(most)) for cell, most in people(asked).items()]
    shown = {key: group.n for key, group in released.groups.items() if group.n is not None}
    for key in hidden_keys(released):
        low, high = interval(sets, cells, key, shown, limits)
        most = sum(people(asked)[cell] for cell in sets[key])
        assert high - low >= min(5, most) - 1e-6
