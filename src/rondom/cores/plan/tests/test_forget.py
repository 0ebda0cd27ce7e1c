"""A name that slipped in leaves the history too; that someone changed something stays known."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.plan.actions.evaluations import correct_evaluation, look_half_way
from rondom.cores.plan.actions.forgetting import forget_text
from rondom.cores.plan.actions.goals import change_goal
from rondom.cores.plan.models import Goal, Plan, Version
from rondom.cores.plan.models.version import FORGOTTEN
from rondom.cores.plan.tests.cast import COORDINATOR_ONLY, sign_in
from rondom.cores.plan.tests.factories import TODAY, make_plan
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused

NAME = "Mevrouw Voorbeeld krijgt hulp"


@pytest.fixture
def corrected(goal: Goal, coordinator: Any) -> Version:
    """The change by which the name left the goal."""
    change_goal(goal, {"words": NAME}, by=coordinator)
    change_goal(goal, {"words": "Een gezin krijgt hulp"}, by=coordinator)
    return Version.objects.of("goal", goal.pk)[0]


@COORDINATOR_ONLY
def test_who_takes_it_out(client: Client, request: Any, corrected: Version, who: str, status: int) -> None:
    sign_in(client, request, who)
    address = reverse("plan:forget", args=[corrected.plan_id, corrected.pk])
    assert client.get(address).status_code == status
    client.post(address, {"because": "Er stond een naam in"})
    kept = NAME in str([version.changes for version in Version.objects.all()])
    assert kept == (who != "coordinator")


def test_the_text_is_nowhere_any_more_and_the_change_still_is(
    as_coordinator: Client, corrected: Version, coordinator: Any
) -> None:
    versions = Version.objects.count()
    forget_text(corrected, because="Er stond een naam in", by=coordinator)
    everything = str(list(Version.objects.values())) + str(list(Entry.objects.values()))
    assert NAME not in everything
    assert Version.objects.count() == versions + 1
    page = as_coordinator.get(reverse("plan:history", args=[corrected.plan_id])).text
    assert NAME not in page
    assert FORGOTTEN in page
    assert "Er stond een naam in" in page


def test_what_still_stands_in_the_plan_is_changed_there_first(
    goal: Goal, coordinator: Any, corrected: Version
) -> None:
    change_goal(goal, {"words": NAME}, by=coordinator)
    with pytest.raises(Refused, match="Wijzig die eerst"):
        forget_text(corrected, because="Naam", by=coordinator)
    assert NAME in str(list(Version.objects.values("changes")))


def test_states_and_days_stay_known(plan: Plan, coordinator: Any) -> None:
    moved = Version.objects.filter(plan=plan, what="moved")[0]
    with pytest.raises(Refused, match="geen oude tekst"):
        forget_text(moved, because="Zomaar", by=coordinator)


def test_it_asks_a_reason(corrected: Version, coordinator: Any) -> None:
    with pytest.raises(Refused, match="waarom"):
        forget_text(corrected, because=" ", by=coordinator)


def test_what_was_learnt_is_corrected_and_then_forgotten(plan: Plan, coordinator: Any) -> None:
    kept = look_half_way(plan, learnt=NAME, on=TODAY, by=coordinator)
    correct_evaluation(kept, learnt="Hulp werkt", next_steps="", by=coordinator, why="Naam eruit")
    version = Version.objects.filter(plan=plan, what="corrected").get()
    assert version.changes == {"learnt": [NAME, "Hulp werkt"]}
    forget_text(version, because="Naam", by=coordinator)
    kept.refresh_from_db()
    assert kept.learnt == "Hulp werkt"
    assert NAME not in str(list(Version.objects.values("changes")))


def test_a_version_of_another_plan_is_not_found(
    as_coordinator: Client, corrected: Version, circle: Any, coordinator: Any
) -> None:
    other = make_plan(circle, by=coordinator, title="Ander plan")
    address = reverse("plan:forget", args=[other.pk, corrected.pk])
    assert as_coordinator.post(address, {"because": "Naam"}).status_code == 404
