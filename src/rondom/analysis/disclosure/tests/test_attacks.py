"""Every attack that is known to have worked somewhere, tried on what is released here."""

import numpy as np
import pytest

from rondom.analysis.disclosure import (
    TOTAL,
    Counts,
    Distribution,
    Earlier,
    Measure,
    Released,
    Rule,
    Why,
    attack,
    attack_means,
    release,
)
from rondom.analysis.disclosure.scores import whole_percents
from rondom.analysis.disclosure.tests.tables import (
    labels,
    measure,
    random_counts,
    release_answers,
    release_counts,
    release_scores,
    spread,
)


def shown_codes(released: Released, row: str, column: str = TOTAL) -> list[tuple[str, ...]]:
    return [share.codes for share in released.shares("vraag", row, column).shares]


def test_a_mean_of_three_people_cannot_be_had_by_differencing() -> None:
    scores = [[spread(30, 3.5, 1.0), spread(19, 3.3, 1.0), spread(3, 3.03, 0.5)]]
    known = (52 * 3.40 - 30 * 3.5 - 19 * 3.3) / 3
    assert known == pytest.approx(3.03, abs=0.01)  # what showing all but one would give away
    released = release_scores(scores, low=1.0, high=5.0)
    shown = {key[1:] for key, mean in released.means.items() if mean.why is None}
    assert not {("wijk 0", TOTAL), ("wijk 0", "sector 0"), ("wijk 0", "sector 1")} <= shown
    bounds = attack_means(released, measure("schaal", scores, low=1, high=5))
    assert {(b.row, b.column): b.width for b in bounds}["wijk 0", "sector 2"] >= 2.0


def test_thirty_nine_of_forty_do_not_give_the_fortieth() -> None:
    released = release_counts([[1, 39]])
    total, rest = released.group("wijk 0", TOTAL), released.group("wijk 0", "sector 1")
    assert released.group("wijk 0", "sector 0").why is Why.FEW
    assert total.n is None or rest.n is None


def test_a_total_minus_one_group_stays_hidden_in_a_line() -> None:
    released = release_counts(
        [[20, 30], [3, 25], [18, 22]], lines={"rijker": ["wijk 0", "wijk 1"], "armer": ["wijk 2"]}
    )
    assert min(bound.width for bound in attack(released)) >= 5 - 1e-6


def test_four_hidden_people_in_two_groups_are_not_added_up() -> None:
    released = release_counts([[1, 3, 40], [30, 35, 50], [31, 33, 44]])
    hidden = [released.group("wijk 0", f"sector {j}").n is None for j in range(3)]
    assert all(hidden) or released.group("wijk 0", TOTAL).n is None


def test_a_unanimous_group_has_no_mean() -> None:
    scores = [[[75.0] * 8, spread(20), spread(14)], [spread(16), spread(12), spread(15)]]
    released = release_scores(scores)
    assert released.group("wijk 0", "sector 0").n == 8
    assert released.mean("schaal", "wijk 0", "sector 0").why is Why.UNIFORM
    assert released.mean("schaal", "wijk 0", TOTAL).n is None or any(
        released.mean("schaal", "wijk 0", f"sector {j}").n is None for j in (1, 2)
    )


def test_a_mean_at_the_end_of_its_scale_is_not_shown() -> None:
    scores = [[[100.0] * 9 + [95.0], spread(20), spread(14)], [spread(16), spread(12), spread(15)]]
    released = release_scores(scores)
    assert released.mean("schaal", "wijk 0", "sector 0").why is Why.UNIFORM


