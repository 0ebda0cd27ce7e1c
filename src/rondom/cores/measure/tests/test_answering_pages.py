"""Filling in, as a person without an account does it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.answering import start
from rondom.cores.measure.actions.rounds import close_round, hand_out_codes
from rondom.cores.measure.models import OpenAnswer, Response, Round, SealedResponse, Ticket
from rondom.cores.measure.sealing import unsigned
from rondom.cores.measure.tests.factories import TODAY, make_organisation, make_round
from rondom.cores.measure.views.answering import COOKIE
from rondom.instruments import NOBODY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    return make_round(circle, by=coordinator)


@pytest.fixture
def person(client: Client, round_: Round) -> Client:
    """Someone who pressed 'Beginnen'."""
    client.post(reverse("measure:entrance", args=[round_.cells.get().entrance]))
    return client


def page(name: str) -> str:
    return reverse("measure:page", args=[name])


def answers(round_: Round, by: Any) -> dict[str, Any]:
    close_round(round_, by=by)
    given: dict[str, Any] = Response.objects.get().answers
    return given


def test_the_link_of_an_organisation_says_what_this_is_about(client: Client, round_: Round) -> None:
    response = client.get(reverse("measure:entrance", args=[round_.cells.get().entrance]))
    assert response.status_code == 200
    assert "Wie ziet dit?" in response.text
    assert "Beginnen" in response.text


def test_looking_at_the_link_makes_no_ticket(client: Client, round_: Round) -> None:
    client.get(reverse("measure:entrance", args=[round_.cells.get().entrance]))
    assert Ticket.objects.count() == 0


def test_the_link_brings_a_person_back_to_their_own_answers(person: Client, round_: Round) -> None:
    response = person.get(reverse("measure:entrance", args=[round_.cells.get().entrance]))
    assert "Verder waar u was" in response.text


def test_a_colleague_on_a_shared_device_can_begin_as_well(person: Client, round_: Round) -> None:
    address = reverse("measure:entrance", args=[round_.cells.get().entrance])
    assert "Begin zelf opnieuw" in person.get(address).text
    person.post(address)
    assert Ticket.objects.count() == 2


def test_after_sending_the_link_starts_anew(person: Client, round_: Round) -> None:
    person.post(reverse("measure:send"))
    response = person.get(reverse("measure:entrance", args=[round_.cells.get().entrance]))
    assert "Verder waar u was" not in response.text
    assert "Beginnen" in response.text


def test_the_link_of_another_round_does_not_lead_to_the_first(
    person: Client, round_: Round, circle: Any, coordinator: Any
) -> None:
    cell = round_.cells.get()
    other = make_round(
        circle,
        by=coordinator,
        area=cell.area,
        organisation=cell.organisation,
        version=round_.instrument_version,
    )
    response = person.get(reverse("measure:entrance", args=[other.cells.get().entrance]))
    assert "Verder waar u was" not in response.text
    assert "Beginnen" in response.text


@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_questions_say_which_language_they_are_in(person: Client, spoken: str) -> None:
    person.post(page("signaleren"), {"language": spoken})
    assert f'id="vragen" lang="{spoken}"' in person.get(page("signaleren")).text


def test_an_unknown_link_is_not_found(client: Client) -> None:
    assert client.get(reverse("measure:entrance", args=["bestaat-niet"])).status_code == 404


def test_the_whole_way_without_javascript(person: Client, round_: Round, coordinator: Any) -> None:
    assert person.get(reverse("measure:resume")).headers["Location"] == page("signaleren")
    assert person.post(page("signaleren"), {"s1": "4", "s2": "nvt", "go": "on"}).headers["Location"] == page(
        "werk"
    )
    assert person.post(page("werk"), {"zeker": "7", "go": "on"}).headers["Location"] == page("partners")
    assert person.post(page("partners"), {"go": "on"}).headers["Location"] == page("open")
    assert person.post(page("open"), {"idee": "Samen eten", "go": "on"}).headers["Location"] == reverse(
        "measure:send"
    )
    overview = person.get(reverse("measure:send"))
    assert "2 vragen" in overview.text
    assert person.post(reverse("measure:send")).headers["Location"] == reverse("measure:done")
    assert "Dank u wel" in person.get(reverse("measure:done")).text
    assert answers(round_, coordinator) == {"s1": "4", "s2": "nvt", "zeker": 7}


def test_pressing_send_twice_hands_in_once(person: Client) -> None:
    person.post(page("signaleren"), {"s1": "4", "go": "on"})
    for _ in range(3):
        assert person.post(reverse("measure:send")).headers["Location"] == reverse("measure:done")
    assert SealedResponse.objects.count() == 1


def test_someone_goes_on_elsewhere_with_the_code(person: Client) -> None:
    person.post(page("signaleren"), {"s1": "4", "go": "on"})
    code = unsigned(person.cookies[COOKIE].value)
    elsewhere = Client()
    assert elsewhere.post(reverse("measure:enter"), {"code": code.upper()}).headers["Location"] == reverse(
        "measure:resume"
    )
    assert elsewhere.get(reverse("measure:resume")).headers["Location"] == page("werk")
    assert 'value="4" checked' in elsewhere.get(page("signaleren")).text


def test_a_code_on_a_card_opens_the_questionnaire(client: Client, round_: Round, coordinator: Any) -> None:
    (code,) = hand_out_codes(round_.cells.get(), number=1, by=coordinator)
    client.post(reverse("measure:enter"), {"code": code})
    assert client.get(page("signaleren")).status_code == 200


def test_an_unknown_code_says_what_to_do(client: Client) -> None:
    response = client.post(reverse("measure:enter"), {"code": "linde-brug-zon-000"})
    assert response.status_code == 422
    assert "Kijk of u hem precies zo heeft overgenomen" in response.text


def test_an_answer_that_does_not_fit_is_explained_and_the_others_are_kept(person: Client) -> None:
    response = person.post(page("werk"), {"zeker": "elf", "go": "on"})
    assert response.status_code == 422
    assert 'href="#zeker"' in response.text
    assert 'value="elf"' in response.text
    assert person.post(page("werk"), {"zeker": "7", "go": "on"}).status_code == 302


def test_an_answer_can_bring_up_a_new_question_on_the_same_page(person: Client) -> None:
    assert "Waarom zo weinig" not in person.get(page("werk")).text
    response = person.post(page("werk"), {"zeker": "2", "go": "on"})
    assert response.headers["Location"] == page("werk") + "#waarom"
    assert "Waarom zo weinig" in person.get(page("werk")).text


def test_every_partner_that_is_chosen_gets_its_own_questions(
    person: Client, round_: Round, coordinator: Any
) -> None:
    area = round_.cells.get().area
    other = make_organisation(area, "Wijkteam (voorbeeld)", "soc")
    person.post(page("partners"), {"partners": [str(other.pk)], "go": "on"})
    shown = person.get(page("partners"))
    assert f'name="netwerk.{other.pk}.hoe"' in shown.text
    assert str(round_.cells.get().organisation) not in shown.text.split("<form", 1)[1]
    person.post(page("partners"), {"partners": [str(other.pk)], f"netwerk.{other.pk}.hoe": "3", "go": "on"})
    person.post(reverse("measure:send"))
    assert answers(round_, coordinator) == {
        "partners": [str(other.pk)],
        "netwerk": {str(other.pk): {"hoe": "3"}},
    }


def test_a_zero_byte_in_an_open_answer_does_not_keep_a_round_open(
    person: Client, round_: Round, coordinator: Any
) -> None:
    person.post(page("open"), {"idee": "Meer\0 tijd", "go": "on"})
    person.post(reverse("measure:send"))
    close_round(round_, by=coordinator)
    assert OpenAnswer.objects.get().text == "Meer tijd"


def test_with_nobody_is_an_answer_and_brings_no_questions(
    person: Client, round_: Round, coordinator: Any
) -> None:
    shown = person.get(page("partners")).text
    assert "Met geen van deze organisaties" in shown
    person.post(page("partners"), {"partners": [NOBODY], "go": "on"})
    assert f"netwerk.{NOBODY}" not in person.get(page("partners")).text
    person.post(reverse("measure:send"))
    assert answers(round_, coordinator) == {"partners": [NOBODY]}


def test_with_nobody_and_with_somebody_is_asked_again(
    person: Client, round_: Round, coordinator: Any
) -> None:
    other = make_organisation(round_.cells.get().area, "Wijkteam (voorbeeld)", "soc")
    again = person.post(page("partners"), {"partners": [NOBODY, str(other.pk)], "go": "on"})
    assert "Haal een van de twee weg" in again.text


def test_a_partner_that_is_not_on_the_list_is_not_kept(
    person: Client, round_: Round, coordinator: Any
) -> None:
    for go in ("on", "stay"):
        person.post(page("partners"), {"partners": ["999999"], "go": go})
    person.post(reverse("measure:send"))
    assert answers(round_, coordinator) == {}


def test_switching_language_keeps_the_answers(person: Client) -> None:
    person.post(page("signaleren"), {"s1": "4", "language": "en"})
    shown = person.get(page("signaleren"))
    assert "In the past six months" in shown.text
    assert 'value="4" checked' in shown.text


def test_going_back_is_possible_with_a_mistake_on_the_page(person: Client) -> None:
    response = person.post(page("werk"), {"zeker": "elf", "go": "back"})
    assert response.headers["Location"] == page("signaleren")


def test_after_sending_nothing_can_be_changed(person: Client) -> None:
    person.post(reverse("measure:send"))
    assert person.get(page("signaleren")).headers["Location"] == reverse("measure:done")
    assert person.post(page("signaleren"), {"s1": "1"}).headers["Location"] == reverse("measure:done")


def test_leaving_forgets_the_code_on_this_device(person: Client) -> None:
    person.post(reverse("measure:leave"))
    assert person.get(page("signaleren")).headers["Location"] == reverse("measure:enter")


def test_a_closed_round_says_so_kindly(client: Client, round_: Round, coordinator: Any) -> None:
    close_round(round_, by=coordinator)
    response = client.get(reverse("measure:entrance", args=[round_.cells.get().entrance]))
    assert "niet meer invullen" in response.text
    assert "Beginnen" not in response.text
    assert client.post(reverse("measure:entrance", args=[round_.cells.get().entrance])).status_code == 409


def test_answering_leaves_no_session_and_no_moment(person: Client) -> None:
    from django.contrib.sessions.models import Session

    person.post(page("signaleren"), {"s1": "4", "go": "on"})
    person.post(reverse("measure:send"))
    assert Session.objects.count() == 0
    assert "rondom_sessie" not in person.cookies


def test_the_code_is_not_readable_by_scripts_and_stays_within_these_pages(person: Client) -> None:
    cookie = person.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["path"] == "/meedoen/"


def test_pages_are_not_kept_by_browsers(person: Client) -> None:
    assert "no-store" in person.get(page("signaleren")).headers["Cache-Control"]


@pytest.fixture
def queries(django_assert_max_num_queries: Any) -> Any:
    return django_assert_max_num_queries


def test_a_page_costs_few_queries(person: Client, queries: Any) -> None:
    with queries(4):
        person.get(page("signaleren"))


def test_two_people_have_two_tickets(round_: Round) -> None:
    cell = round_.cells.get()
    assert start(cell, today=TODAY) != start(cell, today=TODAY)
