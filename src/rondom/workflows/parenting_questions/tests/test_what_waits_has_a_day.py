"""What is owed to parents has a day on the coordinator's start page; it is not 'whenever you like'."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rondom.foundation.workflow import Waiting
from rondom.workflows.parenting_questions.actions.enrolment import join_group, leave_group
from rondom.workflows.parenting_questions.models import ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.overviews import waiting
from rondom.workflows.parenting_questions.tests.factories import (
    TODAY,
    make_coded,
    make_evaluated,
    make_pool,
)


def test_a_question_that_was_not_answered_is_late_after_six_weeks(client: Client, coordinator: Any) -> None:
    pool = make_pool(coordinator)
    asked = timezone.localdate() - timedelta(weeks=8)
    question = make_coded(pool, by=coordinator, today=asked)
    (debt,) = waiting(coordinator, timezone.localdate())
    assert debt.day == question.week + timedelta(weeks=6)
    assert not waiting(coordinator, debt.day - timedelta(days=7))
    client.force_login(coordinator)
    page = client.get("/").content.decode()
    assert "te laat" in page
    assert "wanneer u wilt" not in page


@pytest.fixture
def group(coordinator: Any) -> ParentGroup:
    group = make_evaluated(make_pool(coordinator), by=coordinator, places=4, starts_on=TODAY)
    ParentGroup.objects.update(state=GroupState.RECRUITING)
    group.refresh_from_db()
    return group


def test_a_group_waits_to_be_started_from_its_first_day(group: ParentGroup, coordinator: Any) -> None:
    assert not _of(group, coordinator, -1)
    for after in (0, 5):
        (start,) = _of(group, coordinator, after)
        assert (start.title, start.address) == ("De groep starten", group.get_absolute_url())
        assert start.day == TODAY


def test_a_parent_who_moved_up_hears_it_before_the_first_day(group: ParentGroup, coordinator: Any) -> None:
    joined = [join_group(group, first_name="A", contact=f"06-1234567{one}")[0] for one in range(5)]
    leave_group(joined[0])
    (tell,) = _of(group, coordinator, -1)
    assert (tell.title, tell.day) == ("Laat deze ouder weten dat er plek is", TODAY)


def _of(group: ParentGroup, user: Any, days: int) -> list[Waiting]:
    return [one for one in waiting(user, TODAY + timedelta(days=days)) if one.context == str(group)]