@pytest.mark.parametrize("seed", range(6))
def test_an_insider_who_knows_all_counts_keeps_half_the_scale(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = random_counts(3, 5, seed=seed, mean=9)
    scores = [[list(np.clip(rng.normal(85, 15, n), 0, 100)) for n in row] for row in counts]
    released = release_scores(scores)
    for bound in attack_means(released, measure("schaal", scores)):
        if released.mean("schaal", bound.row, bound.column).why is Why.FEW:
            assert bound.width >= 50 - 0.5


def scores_but_not_in(column: int, scores: list[list[list[float]]]) -> Measure:
    """Contact with a sector, say: its own people cannot have a score."""
    possible = np.ones((len(scores), len(scores[0])), dtype=bool)
    possible[:, column] = False
    others = [[cell * (place != column) for place, cell in enumerate(row)] for row in scores]
    return measure("contact", others, possible=possible)


def test_who_cannot_have_a_score_is_not_counted_by_comparing_two_questions() -> None:
    scores = [[spread(12), spread(3), spread(11)], [spread(14), spread(9), spread(13)]]
    everyone = measure("schaal", scores)
    found = release(
        Counts(everyone.n), [everyone, scores_but_not_in(1, scores)], rule=Rule(), **labels(everyone.n)
    )
    assert found.group("wijk 0", "sector 1").why is Why.FEW
    without = found.mean("contact", "wijk 0", TOTAL)
    assert without.mean is not None
    assert (without.n, without.low, without.high) == (None, None, None)  # 26 - 23 are the three
    assert found.mean("contact", "wijk 0", "sector 1").why is Why.EMPTY
    assert found.mean("contact", "wijk 1", TOTAL).n is None  # 50 - 27 are the 23


def test_who_cannot_have_a_score_may_be_counted_where_their_group_is_shown() -> None:
    scores = [[spread(12), spread(8), spread(11)], [spread(14), spread(9), spread(13)]]
    everyone = measure("schaal", scores)
    found = release(
        Counts(everyone.n), [everyone, scores_but_not_in(1, scores)], rule=Rule(), **labels(everyone.n)
    )
    assert {key[1:]: found.mean(*key).n for key in found.means if key[0] == "contact"} == {
        ("wijk 0", "sector 0"): 12, ("wijk 0", "sector 1"): None, ("wijk 0", "sector 2"): 11,
        ("wijk 0", TOTAL): 23, ("wijk 1", "sector 0"): 14, ("wijk 1", "sector 1"): None,
        ("wijk 1", "sector 2"): 13, ("wijk 1", TOTAL): 27, (TOTAL, "sector 0"): 26,
        (TOTAL, "sector 1"): None, (TOTAL, "sector 2"): 24, (TOTAL, TOTAL): 50,
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_cells_where_nobody_can_have_a_score_leave_half_the_scale_open(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = random_counts(3, 5, seed=seed, mean=9)
    scores = [[list(np.clip(rng.normal(85, 15, n), 0, 100)) for n in row] for row in counts]
    contact = scores_but_not_in(seed, scores)
    released = release(Counts(counts), [measure("schaal", scores), contact], rule=Rule(), **labels(counts))
    for bound in attack_means(released, contact):
        if released.mean("contact", bound.row, bound.column).why is Why.FEW:
            assert bound.width >= 50 - 0.5


def test_means_are_no_more_precise_than_they_are_shown() -> None:
    scores = [0.0, 33.3333, 66.6667, 100.0, 51.2345, 17.0]
    released = release_scores([[scores]])
    mean = released.mean("schaal")
    assert (mean.mean, mean.sd) == (44.7, round(float(np.std(scores, ddof=1)), 1))


def test_nobody_stands_alone_in_a_distribution() -> None:
    released = release_answers([[[0, 1, 9, 12, 2]], [[8, 9, 12, 15, 6]]])
    assert shown_codes(released, "wijk 0") == [("1", "2", "3"), ("4", "5")]
    assert [share.percent for share in released.shares("vraag", "wijk 0").shares] == [42, 58]


def test_everybody_the_same_answer_is_no_distribution() -> None:
    released = release_answers([[[0, 0, 0, 0, 12]], [[8, 9, 12, 15, 6]], [[8, 9, 12, 15, 6]]])
    assert released.shares("vraag", "wijk 0").why is Why.UNIFORM
    assert released.shares("vraag", "wijk 0").shares == ()


def test_merged_answers_do_not_come_back_by_subtraction() -> None:
    released = release_answers([[[0, 8, 9, 12, 6]], [[5, 9, 12, 15, 6]]])
    total, other = shown_codes(released, TOTAL), shown_codes(released, "wijk 1")
    assert ("1",) not in shown_codes(released, "wijk 0")
    assert ("1",) not in total or ("1",) not in other


def test_an_answer_used_up_elsewhere_does_not_show_who_did_not_give_it() -> None:
    released = release_answers([[[0, 8, 9, 12, 6]], [[4, 9, 12, 15, 6]], [[1, 7, 12, 13, 5]]])
    together = shown_codes(released, TOTAL)
    if ("1",) in together:
        assert ("1",) not in shown_codes(released, "wijk 1")


def test_a_mean_does_not_undo_merged_answers() -> None:
    answers = np.array([[[0, 3, 9, 12, 6], [6, 7, 8, 9, 9]], [[5, 9, 12, 15, 6], [4, 5, 6, 7, 8]]])
    values = np.arange(1, 6)
    n = answers.sum(axis=2)
    item = Distribution("vraag", tuple("12345"), answers, scores=(1, 2, 3, 4, 5))
    score = Measure(
        "vraag", n, answers @ values.astype(float), answers @ values.astype(float) ** 2, 1, 5, item="vraag"
    )
    released = release(Counts(n), [score], [item], rule=Rule(), **labels(n))
    for (_, row, column), shares in released.distributions.items():
        if len(shares.shares) < 5:
            assert released.mean("vraag", row, column).mean is None


def test_one_merged_item_is_not_had_from_the_scale_score() -> None:
    rng = np.random.default_rng(4)
    answers = rng.integers(0, 5, size=(3, 60))
    answers[2, :30][answers[2, :30] == 0] = 1
    items, totals = [], np.zeros((2, 1))
    for number, given in enumerate(answers):
        table = np.array([[np.bincount(given[:30], minlength=5)], [np.bincount(given[30:], minlength=5)]])
        items.append(Distribution(f"vraag {number}", tuple("12345"), table, scores=(0, 1, 2, 3, 4)))
    scale = [[list(answers[:, :30].mean(axis=0) * 25)], [list(answers[:, 30:].mean(axis=0) * 25)]]
    names = tuple(item.item for item in items)
    n, values = np.array([[30], [30]]), np.arange(5.0)
    means = [
        Measure(item.item, n, item.counts @ values, item.counts @ values**2, 0, 4, item=item.item)
        for item in items
    ]
    released = release(
        Counts(n), [measure("schaal", scale, items=names), *means], items, rule=Rule(), **labels(totals)
    )
    assert released.mean("schaal", "wijk 0").mean is not None
    merged = [name for name in names if len(released.shares(name, "wijk 0").shares) < 5]
    assert "vraag 2" in merged
    assert len(merged) >= 2
    assert all(released.mean(name, "wijk 0").mean is None for name in merged)


def test_whole_percents_add_up_to_a_hundred() -> None:
    assert whole_percents((1, 1, 1)) == (34, 33, 33)
    assert sum(whole_percents((7, 11, 13, 29, 5))) == 100


def earlier(released: Released, counts: list[list[int]]) -> Earlier:
    people = np.array(counts, dtype=np.int64)
    names = labels(counts)
    return Earlier(released, tuple(names["rows"]), tuple(names["columns"]), people)


def test_two_releases_that_differ_by_four_people_do_not_show_those_four() -> None:
    before, now = [[20, 30], [25, 35]], [[24, 30], [25, 35]]
    first = release_counts(before)
    assert first.hidden() == ()
    second = release_counts(now, ledger=[earlier(first, before)])
    assert second.group("wijk 0", "sector 0").why is Why.DIFFERENCE
    assert second.group("wijk 0", TOTAL).why is Why.DIFFERENCE
    assert second.group().why is Why.DIFFERENCE
    assert second.group("wijk 1", TOTAL).n == 60


def test_a_release_that_differs_by_six_people_is_shown() -> None:
    before, now = [[20, 30], [25, 35]], [[26, 30], [25, 35]]
    second = release_counts(now, ledger=[earlier(release_counts(before), before)])
    assert second.hidden() == ()


def test_late_answers_in_two_groups_are_not_split_by_subtraction() -> None:
    before, now = [[20, 30], [25, 35]], [[23, 33], [25, 35]]
    second = release_counts(now, ledger=[earlier(release_counts(before), before)])
    assert second.group("wijk 0", TOTAL).n == 56
    assert second.group("wijk 0", "sector 0").why is Why.DIFFERENCE
    assert second.group("wijk 0", "sector 1").why is Why.DIFFERENCE


def test_an_earlier_release_does_not_open_what_is_hidden_now() -> None:
    before = [[3, 20, 31], [22, 9, 14], [15, 26, 37]]
    first = release_counts(before)
    second = release_counts(before, ledger=[earlier(first, before)])
    assert {(g.row, g.column) for g in first.hidden()} == {(g.row, g.column) for g in second.hidden()}
    assert min(bound.width for bound in attack(second, first)) >= 5 - 1e-6


def test_a_public_release_hides_all_that_the_internal_one_hides() -> None:
    counts = random_counts(4, 6, seed=5)
    internal = release_counts(counts)
    public = release_counts(counts, minimum=10, at_least=[internal])
    assert {(g.row, g.column) for g in internal.hidden()} <= {(g.row, g.column) for g in public.hidden()}
    assert min(bound.width for bound in attack(public)) >= 10 - 1e-6
    assert min(bound.width for bound in attack(internal, public)) >= 5 - 1e-6


def test_corrected_answers_of_two_people_count_as_a_difference() -> None:
    counts = [[20, 30], [25, 35]]
    before = earlier(release_counts(counts), counts)
    changed = Earlier(
        before.released, before.rows, before.columns, before.people, changed=np.array([[2, 0], [0, 0]])
    )
    second = release_counts(counts, ledger=[changed])
    assert second.group("wijk 0", "sector 0").why is Why.DIFFERENCE


def test_an_earlier_release_of_other_groups_is_refused() -> None:
    before = release_counts([[20, 30], [25, 35], [40, 41]])
    with pytest.raises(ValueError, match="wijk 2"):
        release_counts([[20, 30], [25, 35]], ledger=[earlier(before, [[20, 30], [25, 35], [40, 41]])])


def test_a_distribution_with_a_mean_says_what_its_answers_score() -> None:
    n = np.array([[30]])
    item = Distribution("vraag", ("1", "2"), np.array([[[14, 16]]]))
    score = Measure("vraag", n, n * 1.5, n * 2.6, 1, 2, item="vraag")
    with pytest.raises(ValueError, match="score van elk antwoord"):
        release(Counts(n), [score], [item], rule=Rule(), **labels(n))
