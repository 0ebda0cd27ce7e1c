"""What people said of the questions: the index of a panel, and when it counts for a use."""

from datetime import date

import pytest
from numpy.random import default_rng

from rondom.dossier.content import (
    Aspect,
    ContentStudy,
    Finding,
    People,
    Verdict,
    Way,
    content_index,
    people_in_words,
)
from rondom.dossier.content_checks import WHAT, content_checks
from rondom.dossier.evidence import Outcome


def study(verdict: Verdict = Verdict.GOOD, *, panel: int = 0, **changes: object) -> ContentStudy:
    given = {
        "done_on": date(2026, 3, 4),
        "people": {People.RESPONDENTS: 6, People.STRUGGLING_READERS: 2},
        "ways": (Way.INTERVIEWS,),
        "findings": {aspect: Finding(verdict, "gezegd") for aspect in Aspect},
        "panel": panel,
        **changes,
    }
    return ContentStudy(**given)  # type: ignore[arg-type]  # a field per name


def outcomes(*studies: ContentStudy) -> dict[Aspect, Outcome]:
    by = {check.what: check.outcome for check in content_checks(studies)}
    return {aspect: by[WHAT[aspect]] for aspect in Aspect}


@pytest.mark.parametrize(
    ("panel", "agreed", "index", "kappa"),
    [(3, 3, 1.0, 1.0), (5, 4, 0.80, 0.76), (6, 5, 0.83, 0.81), (7, 6, 0.86, 0.85), (9, 7, 0.78, 0.76)],
)
def test_index_and_kappa_are_those_that_were_published(
    panel: int, agreed: int, index: float, kappa: float
) -> None:
    # Polit, Beck and Owen (2007), Research in Nursing & Health 30, 459-467; kappa there of rounded shares
    found = content_index(study(panel=panel, relevant={"x1": agreed}))
    assert found is not None
    assert found.items[0].index == pytest.approx(index, abs=0.005)
    assert found.items[0].kappa == pytest.approx(kappa, abs=0.01)


def test_the_index_of_a_scale_from_the_judgements_one_by_one() -> None:
    rng = default_rng(1)
    judged = rng.integers(1, 5, size=(12, 8))  # items x experts, on four points
    relevant = {f"x{at}": int((row >= 3).sum()) for at, row in enumerate(judged)}
    found = content_index(study(panel=8, relevant=relevant))
    assert found is not None
    assert found.average == pytest.approx((judged >= 3).mean())
    assert found.universal == pytest.approx((judged >= 3).all(axis=1).mean())
    assert all(one.kappa <= one.index for one in found.items)


def test_without_a_panel_there_is_no_index() -> None:
    assert content_index(study()) is None
    assert len(content_checks([study()])) == len(Aspect)


def test_what_nobody_recorded_is_missing() -> None:
    assert set(outcomes().values()) == {Outcome.MISSING}
    assert "niet vastgelegd" in content_checks([])[0].found


@pytest.mark.parametrize(
    ("verdicts", "outcome"),
    [
        ((Verdict.GOOD,), Outcome.FOR),
        ((Verdict.GOOD, Verdict.GOOD), Outcome.FOR),
        ((Verdict.GOOD, Verdict.NOT_ASKED), Outcome.FOR),
        ((Verdict.GOOD, Verdict.POOR), Outcome.MISSING),
        ((Verdict.MIXED,), Outcome.MISSING),
        ((Verdict.POOR,), Outcome.AGAINST),
        ((Verdict.NOT_ASKED,), Outcome.MISSING),
    ],
)
def test_all_must_find_it_good(verdicts: tuple[Verdict, ...], outcome: Outcome) -> None:
    assert set(outcomes(*(study(verdict) for verdict in verdicts)).values()) == {outcome}


def test_few_people_are_not_enough_to_build_on_but_enough_to_see_that_it_goes_wrong() -> None:
    few = {People.RESPONDENTS: 2}
    assert set(outcomes(study(people=few)).values()) == {Outcome.MISSING}
    assert set(outcomes(study(Verdict.POOR, people=few)).values()) == {Outcome.AGAINST}


def test_only_who_fills_it_in_can_tell_whether_it_is_understood() -> None:
    found = outcomes(study(people={People.FIELD: 20, People.METHOD: 20}))
    assert found[Aspect.RELEVANCE] is Outcome.FOR
    assert found[Aspect.COMPREHENSIBILITY] is Outcome.MISSING


def test_it_says_when_nobody_struggled_with_reading() -> None:
    [understood] = [
        check
        for check in content_checks([study(people={People.RESPONDENTS: 9})])
        if check.what == WHAT[Aspect.COMPREHENSIBILITY]
    ]
    assert "niemand van hen had moeite met lezen" in understood.found


@pytest.mark.parametrize(
    ("panel", "agreed", "outcome"),
    [
        (5, (5, 5), Outcome.FOR),
        (5, (5, 4), Outcome.AGAINST),  # up to five people all must agree
        (8, (8, 7), Outcome.FOR),
        (8, (8, 6), Outcome.AGAINST),
        (2, (2, 2), Outcome.MISSING),
    ],
)
def test_a_panel_must_agree_about_every_question(
    panel: int, agreed: tuple[int, ...], outcome: Outcome
) -> None:
    relevant = {f"x{at}": count for at, count in enumerate(agreed)}
    assert content_checks([study(panel=panel, relevant=relevant)])[-1].outcome is outcome


def test_people_are_counted_over_studies() -> None:
    words = people_in_words([study(), study(people={People.EXPERIENCE: 3})])
    assert words.startswith("6 mensen die de vragenlijst invullen, 2 invullers die moeite")
    assert words.endswith("3 ervaringsdeskundigen")
    assert people_in_words([]) == "niemand"
