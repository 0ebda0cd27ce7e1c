"""Two coordinators look back at the same moment, or say what stands in the way: no text is lost unseen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.plan.actions.evaluations import look_half_way
from rondom.cores.plan.actions.goals import drop_goal, reach_goal
from rondom.cores.plan.models import Action, Evaluation, Goal, Plan
from rondom.cores.plan.tests.factories import TODAY
from rondom.cores.plan.tests.test_look_back import HOW, LEARNT, half_way

THEIRS, MINE = "Ouders komen elke maand", "Koffie werkt op dinsdag"


@pytest.fixture
def evaluation(plan: Plan, coordinator: Any) -> Evaluation:
    return look_half_way(plan, learnt=LEARNT, on=TODAY, by=coordinator)


def correction(client: Client, evaluation: Evaluation) -> tuple[str, dict[str, str]]:
    """The form as the browser would send it back, untouched."""
    address = reverse("plan:correct", args=[evaluation.plan_id, evaluation.pk])
    return address, sent(client.get(address).context["form"])


def sent(form: Any) -> dict[str, str]:
    fields = {name: form[name].value() or "" for name in form.fields}
    began = {
        form[name].html_initial_name: form.data.get(form[name].html_initial_name, form[name].initial or "")
        for name in form.fields
        if form.fields[name].show_hidden_initial
    }
    return fields | began


def test_a_correction_does_not_undo_that_of_someone_else(
    as_coordinator: Client, evaluation: Evaluation
) -> None:
    address, opened = correction(as_coordinator, evaluation)
    assert as_coordinator.post(address, {**opened, "learnt": THEIRS}).status_code == 302
    assert as_coordinator.post(address, {**opened, "next_steps": MINE}).status_code == 302
    evaluation.refresh_from_db()
    assert (evaluation.learnt, evaluation.next_steps) == (THEIRS, MINE)


def test_whoever_corrects_the_same_text_sees_both_and_decides(
    as_coordinator: Client, evaluation: Evaluation
) -> None:
    address, opened = correction(as_coordinator, evaluation)
    as_coordinator.post(address, {**opened, "learnt": THEIRS})
    page = as_coordinator.post(address, {**opened, "learnt": MINE})
    assert page.status_code == 422
    assert THEIRS in page.text
    assert MINE in page.text
    evaluation.refresh_from_db()
    assert evaluation.learnt == THEIRS
    assert as_coordinator.post(address, sent(page.context["form"])).status_code == 302
    evaluation.refresh_from_db()
    assert evaluation.learnt == MINE


@pytest.mark.parametrize("how", ["reached", "dropped"])
def test_a_sentence_about_a_goal_that_someone_closed_meanwhile_is_not_lost(
    as_coordinator: Client, plan: Plan, goal: Goal, coordinator: Any, how: str
) -> None:
    address = reverse("plan:half_way", args=[plan.pk])
    opened = half_way(goal, revision="0")
    if how == "reached":
        reach_goal(goal, by=coordinator)
    else:
        drop_goal(goal, reason="Geen tijd", by=coordinator)
    page = as_coordinator.post(address, opened)
    assert page.status_code == 422
    assert HOW in page.text
    assert "Iemand anders heeft dit doel net gewijzigd" in page.text
    assert as_coordinator.post(address, {**opened, f"words-{goal.pk}": ""}).status_code == 302


def test_a_second_look_at_the_same_moment_is_a_choice(as_coordinator: Client, plan: Plan, goal: Goal) -> None:
    address = reverse("plan:half_way", args=[plan.pk])
    opened = half_way(goal, revision="0")
    assert as_coordinator.post(address, {**opened, "learnt": THEIRS}).status_code == 302
    page = as_coordinator.post(address, {**opened, "learnt": MINE})
    assert page.status_code == 422
    assert THEIRS in page.text
    assert plan.evaluations.count() == 1
    again = {**opened, "learnt": MINE, "revision": page.context["form"].data["revision"]}
    assert as_coordinator.post(address, again).status_code == 302
    assert {one.learnt for one in plan.evaluations.all()} == {THEIRS, MINE}


def test_two_obstacles_at_once_are_both_seen(as_coordinator: Client, action: Action) -> None:
    address = reverse("plan:obstacle", args=[action.plan.pk, action.pk])
    opened = {"revision": action.revision}
    assert as_coordinator.post(address, {**opened, "obstacle": "Geen zaal"}).status_code == 302
    page = as_coordinator.post(address, {**opened, "obstacle": "Geen geld"})
    assert page.status_code == 422
    assert "Geen zaal" in page.text
    assert "Geen geld" in page.text
    action.refresh_from_db()
    assert action.obstacle == "Geen zaal"


def test_an_obstacle_that_is_too_long_stays_in_the_form(as_coordinator: Client, action: Action) -> None:
    address = reverse("plan:obstacle", args=[action.plan.pk, action.pk])
    long = "Geen zaal vrij. " * 20
    page = as_coordinator.post(address, {"revision": action.revision, "obstacle": long})
    assert page.status_code == 422
    assert long.strip() in page.text
