"""A goal that people let go asks nothing more of anyone; its numbers still come in."""

from typing import Any

from django.test import Client
from django.urls import reverse

from rondom.cores.plan.actions.actions import report_obstacle
from rondom.cores.plan.actions.goals import drop_goal, reopen_goal
from rondom.cores.plan.actions.indicators import add_indicator, indicators_waiting_for
from rondom.cores.plan.models import Action, Goal, Plan
from rondom.cores.plan.models.origin import Source
from rondom.cores.plan.overviews.waiting import waiting
from rondom.cores.plan.tests.factories import PAST, TODAY, make_action


def asked_of(*users: Any) -> list[str]:
    return [one.title for user in users for one in waiting(user, TODAY)]


def test_its_actions_no_longer_wait_for_anyone(
    plan: Plan, goal: Goal, coordinator: Any, professional: Any, as_coordinator: Client
) -> None:
    action = make_action(plan, by=coordinator, due_on=PAST, owner=professional)
    report_obstacle(action, obstacle="Geen zaal", by=coordinator)
    assert asked_of(coordinator, professional) == [
        "1 actie is te laat", "1 actie loopt vast", "Inloopmoment in de school",
    ]  # fmt: skip
    drop_goal(goal, reason="Geen tijd", by=coordinator)
    assert not asked_of(coordinator, professional)
    assert not Action.objects.overdue_on(TODAY).exists()
    assert "te laat</" not in as_coordinator.get(plan.get_absolute_url()).text
    assert "te laat</" not in as_coordinator.get(reverse("plan:board", args=[plan.pk])).text
    reopen_goal(goal, by=coordinator)
    assert "1 actie is te laat" in asked_of(coordinator)


def test_the_next_results_still_say_how_it_is(plan: Plan, goal: Goal, coordinator: Any) -> None:
    scale = {"scale": "O"}
    one = add_indicator(goal, name="Score", kind="scale_mean", parameters=scale, by=coordinator)
    drop_goal(goal, reason="Geen tijd", by=coordinator)
    assert list(indicators_waiting_for(plan.circle, Source("Tweede", code="release:2"))) == [one]
