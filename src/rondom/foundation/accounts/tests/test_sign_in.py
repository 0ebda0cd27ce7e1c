"""Signing in with a code by e-mail."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from rondom.foundation.accounts.models import User

LOGIN, CODE = "/inloggen/", "/inloggen/code/"


def _ask(client: Client, address: str) -> Any:
    return client.post(LOGIN, {"login": address, "next": "/wie-ziet-wat/"})


def _code() -> str:
    found = re.search(r"inlogcode is: (\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_sends_visitors_to_the_sign_in_page(client: Client) -> None:
    assert client.get("/mijn-account/").headers["Location"] == "/inloggen/?next=/mijn-account/"


def test_signs_in_with_the_code_from_the_mail(client: Client, coordinator: User) -> None:
    asked = _ask(client, coordinator.email)
    assert asked.headers["Location"].startswith(CODE)
    page = client.get(asked.headers["Location"]).content.decode()
    assert coordinator.email in page
    entered = client.post(CODE, {"code": _code(), "next": "/wie-ziet-wat/"})
    assert entered.headers["Location"] == "/wie-ziet-wat/"
    assert client.get("/mijn-account/").status_code == 200


def test_finds_the_account_whatever_the_capitals(client: Client, coordinator: User) -> None:
    _ask(client, coordinator.email.upper())
    client.post(CODE, {"code": _code()})
    assert client.session.get("_auth_user_id") == str(coordinator.pk)


def test_mails_the_code_short_plain_and_in_dutch(client: Client, coordinator: User) -> None:
    _ask(client, coordinator.email)
    message = mail.outbox[-1]
    assert len(message.subject) <= 60
    assert message.message().get_content_type() == "text/plain"
    assert "Geef de code aan niemand" in message.body
    assert "http://testserver/" in message.body


def test_refuses_a_wrong_code_and_says_what_to_do(client: Client, coordinator: User) -> None:
    _ask(client, coordinator.email)
    answer = client.post(CODE, {"code": "FOUT-CODE"})
    assert "Deze code klopt niet. Kijk of u hem goed heeft overgenomen." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_code_is_dead_after_three_wrong_ones(client: Client, coordinator: User) -> None:
    _ask(client, coordinator.email)
    code = _code()
    for _ in range(3):
        client.post(CODE, {"code": "FOUT-CODE"})
    client.post(CODE, {"code": code})
    assert "_auth_user_id" not in client.session


def test_sends_a_new_code_when_asked(client: Client, coordinator: User) -> None:
    _ask(client, coordinator.email)
    first = _code()
    client.post(CODE, {"action": "resend"})
    assert len(mail.outbox) == 2
    assert _code() != first


def test_does_not_tell_whether_an_address_has_an_account(coordinator: User) -> None:
    seen = []
    for address in (coordinator.email, "niemand@voorbeeld.test"):
        client = Client()
        asked = _ask(client, address)
        page = client.get(asked.headers["Location"]).content.decode().replace(address, "ADRES")
        seen.append((asked.status_code, asked.headers["Location"], _without_tokens(page)))
    assert seen[0] == seen[1]


def test_tells_an_unknown_address_by_mail_what_to_do(client: Client, db: None) -> None:
    _ask(client, "niemand@voorbeeld.test")
    message = mail.outbox[-1]
    assert "geen account" in message.body
    assert "http" not in message.body.replace("http://testserver/", "")


def test_asks_people_to_wait_after_too_many_codes(client: Client, coordinator: User) -> None:
    for _ in range(5):
        _ask(Client(), coordinator.email)
    answer = _ask(client, coordinator.email).content.decode()
    assert "Wacht tien minuten en vraag een nieuwe code." in answer
    assert len(mail.outbox) == 5


def test_shows_a_friendly_page_when_one_place_tries_too_often(client: Client, db: None) -> None:
    answers = [client.post(LOGIN, {"login": "geen adres"}) for _ in range(31)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert "<h1>Even wachten</h1>" in answers[-1].content.decode()


def test_keeps_someone_out_whose_account_is_off(client: Client, coordinator: User) -> None:
    coordinator.is_active = False
    coordinator.save()
    _ask(client, coordinator.email)
    assert "inlogcode" not in mail.outbox[-1].body


def test_signs_out_only_by_a_button(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    assert "<h1>Uitloggen</h1>" in client.get("/uitloggen/").content.decode()
    assert "_auth_user_id" in client.session
    client.post("/uitloggen/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
        "account_email",
    ],
)
def test_has_no_passwords_and_no_signing_up(client: Client, outsider: User, name: str) -> None:
    from django.urls import reverse

    client.force_login(outsider)
    assert client.get(reverse(name)).status_code == 404
    assert client.post(reverse(name), {"email": "nieuw@voorbeeld.test", "password1": "x"}).status_code == 404


def _without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_offers_the_sign_in_of_an_organisation_when_there_is_one(
    client: Client, db: None, settings: LazySettings
) -> None:
    assert "Inloggen via" not in client.get(LOGIN).content.decode()
    organisation = {
        "provider_id": "organisatie",
        "name": "Gemeente (voorbeeld)",
        "client_id": "x",
        "secret": "y",
    }
    app = organisation | {"settings": {"server_url": "https://inloggen.voorbeeld.test"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    page = client.get(LOGIN).content.decode()
    assert "Inloggen via Gemeente (voorbeeld)" in page
    assert 'action="/inloggen/organisatie/oidc/organisatie/login/?process=login' in page
