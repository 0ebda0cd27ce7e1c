"""Items that work otherwise in a group, and what that says about comparing."""

import json

import numpy as np
import pytest
from numpy.random import default_rng

from rondom.analysis.disclosure import Rule
from rondom.analysis.estimates import Integers
from rondom.dossier.between_groups import group_checks
from rondom.dossier.comparisons import examine_groups
from rondom.dossier.data import Data
from rondom.dossier.document import shareable_document
from rondom.dossier.evidence import Check, GroupsEvidence, Outcome, Size
from rondom.dossier.examine import examine
from rondom.dossier.paper import shown_of
from rondom.dossier.tests.factories import NAMES, SCALES, make_instrument

SECTOR = "sector"


def simulated(sizes: dict[str, int], shift: float = 0.0, seed: int = 1) -> tuple[Integers, list[str]]:
    """People of three scales; with a shift in x1 for the last group, whatever their level."""
    rng = default_rng(seed)
    labels = [name for name, size in sizes.items() for _ in range(size)]
    level = rng.normal(size=(len(labels), len(SCALES)))
    answers = np.repeat(level, 4, axis=1) + rng.normal(size=(len(labels), 12)) * 0.8
    answers[:, 0] += np.where(np.array(labels) == list(sizes)[-1], shift, 0)
    return np.digitize(answers, (-1.5, -0.5, 0.5, 1.5)) + 1, labels


def examined(sizes: dict[str, int], shift: float = 0.0) -> GroupsEvidence:
    return examined_with(*simulated(sizes, shift))


def examined_with(codes: Integers, labels: list[str]) -> GroupsEvidence:
    return examine_groups(Data(make_instrument(), codes, by={SECTOR: labels}), SECTOR)


def alike(found: GroupsEvidence | None) -> Check:
    return next(check for check in group_checks(found, SECTOR) if "Elke vraag werkt" in check.what)


def test_an_item_that_works_otherwise_is_found_with_where_it_is_higher() -> None:
    found = examined({"po": 300, "jgz": 300}, shift=1.5)
    worst = max(found.differences.items, key=lambda one: one.gain)
    assert (worst.item, worst.size, worst.higher, worst.lower) == ("x1", Size.LARGE, "jgz", "po")
    assert alike(found).outcome is Outcome.AGAINST
    assert "groot: x1" in alike(found).found


def test_items_that_work_alike_count_for_comparing() -> None:
    found = examined({"po": 300, "jgz": 300})
    assert {one.size for one in found.differences.items} == {Size.NEGLIGIBLE}
    assert {one.higher for one in found.differences.items} == {""}
    assert (len(found.differences.items), alike(found).outcome) == (len(NAMES), Outcome.FOR)


def test_readers_see_the_questions_that_differ_most() -> None:
    codes, labels = simulated({"po": 300, "jgz": 300}, shift=1.5)
    data = Data(make_instrument(), codes, by={SECTOR: labels})
    parts = {part["title"]: part for part in shown_of(examine(data), rule=Rule(5))["parts"]}
    [table] = parts["Werkt elke vraag hetzelfde in elke groep?"]["tables"]
    assert len(table["rows"]) == 5
    assert table["rows"][0][:2] == ["x1", "groot"]
    assert "Hieronder staan de vragen met het grootste verschil." in table["note"]


def test_chance_is_shared_out_over_all_items_of_all_scales() -> None:
    from rondom.analysis import adjusted_p, dif

    codes, labels = simulated({"po": 200, "jgz": 200}, shift=0.4)
    member = np.array([label == "jgz" for label in labels]).astype(int)
    single = [
        one.total.p  # type: ignore[union-attr]
        for scale in range(3)
        for one in dif(codes[:, 4 * scale : 4 * scale + 4], 1 - member, points=5).items
    ]
    found = examined({"po": 200, "jgz": 200}, shift=0.4)
    assert [one.p for one in found.differences.items] == pytest.approx(adjusted_p(np.array(single)).tolist())


def test_nothing_is_told_of_a_group_below_a_hundred() -> None:
    codes, labels = simulated({"po": 150, "jgz": 150, "klein": 99}, shift=3)
    data = Data(make_instrument(), codes, by={SECTOR: labels})
    found = examine_groups(data, SECTOR)
    assert {one.n for one in found.differences.items} == {300}
    assert "klein" not in json.dumps(shareable_document(examine(data))["comparisons"][0]["differences"])
    few = examined({"po": 150, "klein": 99})
    assert few.differences.items == ()
    assert "Minder dan twee groepen" in alike(few).found
    assert alike(few).outcome is Outcome.MISSING


def test_a_group_whose_people_skip_a_question_stays_out_of_that_question() -> None:
    codes, labels = simulated({"po": 150, "jgz": 150, "wel": 150}, shift=3)
    codes[-80:, 0] = -1
    found = examine_groups(Data(make_instrument(), codes, by={SECTOR: labels}), SECTOR).differences
    assert [one.n for one in found.items] == [300, *[450] * 11]


def test_a_question_without_enough_answers_is_named_with_the_reason() -> None:
    codes, labels = simulated({"po": 150, "jgz": 150})
    codes[:80, 0] = codes[-80:, 3] = -1
    codes[:, 5] = 3
    found = examined_with(codes, labels)
    assert found.differences.not_tested.startswith(
        "Niet te toetsen: x1, x4. Minder dan twee groepen hebben 100"
    )
    assert "Niet te toetsen: x6. Met deze antwoorden" in found.differences.not_tested
    assert "hetzelfde" not in found.differences.not_tested  # what everyone answered is not told
    assert alike(found).outcome is Outcome.MISSING


def test_an_unsure_difference_is_neither_for_nor_against() -> None:
    from dataclasses import replace

    found = examined({"po": 150, "jgz": 150})
    first, *rest = found.differences.items
    unsure = replace(first, gain=0.05, size=Size.UNSURE)
    found = replace(found, differences=replace(found.differences, items=(unsure, *rest)))
    assert alike(found).outcome is Outcome.MISSING
    assert alike(None).outcome is Outcome.MISSING


def test_organisations_are_not_compared_question_by_question() -> None:
    codes, labels = simulated({"een": 150, "twee": 150}, shift=3)
    found = examine_groups(Data(make_instrument(), codes, by={"organisatie": labels}), "organisatie")
    assert (found.differences.items, found.differences.reasons) == ((), {})
    assert len(group_checks(found, "organisatie")) == 2


def test_equal_residuals_are_told_and_decide_nothing() -> None:
    codes, labels = simulated({"po": 400, "jgz": 400})
    rng = default_rng(2)
    noisy = np.array(labels) == "jgz"
    codes[noisy] = np.clip(codes[noisy] + np.rint(rng.normal(size=(noisy.sum(), 12)) * 1.2), 1, 5)
    found = examine_groups(Data(make_instrument(), codes, by={SECTOR: labels}), SECTOR)
    [strict] = [check for check in group_checks(found, SECTOR) if not check.weighs]
    assert [step.name for step in found.steps][-1] == "strict"
    assert strict.outcome is Outcome.AGAINST
    assert "strict" in strict.found
