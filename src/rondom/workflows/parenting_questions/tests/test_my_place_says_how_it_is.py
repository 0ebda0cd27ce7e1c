"""A parent who comes back with the code reads when and where, and whether the group goes on."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.workflows.parenting_questions.actions.enrolment import join_group
from rondom.workflows.parenting_questions.forms.joining import JoinForm
from rondom.workflows.parenting_questions.models import ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.tests.factories import make_evaluated, make_pool


@pytest.fixture
def group(coordinator: Any) -> ParentGroup:
    facts = {"starts_on": date(2026, 12, 3), "where": "Buurthuis", "places": 4}
    group = make_evaluated(make_pool(coordinator), by=coordinator, **facts)
    group.state = GroupState.RECRUITING
    group.save()
    return group


PLACE = ("U heeft een plek", "donderdag 3 december 2026", "Buurthuis")


@pytest.mark.parametrize(
    ("state", "read"),
    [
        (GroupState.RECRUITING, PLACE),
        (GroupState.STARTED, PLACE),
        (GroupState.STOPPED, ("Deze groep gaat niet door.",)),
        (GroupState.FINISHED, ("Deze groep is klaar.",)),
    ],
)
def test_when_and_where_or_that_it_is_over(
    client: Client, group: ParentGroup, state: str, read: tuple[str, ...]
) -> None:
    _, code = join_group(group, first_name="مريم", contact="06-12345678")
    ParentGroup.objects.filter(pk=group.pk).update(state=state)
    mine = reverse("parenting_questions:my_place")
    page = client.post(mine, {"code": code}).content.decode()
    assert [words in page for words in PLACE] == [state in (GroupState.RECRUITING, GroupState.STARTED)] * 3
    assert all(words in page for words in read)
    assert "Uw naam is gewist" in client.post(mine, {"code": code, "leave": "1"}).content.decode()


def test_a_number_beside_an_arabic_name_reads_from_left_to_right(
    client: Client, group: ParentGroup, coordinator: Any
) -> None:
    join_group(group, first_name="مريم", contact="06-12345678")
    client.force_login(coordinator)
    address = reverse("parenting_questions:enrolments", args=[group.pool_id, group.pk])
    assert '<bdi dir="ltr">06-12345678</bdi>' in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("061234567", ""),
        ("+31 (0)6-1234 5678", ""),
        ("06123", "Kijk of er een cijfer mist."),
        ("0612345678 of 0687654321", "Vul één telefoonnummer in."),
    ],
)
def test_a_number_that_cannot_be_right_says_what_is_wrong(contact: str, said: str) -> None:
    form = JoinForm({"first_name": "مريم", "contact": contact})
    assert form.is_valid() is (not said)
    assert said in str(form.errors)
