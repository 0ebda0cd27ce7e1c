"""Someone fills in in another language: the pages around the questions come along."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from rondom.cores.measure import audience, languages, own_words
from rondom.cores.measure.actions.instruments import add_instrument
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Response, Round, Ticket
from rondom.cores.measure.tests.factories import (
    TODAY,
    make_instrument,
    make_organisation,
    make_round,
    make_version,
)
from rondom.foundation.circles.models import Role
from rondom.foundation.places.models import Sector
from rondom.instruments import Instrument, Item, Kind, Page, shipped
from rondom.ui.languages import COOKIE, DUTCH, name_of

pytestmark = pytest.mark.django_db

DUTCH_WORDS = set(
    "de het een en uw u wij niet nog naar van voor met zijn deze dit wie tot verder terug vraag vragen "
    "versturen kwijt bewaard antwoord antwoorden onderdeel stap nodig concept".split()
)
VOID = {"meta", "link", "input", "br"}


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    return make_round(circle, by=coordinator)


@pytest.fixture
def quickscan(circle: Any, coordinator: Any) -> Round:
    """A round of the questionnaire that is translated from beginning to end."""
    return make_round(circle, by=coordinator, version=add_instrument(shipped("quickscan"), by=None))


class Said(HTMLParser):
    """The texts of a page that are in a language, and the attributes that are read out."""

    def __init__(self, page: str, language: str) -> None:
        super().__init__()
        self.language, self.texts, self._open = language, [""], [("", "")]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        here = given.get("lang") or self._open[-1][1]
        if here == self.language:
            said = ("aria-label", "placeholder", "alt", "title")
            self.texts += [value or "" for name, value in attrs if name in said or name.startswith("data-")]
        if tag not in VOID:
            self._open.append((tag, here))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Parts of a drawing say nothing."""

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open[-1][1] == self.language:
            self.texts.append(data)


def dutch_in(page: str) -> set[str]:
    """Dutch words in what a page calls English."""
    assert '<html lang="en" dir="ltr">' in page
    words = re.findall(r"[a-zé]+", " ".join(Said(page, "en").texts).lower())
    assert len(words) > 10
    return set(words) & DUTCH_WORDS


def page(name: str) -> str:
    return reverse("measure:page", args=[name])


def entrance(round_: Round) -> str:
    return reverse("measure:entrance", args=[round_.cells.get().entrance])


def speaking(client: Client, code: str) -> Client:
    client.cookies[COOKIE] = code
    return client


def begun(client: Client, round_: Round) -> Client:
    client.post(entrance(round_))
    return client


def pages_on_the_way(client: Client, round_: Round) -> Iterator[str]:
    """Every page from the link to the thanks, with a mistake on every page that can hold one."""
    yield client.get(entrance(round_)).text
    begun(client, round_)
    yield client.get(entrance(round_)).text
    address = client.get(reverse("measure:resume")).headers["Location"]
    while address != reverse("measure:send"):
        shown = client.get(address).text
        yield shown
        numbers = re.findall(r'class="short" inputmode="decimal" id="(\w+)-veld"', shown)
        if numbers:
            yield client.post(address, {numbers[0]: "elf", "go": "on"}).text
        address = client.post(address, {"go": "on"}).headers["Location"]
    yield client.get(address).text
    client.post(address)
    yield client.get(reverse("measure:done")).text
    client.post(reverse("measure:leave"))
    yield client.get(reverse("measure:enter")).text
    yield client.post(reverse("measure:enter"), {"code": "linde-brug-zon-000"}).text
    yield client.get(reverse("measure:done")).text


def test_the_whole_way_is_english(client: Client, quickscan: Round) -> None:
    shown = list(pages_on_the_way(speaking(client, "en"), quickscan))
    assert len(shown) > 10
    for one in shown:
        assert dutch_in(one) == set()


def test_without_a_choice_the_whole_way_is_dutch(client: Client, quickscan: Round) -> None:
    for one in pages_on_the_way(client, quickscan):
        assert '<html lang="nl" dir="ltr">' in one
        assert set(re.findall(r"[a-z]+", " ".join(Said(one, "nl").texts))) & DUTCH_WORDS


def test_a_round_that_is_closed_says_so_in_english(client: Client, round_: Round, coordinator: Any) -> None:
    close_round(round_, by=coordinator)
    said = speaking(client, "en").get(entrance(round_)).text
    assert dutch_in(said) == set()
    assert "It was open from Monday 16 November 2026" in said


