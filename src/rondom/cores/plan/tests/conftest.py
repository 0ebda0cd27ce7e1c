"""A plan in the circle of the cast."""

from typing import Any

import pytest
from django.test import Client

from rondom.cores.plan.models import Action, Goal, Plan
from rondom.cores.plan.tests.factories import TODAY, make_action, make_plan


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def plan(circle: Any, coordinator: Any) -> Plan:
    """A plan that runs, with one goal."""
    return make_plan(circle, by=coordinator, running=True)


@pytest.fixture
def goal(plan: Plan) -> Goal:
    return plan.goals.get()


@pytest.fixture
def action(plan: Plan, coordinator: Any) -> Action:
    return make_action(plan, by=coordinator)


@pytest.fixture
def as_coordinator(client: Client, coordinator: Any) -> Client:
    client.force_login(coordinator)
    return client
