"""Every page that opens without a workflow: reachable, readable, and safe to look at."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import LazySettings
from django.conf import settings as django_settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

import rondom
from rondom.foundation.refusals import Refused

PUBLIC = (
    "/inloggen/",
    "/inloggen/geen-toegang/",
    "/inloggen/organisatie/afgebroken/",
    "/inloggen/organisatie/mislukt/",
    "/wie-ziet-wat/",
    "/toegankelijkheid/",
    "/onderdelen/",
    "/nergens/",
)
PRIVATE = (
    "/",
    "/gebruikers/",
    "/gebruikers/uitnodigen/",
    "/mijn-account/",
    "/mijn-account/tweede-stap/",
    "/mijn-account/app/aanzetten/",
    "/mijn-account/passkeys/",
    "/mijn-account/passkeys/toevoegen/",
    "/mijn-account/herstelcodes/maken/",
    "/uitloggen/",
)
STATUS = {"/nergens/": 404, "/inloggen/organisatie/mislukt/": 401}
TROUBLE = {"/vreemd/": 400, "/mis/": 500, "/verboden/": 403, "/geweigerd/": 409}


class Page(HTMLParser):
    """The parts of a page that a rule can be about."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


@login_not_required
def _break(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("geheim detail")


@login_not_required
def _forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("geheim detail")


@login_not_required
def _refuse(request: HttpRequest) -> HttpResponse:
    raise Refused("Deze meting is niet open.")


@login_not_required
def _suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("geheim detail")


urlpatterns = [
    path("vreemd/", _suspect),
    path("mis/", _break),
    path("verboden/", _forbid),
    path("geweigerd/", _refuse),
    path("", include(django_settings.ROOT_URLCONF)),
]
handler403 = "rondom.ui.views.forbidden"
handler404 = "rondom.ui.views.not_found"
handler500 = "rondom.ui.views.server_error"


@pytest.fixture(autouse=True)
def demo(settings: LazySettings) -> None:
    settings.DEMO = True
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def visit(superuser: Any) -> Any:
    """Opens an address as a visitor, or signed in as someone who may open everything here."""

    def open_(address: str) -> Any:
        client = Client(raise_request_exception=False)
        if address in PRIVATE:
            client.force_login(superuser)
        return client.get(address)

    return open_


@pytest.fixture(params=[*PUBLIC, *PRIVATE, *TROUBLE])
def page(request: pytest.FixtureRequest, visit: Any) -> Page:
    answer = visit(request.param)
    assert answer.status_code == (STATUS | TROUBLE).get(request.param, 200)
    return Page(answer.content.decode())


@pytest.mark.parametrize("address", PRIVATE)
def test_sends_visitors_to_the_sign_in_page(client: Client, db: None, address: str) -> None:
    if address == "/uitloggen/":
        assert client.get(address).headers["Location"] == "/inloggen/"
    else:
        assert client.get(address).headers["Location"].startswith("/inloggen/?next=")


def test_says_its_language_and_what_it_is(page: Page) -> None:
    assert page.all("html") == [{"lang": "nl"}]
    assert len(page.all("h1")) == 1
    assert len(page.all("title")) >= 1


def test_labels_every_field(page: Page) -> None:
    labels = {attrs.get("for") for attrs in page.all("label")}
    fields = [attrs for attrs in page.all("input", "select", "textarea") if attrs.get("type") != "hidden"]
    assert [attrs for attrs in fields if attrs.get("id") not in labels and not attrs.get("aria-label")] == []


def test_has_every_id_once(page: Page) -> None:
    ids = [str(attrs["id"]) for _, attrs in page.tags if attrs.get("id")]
    assert sorted(ids) == sorted(set(ids))


def test_holds_no_styles_or_scripts_inside(page: Page) -> None:
    inline = [
        (tag, name) for tag, attrs in page.tags for name in attrs if name == "style" or name.startswith("on")
    ]
    assert inline == []
    assert page.all("style") == []
    loose = [
        attrs
        for attrs in page.all("script")
        if "src" not in attrs and attrs.get("type") != "application/json"
    ]
    assert loose == []


def test_asks_nothing_of_other_sites(page: Page) -> None:
    addresses = [
        attrs.get(name) or ""
        for _, attrs in page.tags
        for name in ("src", "href", "action", "srcset", "data")
    ]
    assert [address for address in addresses if re.match(r"(https?:)?//", address)] == []


def test_the_styles_ask_nothing_of_other_sites() -> None:
    sheets = list((Path(rondom.__file__).parent / "ui" / "static").rglob("*.css"))
    assert len(sheets) > 10
    assert [
        sheet.name for sheet in sheets if re.search(r"https?:|//[a-z]", sheet.read_text(encoding="utf-8"))
    ] == []


def test_says_that_the_demo_is_made_up(visit: Any) -> None:
    for address in ("/inloggen/", "/"):
        assert "Synthetische voorbeeldgegevens." in visit(address).content.decode()


def test_marks_where_one_is_in_the_menu(visit: Any) -> None:
    assert re.search(r'href="/" aria-current="true">Start', visit("/").content.decode())
    assert 'href="/" aria-current' not in visit("/mijn-account/").content.decode()


@pytest.mark.parametrize(("address", "status"), TROUBLE.items())
def test_says_what_went_wrong_without_details(visit: Any, address: str, status: int) -> None:
    answer = visit(address)
    text = answer.content.decode()
    assert answer.status_code == status
    assert "geheim detail" not in text
    assert "Traceback" not in text
    assert 'href="/"' in text


def test_says_the_reason_of_a_refusal(visit: Any) -> None:
    assert "Deze meting is niet open." in visit("/geweigerd/").content.decode()


@pytest.mark.parametrize(
    ("came_from", "back"), [("http://testserver/hier/", True), ("https://elders.test/", False), ("", False)]
)
def test_a_refusal_leads_back_to_a_page_of_this_site(
    client: Client, db: None, came_from: str, back: bool
) -> None:
    page = client.post("/geweigerd/", headers={"referer": came_from}).content.decode()
    assert ('href="http://testserver/hier/"' in page) == back
    assert "elders" not in page


def test_says_what_to_do_with_an_old_form(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/inloggen/", {"login": "iemand@voorbeeld.test"})
    assert answer.status_code == 403
    assert "Het formulier was verlopen" in answer.content.decode()


def test_hides_the_component_page_outside_the_demo(client: Client, db: None, settings: LazySettings) -> None:
    settings.DEMO = False
    assert client.get("/onderdelen/").status_code == 404


def test_allows_only_its_own_scripts_and_styles(visit: Any) -> None:
    policy = visit("/inloggen/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_reads_in_dutch_after_signing_in_with_a_second_step(client: Client, superuser: Any) -> None:
    TOTP.activate(superuser, generate_totp_secret())
    RecoveryCodes.activate(superuser)
    client.force_login(superuser)
    for address in ("/mijn-account/", "/mijn-account/tweede-stap/", "/mijn-account/bevestigen/code/"):
        page = client.get(address).content.decode()
        assert not re.search(r">\s*(Use|Sign|Code:|Not used|Change|Confirm|Two-Factor|Authenticator)\b", page)
