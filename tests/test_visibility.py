"""Every address of the site, seen by people who have no business there.

A new address fails here until someone wrote down for whom it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rondom.foundation.access import may
from rondom.foundation.circles.models import Circle, InCircle, Membership, Role
from tests.addresses import (
    ARGS,
    IN_CIRCLE,
    NOT_THERE,
    OF_A_YEAR,
    OWN,
    PUBLIC,
    REPORTS,
    SIGNED_IN,
    SITE,
    UNKNOWN_TO_OTHERS,
    VIEWING,
    release_of,
)
from tests.world import CIRCLE, PLAN, ROUND, WRITTEN, World, make_world

OPENED = {200, 302, 409, 422}
"""What someone gets who may do something: the page, a next page, or word of what does not fit."""


def _addresses(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, (*names, *([pattern.namespace] if pattern.namespace else [])))
        else:
            yield ":".join([*names, str(pattern.name)]), pattern


ADDRESSES = dict(_addresses(get_resolver()))


@pytest.fixture
def world(coordinator: Any) -> World:
    return make_world(coordinator)


def visit(client: Client, name: str, world: World, method: str) -> Any:
    """Ask for an address; whatever comes back shows nothing of a circle that is not yours."""
    response = getattr(client, method)(reverse(name, args=ARGS[name](world) if name in ARGS else []))
    if name not in {"measure:entrance", "parenting_questions:ask_as_parent"}:
        assert not [word for word in (CIRCLE, ROUND, WRITTEN, PLAN) if word.encode() in response.content]
    return response


def asks_to_sign_in(response: Any) -> bool:
    return bool(response.status_code == 302 and response.headers["Location"].startswith("/inloggen/?next="))


def test_every_address_says_for_whom_it_is() -> None:
    declared = [*PUBLIC, *NOT_THERE, *OWN, *SIGNED_IN, *SITE, *IN_CIRCLE, *REPORTS]
    assert sorted(declared) == sorted(ADDRESSES)
    assert set(ARGS) <= set(declared)


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_only_what_is_public_opens_without_signing_in(name: str) -> None:
    needs_signing_in = getattr(ADDRESSES[name].callback, "login_required", True)
    assert needs_signing_in == (name not in {*PUBLIC, *NOT_THERE, *REPORTS})


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(client: Client, world: World, method: str) -> None:
    wrong = [
        name
        for name in sorted({*OWN, *SIGNED_IN, *SITE, *IN_CIRCLE, *REPORTS})
        if not asks_to_sign_in(visit(client, name, world, method))
    ]
    assert wrong == []


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", [None, "outsider", "superuser"])
def test_what_is_public_shows_nothing_of_a_circle(
    client: Client, request: Any, world: World, who: str | None, method: str
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    for name in sorted(PUBLIC):
        with transaction.atomic():
            assert visit(client, name, world, method).status_code < 500, name
            transaction.set_rollback(True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_there_is_not_found(client: Client, world: World, method: str) -> None:
    assert {visit(client, name, world, method).status_code for name in NOT_THERE} == {404}


@pytest.mark.parametrize("who", ["outsider", "superuser"])
def test_what_belongs_to_a_circle_is_not_found(client: Client, request: Any, world: World, who: str) -> None:
    client.force_login(request.getfixturevalue(who))
    for name in sorted({*IN_CIRCLE, *REPORTS}):
        assert visit(client, name, world, "post").status_code == 404, name
        assert visit(client, name, world, "get").status_code in {404, 405}, name


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_for_site_management_is_forbidden_to_others(
    client: Client, world: World, outsider: Any, method: str
) -> None:
    client.force_login(outsider)
    statuses = {name: visit(client, name, world, method).status_code for name in sorted(SITE)}
    assert {name: status for name, status in statuses.items() if status not in {403, 405}} == {}
    assert method == "get" or 405 not in statuses.values()


@pytest.mark.parametrize("who", ["outsider", "superuser"])
def test_what_is_for_everyone_with_an_account_opens(
    client: Client, request: Any, world: World, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    for name in sorted(SIGNED_IN):
        assert visit(client, name, world, "get").status_code in {200, 302}, name
        assert not asks_to_sign_in(visit(client, name, world, "get")), name


@pytest.mark.parametrize("name", sorted(IN_CIRCLE))
def test_in_a_circle_the_door_asks_the_permission_that_is_written_down(
    client: Client, world: World, outsider: Any, name: str
) -> None:
    address, form = reverse(name, args=ARGS[name](world)), {"answer": str(world.answer.pk)}
    member = Membership.objects.create(circle=world.circle, user=outsider, role=Role.PARENT)
    client.force_login(outsider)
    for role in Role.values:
        Membership.objects.filter(pk=member.pk).update(role=role)
        for method, permission in zip(("get", "post"), IN_CIRCLE[name], strict=True):
            with transaction.atomic():
                status = getattr(client, method)(address, form).status_code
                transaction.set_rollback(True)
            refused = {404 if name in UNKNOWN_TO_OTHERS else 403}
            expected = OPENED if may(outsider, permission, world.circle) else refused
            assert status in expected | ({405} if method == "get" else set()), (role, method, status)


def test_a_report_for_everyone_opens_for_everyone(client: Client, world: World) -> None:
    world.release.results.audience = "public"
    world.release.results.save()
    response = client.get(reverse("quickscan:release_pdf", args=release_of(world)))
    assert (response.status_code, response.content) == (200, b"%PDF-")


@pytest.mark.parametrize("label", sorted(VIEWING))
def test_what_someone_may_know_of_is_what_they_may_look_at(world: World, outsider: Any, label: str) -> None:
    model = apps.get_model(label)
    thing = model.objects.get()
    member = Membership.objects.create(circle=world.circle, user=outsider, role=Role.PARENT)
    for role in Role.values:
        Membership.objects.filter(pk=member.pk).update(role=role)
        assert model.objects.visible_to(outsider).exists() == may(outsider, VIEWING[label], thing), role
    member.delete()
    assert not model.objects.visible_to(outsider).exists()
    assert not may(outsider, VIEWING[label], thing)


def test_every_kind_of_thing_in_a_circle_says_who_may_look_at_it() -> None:
    kinds = {model._meta.label_lower for model in apps.get_models() if issubclass(model, InCircle | Circle)}
    assert kinds == set(VIEWING)


def test_there_is_no_admin_to_look_into_circles_with() -> None:
    assert not apps.is_installed("django.contrib.admin")


def test_the_demo_doors_exist_in_the_demo_alone() -> None:
    assert not settings.DEMO
    assert not [name for name in ADDRESSES if name.startswith("demo:")]


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 2**80])
def test_a_number_that_does_not_exist_is_not_found(
    client: Client, world: World, coordinator: Any, number: int
) -> None:
    client.force_login(coordinator)
    for name in sorted({*IN_CIRCLE} - OF_A_YEAR):
        args = [number if isinstance(one, int) else one for one in ARGS[name](world)]
        assert client.post(reverse(name, args=args)).status_code == 404, name


@pytest.mark.parametrize("year", [0, 10_000, 2**80])
def test_a_year_that_no_calendar_has_is_not_found(
    client: Client, world: World, coordinator: Any, year: int
) -> None:
    client.force_login(coordinator)
    for name in sorted(OF_A_YEAR):
        args = [year, *release_of(world)[1:]]
        assert client.post(reverse(name, args=args)).status_code == 404, name
