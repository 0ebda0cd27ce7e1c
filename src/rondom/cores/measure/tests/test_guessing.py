"""Guessing codes: slow, whatever a guesser says about where they are; and nobody else notices."""

from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.rounds import hand_out_codes
from rondom.cores.measure.guessing import WRONG_PER_MINUTE, client_address
from rondom.cores.measure.models import Round
from rondom.cores.measure.sealing import signed
from rondom.cores.measure.tests.factories import TODAY, make_round
from rondom.cores.measure.views.answering import COOKIE
from rondom.ui import languages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    return make_round(circle, by=coordinator)


def tries(code: str, *, forwarded: str = "", address: str = "10.0.0.1") -> int:
    """The status that someone gets who types this code."""
    more = {"headers": {"X-Forwarded-For": forwarded}} if forwarded else {}
    return Client().post(reverse("measure:enter"), {"code": code}, REMOTE_ADDR=address, **more).status_code  # type: ignore[arg-type]  # headers are a dict


def wrong(**where: str) -> int:
    return tries("linde-brug-zon-000", **where)


def test_guessing_codes_is_slowed_down() -> None:
    assert [wrong() for _ in range(WRONG_PER_MINUTE + 1)] == [422] * WRONG_PER_MINUTE + [429]


def test_who_guesses_too_often_does_not_learn_which_code_was_right(round_: Round, coordinator: Any) -> None:
    (code,) = hand_out_codes(round_.cells.get(), number=1, by=coordinator)
    for _ in range(WRONG_PER_MINUTE):
        wrong()
    assert tries(code) == 429
    assert tries(code, address="10.0.0.2") == 302


def test_a_room_full_of_people_behind_one_address_goes_on(round_: Round, coordinator: Any) -> None:
    codes = hand_out_codes(round_.cells.get(), number=WRONG_PER_MINUTE * 3, by=coordinator)
    assert {tries(code) for code in codes} == {302}
    assert wrong() == 422


def test_without_proxies_nobody_says_where_they_are() -> None:
    found = [wrong(forwarded=f"192.0.2.{number}") for number in range(WRONG_PER_MINUTE + 1)]
    assert found[-1] == 429


def test_behind_a_proxy_every_address_counts_for_itself(settings: Any) -> None:
    settings.PROXIES = 1
    for _ in range(WRONG_PER_MINUTE):
        wrong(forwarded="192.0.2.1")
    assert wrong(forwarded="192.0.2.1") == 429
    assert wrong(forwarded="192.0.2.2") == 422


def test_behind_a_proxy_what_the_client_wrote_itself_is_not_believed(settings: Any) -> None:
    settings.PROXIES = 1
    found = [wrong(forwarded=f"198.51.100.{number}, 192.0.2.1") for number in range(WRONG_PER_MINUTE + 1)]
    assert found[-1] == 429


def test_behind_two_proxies_the_outer_one_tells_the_address(settings: Any) -> None:
    settings.PROXIES = 2
    for number in range(WRONG_PER_MINUTE):
        wrong(forwarded=f"198.51.100.{number}, 192.0.2.1, 10.0.0.7")
    assert wrong(forwarded="192.0.2.1, 10.0.0.7") == 429
    assert wrong(forwarded="192.0.2.2, 10.0.0.7") == 422


def test_a_request_that_passed_no_proxy_counts_by_its_connection(settings: Any) -> None:
    settings.PROXIES = 2
    assert [wrong(forwarded="192.0.2.1") for _ in range(WRONG_PER_MINUTE + 1)][-1] == 429
    assert wrong(address="10.0.0.9") == 422


@pytest.mark.parametrize("kept", ["{code}", "{code}:", "{code}:0000", "{other}", "::", "é:é"])
def test_a_code_that_the_browser_made_up_opens_nothing(
    client: Client, round_: Round, coordinator: Any, kept: str
) -> None:
    """Else one could guess there, without the limit."""
    code, other = hand_out_codes(round_.cells.get(), number=2, by=coordinator)
    forged = f"{code}:{signed(other).partition(':')[2]}"
    client.cookies[COOKIE] = kept.format(code=code, other=forged)
    assert client.get(reverse("measure:resume")).headers["Location"] == reverse("measure:enter")


@pytest.mark.parametrize("https", [True, False])
def test_cookies_travel_over_https_only_where_the_site_has_it(
    client: Client, round_: Round, settings: Any, https: bool
) -> None:
    settings.HTTPS = https
    client.post(reverse("measure:entrance", args=[round_.cells.get().entrance]))
    client.post(reverse("measure:page", args=["signaleren"]), {"language": "en"})
    assert [bool(client.cookies[name]["secure"]) for name in (COOKIE, languages.COOKIE)] == [https, https]


def test_a_browser_goes_on_when_the_secret_of_the_site_changes(
    client: Client, round_: Round, coordinator: Any, settings: Any
) -> None:
    client.post(reverse("measure:entrance", args=[round_.cells.get().entrance]))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert client.get(reverse("measure:resume")).headers["Location"].startswith("/meedoen/vragen/")


@pytest.mark.parametrize("forwarded", ["", "192.0.2.1", "198.51.100.9, 192.0.2.1"])
@pytest.mark.parametrize("proxies", [0, 1])
def test_signing_in_counts_by_the_same_address(rf: Any, settings: Any, proxies: int, forwarded: str) -> None:
    settings.PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert client_address(request) == get_adapter().get_client_ip(request)


def test_one_setting_says_it_for_both() -> None:
    assert django_settings.PROXIES == django_settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0
