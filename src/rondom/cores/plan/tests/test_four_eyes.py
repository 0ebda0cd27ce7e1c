"""Where a plan asks for four eyes, whoever wrote last does not agree it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.plan.actions.goals import change_goal
from rondom.cores.plan.actions.plans import agree_plan, change_plan
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.tests.factories import make_goal, make_plan
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.refusals import Refused


@pytest.fixture
def second(circle: Any, coordinator: Any, researcher: Any) -> Any:
    """Another coordinator."""
    add_member(circle, user=researcher, role=Role.COORDINATOR, by=coordinator)
    return researcher


@pytest.fixture
def careful(circle: Any, coordinator: Any, second: Any) -> Plan:
    plan = make_plan(circle, by=coordinator, four_eyes=True)
    make_goal(plan, by=coordinator)
    return plan


def test_whoever_wrote_last_waits_for_the_other(careful: Plan, coordinator: Any, second: Any) -> None:
    with pytest.raises(Refused, match="andere coördinator"):
        agree_plan(careful, by=coordinator)
    agree_plan(careful, by=second)
    assert careful.state == PlanState.AGREED


def test_a_last_change_by_the_other_turns_it_round(careful: Plan, coordinator: Any, second: Any) -> None:
    change_goal(careful.goals.get(), {"words": "Net iets anders"}, by=second)
    with pytest.raises(Refused, match="andere coördinator"):
        agree_plan(careful, by=second)
    agree_plan(careful, by=coordinator)


def test_nobody_switches_it_off_to_agree_alone(client: Client, careful: Plan, coordinator: Any) -> None:
    with pytest.raises(Refused, match="blijft zo"):
        change_plan(careful, {"four_eyes": False}, by=coordinator)
    client.force_login(coordinator)
    form = {"title": "Anders", "revision": careful.revision}
    assert client.post(reverse("plan:change", args=[careful.pk]), form).status_code == 302
    careful.refresh_from_db()
    assert (careful.title, careful.four_eyes) == ("Anders", True)


def test_the_page_has_the_button_for_the_second_one_only(
    client: Client, careful: Plan, coordinator: Any, second: Any
) -> None:
    for user, shown in ((coordinator, False), (second, True)):
        client.force_login(user)
        page = client.get(careful.get_absolute_url()).text
        assert ("Plan vaststellen" in page) == shown
        assert ("Een andere coördinator stelt het vast" in page) != shown


def test_nobody_agrees_what_they_did_not_read(
    client: Client, careful: Plan, coordinator: Any, second: Any
) -> None:
    """The goal changes between reading and pressing."""
    client.force_login(second)
    seen = client.get(careful.get_absolute_url()).context["newest"]
    change_goal(careful.goals.get(), {"words": "Iets heel anders"}, by=coordinator)
    address = reverse("plan:move", args=[careful.pk])
    assert client.post(address, {"state": "agreed", "seen": seen}).status_code == 409
    careful.refresh_from_db()
    assert careful.state == PlanState.CONCEPT
    again = client.get(careful.get_absolute_url()).context["newest"]
    assert client.post(address, {"state": "agreed", "seen": again}).status_code == 302


@pytest.mark.parametrize("seen", ["x", "-1", "9" * 40])
def test_a_press_that_says_nonsense_is_no_fault(
    client: Client, careful: Plan, coordinator: Any, seen: str
) -> None:
    client.force_login(coordinator)
    address = reverse("plan:move", args=[careful.pk])
    assert client.post(address, {"state": "agreed", "seen": seen}).status_code == 409
    assert client.post(address, {"state": "running", "seen": seen}).status_code == 409


def test_without_it_one_is_enough(circle: Any, coordinator: Any) -> None:
    plan = make_plan(circle, by=coordinator)
    make_goal(plan, by=coordinator)
    agree_plan(plan, by=coordinator)
    assert plan.state == PlanState.AGREED
