"""A second step: an app, a passkey, codes on paper."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

from rondom.foundation.accounts.models import User

PAGES = (
    "/mijn-account/tweede-stap/",
    "/mijn-account/app/aanzetten/",
    "/mijn-account/passkeys/",
    "/mijn-account/passkeys/toevoegen/",
)


def _code_of(secret: str) -> str:
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"


def _sign_in(client: Client, user: User) -> str:
    """Sign in by code; the address of the page that follows."""
    client.post("/inloggen/", {"login": user.email})
    found = re.search(r"inlogcode is: (\S+)", str(mail.outbox[-1].body))
    assert found
    return client.post("/inloggen/code/", {"code": found[1]}).headers["Location"]


@pytest.fixture
def with_app(coordinator: User) -> User:
    """A coordinator whose account asks for a code from the app."""
    TOTP.activate(coordinator, generate_totp_secret())
    RecoveryCodes.activate(coordinator)
    return coordinator


@pytest.mark.parametrize("address", PAGES)
def test_shows_its_pages_to_someone_who_just_signed_in(
    client: Client, coordinator: User, address: str
) -> None:
    _sign_in(client, coordinator)
    assert client.get(address).status_code == 200


def test_turns_the_app_on_with_its_first_code(client: Client, coordinator: User) -> None:
    _sign_in(client, coordinator)
    page = client.get("/mijn-account/app/aanzetten/").content.decode()
    assert 'src="data:image/svg+xml' in page
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)
    assert secret
    client.post("/mijn-account/app/aanzetten/", {"code": _code_of(secret[1])})
    kinds = Authenticator.objects.filter(user=coordinator).order_by("type").values_list("type", flat=True)
    assert list(kinds) == ["recovery_codes", "totp"]


def test_refuses_a_wrong_first_code(client: Client, coordinator: User) -> None:
    _sign_in(client, coordinator)
    client.get("/mijn-account/app/aanzetten/")
    answer = client.post("/mijn-account/app/aanzetten/", {"code": "abc"}).content.decode()
    assert "Een code uit de app werkt een halve minuut." in answer
    assert not Authenticator.objects.filter(user=coordinator).exists()


def test_asks_for_the_second_step_after_the_code_by_mail(client: Client, with_app: User) -> None:
    assert _sign_in(client, with_app) == "/inloggen/tweede-stap/"
    assert "_auth_user_id" not in client.session
    page = client.get("/inloggen/tweede-stap/").content.decode()
    assert "<h1>Nog één stap</h1>" in page
    assert 'id="mfa_webauthn_authenticate"' in page


def test_lets_in_with_a_code_from_paper_once(client: Client, with_app: User) -> None:
    code = Authenticator.objects.get(user=with_app, type="recovery_codes").wrap().get_unused_codes()[0]
    _sign_in(client, with_app)
    client.post("/inloggen/tweede-stap/", {"code": code})
    assert client.session["_auth_user_id"] == str(with_app.pk)
    again = Client()
    _sign_in(again, with_app)
    again.post("/inloggen/tweede-stap/", {"code": code})
    assert "_auth_user_id" not in again.session


def test_asks_again_before_a_change_when_signing_in_was_long_ago(client: Client, with_app: User) -> None:
    client.force_login(with_app)
    away = client.get("/mijn-account/app/uitzetten/")
    assert away.headers["Location"].startswith("/mijn-account/bevestigen/code/")
    page = client.get(away.headers["Location"]).content.decode()
    assert "<h1>Laat zien dat u het bent</h1>" in page
    code = Authenticator.objects.get(user=with_app, type="recovery_codes").wrap().get_unused_codes()[0]
    client.post(away.headers["Location"], {"code": code})
    assert "<h1>App uitzetten?</h1>" in client.get("/mijn-account/app/uitzetten/").content.decode()


def test_does_not_ask_again_right_after_signing_in(client: Client, with_app: User) -> None:
    code = Authenticator.objects.get(user=with_app, type="recovery_codes").wrap().get_unused_codes()[0]
    _sign_in(client, with_app)
    client.post("/inloggen/tweede-stap/", {"code": code})
    assert client.get("/mijn-account/app/uitzetten/").status_code == 200


def test_shows_codes_on_paper_and_makes_new_ones(client: Client, with_app: User) -> None:
    code = Authenticator.objects.get(user=with_app, type="recovery_codes").wrap().get_unused_codes()[0]
    _sign_in(client, with_app)
    client.post("/inloggen/tweede-stap/", {"code": code})
    assert client.get("/mijn-account/herstelcodes/").content.decode().count("<li><code>") == 9
    client.post("/mijn-account/herstelcodes/maken/")
    assert client.get("/mijn-account/herstelcodes/").content.decode().count("<li><code>") == 10


def test_turns_the_app_off(client: Client, with_app: User) -> None:
    code = Authenticator.objects.get(user=with_app, type="recovery_codes").wrap().get_unused_codes()[0]
    _sign_in(client, with_app)
    client.post("/inloggen/tweede-stap/", {"code": code})
    client.post("/mijn-account/app/uitzetten/")
    assert not Authenticator.objects.filter(user=with_app).exists()


def test_gives_the_browser_what_a_passkey_needs(client: Client, db: None) -> None:
    page = client.get("/inloggen/").content.decode()
    assert 'id="passkey_login"' in page
    assert "mfa/js/webauthn.js" in page
    options = client.get("/inloggen/passkey/", headers={"Accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]


@pytest.mark.parametrize("credential", ["", "geen json", "{}"])
def test_speaks_of_a_passkey_when_a_passkey_fails(client: Client, db: None, credential: str) -> None:
    page = client.post("/inloggen/passkey/", {"credential": credential}, follow=True).content.decode()
    assert "Het lukte niet met uw passkey." in page
    assert "_auth_user_id" not in client.session