def test_a_refusal_is_english(client: Client, round_: Round, coordinator: Any) -> None:
    address = entrance(round_)
    close_round(round_, by=coordinator)
    response = speaking(client, "en").post(address)
    assert response.status_code == 409
    assert dutch_in(response.text) == set()
    assert "Ask the person who invited you." in response.text


def test_a_refusal_leads_back_to_the_questionnaire_in_dutch(
    client: Client, round_: Round, coordinator: Any
) -> None:
    address = entrance(round_)
    close_round(round_, by=coordinator)
    said = client.post(address).text
    assert "Deze vragenlijst is nu niet open. Vraag het aan wie u uitnodigde." in said
    assert reverse("measure:resume") in said


@pytest.mark.parametrize(
    ("address", "status"),
    [("/meedoen/bij/nergens/", 404), ("/meedoen/nergens/", 404), ("/meedoen/weg/", 405)],
)
def test_where_something_is_not_there_the_page_is_english(client: Client, address: str, status: int) -> None:
    response = speaking(client, "en").get(address)
    assert response.status_code == status
    assert dutch_in(response.text) == set()


def test_an_address_of_a_button_says_what_it_takes(client: Client) -> None:
    assert client.get("/meedoen/weg/").headers["Allow"] == "POST"


def test_a_form_that_had_expired_says_so_in_english() -> None:
    response = speaking(Client(enforce_csrf_checks=True), "en").post("/meedoen/", {"code": "x"})
    assert response.status_code == 403
    assert dutch_in(response.text) == set()


def test_other_pages_stay_dutch(client: Client) -> None:
    response = speaking(client, "en").get("/nergens/")
    assert '<html lang="nl">' in response.text
    assert "Deze pagina is er niet" in response.text


def test_the_language_of_one_person_is_not_that_of_the_next(client: Client, round_: Round) -> None:
    begun(speaking(client, "en"), round_).get(page("signaleren"))
    assert translation.get_language() == "nl"
    assert "Beginnen" in Client().get(entrance(round_)).text


def test_switching_half_way_keeps_answers_and_code(client: Client, round_: Round, coordinator: Any) -> None:
    begun(client, round_).post(page("werk"), {"zeker": "7", "language": "en"})
    assert 'value="7"' in client.get(page("werk")).text
    client.post(reverse("measure:send"), {"language": "nl"})
    assert "Klaar om te versturen" in client.get(reverse("measure:send")).text
    assert Ticket.objects.get().spent is False
    client.post(reverse("measure:send"))
    close_round(round_, by=coordinator)
    assert Response.objects.get().answers == {"zeker": 7}


def test_choosing_a_language_at_the_link_does_not_begin_yet(client: Client, round_: Round) -> None:
    response = client.post(entrance(round_), {"language": "en"})
    assert response.headers["Location"] == entrance(round_)
    assert Ticket.objects.count() == 0
    assert "Trial" in client.get(entrance(round_)).text


def test_choosing_a_language_where_a_code_is_asked(client: Client) -> None:
    assert "English" in client.get(reverse("measure:enter")).text
    client.post(reverse("measure:enter"), {"language": "en"})
    assert "Enter your code" in client.get(reverse("measure:enter")).text


def test_a_questionnaire_in_one_language_offers_no_other(
    client: Client, circle: Any, coordinator: Any
) -> None:
    round_ = make_round(circle, by=coordinator, version=make_version(languages=("nl",)))
    assert 'name="language"' not in client.get(entrance(round_)).text


@pytest.mark.parametrize("code", ["xx", "tr", "%", "../../nl", "e" * 60])
def test_an_unknown_language_becomes_that_of_the_questionnaire(
    client: Client, circle: Any, coordinator: Any, code: str
) -> None:
    version = make_version(languages=("en", "nl"), default_language="en")
    round_ = make_round(circle, by=coordinator, version=version)
    client.post(entrance(round_), {"language": code})
    assert '<html lang="en" dir="ltr">' in client.get(entrance(round_)).text
    assert 'id="vragen" lang="en"' in begun(client, round_).get(page("signaleren")).text


def test_around_a_language_without_translation_the_page_is_dutch(
    client: Client, circle: Any, coordinator: Any
) -> None:
    version = make_version(languages=("nl", "tr"))
    round_ = make_round(circle, by=coordinator, version=version)
    shown = begun(speaking(client, "tr"), round_).get(page("open")).text
    assert '<html lang="nl" dir="ltr">' in shown
    assert 'id="vragen" lang="tr" dir="ltr"' in shown
    assert '<p class="small" lang="nl" dir="ltr" id="idee-wie">' in shown
    assert "Türkçe" in shown


