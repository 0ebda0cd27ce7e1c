"""Looking back half-way and at the end, and reading the history."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondom.cores.plan.actions.actions import finish_action
from rondom.cores.plan.actions.evaluations import Look, look_half_way
from rondom.cores.plan.actions.goals import give_score, reach_goal
from rondom.cores.plan.actions.indicators import add_indicator
from rondom.cores.plan.actions.plans import agree_plan
from rondom.cores.plan.models import Goal, GoalLook, Plan, Score, Version
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.tests.cast import COORDINATOR_ONLY, EVERY_MEMBER, sign_in
from rondom.cores.plan.tests.factories import PAST, SOON, TODAY, make_action, make_goal, make_plan
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused

LEARNT = "Terugbellen na drie weken werkt"
HOW = "Twee van de drie organisaties bellen terug"


def address(plan: Plan, page: str) -> str:
    return reverse(f"plan:{page}", args=[plan.pk])


def half_way(goal: Goal, course: str = "continue", **more: str) -> dict[str, str]:
    said = {"learnt": LEARNT, "on": "2026-11-23"}
    return said | {f"words-{goal.pk}": HOW, f"course-{goal.pk}": course} | more


@COORDINATOR_ONLY
@pytest.mark.parametrize("moment", ["half_way", "evaluate"])
def test_who_looks_back(client: Client, request: Any, plan: Plan, who: str, status: int, moment: str) -> None:
    sign_in(client, request, who)
    assert client.get(address(plan, moment)).status_code == status


def test_half_way_the_plan_goes_on(as_coordinator: Client, plan: Plan, goal: Goal) -> None:
    Plan.objects.update(half_way_on=PAST)
    assert as_coordinator.post(address(plan, "half_way"), half_way(goal)).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.half_way_on) == (PlanState.RUNNING, None)
    page = as_coordinator.get(plan.get_absolute_url()).text
    assert LEARNT in page
    assert HOW in page
    assert HOW in as_coordinator.get(goal.get_absolute_url()).text


def test_half_way_says_what_was_done_and_what_is_late(
    as_coordinator: Client, plan: Plan, goal: Goal, coordinator: Any
) -> None:
    make_action(plan, by=coordinator, due_on=PAST)
    finish_action(make_action(plan, by=coordinator), by=coordinator)
    page = as_coordinator.get(address(plan, "half_way")).text
    assert "1 actie is klaar, 1 moet nog beginnen. 1 actie is te laat." in page


@pytest.mark.parametrize(("course", "state"), [("continue", "open"), ("adjust", "open"), ("stop", "dropped")])
def test_what_is_chosen_half_way_happens(
    as_coordinator: Client, plan: Plan, goal: Goal, course: str, state: str
) -> None:
    as_coordinator.post(address(plan, "half_way"), half_way(goal, course))
    goal.refresh_from_db()
    assert goal.state == state
    assert goal.drop_reason == (HOW if course == "stop" else "")
    assert GoalLook.objects.get().course == course


@pytest.mark.parametrize("missing", ["words", "course"])
def test_every_goal_is_looked_at(as_coordinator: Client, plan: Plan, goal: Goal, missing: str) -> None:
    response = as_coordinator.post(address(plan, "half_way"), half_way(goal, **{f"{missing}-{goal.pk}": " "}))
    assert response.status_code == 422
    assert not plan.evaluations.exists()


def test_the_sentence_can_be_corrected_and_the_old_one_stays_known(
    as_coordinator: Client, plan: Plan, goal: Goal
) -> None:
    as_coordinator.post(address(plan, "half_way"), half_way(goal))
    look = GoalLook.objects.get()
    where = reverse("plan:correct", args=[plan.pk, look.evaluation_id])
    as_coordinator.post(where, {"learnt": LEARNT, "next_steps": "", f"look-{look.pk}": "Alle drie"})
    look.refresh_from_db()
    assert look.words == "Alle drie"
    page = as_coordinator.get(reverse("plan:history", args=[plan.pk])).text
    assert f"<del>{HOW}</del>" in page
    assert "<ins>doorgaan</ins>" in page


def test_a_goal_that_is_not_open_is_not_looked_at(plan: Plan, goal: Goal, coordinator: Any) -> None:
    reach_goal(goal, by=coordinator)
    with pytest.raises(Refused, match="al bereikt"):
        look_half_way(plan, learnt=LEARNT, on=TODAY, looks=[Look(goal, HOW, "continue")], by=coordinator)
    assert not plan.evaluations.exists()


def test_half_way_is_half_a_year_after_it_was_agreed(circle: Any, coordinator: Any) -> None:
    plan = make_plan(circle, by=coordinator)
    make_goal(plan, by=coordinator)
    agree_plan(plan, on=date(2026, 8, 31), by=coordinator)
    assert plan.half_way_on == date(2027, 2, 28)


def test_a_day_that_people_chose_stays(circle: Any, coordinator: Any) -> None:
    plan = make_plan(circle, by=coordinator, half_way_on=SOON)
    make_goal(plan, by=coordinator)
    agree_plan(plan, on=TODAY, by=coordinator)
    assert plan.half_way_on == SOON


def test_after_an_evaluation_it_goes_on_or_closes(as_coordinator: Client, plan: Plan) -> None:
    as_coordinator.post(address(plan, "evaluate"), {"learnt": LEARNT, "on": "2026-11-23"})
    as_coordinator.post(reverse("plan:resume", args=[plan.pk]), {"evaluate_on": "2027-11-23"})
    plan.refresh_from_db()
    assert (plan.state, str(plan.evaluate_on)) == (PlanState.RUNNING, "2027-11-23")
    as_coordinator.post(address(plan, "evaluate"), {"learnt": "Nog meer", "on": "2027-11-23"})
    as_coordinator.post(reverse("plan:move", args=[plan.pk]), {"state": "closed"})
    plan.refresh_from_db()
    assert plan.state == PlanState.CLOSED
    assert plan.evaluations.count() == 2


def test_nothing_learnt_is_not_kept(as_coordinator: Client, plan: Plan) -> None:
    for moment in ("half_way", "evaluate"):
        response = as_coordinator.post(address(plan, moment), {"learnt": " ", "on": "2026-11-23"})
        assert response.status_code == 422
    assert not plan.evaluations.exists()


def test_half_way_is_only_while_it_runs(circle: Any, plan: Plan, coordinator: Any) -> None:
    Plan.objects.update(state=PlanState.AGREED)
    with pytest.raises(Refused, match="uitvoering"):
        look_half_way(plan, learnt=LEARNT, on=TODAY, by=coordinator)


def test_what_was_learnt_is_not_in_the_log(plan: Plan, coordinator: Any) -> None:
    look_half_way(plan, learnt=LEARNT, on=TODAY, looks=[Look(plan.goals.get(), HOW, "stop")], by=coordinator)
    log = str(list(Entry.objects.values()))
    assert LEARNT not in log
    assert HOW not in log


@EVERY_MEMBER
def test_who_reads_the_history(client: Client, request: Any, plan: Plan, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.get(reverse("plan:history", args=[plan.pk])).status_code == status


def test_the_history_reads_as_dutch(as_coordinator: Client, plan: Plan, goal: Goal) -> None:
    form = {"words": "Wij vragen na", "notice": "", "theme": "", "revision": 1, "why": "Zo zeggen ouders het"}
    as_coordinator.post(reverse("plan:change_goal", args=[plan.pk, goal.pk]), form)
    page = as_coordinator.get(reverse("plan:history", args=[plan.pk])).text
    assert "<strong>Coördinator</strong> wijzigde: doel ‘Wij vragen na’" in page
    assert "<del>Wij weten bij wie wij moeten zijn</del>" in page
    assert "<ins>Wij vragen na</ins>" in page
    assert "Waarom: Zo zeggen ouders het" in page
    assert "<ins>in uitvoering</ins>" in page


def test_a_score_is_corrected_and_both_stay_known(goal: Goal, coordinator: Any) -> None:
    for score in (4, 4, 6):
        give_score(goal, score=score, on=TODAY, said_by="ouder", by=coordinator)
    assert Score.objects.get().score == 6
    assert [one.changes["score"] for one in Version.objects.filter(what="scored")] == [[4, 6], [None, 4]]


def test_scores_are_a_picture_and_a_table(as_coordinator: Client, goal: Goal, coordinator: Any) -> None:
    give_score(goal, score=4, on=PAST, said_by="ouder", by=coordinator)
    give_score(goal, score=7, on=TODAY, said_by="ouder", by=coordinator)
    page = as_coordinator.get(goal.get_absolute_url()).text
    assert "Het laatste cijfer is 7, het eerste was 4" in page
    assert "23 nov 2026, ouder" in page


@pytest.mark.parametrize("score", ["-1", "11", "4.5", ""])
def test_a_score_is_from_0_to_10(as_coordinator: Client, goal: Goal, score: str) -> None:
    sent = {"score": score, "on": "2026-11-23"}
    response = as_coordinator.post(reverse("plan:score_goal", args=[goal.plan_id, goal.pk]), sent)
    assert response.status_code == 422
    assert not Score.objects.exists()


def test_half_way_asks_as_much_with_many_goals(as_coordinator: Client, plan: Plan, coordinator: Any) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_coordinator.get(address(plan, "half_way"))
        return len(queries)

    def one_more() -> None:
        goal = make_goal(plan, by=coordinator)
        make_action(plan, by=coordinator, goal=goal, due_on=PAST)
        add_indicator(goal, name="Spreekuren", kind="count", by=coordinator)

    one_more()
    asked()
    few = asked()
    for _ in range(5):
        one_more()
    assert asked() == few
