"""Signing in through the organisation: the whole way, past an OpenID Connect server on this machine."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from jwt.algorithms import RSAAlgorithm

from rondom.foundation.accounts.models import User

START = "/inloggen/organisatie/oidc/organisatie/login/?process=login"
BACK = "/inloggen/organisatie/oidc/organisatie/login/callback/"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Organisation(HTTPServer):
    """Says who someone is. ``person``: the claims; ``asked``: what reached its token address."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.person: dict[str, Any] = {}
        self.nonce = ""
        self.asked: list[dict[str, list[str]]] = []

    def id_token(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": "rondom", "iat": now, "exp": now + 60, "nonce": self.nonce,
            **self.person,
        }  # fmt: skip
        return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})

    def documents(self) -> dict[str, Any]:
        key = {**json.loads(RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "1", "alg": "RS256", "use": "sig"}
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/keys",
            },
            "/keys": {"keys": [key]},
            "/userinfo": self.person,
            "/token": {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token()},
        }


class _Answers(BaseHTTPRequestHandler):
    server: Organisation

    def do_GET(self) -> None:
        body = json.dumps(self.server.documents()[urlsplit(self.path).path]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.asked.append(parse_qs(self.rfile.read(length).decode()))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def organisation(settings: Any, db: None) -> Iterator[Organisation]:
    server = Organisation()
    app = {
        "provider_id": "organisatie",
        "name": "Gemeente (voorbeeld)",
        "client_id": "rondom",
        "secret": "geheim",
        "settings": {"server_url": server.address, "verified_email": ["gemeente.example"]},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def sign_in(client: Client, organisation: Organisation, **person: Any) -> Any:
    """Press the button, be recognised over there, and come back."""
    organisation.person = {"sub": "123", **person}
    sent = client.post(START)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith(f"{organisation.address}/authorize?")
    asked = {key: values[0] for key, values in parse_qs(urlsplit(sent.headers["Location"]).query).items()}
    organisation.nonce = asked.get("nonce", "")
    answer = client.get(BACK, {"code": "c", "state": asked["state"]}, follow=True)
    if organisation.asked:
        verifier = organisation.asked[-1]["code_verifier"][0].encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=")
        assert digest.decode() == asked["code_challenge"]
    return answer


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_someone_with_an_account_is_in(client: Client, organisation: Organisation, coordinator: User) -> None:
    sign_in(client, organisation, email=coordinator.email, email_verified=True)
    assert signed_in_as(client) == str(coordinator.pk)


def test_a_second_time_goes_by_who_it_is_not_by_address(
    client: Client, organisation: Organisation, coordinator: User
) -> None:
    sign_in(client, organisation, email=coordinator.email, email_verified=True)
    client.post("/uitloggen/")
    sign_in(client, organisation, email="anders@voorbeeld.test", email_verified=True)
    assert signed_in_as(client) == str(coordinator.pk)


def test_an_address_that_was_not_checked_opens_nothing(
    client: Client, organisation: Organisation, coordinator: User
) -> None:
    sign_in(client, organisation, email=coordinator.email, email_verified=False)
    assert signed_in_as(client) is None


def test_an_address_that_the_organisation_hands_out_needs_no_check(
    client: Client, organisation: Organisation
) -> None:
    person = User.objects.create_user("iemand@gemeente.example", "Iemand (voorbeeld)")
    sign_in(client, organisation, email=person.email)
    assert signed_in_as(client) == str(person.pk)


def test_someone_without_an_account_is_told_how_to_get_one(
    client: Client, organisation: Organisation
) -> None:
    answer = sign_in(client, organisation, email="nieuw@voorbeeld.test", email_verified=True)
    assert signed_in_as(client) is None
    assert not User.objects.filter(email="nieuw@voorbeeld.test").exists()
    assert "Vraag de coördinator van uw kring om u uit te nodigen" in answer.text


def test_an_answer_that_was_not_asked_for_is_refused(
    client: Client, organisation: Organisation, coordinator: User
) -> None:
    organisation.person = {"sub": "123", "email": coordinator.email, "email_verified": True}
    client.get(BACK, {"code": "c", "state": "geraden"}, follow=True)
    assert signed_in_as(client) is None


def test_a_token_of_another_server_is_refused(
    client: Client, organisation: Organisation, coordinator: User
) -> None:
    sign_in(client, organisation, email=coordinator.email, email_verified=True, iss="http://127.0.0.1:1")
    assert signed_in_as(client) is None
