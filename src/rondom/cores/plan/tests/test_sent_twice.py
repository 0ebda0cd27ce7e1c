"""A form is sent twice, or by two people at once: nothing is doubled, and nothing is lost in silence."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.plan.actions.evaluations import look_half_way
from rondom.cores.plan.models import Action, Plan, Version
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.tests.factories import TODAY, make_goal

LOOK = {"learnt": "Samen eten helpt.", "next_steps": "", "on": TODAY.isoformat()}


def opened(client: Client, address: str) -> dict[str, str]:
    """What a form holds that people do not see."""
    form = client.get(address).context["form"]
    return {name: str(form[name].value()) for name in ("key", "revision") if name in form.fields}


@pytest.fixture
def running(action: Action) -> Plan:
    plan = action.plan
    plan.state = PlanState.RUNNING
    plan.save()
    return plan


ADDING: dict[str, tuple[Any, dict[str, str], Any]] = {
    "add_goal": (lambda goal: [goal.plan_id], {"words": "Nog een doel"}, lambda plan: plan.goals),
    "add_action": (
        lambda goal: [goal.plan_id, goal.pk],
        {"what": "Nog een actie"},
        lambda plan: Action.objects.filter(goal__plan=plan),
    ),
}


@pytest.mark.parametrize("name", sorted(ADDING))
def test_what_is_sent_twice_is_written_down_once(as_coordinator: Client, running: Plan, name: str) -> None:
    args, written, things = ADDING[name]
    address = reverse(f"plan:{name}", args=args(running.goals.get()))
    before = things(running).count()
    sent = {**opened(as_coordinator, address), **written}
    places = {as_coordinator.post(address, sent)["Location"] for _ in range(3)}
    assert (things(running).count(), len(places)) == (before + 1, 1)
    other = {field: f"{text}, een ander" for field, text in written.items()}
    as_coordinator.post(address, {**sent, **other})  # another text in a form that a browser still had
    assert things(running).count() == before + 2


def half_way(client: Client, plan: Plan) -> tuple[str, dict[str, str]]:
    address, goal = reverse("plan:half_way", args=[plan.pk]), plan.goals.get()
    words = {f"words-{goal.pk}": "Het gaat goed", f"course-{goal.pk}": "continue"}
    return address, {**LOOK, **words, **opened(client, address)}


def test_a_half_way_look_that_is_sent_twice_is_one(as_coordinator: Client, running: Plan) -> None:
    address, sent = half_way(as_coordinator, running)
    assert [as_coordinator.post(address, sent).status_code for _ in range(3)] == [302, 302, 302]
    assert running.evaluations.count() == 1
    assert running.goals.get().looks.count() == 1


def test_the_second_half_way_look_reads_the_first(
    as_coordinator: Client, running: Plan, coordinator: Any
) -> None:
    address, sent = half_way(as_coordinator, running)
    look_half_way(running, learnt="Van mijn collega.", on=TODAY, by=coordinator)
    late = as_coordinator.post(address, sent)
    assert late.status_code == 422
    assert "Van mijn collega." in late.text
    assert LOOK["learnt"] in late.text
    assert running.evaluations.count() == 1
    again = {**sent, "revision": late.context["form"]["revision"].value()}
    assert as_coordinator.post(address, again).status_code == 302
    assert running.evaluations.count() == 2


def test_an_evaluation_that_is_sent_twice_is_one_and_the_second_keeps_the_text(
    as_coordinator: Client, running: Plan
) -> None:
    address = reverse("plan:evaluate", args=[running.pk])
    sent, other = ({**LOOK, **opened(as_coordinator, address)} for _ in range(2))
    assert [as_coordinator.post(address, sent).status_code for _ in range(2)] == [302, 302]
    late = as_coordinator.post(address, {**other, "learnt": "Wat ik er zelf over schreef."})
    assert late.status_code == 409
    assert "Wat ik er zelf over schreef." in late.text
    assert running.evaluations.get().learnt == LOOK["learnt"]


def test_the_second_who_corrects_a_look_back_reads_both(
    as_coordinator: Client, running: Plan, coordinator: Any
) -> None:
    kept = look_half_way(running, learnt="Zoals het was.", on=TODAY, by=coordinator)
    address = reverse("plan:correct", args=[running.pk, kept.pk])
    began = opened(as_coordinator, address)
    first, second = ({"learnt": f"Van {who}.", "next_steps": "", **began} for who in ("de een", "de ander"))
    assert [as_coordinator.post(address, first).status_code for _ in range(2)] == [302, 302]
    late = as_coordinator.post(address, second)
    assert late.status_code == 422
    assert "Van de een." in late.text
    assert "Van de ander." in late.text
    kept.refresh_from_db()
    assert kept.learnt == "Van de een."
    again = {**second, "revision": late.context["form"]["revision"].value()}
    assert as_coordinator.post(address, again).status_code == 302
    kept.refresh_from_db()
    assert kept.learnt == "Van de ander."


def test_the_second_who_says_what_stands_in_the_way_reads_both(
    as_coordinator: Client, running: Plan, action: Action
) -> None:
    address = reverse("plan:obstacle", args=[running.pk, action.pk])
    sent = {"obstacle": "Geen zaal", "revision": str(action.revision)}
    assert [as_coordinator.post(address, sent).status_code for _ in range(2)] == [302, 302]
    late = as_coordinator.post(address, {**sent, "obstacle": "Geen geld"})
    assert late.status_code == 422
    for text in ("Geen zaal", "Geen geld"):
        assert text in late.text
    action.refresh_from_db()
    assert action.obstacle == "Geen zaal"
    again = {"obstacle": "Geen geld", "revision": late.context["obstacle_form"]["revision"].value()}
    assert as_coordinator.post(address, again).status_code == 302
    action.refresh_from_db()
    assert action.obstacle == "Geen geld"


MOVES: dict[str, tuple[Any, dict[str, str], str]] = {
    "move_action": (lambda action: [action.plan.pk, action.pk], {"state": "busy"}, ""),
    "stop_action": (lambda action: [action.plan.pk, action.pk], {"reason": "Er is geen zaal meer"}, "reason"),
    "move_goal": (lambda action: [action.plan.pk, action.goal_id], {"state": "reached"}, ""),
    "drop_goal": (lambda action: [action.plan.pk, action.goal_id], {"reason": "Niemand wil het"}, "reason"),
    "move": (lambda action: [action.plan.pk], {"state": "running"}, ""),
    "stop": (lambda action: [action.plan.pk], {"reason": "Er is geen geld meer"}, "reason"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MOVES))
def test_a_step_that_is_sent_twice_is_taken_once(as_coordinator: Client, action: Action, name: str) -> None:
    Plan.objects.update(state=PlanState.AGREED if name == "move" else PlanState.RUNNING)
    args, sent, text = MOVES[name]
    address = reverse(f"plan:{name}", args=args(action))
    before = Version.objects.count()
    assert [as_coordinator.post(address, sent).status_code for _ in range(3)] == [302, 302, 302]
    assert Version.objects.count() == before + 1
    if text:
        late = as_coordinator.post(address, {text: "Om een heel andere reden"})
        assert late.status_code == 409
        for words in (sent[text], "Om een heel andere reden"):
            assert words in late.text


def test_a_plan_that_is_started_twice_is_one(as_coordinator: Client, plan: Plan) -> None:
    address = reverse("plan:start", args=[plan.circle_id])
    sent = {"title": "Nog een plan", **opened(as_coordinator, address)}
    places = {as_coordinator.post(address, sent)["Location"] for _ in range(3)}
    assert (Plan.objects.filter(title="Nog een plan").count(), len(places)) == (1, 1)
    as_coordinator.post(address, {**sent, "title": "Een ander plan"})
    assert Plan.objects.filter(circle=plan.circle).count() == 3


def test_a_goal_that_is_put_up_twice_is_one_place_higher(
    as_coordinator: Client, plan: Plan, coordinator: Any
) -> None:
    third = [make_goal(plan, by=coordinator, words=f"Doel {number}") for number in range(3)][-1]
    order = list(plan.goals.order_by("order"))
    page = as_coordinator.get(plan.get_absolute_url()).text
    assert f'name="seen" value="{len(order)}"' in page
    address = reverse("plan:goal_up", args=[plan.pk, third.pk])
    for _ in range(3):
        as_coordinator.post(address, {"seen": str(len(order))})
    order[-2:] = reversed(order[-2:])
    assert list(plan.goals.order_by("order")) == order


def test_the_second_who_chooses_who_sees_a_plan_reads_what_the_first_chose(
    as_coordinator: Client, plan: Plan, coordinator: Any, professional: Any
) -> None:
    address = reverse("plan:share", args=[plan.pk])
    began = opened(as_coordinator, address)
    named = {"audience": "named", "named": [str(coordinator.pk), str(professional.pk)], **began}
    assert [as_coordinator.post(address, named).status_code for _ in range(2)] == [302, 302]
    late = as_coordinator.post(address, {"audience": "professionals", **began})
    assert late.status_code == 422
    assert f"Iemand anders koos net: alleen genoemde mensen: {coordinator}" in late.text
    plan.refresh_from_db()
    assert (plan.audience, plan.named.count()) == ("named", 2)
    form = late.context["form"]
    again = {"audience": form["audience"].value(), "revision": form["revision"].value()}
    assert as_coordinator.post(address, again).status_code == 302
    plan.refresh_from_db()
    assert plan.audience == "professionals"


def test_what_was_chosen_stays_chosen_when_someone_was_first(
    as_coordinator: Client, plan: Plan, coordinator: Any, professional: Any
) -> None:
    address = reverse("plan:share", args=[plan.pk])
    began = opened(as_coordinator, address)
    as_coordinator.post(address, {"audience": "professionals", **began})
    both = [str(coordinator.pk), str(professional.pk)]
    late = as_coordinator.post(address, {"audience": "named", "named": both, **began})
    assert late.context["form"]["named"].value() == both
