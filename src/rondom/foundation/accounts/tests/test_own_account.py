"""One's own name, and signing out elsewhere."""

from django.test import Client

from rondom.foundation.accounts.models import User


def test_changes_ones_own_name(client: Client, outsider: User) -> None:
    client.force_login(outsider)
    client.post("/mijn-account/", {"name": "Andere naam"})
    outsider.refresh_from_db()
    assert outsider.name == "Andere naam"


def test_changes_nothing_but_the_name(client: Client, outsider: User) -> None:
    client.force_login(outsider)
    client.post("/mijn-account/", {"name": "Naam", "email": "ander@voorbeeld.test", "is_staff": "on"})
    outsider.refresh_from_db()
    assert (outsider.email, outsider.is_staff) == ("buitenstaander@voorbeeld.test", False)


def test_signs_out_everywhere_else_and_stays_here(client: Client, outsider: User) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        browser.force_login(outsider)
    client.post("/mijn-account/elders-uitloggen/")
    assert client.get("/mijn-account/").status_code == 200
    assert elsewhere.get("/mijn-account/").status_code == 302


def test_never_has_a_password(db: None) -> None:
    made_otherwise = User.objects.create(email="x@voorbeeld.test")
    assert not made_otherwise.has_usable_password()
