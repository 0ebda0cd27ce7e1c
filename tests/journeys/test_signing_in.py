"""Someone signs in with a code, adds a passkey, and comes back with it; all under the site's own CSP."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail

from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture(autouse=True)
def without_https(settings: LazySettings) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


def _signs_in(visitor: Visitor, address: str) -> None:
    visitor.goes_to("/")
    visitor.page.get_by_label("Uw e-mailadres").fill(address)
    visitor.presses("Stuur mij een code")
    code = re.search(r"inlogcode is: (\S+)", str(mail.outbox[-1].body))
    assert code
    visitor.page.get_by_label("De code uit de e-mail").fill(code[1])
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(f"{visitor.site}/")


def _signs_out(visitor: Visitor) -> None:
    visitor.goes_to("/uitloggen/")
    visitor.page.locator("main").get_by_role("button", name="Uitloggen").click()
    visitor.page.wait_for_url("**/inloggen/")


def test_comes_back_with_a_passkey(visitor: Visitor, coordinator: Any) -> None:
    device = visitor.page.context.new_cdp_session(visitor.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    _signs_in(visitor, coordinator.email)
    visitor.goes_to("/mijn-account/passkeys/toevoegen/")
    visitor.page.get_by_role("button", name="Passkey maken").click()
    visitor.page.wait_for_url("**/herstelcodes/")
    visitor.checks()
    _signs_out(visitor)
    visitor.page.get_by_role("button", name="Inloggen met een passkey").click()
    visitor.page.wait_for_url(f"{visitor.site}/")
    visitor.checks()


def test_hears_in_sight_that_a_passkey_did_not_work(visitor: Visitor, db: None) -> None:
    visitor.goes_to("/inloggen/")
    visitor.page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    visitor.page.get_by_role("button", name="Inloggen met een passkey").click()
    visitor.sees("Het lukte niet met uw passkey.")
    visitor.checks()


def test_finds_the_way_through_the_menu_with_the_keyboard(visitor: Visitor, coordinator: Any) -> None:
    _signs_in(visitor, coordinator.email)
    menu = visitor.page.locator("summary").filter(visible=True)
    menu.focus()
    visitor.page.keyboard.press("Enter")
    visitor.checks()
    link = visitor.page.get_by_role("link", name="Mijn account")
    while not link.evaluate("link => link === document.activeElement"):
        visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/mijn-account/")
    visitor.checks()


def test_hears_what_to_do_with_a_wrong_address(visitor: Visitor, db: None) -> None:
    visitor.goes_to("/inloggen/")
    visitor.page.get_by_label("Uw e-mailadres").fill("geen adres")
    visitor.presses("Stuur mij een code")
    assert visitor.page.evaluate("document.activeElement.id") == "fouten"
    visitor.presses("Uw e-mailadres – Voer een geldig e-mailadres in.")
    assert visitor.page.evaluate("document.activeElement.id") == "id_login"
