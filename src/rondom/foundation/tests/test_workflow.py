"""The workflows that this installation offers."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from rondom.foundation import workflow
from rondom.foundation.workflow import Workflow, named, offer, workflows

DAY = date(2026, 11, 23)


def make(code: str) -> Workflow:
    return Workflow(code, code.title(), "home:start", lambda user, today: (), lambda user: ())


@pytest.fixture
def nothing_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "_workflows", {})


def test_every_workflow_of_the_settings_is_offered_in_that_order() -> None:
    assert [one.code for one in workflows()] == settings.WORKFLOWS


@pytest.mark.parametrize("offered", workflows(), ids=lambda one: one.code)
def test_a_workflow_has_an_address_for_a_circle_and_a_name(offered: Workflow) -> None:
    assert reverse(offered.home, args=[1])
    assert offered.name


@pytest.mark.parametrize("offered", workflows(), ids=lambda one: one.code)
def test_nothing_waits_for_someone_who_is_in_no_circle(circle: Any, outsider: Any, offered: Workflow) -> None:
    assert list(offered.waiting(outsider, DAY)) == []
    assert list(offered.standing(outsider)) == []


def test_workflows_come_in_the_order_in_which_they_were_offered(nothing_offered: None) -> None:
    later, earlier = make("later"), make("earlier")
    offer(later)
    offer(earlier)
    assert workflows() == (later, earlier)


def test_a_workflow_is_found_by_its_code(nothing_offered: None) -> None:
    scan = make("scan")
    offer(scan)
    assert named("scan") is scan
    assert named("elders") is None
