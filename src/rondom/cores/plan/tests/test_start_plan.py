"""A plan begins in a circle, in preparation, with what it came from."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from rondom.cores.plan.actions.goals import add_goal
from rondom.cores.plan.actions.plans import start_plan
from rondom.cores.plan.models import Goal, Plan, Version
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.models.plan import PlanState
from rondom.cores.plan.tests.cast import COORDINATOR_ONLY, sign_in
from rondom.foundation.audit.models import Entry

FINDING = Source("Navragen of hulp is aangekomen gebeurt het minst", "/publicaties/2026/x/v1/", "finding:O8")


@COORDINATOR_ONLY
def test_who_may_start_one(client: Client, request: Any, circle: Any, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.get(reverse("plan:start", args=[circle.pk])).status_code == status


def test_the_first_thing_after_it_is_a_goal(as_coordinator: Client, circle: Any) -> None:
    form = {"title": "Verbeterplan", "evaluate_on": "2027-06-01"}
    response = as_coordinator.post(reverse("plan:start", args=[circle.pk]), form)
    plan = Plan.objects.get()
    assert response.headers["Location"] == reverse("plan:add_goal", args=[plan.pk])
    assert (plan.state, plan.circle) == (PlanState.CONCEPT, circle)


def test_it_says_what_it_came_from_and_can_be_found_back(circle: Any, coordinator: Any) -> None:
    plan = start_plan(circle, title="Verbeterplan", by=coordinator, origins=[FINDING, FINDING])
    origin = plan.origins.get()
    assert (origin.label, origin.address, origin.code) == (FINDING.label, FINDING.address, FINDING.code)


@pytest.mark.parametrize(
    "address",
    ["https://elders.example/", "//elders.example/", "/\\elders.example", "javascript:alert(1)", "/a b"],
)
def test_an_origin_is_a_page_of_this_site(circle: Any, coordinator: Any, address: str) -> None:
    with pytest.raises(ValidationError):
        start_plan(circle, title="Plan", by=coordinator, origins=[Source("Bron", address, "c")])


def test_the_log_and_the_history_have_a_line(circle: Any, coordinator: Any) -> None:
    plan = start_plan(circle, title="Geheime titel", by=coordinator)
    entry = Entry.objects.get(action="plan.plan_started")
    assert entry.circle_id == circle.pk
    assert "Geheime titel" not in str(entry.facts)
    version = Version.objects.get(plan=plan)
    assert (version.what, version.by, version.changes["title"]) == (
        "added",
        coordinator,
        [None, "Geheime titel"],
    )


def test_the_evaluation_comes_after_the_half_way_look(as_coordinator: Client, circle: Any) -> None:
    form = {"title": "Plan", "half_way_on": "2027-06-01", "evaluate_on": "2027-01-01"}
    assert as_coordinator.post(reverse("plan:start", args=[circle.pk]), form).status_code == 422
    assert not Plan.objects.exists()


def test_the_way_back_from_a_finding_to_what_became_of_it(
    as_coordinator: Client, circle: Any, coordinator: Any
) -> None:
    plan = start_plan(circle, title="Verbeterplan", by=coordinator)
    goal = add_goal(plan, words="Wij horen terug", by=coordinator, origins=[FINDING, Source("Besluit")])
    add_goal(plan, words="Iets anders", by=coordinator)
    assert list(Goal.objects.coming_from(FINDING.code)) == [goal]
    page = as_coordinator.get(goal.get_absolute_url()).text
    assert f'<a href="{FINDING.address}">{FINDING.label}</a>; Besluit' in page


def test_the_order_of_goals_is_what_people_make_it(
    as_coordinator: Client, circle: Any, coordinator: Any
) -> None:
    plan = start_plan(circle, title="Verbeterplan", by=coordinator)
    goals = [add_goal(plan, words=words, by=coordinator) for words in ("A", "B", "C")]
    as_coordinator.post(reverse("plan:goal_up", args=[plan.pk, goals[2].pk]))
    as_coordinator.post(reverse("plan:goal_up", args=[plan.pk, goals[0].pk]))
    assert [goal.words for goal in plan.goals.all()] == ["A", "C", "B"]
