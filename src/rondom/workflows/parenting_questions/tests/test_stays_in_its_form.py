"""Words that may not be kept stay in the form where they were written, and it says what to do."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.workflows.parenting_questions.models import Bundle, ParentGroup
from rondom.workflows.parenting_questions.models.bundle import Answer, BundleState
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.tests.factories import make_bundle, make_pool

PERSONAL = "Bel de juf op 06-12345678 voor een plek in de groep."
WHY = "Haal dit eerst weg: 06-12345678"


@pytest.fixture
def bundle(client: Client, coordinator: Any) -> Bundle:
    client.force_login(coordinator)
    return make_bundle(make_pool(coordinator), by=coordinator)


@pytest.fixture
def group(bundle: Bundle) -> ParentGroup:
    Bundle.objects.update(answer=Answer.GROUP)
    return ParentGroup.objects.create(
        circle=bundle.circle, pool=bundle.pool, bundle=bundle, name="Rustig naar bed"
    )


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        (BundleState.SIGNAL, {"to": "interpreted", "behind": PERSONAL}),
        (BundleState.INTERPRETED, {"to": "decided", "answer": "group", "reason": PERSONAL}),
        (BundleState.DECIDED, {"to": "returned", "told": PERSONAL, "anyway": "1"}),
        (BundleState.BUNDLED, {"to": "returned", "told": PERSONAL, "anyway": "1"}),
    ],
)
def test_of_a_bundle(client: Client, bundle: Bundle, at: BundleState, sent: dict[str, str]) -> None:
    Bundle.objects.update(state=at)
    _stays(client, reverse("parenting_questions:go_on", args=[bundle.pool_id, bundle.pk]), sent)
    bundle.refresh_from_db()
    assert bundle.state == at


def test_of_a_new_group(client: Client, group: ParentGroup) -> None:
    address = reverse("parenting_questions:start_group", args=[group.pool_id, group.bundle_id])
    _stays(client, address, {"name": PERSONAL, "key": "6a2f41a3-c54c-fce8-32d2-0324e1c32e22"})


def test_of_a_group_that_changes(client: Client, group: ParentGroup) -> None:
    address = reverse("parenting_questions:change_group", args=[group.pool_id, group.pk])
    sent = {"name": "Rustig", "places": 8, "language": "Nederlands", "about": PERSONAL, "revision": 1}
    _stays(client, address, sent)


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        (GroupState.STARTED, {"to": "stopped", "because": PERSONAL}),
        (GroupState.FINISHED, {"to": "evaluated", "what_worked": PERSONAL, **dict.fromkeys(ELEMENTS, "2")}),
    ],
)
def test_of_a_step_of_a_group(
    client: Client, group: ParentGroup, at: GroupState, sent: dict[str, str]
) -> None:
    ParentGroup.objects.update(state=at)
    _stays(client, _move(group), sent)
    group.refresh_from_db()
    assert group.state == at


def test_a_mark_that_is_missing_keeps_the_others(client: Client, group: ParentGroup) -> None:
    ParentGroup.objects.update(state=GroupState.FINISHED)
    marks = {**dict.fromkeys(ELEMENTS, "3"), "exchange": ""}
    page = client.post(_move(group), {"to": "evaluated", "what_worked": "Samen eten.", **marks})
    assert page.status_code == 422
    assert page.content.decode().count('<option value="3" selected>') == len(ELEMENTS) - 1


def test_a_group_did_not_meet_before_its_first_day(client: Client, group: ParentGroup) -> None:
    today = timezone.localdate()
    ParentGroup.objects.update(state=GroupState.STARTED, starts_on=today)
    yesterday = (today - timedelta(days=1)).isoformat()
    page = client.post(_move(group), {"to": "meeting", "day": yesterday, "parents": 7})
    assert page.status_code == 422
    assert "De eerste keer was op" in page.content.decode()
    assert not group.meetings.exists()


def _move(group: ParentGroup) -> str:
    return reverse("parenting_questions:move_group", args=[group.pool_id, group.pk])


def _stays(client: Client, address: str, sent: dict[str, Any]) -> None:
    page = client.post(address, sent)
    said = page.content.decode()
    assert page.status_code == 422
    assert WHY in said
    assert "Dit kan nu niet" not in said
    assert said.count(PERSONAL) == 1
