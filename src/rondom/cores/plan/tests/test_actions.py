"""Actions: who brings them further, what stands in the way, and when they are late."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.plan.actions.actions import finish_action, report_obstacle
from rondom.cores.plan.models import Action, Plan
from rondom.cores.plan.models.action import ActionState
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.overviews.waiting import waiting
from rondom.cores.plan.tests.cast import COORDINATOR_ONLY, COORDINATOR_SENDS, EVERY_MEMBER, sign_in
from rondom.cores.plan.tests.factories import PAST, SOON, TODAY, make_action

PAGES = ("action", "change_action", "stop_action")


def address(name: str, action: Action) -> str:
    return reverse(f"plan:{name}", args=[action.plan.pk, action.pk])


@EVERY_MEMBER
def test_who_reads(client: Client, request: Any, action: Action, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.get(address("action", action)).status_code == status


@COORDINATOR_ONLY
def test_who_changes(client: Client, request: Any, action: Action, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.get(address("change_action", action)).status_code == status


@COORDINATOR_SENDS
def test_who_moves(client: Client, request: Any, action: Action, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.post(address("move_action", action), {"state": "busy"}).status_code == status
    action.refresh_from_db()
    assert action.state == (ActionState.BUSY if who == "coordinator" else ActionState.NEW)


def test_whoever_pulls_it_moves_it_and_says_what_stands_in_the_way(
    client: Client, plan: Plan, coordinator: Any, professional: Any
) -> None:
    action = make_action(plan, by=coordinator, owner=professional)
    client.force_login(professional)
    assert client.post(address("move_action", action), {"state": "busy"}).status_code == 302
    stuck = {"obstacle": "Geen zaal", "revision": 2}
    assert client.post(address("obstacle", action), stuck).status_code == 302
    assert client.get(address("change_action", action)).status_code == 403
    action.refresh_from_db()
    assert (action.state, action.obstacle) == (ActionState.BUSY, "Geen zaal")


def test_a_form_changes_no_state(as_coordinator: Client, action: Action) -> None:
    form = {"what": "Anders", "revision": 1, "state": "done", "stop_reason": "x", "goal": 99, "obstacle": "x"}
    as_coordinator.post(address("change_action", action), form)
    action.refresh_from_db()
    assert (action.what, action.state, action.stop_reason, action.obstacle) == ("Anders", "new", "", "")


@pytest.mark.parametrize("state", ["", "new", "stopped", "verzonnen"])
def test_a_press_does_only_what_the_buttons_say(as_coordinator: Client, action: Action, state: str) -> None:
    as_coordinator.post(address("move_action", action), {"state": state})
    action.refresh_from_db()
    assert action.state == ActionState.NEW


def test_a_card_on_the_board_comes_back_to_the_board(as_coordinator: Client, action: Action) -> None:
    response = as_coordinator.post(address("move_action", action), {"state": "busy", "from": "board"})
    board = reverse("plan:board", args=[action.plan.pk])
    assert response.headers["Location"] == f"{board}#actie-{action.pk}"
    assert "Bezig (1)" in as_coordinator.get(board).text


def test_what_is_done_is_no_longer_stuck(action: Action, coordinator: Any) -> None:
    report_obstacle(action, obstacle="Geen zaal", by=coordinator)
    assert list(Action.objects.stuck()) == [action]
    finish_action(action, by=coordinator)
    assert action.obstacle == ""
    assert not Action.objects.stuck().exists()


@pytest.mark.parametrize(
    ("days", "state", "overdue"),
    [(-1, "new", True), (-1, "busy", True), (0, "new", False), (-1, "done", False), (-1, "stopped", False)],
)
def test_overdue_is_a_day_that_passed_and_work_that_is_not_done(
    plan: Plan, coordinator: Any, days: int, state: str, overdue: bool
) -> None:
    action = make_action(plan, by=coordinator, due_on=TODAY + timedelta(days=days))
    Action.objects.update(state=state)
    action.refresh_from_db()
    assert Action.objects.overdue_on(TODAY).exists() == overdue == action.is_late_on(TODAY)


def test_in_a_plan_that_is_not_at_work_nothing_is_overdue(plan: Plan, coordinator: Any) -> None:
    make_action(plan, by=coordinator, due_on=PAST)
    for state, found in ((PlanState.CONCEPT, 0), (PlanState.RUNNING, 1), (PlanState.STOPPED, 0)):
        Plan.objects.update(state=state)
        assert Action.objects.overdue_on(TODAY).count() == found


def test_what_waits_for_whom(plan: Plan, coordinator: Any, professional: Any) -> None:
    late = make_action(plan, by=coordinator, what="Te laat", due_on=PAST, owner=professional)
    make_action(plan, by=coordinator, what="Binnenkort", due_on=SOON, owner=professional)
    make_action(plan, by=coordinator, what="Later", due_on=TODAY + timedelta(days=60), owner=professional)
    report_obstacle(late, obstacle="Geen zaal", by=professional)
    assert [one.title for one in waiting(professional, TODAY)] == ["Te laat", "Binnenkort"]
    assert [one.title for one in waiting(coordinator, TODAY)] == ["1 actie is te laat", "1 actie loopt vast"]


def test_looking_back_waits_for_the_coordinator(plan: Plan, coordinator: Any, professional: Any) -> None:
    Plan.objects.update(half_way_on=PAST, evaluate_on=SOON)
    assert [(one.title, one.day) for one in waiting(coordinator, TODAY)] == [
        ("Kijk halverwege hoe het gaat", PAST),
        ("Evalueren", SOON),
    ]
    assert list(waiting(professional, TODAY)) == []
    assert Plan.objects.half_way_by(TODAY).exists()
    assert not Plan.objects.evaluation_due_by(TODAY).exists()


LISTED = [
    ("", {"Te laat", "Van school", "Klaar"}),
    ("alleen=te-laat", {"Te laat"}),
    ("stand=klaar", {"Klaar"}),
    ("wie=mij", {"Te laat"}),
    ("alleen=verzonnen&stand=hm&volgorde=%27&wie=1e9", {"Te laat", "Van school", "Klaar"}),
    ("wie=99999999999999999999", {"Te laat", "Van school", "Klaar"}),
]


@pytest.mark.parametrize(("query", "expected"), LISTED)
def test_a_list_holds_what_was_chosen(
    client: Client, plan: Plan, coordinator: Any, professional: Any, query: str, expected: set[str]
) -> None:
    make_action(plan, by=coordinator, what="Te laat", due_on=PAST, owner=professional)
    make_action(plan, by=coordinator, what="Van school", due_on=SOON)
    finish_action(make_action(plan, by=coordinator, what="Klaar"), by=coordinator)
    client.force_login(professional)
    page = client.get(f"{reverse('plan:actions', args=[plan.pk])}?{query}")
    assert {action.what for action, _ in page.context["rows"]} == expected


def test_a_list_turns_pages_and_keeps_the_choice(
    as_coordinator: Client, plan: Plan, coordinator: Any
) -> None:
    for number in range(31):
        make_action(plan, by=coordinator, what=f"Actie {number}", due_on=PAST)
    page = as_coordinator.get(f"{reverse('plan:actions', args=[plan.pk])}?alleen=te-laat")
    assert "31 acties" in page.text
    assert "alleen=te-laat&amp;volgorde=klaar-op&amp;pagina=2" in page.text


def test_two_days_in_the_wrong_order_are_refused(as_coordinator: Client, action: Action) -> None:
    form = {"what": "X", "starts_on": "2026-12-01", "due_on": "2026-11-01", "revision": action.revision}
    assert as_coordinator.post(address("change_action", action), form).status_code == 422
