"""The coordinator sees that two parents gave the same number; whoever joins learns nothing of others."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.workflows.parenting_questions.actions.enrolment import join_group
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.reaching import reached_alike
from rondom.workflows.parenting_questions.tests.factories import make_evaluated, make_pool


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("06-12345678", "0612345678", True),
        ("06 1234 5678", "+31 6 12345678", True),
        ("0031612345678", "+31 (0)6-12345678", True),
        ("612345678", "0612345678", True),
        ("Ouder@voorbeeld.test", "ouder@voorbeeld.test ", True),
        ("+48 601 234 567", "0048601234567", True),
        ("0612345678", "0612345679", False),
        ("+48 601 234 567", "0601234567", False),
        ("ouder@voorbeeld.test", "ouder2@voorbeeld.test", False),
    ],
)
def test_however_it_was_typed(first: str, second: str, alike: bool) -> None:
    assert reached_alike([first, second, "0201234567"]) == ({first, second} if alike else set())


def test_only_the_coordinator_is_told(client: Client, coordinator: Any) -> None:
    pool = make_pool(coordinator)
    group = make_evaluated(pool, by=coordinator)
    group.state, group.places, group.entrance = GroupState.RECRUITING, 8, "ingang"
    group.save()
    said = "Bij een andere aanmelding staat hetzelfde nummer of adres."
    join_group(group, first_name="Ouder", contact="06-12345678")
    address = reverse("parenting_questions:join", args=[group.entrance])
    answers = [
        client.post(address, {"first_name": "Ouder", "contact": contact}).content.decode()
        for contact in ("0612345678", "0612345679")
    ]
    assert all("U heeft een plek" in answer and said not in answer for answer in answers)
    client.force_login(coordinator)
    page = client.get(reverse("parenting_questions:enrolments", args=[pool.pk, group.pk])).content.decode()
    assert page.count(said) == 2
