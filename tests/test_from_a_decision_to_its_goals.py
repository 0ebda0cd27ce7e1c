"""A decision shows what came of it: goals and actions that this reader may see, without a query more."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondom.cores.meet.actions.decisions import decide, note_outcome
from rondom.cores.meet.actions.people import add_participant, hand_out_pass
from rondom.cores.meet.models import Decision, Gathering
from rondom.cores.meet.tests.factories import make_gathering
from rondom.cores.plan.actions.actions import add_action
from rondom.cores.plan.actions.goals import add_goal, drop_goal
from rondom.cores.plan.actions.plans import share_plan
from rondom.cores.plan.models import Goal, Plan
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.tests.factories import make_plan
from rondom.foundation.circles.models import Audience, Circle

pytestmark = pytest.mark.django_db
WORDS = "Elke maand koffie voor ouders"


@pytest.fixture
def gathering(circle: Circle, coordinator: Any) -> Gathering:
    return make_gathering(circle, by=coordinator, state="planned")


@pytest.fixture
def decision(gathering: Gathering, coordinator: Any) -> Decision:
    return decide(gathering, text="Koffie", reason="", kind="consent", by=coordinator)


@pytest.fixture
def plan(circle: Circle, coordinator: Any) -> Plan:
    return make_plan(circle, by=coordinator)


@pytest.fixture
def goal(plan: Plan, decision: Decision, coordinator: Any) -> Goal:
    return goal_of(decision, plan, coordinator)


def goal_of(thing: Any, plan: Plan, by: Any, words: str = WORDS) -> Goal:
    return add_goal(plan, words=words, origins=[Source("Besluit", code=thing.code)], by=by)


def pages(decision: Decision) -> list[str]:
    """Everywhere that a decision is read by people of the circle."""
    gathering = decision.gathering_id
    return [
        reverse("meet:decision", args=[gathering, decision.pk]),
        reverse("meet:gathering", args=[gathering]),
        reverse("meet:minutes", args=[gathering]),
    ]


@pytest.mark.parametrize("page", [0, 1, 2])
def test_a_decision_leads_to_its_goal(
    client: Client, decision: Decision, goal: Goal, professional: Any, page: int
) -> None:
    client.force_login(professional)
    text = client.get(pages(decision)[page]).content.decode()
    assert f'Doel: <a href="{goal.get_absolute_url()}">{WORDS}</a>' in text


@pytest.mark.parametrize("page", [0, 1, 2])
def test_who_does_not_see_the_plan_sees_no_goal(
    client: Client, decision: Decision, goal: Goal, coordinator: Any, professional: Any, page: int
) -> None:
    share_plan(goal.plan, audience=Audience.NAMED, named=[coordinator], by=coordinator)
    client.force_login(professional)
    text = client.get(pages(decision)[page]).content.decode()
    assert WORDS not in text
    assert "Hieruit kwam" not in text


def test_a_guest_sees_no_goal(client: Client, decision: Decision, goal: Goal, coordinator: Any) -> None:
    guest = add_participant(decision.gathering, label="ouder 2", role="ouder", by=coordinator)
    client.post("/erbij/", {"code": hand_out_pass(guest, by=coordinator)})
    text = client.get(reverse("meet:guest")).content.decode()
    assert decision.text in text
    assert WORDS not in text


def test_it_says_how_far_it_is(client: Client, decision: Decision, goal: Goal, coordinator: Any) -> None:
    drop_goal(goal, reason="Iemand anders doet dit al", by=coordinator)
    client.force_login(coordinator)
    goal.refresh_from_db()
    assert str(goal.get_state_display()) in client.get(pages(decision)[0]).content.decode()


def test_an_action_that_came_of_it_stands_there_too(
    client: Client, decision: Decision, goal: Goal, coordinator: Any
) -> None:
    action = add_action(goal, what="Kannen", origins=[Source("Besluit", code=decision.code)], by=coordinator)
    client.force_login(coordinator)
    text = client.get(pages(decision)[0]).content.decode()
    assert f'Actie: <a href="{action.get_absolute_url()}">Kannen</a>' in text


def test_an_agreement_leads_to_what_came_of_it(
    client: Client, gathering: Gathering, plan: Plan, coordinator: Any
) -> None:
    agreed = note_outcome(gathering, kind="action", text="Iemand belt de school", by=coordinator)
    goal = goal_of(agreed, plan, coordinator, "De school doet mee")
    client.force_login(coordinator)
    text = client.get(reverse("meet:gathering", args=[gathering.pk])).content.decode()
    assert f'<a href="{goal.get_absolute_url()}">De school doet mee</a>' in text


def test_nothing_that_came_of_another_decision(
    client: Client, gathering: Gathering, goal: Goal, coordinator: Any
) -> None:
    other = decide(gathering, text="Thee", reason="", kind="consent", by=coordinator)
    client.force_login(coordinator)
    assert WORDS not in client.get(pages(other)[0]).content.decode()


@pytest.mark.parametrize("page", [0, 1, 2])
def test_many_goals_ask_no_more(
    client: Client, decision: Decision, goal: Goal, coordinator: Any, page: int
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(pages(decision)[page]).status_code == 200
        return len(queries)

    client.force_login(coordinator)
    asked()
    few = asked()
    for number in range(8):
        more = decide(decision.gathering, text=f"Besluit {number}", reason="", kind="vote", by=coordinator)
        goal_of(more, goal.plan, coordinator, f"Doel {number}")
        goal_of(decision, goal.plan, coordinator, f"Nog een doel {number}")
    assert asked() <= few
