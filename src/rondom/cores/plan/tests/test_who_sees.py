"""Who in the circle sees a plan, and what nobody does with a plan that they do not see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.cores.plan.actions.actions import change_action
from rondom.cores.plan.actions.plans import share_plan, start_plan
from rondom.cores.plan.models import Action, Plan, Version
from rondom.cores.plan.overviews.waiting import waiting
from rondom.cores.plan.tests.cast import COORDINATOR_ONLY, sign_in
from rondom.cores.plan.tests.factories import PAST, TODAY, make_action, make_plan
from rondom.foundation.access import may, permissions
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.circles.models import Audience, Membership, Role
from rondom.foundation.circles.overviews import log_lines
from rondom.foundation.refusals import Refused

PERMISSIONS = sorted(name for name in permissions() if name.startswith("plan."))
SECRET = "Kenmerk van een plan voor weinigen"


@COORDINATOR_ONLY
def test_who_chooses(client: Client, request: Any, plan: Plan, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.get(reverse("plan:share", args=[plan.pk])).status_code == status


def test_who_narrows_a_plan_hears_of_actions_that_lose_their_owner(
    client: Client, plan: Plan, coordinator: Any, professional: Any
) -> None:
    make_action(plan, by=coordinator, owner=professional)
    client.force_login(coordinator)
    address = reverse("plan:share", args=[plan.pk])
    for named, warned in (([coordinator, professional], False), ([coordinator], True)):
        sent = {"audience": "named", "named": [user.pk for user in named]}
        page = client.post(address, sent, follow=True).text
        assert ("1 actie heeft een trekker die het plan niet meer ziet" in page) == warned


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
@given(
    role=st.sampled_from([*Role.values, None]), audience=st.sampled_from(Audience.values),
    named=st.booleans(), owns=st.booleans(), active=st.booleans(),
)  # fmt: skip
def test_whoever_may_do_anything_with_it_sees_it(
    plan: Plan, action: Action, outsider: User, role: str | None, audience: str, named: bool, owns: bool,
    active: bool,
) -> None:  # fmt: skip
    """May do it, then may view it; and what someone may view is exactly what they may know of."""
    Membership.objects.filter(circle=plan.circle, user=outsider).delete()
    if role:
        Membership.objects.create(circle=plan.circle, user=outsider, role=role)
    Plan.objects.filter(pk=plan.pk).update(audience=audience)
    plan.named.set([outsider] if named else [])
    Action.objects.filter(pk=action.pk).update(owner=outsider if owns else None)
    outsider.is_active = active
    seen, theirs = Plan.objects.get(pk=plan.pk), Action.objects.select_related("goal__plan").get()
    visible = Plan.objects.visible_to(outsider).filter(pk=plan.pk).exists()
    assert may(outsider, "plan.view_plan", seen) == visible
    assert Action.objects.visible_to(outsider).exists() == visible
    for permission in PERMISSIONS:
        assert visible or not may(outsider, permission, seen)
        assert visible or not may(outsider, permission, theirs)
        assert not may(AnonymousUser(), permission, seen)
    assert may(outsider, "plan.move_action", theirs) == (visible and (owns or role == Role.COORDINATOR))
    assert may(outsider, "plan.change_plan", seen) == (visible and role == Role.COORDINATOR)


@pytest.fixture
def hidden(circle: Any, coordinator: Any) -> Plan:
    """For its coordinator alone, with an action that is late."""
    plan = make_plan(
        circle, by=coordinator, running=True, title=SECRET, audience=Audience.NAMED, named=[coordinator]
    )
    make_action(plan, by=coordinator, what=SECRET, due_on=PAST)
    return plan


PLACES: dict[str, Callable[[Plan], list[Any]]] = {
    "plan:plans": lambda plan: [],
    "plan:of_circle": lambda plan: [plan.circle_id],
    "home:start": lambda plan: [],
    "circles:log": lambda plan: [plan.circle_id],
}


@pytest.mark.parametrize("name", sorted(PLACES))
def test_no_list_count_or_log_tells_of_it(client: Client, hidden: Plan, researcher: Any, name: str) -> None:
    client.force_login(researcher)
    page = client.get(reverse(name, args=PLACES[name](hidden))).text
    assert SECRET not in page
    assert "1 plan" not in page


@pytest.mark.parametrize("name", ["plan", "board", "actions", "timeline", "history", "pdf", "xlsx"])
@pytest.mark.parametrize("who", ["researcher", "professional", "outsider", "superuser"])
def test_its_pages_and_files_do_not_exist_for_others(
    client: Client, request: Any, hidden: Plan, name: str, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse(f"plan:{name}", args=[hidden.pk])).status_code == 404


def test_it_waits_for_nobody_else(hidden: Plan, coordinator: Any, researcher: Any) -> None:
    assert [one.context for one in waiting(coordinator, TODAY)] == [SECRET]
    assert list(waiting(researcher, TODAY)) == []


def test_the_log_names_only_plans_for_the_whole_circle(plan: Plan, hidden: Plan) -> None:
    about = {dict(line.facts)["over"] for line in log_lines(plan.circle, first=0, number=50)
             if dict(line.facts).get("over")}  # fmt: skip
    assert plan.title in about
    assert f"plan {hidden.pk}" in about
    assert SECRET not in about


def test_narrowing_it_shuts_others_out_at_once(plan: Plan, coordinator: Any, professional: Any) -> None:
    share_plan(plan, audience=Audience.NAMED, named=[coordinator], by=coordinator)
    assert not Plan.objects.visible_to(professional).exists()
    version = Version.objects.filter(plan=plan)[0]
    assert version.changes == {"audience": ["circle", "named"], "named": [[], [coordinator.pk]]}


def test_whoever_leaves_the_circle_sees_nothing_though_named(
    plan: Plan, coordinator: Any, professional: Any
) -> None:
    share_plan(plan, audience=Audience.NAMED, named=[coordinator, professional], by=coordinator)
    Membership.objects.filter(user=professional).delete()
    assert not Plan.objects.visible_to(professional).exists()
    assert not may(professional, "plan.view_plan", plan)


@pytest.mark.parametrize(("who", "word"), [("professional", "coördinator"), ("outsider", "kring")])
def test_someone_can_always_bring_it_further(
    plan: Plan, request: Any, coordinator: Any, who: str, word: str
) -> None:
    others = [request.getfixturevalue(who)]
    with pytest.raises(Refused, match=word):
        share_plan(plan, audience=Audience.NAMED, named=others, by=coordinator)
    with pytest.raises(Refused, match=word):
        start_plan(plan.circle, title="Nog een", audience=Audience.NAMED, named=others, by=coordinator)
    plan.refresh_from_db()
    assert plan.audience == Audience.CIRCLE


def test_no_one_pulls_an_action_that_they_cannot_see(
    plan: Plan, action: Action, coordinator: Any, professional: Any, outsider: Any
) -> None:
    with pytest.raises(Refused, match="trekker"):
        change_action(action, {"owner": outsider}, by=coordinator)
    share_plan(plan, audience=Audience.NAMED, named=[coordinator], by=coordinator)
    action = Action.objects.get(pk=action.pk)
    with pytest.raises(Refused, match="trekker"):
        change_action(action, {"owner": professional}, by=coordinator)


def test_the_page_says_who_sees_it(as_coordinator: Client, plan: Plan, hidden: Plan) -> None:
    assert "Iedereen in de kring Voorbeeldkring" in as_coordinator.get(plan.get_absolute_url()).text
    page = as_coordinator.get(hidden.get_absolute_url()).text
    assert "Alleen deze mensen in de kring Voorbeeldkring: Coördinator" in page


def test_what_stands_in_another_plan_is_not_found(
    as_coordinator: Client, circle: Any, coordinator: Any, plan: Plan, outsider: Any
) -> None:
    """An action or goal is reached through its own plan only, and nothing changes by trying."""
    elsewhere = make_plan(
        start_circle("Anders", workflow="quickscan", by=outsider), by=outsider, running=True
    )
    theirs = make_action(elsewhere, by=outsider)
    for name, number in (
        ("action", theirs.pk), ("move_action", theirs.pk), ("obstacle", theirs.pk),
        ("goal", theirs.goal.pk), ("change_goal", theirs.goal.pk), ("move_goal", theirs.goal.pk),
    ):  # fmt: skip
        sent = {"state": "done", "obstacle": "x", "words": "x"}
        assert as_coordinator.post(reverse(f"plan:{name}", args=[plan.pk, number]), sent).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.state, theirs.obstacle) == ("new", "")
