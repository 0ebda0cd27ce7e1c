"""A pool goes on: a neighbourhood joins or leaves, and the door for parents opens and closes."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.tests.factories import make_area
from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.places.models import WorkArea
from rondom.foundation.places.tests.factories import place
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.pool_settings import change_pool
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.tests.factories import make_pool, make_question


@pytest.fixture
def pool(client: Client, coordinator: Any) -> Pool:
    client.force_login(coordinator)
    return make_pool(coordinator)


def test_a_neighbourhood_joins_and_another_leaves(client: Client, pool: Pool) -> None:
    stays, goes = pool.areas.order_by("name")
    make_question(pool, area=stays)
    comes = make_area("Zuiderpark", "WK990103")
    assert _sent(client, pool, areas=[stays, comes]).status_code == 302
    assert set(pool.areas.all()) == {stays, comes}
    late = _sent(client, pool, areas=[goes])
    assert late.status_code == 422
    assert f"In {stays} is al iets gevraagd" in late.content.decode()
    assert _sent(client, pool, areas=[]).status_code == 422
    assert set(pool.areas.all()) == {stays, comes}


def test_not_one_of_another_municipality(client: Client, pool: Pool, coordinator: Any) -> None:
    elsewhere = WorkArea.objects.create(name="Verweg", municipality=place("GM9902", "Elders"))
    areas = [*pool.areas.all(), elsewhere]
    assert _sent(client, pool, areas=areas).status_code == 422
    with pytest.raises(Refused, match="deze gemeente"):
        change_pool(pool, areas=areas, open_to_parents=True, by=coordinator)


def test_the_door_for_parents_closes_and_opens(client: Client, pool: Pool) -> None:
    parents = reverse("parenting_questions:ask_as_parent", args=[pool.entrance])
    for is_open, status in ((False, 410), (True, 200)):
        assert _sent(client, pool, is_open=is_open).status_code == 302
        assert client.get(parents).status_code == status
        shown = client.get(pool.get_absolute_url()).content.decode()
        assert ("De link voor ouders staat nu uit." in shown) != is_open


def test_sent_twice_is_noted_once_and_the_second_reads_what_is_there(client: Client, pool: Pool) -> None:
    for _ in range(2):
        assert _sent(client, pool, is_open=False, revision=1).status_code == 302
    assert Entry.objects.filter(action="parenting_questions.pool_changed").count() == 1
    late = _sent(client, pool, areas=pool.areas.all()[:1], revision=1)
    assert late.status_code == 409
    assert ("Ouders stellen zelf vragen met de link", "nee") in late.context["now"]
    chosen = late.context["form"]
    sent = {"areas": chosen["areas"].value(), "open_to_parents": "on", "revision": chosen["revision"].value()}
    assert client.post(_address(pool), sent).status_code == 302
    assert pool.areas.count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_the_coordinator_alone(
    client: Client, pool: Pool, coordinator: Any, outsider: Any, role: str
) -> None:
    add_member(pool.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    assert _sent(client, pool, is_open=False).status_code == 403


def _address(pool: Pool) -> str:
    return reverse("parenting_questions:change_pool", args=[pool.pk])


def _sent(
    client: Client, pool: Pool, *, areas: Any = None, is_open: bool = True, revision: int | None = None
) -> Any:
    pool.refresh_from_db()
    chosen = pool.areas.all() if areas is None else areas
    sent = {"areas": [area.pk for area in chosen], "revision": revision or pool.revision}
    return client.post(_address(pool), {**sent, **({"open_to_parents": "on"} if is_open else {})})
