"""Parents read at what hour a group is; who joined is told by the coordinator when that changes."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.workflows.parenting_questions.actions.enrolment import join_group
from rondom.workflows.parenting_questions.models import ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.tests.factories import make_evaluated, make_pool

WHEN = "donderdag 3 december 2026, 19:30"
TELL = "zich al aan. Vertel zelf wat er nu anders is"


@pytest.fixture
def group(coordinator: Any) -> ParentGroup:
    facts = {"starts_on": date(2026, 12, 3), "starts_at": time(19, 30), "where": "Buurthuis", "places": 4}
    group = make_evaluated(make_pool(coordinator), by=coordinator, **facts)
    ParentGroup.objects.update(state=GroupState.RECRUITING, entrance="adres")
    group.refresh_from_db()
    return group


def test_before_joining_after_joining_and_with_the_code(client: Client, group: ParentGroup) -> None:
    join = reverse("parenting_questions:join", args=[group.entrance])
    assert WHEN in client.get(join).content.decode()
    page = client.post(join, {"first_name": "مريم", "contact": "06-12345678"})
    assert WHEN in page.content.decode()
    mine = client.post(reverse("parenting_questions:my_place"), {"code": page.context["code"]})
    assert WHEN in mine.content.decode()
    ParentGroup.objects.update(starts_at=None)
    assert "donderdag 3 december 2026\n" in client.get(join).content.decode().replace("</span></li>", "\n")


def test_another_hour_is_to_be_told_to_who_joined(
    client: Client, group: ParentGroup, coordinator: Any
) -> None:
    client.force_login(coordinator)
    assert TELL not in _changed(client, group, starts_at="20:00")
    join_group(group, first_name="مريم", contact="06-12345678")
    assert TELL not in _changed(client, group, places="5")
    assert "1 ouder meldde " + TELL in _changed(client, group, starts_at="19:00")
    assert "1 ouder meldde " + TELL in _changed(client, group, where="School")


def _changed(client: Client, group: ParentGroup, **changes: str) -> str:
    address = reverse("parenting_questions:change_group", args=[group.pool_id, group.pk])
    form = client.get(address).context["form"]
    sent = {field.html_name: value for field in form if (value := field.value()) not in (None, False)}
    return client.post(address, {**sent, **changes}, follow=True).content.decode()


def test_who_still_waits_is_not_said_to_have_a_place(client: Client, group: ParentGroup) -> None:
    codes = [join_group(group, first_name="A", contact=f"06-1234567{one}")[1] for one in range(5)]
    mine = reverse("parenting_questions:my_place")
    assert "een andere ouder uw plek" in client.post(mine, {"code": codes[0]}).content.decode()
    page = client.post(mine, {"code": codes[4]}).content.decode()
    assert "een andere ouder uw plek" not in page
    assert "niet meer wachten" in page
