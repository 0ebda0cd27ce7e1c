"""A group goes only where it may go."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions import groups
from rondom.workflows.parenting_questions.models import Bundle, ParentGroup
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import ELEMENTS, NEXT_GROUP_STATES, GroupState
from rondom.workflows.parenting_questions.tests.factories import DOSSIER, TODAY, make_bundle, make_pool

TWO = dict.fromkeys(ELEMENTS, 2)
ARROWS: dict[GroupState, Callable[[ParentGroup, Any], object]] = {
    GroupState.PREPARING: lambda it, by: groups.prepare_group(it, by=by),
    GroupState.RECRUITING: lambda it, by: groups.recruit_parents(it, by=by),
    GroupState.STARTED: lambda it, by: groups.begin_group(it, today=TODAY, by=by),
    GroupState.FINISHED: lambda it, by: groups.finish_group(it, today=TODAY, by=by),
    GroupState.EVALUATED: lambda it, by: groups.evaluate_group(it, elements=TWO, what_worked="Thee", by=by),
    GroupState.IN_LIBRARY: lambda it, by: groups.put_in_library(it, dossier=DOSSIER, by=by),
    GroupState.STOPPED: lambda it, by: groups.stop_group(it, because="Te weinig ouders", today=TODAY, by=by),
}


@pytest.fixture
def bundle(coordinator: Any) -> Bundle:
    bundle = make_bundle(make_pool(coordinator), by=coordinator, each=1)
    bundle.answer = Answer.GROUP
    bundle.save()
    return bundle


@pytest.fixture
def group(bundle: Bundle, coordinator: Any) -> ParentGroup:
    group = groups.start_group(bundle, name="Rustig naar bed", by=coordinator)
    ParentGroup.objects.filter(pk=group.pk).update(starts_on=TODAY, where="Buurthuis", approach="Samen eten")
    group.refresh_from_db()
    return group


@pytest.mark.parametrize(("here", "there"), [*product(GroupState, ARROWS)])
def test_every_pair_of_states(
    group: ParentGroup, coordinator: Any, here: GroupState, there: GroupState
) -> None:
    ParentGroup.objects.filter(pk=group.pk).update(state=here)
    if there in NEXT_GROUP_STATES[here]:
        ARROWS[there](group, coordinator)
    else:
        with pytest.raises(Refused):
            ARROWS[there](group, coordinator)
    group.refresh_from_db()
    assert group.state == (there if there in NEXT_GROUP_STATES[here] else here)


def test_a_group_needs_a_decision(bundle: Bundle, coordinator: Any) -> None:
    bundle.answer = Answer.INFORMATION
    bundle.save()
    with pytest.raises(Refused, match="Besluit eerst"):
        groups.start_group(bundle, name="Groep", by=coordinator)


def test_who_was_there_is_a_count(group: ParentGroup, coordinator: Any) -> None:
    with pytest.raises(Refused, match="gestart"):
        groups.count_meeting(group, day=TODAY, parents=7, by=coordinator)
    ParentGroup.objects.filter(pk=group.pk).update(state=GroupState.STARTED)
    group.refresh_from_db()
    groups.count_meeting(group, day=TODAY, parents=7, by=coordinator)
    with pytest.raises(groups.AlreadyCounted):
        groups.count_meeting(group, day=TODAY, parents=8, by=coordinator)
    groups.count_meeting(group, day=TODAY, parents=8, by=coordinator, seen=7)
    assert group.meetings.get().parents == 8


@pytest.mark.parametrize(
    ("day", "parents", "said"),
    [
        (timezone.localdate() + timedelta(days=1), 7, "Die dag moet nog komen."),
        (timezone.localdate(), 61, "60"),
        (timezone.localdate(), "", "Hoeveel ouders waren er?"),
    ],
)
def test_a_count_that_does_not_fit_says_what_is_wrong(
    client: Client, group: ParentGroup, coordinator: Any, day: date, parents: object, said: str
) -> None:
    ParentGroup.objects.update(state=GroupState.STARTED)
    client.force_login(coordinator)
    address = reverse("parenting_questions:move_group", args=[group.pool_id, group.pk])
    response = client.post(address, {"to": "meeting", "day": day.isoformat(), "parents": parents})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not group.meetings.exists()
