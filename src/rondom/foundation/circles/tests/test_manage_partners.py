"""Partners are managed per municipality, by who coordinates a circle there."""

from typing import Any

import pytest
from django.test import Client

from rondom.foundation.access import SITE, may, roles_that_may
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Circle, Role
from rondom.foundation.places.models import Organisation, Place
from rondom.foundation.places.tests.factories import area, lindestad, partner, place

MANAGE = "places.manage_partners"


@pytest.fixture
def here(circle: Circle) -> Place:
    """The municipality of the circle."""
    circle.municipality = lindestad()
    circle.save()
    return circle.municipality


@pytest.fixture
def elsewhere(here: Place) -> Place:
    municipality = place("GM9002", "Beukenoord")
    place("WK900200", "Beuk", parent=municipality)
    return municipality


@pytest.mark.parametrize(
    ("who", "anywhere", "in_here", "in_elsewhere"),
    [
        ("coordinator", True, True, False),
        ("researcher", False, False, False),
        ("professional", False, False, False),
        ("outsider", False, False, False),
        ("superuser", True, True, True),
    ],
)
def test_who_manages_partners_where(
    request: Any, here: Place, elsewhere: Place, who: str, anywhere: bool, in_here: bool, in_elsewhere: bool
) -> None:
    user = request.getfixturevalue(who)
    assert [may(user, MANAGE, subject) for subject in (SITE, here, elsewhere)] == [
        anywhere,
        in_here,
        in_elsewhere,
    ]


def test_the_same_municipality_in_another_year_is_the_same(here: Place, coordinator: Any) -> None:
    assert may(coordinator, MANAGE, place("GM9001", "Lindestad", year=2026))


def test_a_circle_without_a_municipality_gives_no_municipality(circle: Circle, coordinator: Any) -> None:
    assert not may(coordinator, MANAGE, lindestad())


def test_says_which_role_it_lets_in() -> None:
    assert roles_that_may(MANAGE) == {Role.COORDINATOR}


@pytest.fixture
def two_partners(here: Place, elsewhere: Place) -> list[Organisation]:
    one = partner("Hier (voorbeeld)", area("Linden", "WK900100", municipality=here))
    other = partner("Elders (voorbeeld)", area("Beuk", "WK900200", municipality=elsewhere))
    other.contact_email = "elders@voorbeeld.example"
    other.save()
    return [one, other]


def test_a_coordinator_changes_partners_of_the_own_municipality_only(
    client: Client, coordinator: Any, two_partners: list[Organisation]
) -> None:
    client.force_login(coordinator)
    statuses = [client.get(f"/partners/{one.pk}/wijzigen/").status_code for one in two_partners]
    assert statuses == [200, 403]
    assert [client.post(f"/partners/{one.pk}/stoppen/").status_code for one in two_partners] == [302, 403]


@pytest.mark.parametrize("address", ["/partners/", "/partners/lijst.csv"])
def test_addresses_of_other_municipalities_are_not_shown(
    client: Client, coordinator: Any, superuser: Any, two_partners: list[Organisation], address: str
) -> None:
    client.force_login(coordinator)
    shown = client.get(address).content.decode()
    assert "Elders (voorbeeld)" in shown
    assert "team@voorbeeld.example" in shown
    assert "elders@voorbeeld.example" not in shown
    client.force_login(superuser)
    assert "elders@voorbeeld.example" in client.get(address).content.decode()


def test_who_coordinates_nothing_any_more_manages_nothing(
    circle: Circle, here: Place, coordinator: Any, researcher: Any
) -> None:
    add_member(circle, user=researcher, role=Role.COORDINATOR, by=coordinator)
    add_member(circle, user=coordinator, role=Role.PROFESSIONAL, by=researcher)
    assert not may(coordinator, MANAGE, here)
    assert may(researcher, MANAGE, here)
