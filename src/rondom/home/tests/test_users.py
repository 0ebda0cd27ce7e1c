"""The people who may sign in, and who manages them."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.models import Entry

ADDRESSES = ("/gebruikers/", "/gebruikers/uitnodigen/")


@pytest.fixture
def manager(client: Client, superuser: Any) -> Client:
    """A browser in which a site manager is signed in."""
    client.force_login(superuser)
    return client


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("who", "status"), [("outsider", 403), ("coordinator", 403), ("superuser", 200)])
def test_opens_only_for_site_managers(
    client: Client, request: pytest.FixtureRequest, address: str, who: str, status: int
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(address).status_code == status


def test_refuses_changes_by_others(client: Client, outsider: User, coordinator: User) -> None:
    client.force_login(coordinator)
    answer = client.post(f"/gebruikers/{outsider.pk}/", {"name": "X", "is_staff": "on", "is_active": "on"})
    outsider.refresh_from_db()
    assert (answer.status_code, outsider.is_staff) == (403, False)


def test_finds_people_by_name_or_address(manager: Client, outsider: User, coordinator: User) -> None:
    for words in ("buitenst", "COORD"):
        page = manager.get("/gebruikers/", {"zoek": words}).content.decode()
        assert (outsider.email in page) is (words == "buitenst")
        assert (coordinator.email in page) is (words == "COORD")


def test_says_so_when_nobody_is_found(manager: Client) -> None:
    assert "Niemand gevonden" in manager.get("/gebruikers/", {"zoek": "zzz"}).content.decode()


def test_turns_the_page_and_keeps_the_search(manager: Client) -> None:
    for number in range(51):
        User.objects.create_user(f"nummer{number:02}@voorbeeld.test", f"Nummer {number:02}")
    page = manager.get("/gebruikers/", {"zoek": "nummer", "pagina": "2"}).content.decode()
    assert "Pagina 2 van 2" in page
    assert 'href="?zoek=nummer&amp;pagina=1"' in page


def test_needs_as_many_queries_for_one_person_as_for_twenty(
    manager: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10) as few:
        manager.get("/gebruikers/")
    for number in range(20):
        User.objects.create_user(f"nummer{number:02}@voorbeeld.test")
    with django_assert_num_queries(len(few)):
        manager.get("/gebruikers/")


def test_invites_someone(manager: Client, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(
            "/gebruikers/uitnodigen/", {"email": "Nieuw@voorbeeld.test", "name": "Nieuw (voorbeeld)"}
        )
    user = User.objects.get(email="nieuw@voorbeeld.test")
    assert (user.name, user.is_staff, user.has_usable_password()) == ("Nieuw (voorbeeld)", False, False)
    message = mail.outbox[-1]
    assert message.to == [user.email]
    assert len(message.subject) <= 60
    assert "http://testserver/" in message.body
    line = Entry.objects.get(action="accounts.user_invited")
    assert (line.object_id, line.facts) == (str(user.pk), {"is_staff": False})


def test_refuses_an_address_that_has_an_account(manager: Client, outsider: User) -> None:
    answer = manager.post("/gebruikers/uitnodigen/", {"email": outsider.email.upper(), "name": "Dubbel"})
    assert "Er is al een account met dit e-mailadres." in answer.content.decode()
    assert mail.outbox == []


def test_changes_name_and_rights_and_writes_it_down(manager: Client, outsider: User) -> None:
    manager.post(f"/gebruikers/{outsider.pk}/", {"name": "Anders", "is_staff": "on", "is_active": "on"})
    outsider.refresh_from_db()
    assert (outsider.name, outsider.is_staff) == ("Anders", True)
    assert Entry.objects.get(action="accounts.user_changed").facts == {"is_active": True, "is_staff": True}


def test_ends_the_sessions_of_someone_who_may_no_longer_sign_in(manager: Client, outsider: User) -> None:
    theirs = Client()
    theirs.force_login(outsider)
    manager.post(f"/gebruikers/{outsider.pk}/", {"name": outsider.name})
    assert theirs.get("/mijn-account/").status_code == 302


def test_lets_nobody_change_their_own_rights(manager: Client, superuser: User) -> None:
    answer = manager.post(f"/gebruikers/{superuser.pk}/", {"name": "Beheer"})
    superuser.refresh_from_db()
    assert (answer.status_code, superuser.is_staff) == (409, True)
    assert "Vraag een andere beheerder." in answer.content.decode()


def test_shows_the_way_only_to_site_managers(client: Client, outsider: User, superuser: User) -> None:
    client.force_login(outsider)
    assert 'href="/gebruikers/"' not in client.get("/").content.decode()
    client.force_login(superuser)
    assert 'href="/gebruikers/"' in client.get("/").content.decode()
