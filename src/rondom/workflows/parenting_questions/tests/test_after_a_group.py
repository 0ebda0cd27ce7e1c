"""After a group its coordinator is asked to look back and to make a dossier; the library has pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.circles.models import Membership, Role
from rondom.workflows.parenting_questions.models import Approach, ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.overviews import waiting
from rondom.workflows.parenting_questions.tests.factories import (
    DOSSIER,
    TODAY,
    make_approach,
    make_evaluated,
    make_pool,
)
from rondom.workflows.parenting_questions.views.approaches import PER_PAGE

LONG_AGO = TODAY - timedelta(weeks=3)


@pytest.fixture
def group(coordinator: Any) -> ParentGroup:
    return make_evaluated(make_pool(coordinator), by=coordinator, ended_on=LONG_AGO)


def titles(user: Any) -> list[str]:
    return [one.title for one in waiting(user, TODAY) if one.context == "Rustig naar bed"]


@pytest.mark.parametrize("state", GroupState)
def test_what_waits_after_a_group(group: ParentGroup, coordinator: Any, state: GroupState) -> None:
    ParentGroup.objects.update(state=state)
    expected = {
        GroupState.FINISHED: ["Terugkijken op de groep"],
        GroupState.EVALUATED: ["Maak een dossier van de aanpak"],
    }
    assert titles(coordinator) == expected.get(state, [])


def test_looking_back_may_take_two_weeks(group: ParentGroup, coordinator: Any) -> None:
    for days, shown in ((13, False), (14, True)):
        ended = TODAY - timedelta(days=days)
        ParentGroup.objects.update(state=GroupState.FINISHED, ended_on=ended)
        assert bool(titles(coordinator)) is shown


@pytest.mark.parametrize("role", Role.values)
def test_it_waits_for_coordinators_alone(group: ParentGroup, outsider: Any, role: str) -> None:
    assert not titles(outsider)
    Membership.objects.create(circle=group.circle, user=outsider, role=role)
    assert bool(titles(outsider)) == (role == Role.COORDINATOR)


def test_what_waits_opens_where_it_is_done(client: Client, group: ParentGroup, coordinator: Any) -> None:
    client.force_login(coordinator)
    asked = {GroupState.FINISHED: "Wat werkte?", GroupState.EVALUATED: "Hoe heet de aanpak?"}
    for state, label in asked.items():
        ParentGroup.objects.update(state=state)
        found = next(one for one in waiting(coordinator, TODAY) if one.context == "Rustig naar bed")
        assert label in client.get(found.address).content.decode()


def test_what_is_different_here_can_be_corrected(client: Client, coordinator: Any) -> None:
    approach = make_approach(make_pool(coordinator), by=coordinator)
    group = approach.group
    address = reverse("parenting_questions:change_group", args=[group.pool_id, group.pk])
    client.force_login(coordinator)
    assert "different" not in client.get(address).context["form"].fields
    group.copied_from, group.different = approach, "Hier ’s avonds"
    group.save()
    sent = {"name": "Groep", "places": "10", "language": "Nederlands", "revision": "1"}
    assert client.post(address, {**sent, "different": " "}).status_code == 422
    asked = group.bundle.questions.order_by("pk")[0].text
    assert client.post(address, {**sent, "different": asked}).status_code == 422
    assert client.post(address, {**sent, "different": "Hier op school"}).status_code == 302
    group.refresh_from_db()
    assert group.different == "Hier op school"


def test_the_library_has_pages_and_keeps_what_was_chosen(client: Client, coordinator: Any) -> None:
    first = make_approach(make_pool(coordinator), by=coordinator)
    for number in range(PER_PAGE):
        group = ParentGroup.objects.create(
            circle=first.circle, pool=first.group.pool, bundle=first.group.bundle, name=f"Groep {number}",
            state=GroupState.IN_LIBRARY, elements=first.group.elements,
        )  # fmt: skip
        dossier = {**DOSSIER, "name": f"Aanpak {number:02}"}
        Approach.objects.create(circle=first.circle, group=group, **dossier)
    client.force_login(coordinator)
    address = reverse("parenting_questions:approaches")
    shown = client.get(address, {"thema": "slp"})
    assert "?thema=slp&amp;pagina=2" in shown.content.decode()
    assert (len(shown.context["page"]), "Samen eten" in shown.content.decode()) == (PER_PAGE, False)
    assert "Samen eten" in client.get(address, {"thema": "slp", "pagina": "2"}).content.decode()