def test_a_language_that_is_read_from_the_right_says_so(
    client: Client, circle: Any, coordinator: Any
) -> None:
    round_ = make_round(circle, by=coordinator, version=make_version(languages=("nl", "ar")))
    shown = begun(speaking(client, "ar"), round_).get(page("signaleren")).text
    assert '<html lang="nl" dir="ltr">' in shown
    assert 'id="vragen" lang="ar" dir="rtl"' in shown


@pytest.fixture
def arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A third language is a folder."""
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    texts = polib.POFile()
    texts.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    texts.append(polib.POEntry(msgid="Verder", msgstr="متابعة"))
    texts.save_as_mofile(str(folder / "django.mo"))
    monkeypatch.setattr("rondom.ui.languages.complete", lambda _: ("nl", "ar"))
    with override_settings(LOCALE_PATHS=[tmp_path]):
        yield


@pytest.mark.usefixtures("arabic")
def test_a_third_language_is_a_folder(client: Client, circle: Any, coordinator: Any) -> None:
    round_ = make_round(circle, by=coordinator, version=make_version(languages=("nl", "ar")))
    shown = begun(speaking(client, "ar"), round_).get(page("signaleren")).text
    assert '<html lang="ar" dir="rtl">' in shown
    assert ">متابعة</button>" in shown


def test_a_dialect_has_the_page_of_its_language() -> None:
    assert languages.around("en-gb") == "en"
    assert languages.around("zz") == "nl"


@pytest.mark.parametrize(
    ("code", "name"), [("nl", "Nederlands"), ("tr", "Türkçe"), ("uk", "Українська"), ("zz", "zz")]
)
def test_a_language_is_called_as_who_speaks_it_calls_it(code: str, name: str) -> None:
    assert name_of(code) == name


def with_rule() -> Instrument:
    asked = Item(
        "uren",
        Kind.NUMBER,
        {"nl": "Hoeveel uren?", "en": "How many hours?"},
        minimum=0.5,
        constraint=". != 3",
        constraint_message={"nl": "Geen drie.", "en": "Not three."},
    )
    return make_instrument(pages=(Page("uren", {"nl": "Uren", "en": "Hours"}, {}, (asked,)),), scales=())


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("elf", "&#x27;elf&#x27; is not a number. Enter a number."),
        ("0,2", "Enter a number of 0.5 or higher."),
        ("3", "Not three."),
    ],
)
def test_what_does_not_fit_is_said_in_english(
    client: Client, circle: Any, coordinator: Any, typed: str, reason: str
) -> None:
    round_ = make_round(circle, by=coordinator, version=add_instrument(with_rule(), by=None))
    shown = begun(speaking(client, "en"), round_).post(page("uren"), {"uren": typed, "go": "on"}).text
    assert shown.count(reason) == 2  # in the summary, and at the question


@pytest.mark.parametrize(("code", "shown"), [("nl", "1,5"), ("en", "1.5")])
def test_decimals_are_written_as_in_the_language(
    client: Client, circle: Any, coordinator: Any, code: str, shown: str
) -> None:
    round_ = make_round(circle, by=coordinator, version=add_instrument(with_rule(), by=None))
    for typed in ("1,5", "1.5"):
        begun(speaking(client, code), round_).post(page("uren"), {"uren": typed, "go": "on"})
        assert f'value="{shown}"' in client.get(page("uren")).text


def test_who_sees_this_can_name_every_role() -> None:
    assert set(audience.WHO) == set(Role)


def test_sectors_are_said_in_english(client: Client, round_: Round) -> None:
    make_organisation(round_.cells.get().area, "Wijkteam (voorbeeld)", "soc")
    shown = begun(speaking(client, "en"), round_).get(page("partners")).text
    assert "Neighbourhood social team" in shown
    assert "Sociaal wijkteam" not in shown


def test_every_sector_can_be_said_in_another_language() -> None:
    assert set(own_words.SECTORS) == set(Sector.objects.values_list("name", flat=True))


def test_a_status_that_is_not_ours_is_said_as_it_stands(
    client: Client, circle: Any, coordinator: Any
) -> None:
    round_ = make_round(circle, by=coordinator, version=make_version(status="gevalideerd"))
    assert '<span lang="nl" dir="ltr">gevalideerd</span>' in speaking(client, "en").get(entrance(round_)).text


def test_the_language_is_kept_on_this_device(client: Client, round_: Round) -> None:
    cookie = client.post(entrance(round_), {"language": "en"}).cookies[COOKIE]
    assert cookie["httponly"]
    assert not cookie["expires"]  # until the browser closes
    assert settings.LANGUAGE_CODE == DUTCH
