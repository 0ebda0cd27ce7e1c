"""The log of what belongs to no circle, as whoever manages the site reads it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Circle
from rondom.foundation.events import tell
from rondom.foundation.places.models import Organisation, Sector


@pytest.fixture
def page() -> str:
    return reverse("circles:site_log")


@pytest.mark.parametrize(
    ("who", "status"), [("coordinator", 403), ("researcher", 403), ("outsider", 403), ("superuser", 200)]
)
def test_who_may_read_it(client: Client, request: Any, page: str, who: str, status: int) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(page).status_code == status


def test_a_stranger_is_asked_to_sign_in(client: Client, page: str, db: None) -> None:
    assert client.get(page).headers["Location"] == f"{reverse('account_login')}?next={page}"


def test_it_tells_about_accounts_and_partners_in_words(
    client: Client, page: str, superuser: Any, outsider: Any
) -> None:
    sector, _ = Sector.objects.get_or_create(code="po", defaults={"name": "Basisonderwijs"})
    school = Organisation.objects.create(name="Basisschool (voorbeeld)", sector=sector)
    tell(superuser, "places.partner_added", school)
    record(superuser, "accounts.user_changed", outsider)
    client.force_login(superuser)
    shown = client.get(page).text
    assert "voegde een partner toe" in shown
    assert "over: Basisschool (voorbeeld)" in shown
    assert f"over: {outsider.name}" in shown


def test_a_line_about_many_partners_at_once_has_no_name(client: Client, page: str, superuser: Any) -> None:
    tell(superuser, "places.partner_list_taken_out", Organisation, number=40)
    client.force_login(superuser)
    shown = client.get(page)
    assert shown.status_code == 200
    assert "40" in shown.text


def test_nothing_of_a_circle_is_in_it(client: Client, page: str, circle: Circle, superuser: Any) -> None:
    record(superuser, "test.in_the_circle", circle)
    record(superuser, "test.elsewhere", superuser)
    client.force_login(superuser)
    shown = client.get(page).text
    assert "test.in_the_circle" not in shown
    assert "test.elsewhere" in shown


def test_the_menu_shows_it_to_who_may_read_it(
    client: Client, page: str, superuser: Any, outsider: Any
) -> None:
    for user, expected in ((superuser, True), (outsider, False)):
        client.force_login(user)
        assert (f'href="{page}"' in client.get("/").text) == expected
