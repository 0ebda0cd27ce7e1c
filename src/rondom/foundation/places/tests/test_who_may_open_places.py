"""Every address of this app, for strangers, people without rights, and whoever manages."""

from typing import Any

import pytest
from django.test import Client

from rondom.foundation.places.tests.factories import area, lindestad, partner
from rondom.foundation.places.urls import urlpatterns

SEEN = [
    "/wijken/",
    "/wijken/WK900100-linden/",
    "/partners/",
    "/partners/lijst.csv",
    "/partners/lijst.xlsx",
    "/sectoren/",
]
CHANGING = [
    "/wijken/nieuw/", "/wijken/cijfers-inlezen/", "/wijken/WK900100-linden/wijzigen/", "/partners/nieuw/",
    "/partners/inlezen/", "/partners/sjabloon.csv", "/partners/sjabloon.xlsx", "/partners/{pk}/wijzigen/",
]  # fmt: skip
POSTED = ["/partners/{pk}/stoppen/", "/partners/{pk}/hervatten/"]


@pytest.fixture
def pk(db: None) -> int:
    """The number of a partner, in a site that also has a neighbourhood."""
    return partner("De Linde (voorbeeld)", area("Linden", "WK900100", municipality=lindestad())).pk


@pytest.mark.parametrize("address", [*SEEN, *CHANGING, *POSTED, "/wijken/WK900100/"])
def test_a_stranger_is_sent_to_sign_in(client: Client, pk: int, address: str) -> None:
    for ask in (client.get, client.post):
        response = ask(address.format(pk=pk))
        assert response.status_code == 302
        assert "/inloggen/" in response["Location"] or "next=" in response["Location"]


@pytest.mark.parametrize("address", SEEN)
def test_whoever_signed_in_sees_places_and_partners(
    client: Client, outsider: Any, pk: int, address: str
) -> None:
    client.force_login(outsider)
    assert client.get(address.format(pk=pk)).status_code == 200


@pytest.mark.parametrize("address", [*CHANGING, *POSTED])
def test_whoever_does_not_manage_changes_nothing(
    client: Client, outsider: Any, pk: int, address: str
) -> None:
    client.force_login(outsider)
    assert client.post(address.format(pk=pk)).status_code == 403
    if address in CHANGING:
        assert client.get(address.format(pk=pk)).status_code == 403


@pytest.mark.parametrize("address", CHANGING)
def test_site_management_may(client: Client, superuser: Any, pk: int, address: str) -> None:
    client.force_login(superuser)
    assert client.get(address.format(pk=pk)).status_code == 200


@pytest.mark.parametrize("address", POSTED)
def test_what_changes_needs_a_button(client: Client, superuser: Any, pk: int, address: str) -> None:
    client.force_login(superuser)
    assert client.get(address.format(pk=pk)).status_code == 405


def test_no_address_was_forgotten() -> None:
    assert (
        len(urlpatterns) == len([*SEEN, *CHANGING, *POSTED, "/wijken/WK900100/"]) - 2
    )  # csv and xlsx are one address
