"""A group starts on its first day, and the form says what is needed before parents can be sought."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions import groups
from rondom.workflows.parenting_questions.models import ParentGroup
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_bundle, make_pool

NEEDED = "(nodig voordat u ouders zoekt)"


@pytest.fixture
def group(coordinator: Any, client: Client) -> ParentGroup:
    bundle = make_bundle(make_pool(coordinator), by=coordinator, each=1)
    bundle.answer = Answer.GROUP
    bundle.save()
    client.force_login(coordinator)
    return groups.start_group(bundle, name="Rustig naar bed", by=coordinator)


def at(group: ParentGroup, state: GroupState, **facts: Any) -> ParentGroup:
    ParentGroup.objects.filter(pk=group.pk).update(state=state, **facts)
    group.refresh_from_db()
    return group


@pytest.mark.parametrize(("days", "starts"), [(-1, True), (0, True), (1, False)])
def test_a_group_starts_from_its_first_day_on(
    group: ParentGroup, coordinator: Any, days: int, starts: bool
) -> None:
    at(group, GroupState.RECRUITING, starts_on=TODAY + timedelta(days=days), where="Buurthuis")
    if starts:
        groups.begin_group(group, today=TODAY, by=coordinator)
    else:
        with pytest.raises(Refused, match="dinsdag 24 november 2026"):
            groups.begin_group(group, today=TODAY, by=coordinator)
    group.refresh_from_db()
    assert group.state == (GroupState.STARTED if starts else GroupState.RECRUITING)


def test_the_page_says_from_when_and_refuses_before(group: ParentGroup, client: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    at(group, GroupState.RECRUITING, starts_on=tomorrow, where="Buurthuis", entrance="groep")
    page = client.get(group.get_absolute_url()).text
    assert "Vanaf die dag kunt u de groep starten" in page
    assert "Starten</button>" not in page
    assert "De groep stopt" in page
    address = reverse("parenting_questions:move_group", args=[group.pool_id, group.pk])
    refused = client.post(address, {"to": "started"})
    assert refused.status_code == 409
    assert "Vanaf die dag kunt u de groep starten" in refused.text
    at(group, GroupState.RECRUITING, starts_on=timezone.localdate())
    assert "Starten</button>" in client.get(group.get_absolute_url()).text
    client.post(address, {"to": "started"})
    group.refresh_from_db()
    assert group.state == GroupState.STARTED


@pytest.mark.parametrize(
    ("state", "days", "status"),
    [
        (GroupState.STARTED, 1, 422),
        (GroupState.STARTED, 0, 302),
        (GroupState.RECRUITING, 1, 302),
    ],
)
def test_what_started_does_not_begin_later(
    group: ParentGroup, client: Client, state: GroupState, days: int, status: int
) -> None:
    today = timezone.localdate()
    at(group, state, starts_on=today - timedelta(days=7), where="Buurthuis")
    address = reverse("parenting_questions:change_group", args=[group.pool_id, group.pk])
    sent = {"name": "Slapen", "places": 4, "where": "Buurthuis", "language": "Nederlands", "revision": 1}
    response = client.post(address, {**sent, "starts_on": today + timedelta(days=days)})
    assert response.status_code == status
    assert ("al gestart" in response.text) is (status == 422)


def test_the_form_says_what_is_needed_to_seek_parents(group: ParentGroup, client: Client) -> None:
    address = reverse("parenting_questions:change_group", args=[group.pool_id, group.pk])
    page = client.get(address).text
    assert page.count(NEEDED) == 2
    for label in ("Eerste keer", "Waar"):
        assert f'{label} <span class="optional">{NEEDED}' in page
    at(group, GroupState.RECRUITING, starts_on=date(2026, 12, 3), where="Buurthuis")
    assert NEEDED not in client.get(address).text


def test_the_page_says_what_is_missing_before_parents_are_sought(group: ParentGroup, client: Client) -> None:
    at(group, GroupState.PREPARING)
    page = client.get(group.get_absolute_url()).text
    assert groups.FILL_IN_FIRST in page
    assert "Ouders zoeken</button>" not in page
    at(group, GroupState.PREPARING, starts_on=date(2026, 12, 3), where="Buurthuis")
    assert "Ouders zoeken</button>" in client.get(group.get_absolute_url()).text
