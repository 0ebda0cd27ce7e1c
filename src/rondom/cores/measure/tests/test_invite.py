"""Inviting: links, a page to print, cards with codes, and mails."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.rounds import Invited, close_round, set_frame
from rondom.cores.measure.models import Round, Ticket
from rondom.cores.measure.sealing import tidy
from rondom.cores.measure.tests.cast import COORDINATOR_ONLY, COORDINATOR_SENDS, sign_in
from rondom.cores.measure.tests.factories import TODAY, make_area, make_organisation
from rondom.foundation.audit.models import Entry
from rondom.foundation.places.models import Organisation, Sector

CODE = re.compile(r"[a-z]+-[a-z]+-[a-z]+-\d{3}\b")


def address(name: str, round_: Round) -> str:
    more = [round_.cells.order_by("pk")[0].pk] if name in ("poster", "codes") else []
    return reverse(f"measure:{name}", args=[round_.pk, *more])


def add_cells(round_: Round, by: Any, *organisations: tuple[Any, Organisation | None, Sector]) -> None:
    set_frame(round_, [Invited(area, sector, one, 5) for area, one, sector in organisations], by=by)


@pytest.mark.parametrize("name", ["invite", "poster"])
@COORDINATOR_ONLY
def test_who_sees_the_links(
    client: Client, request: Any, open_round_: Round, name: str, who: str, status: int
) -> None:
    sign_in(client, request, who)
    assert client.get(address(name, open_round_)).status_code == status


@COORDINATOR_SENDS
def test_who_sends_mails(client: Client, request: Any, open_round_: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.post(address("mail", open_round_), {"kind": "invitation"}).status_code == status
    assert len(mail.outbox) == (1 if who == "coordinator" else 0)


@COORDINATOR_ONLY
def test_who_makes_codes(client: Client, request: Any, open_round_: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.post(address("codes", open_round_), {"number": "2"}).status_code == status
    assert Ticket.objects.count() == (2 if who == "coordinator" else 0)


def test_codes_need_a_button(as_coordinator: Client, open_round_: Round) -> None:
    assert as_coordinator.get(address("codes", open_round_)).status_code == 405


@pytest.mark.parametrize("name", ["poster", "codes"])
def test_a_cell_of_another_round_is_not_there(
    as_coordinator: Client, open_round_: Round, circle: Any, coordinator: Any, name: str
) -> None:
    other = Round.objects.create(
        circle=circle,
        instrument_version=open_round_.instrument_version,
        name="Andere meting",
        opens_on=TODAY,
        closes_on=TODAY,
    )
    wrong = reverse(f"measure:{name}", args=[other.pk, open_round_.cells.get().pk])
    ask = as_coordinator.get if name == "poster" else as_coordinator.post
    assert ask(wrong).status_code == 404


def test_the_link_on_the_poster_is_the_link_in_the_list_and_works(
    as_coordinator: Client, open_round_: Round
) -> None:
    link = reverse("measure:entrance", args=[open_round_.cells.get().entrance])
    for name in ("invite", "poster"):
        assert f"http://testserver{link}" in as_coordinator.get(address(name, open_round_)).text
    assert Client().get(link).status_code == 200


def codes_on(page: str) -> list[str]:
    return re.findall(rf"<strong>({CODE.pattern})</strong>", page)


def test_codes_are_shown_this_once_and_work(as_coordinator: Client, open_round_: Round) -> None:
    response = as_coordinator.post(address("codes", open_round_), {"number": "3"})
    codes = codes_on(response.text)
    assert len(set(codes)) == 3
    assert "no-store" in response.headers["Cache-Control"]
    for code in codes:
        entered = Client().post(reverse("measure:enter"), {"code": tidy(code)})
        assert entered.status_code == 302
    later = [
        as_coordinator.get(reverse(name, args=args)).text
        for name, args in [
            ("measure:round", [open_round_.pk]),
            ("measure:invite", [open_round_.pk]),
            ("measure:poster", [open_round_.pk, open_round_.cells.get().pk]),
            ("circles:log", [open_round_.circle_id]),
        ]
    ]
    assert not any(code in page for code in codes for page in later)
    assert not any(code in str(list(Entry.objects.values())) for code in codes)


def test_cards_come_on_paper_without_the_page_around_them(as_coordinator: Client, open_round_: Round) -> None:
    shown = as_coordinator.post(address("codes", open_round_), {"number": "2"}).text
    cards = shown[shown.index('<ul class="cards">') : shown.index("</ul>", shown.index('<ul class="cards">'))]
    assert cards.count("<svg") == cards.count("<li ") == 2
    assert "no-print" not in cards
    assert "Lindenkwartier" in cards


@pytest.mark.parametrize("number", ["0", "501", "veel", "", "-3"])
def test_a_senseless_number_of_codes_is_explained(
    as_coordinator: Client, open_round_: Round, number: str
) -> None:
    response = as_coordinator.post(address("codes", open_round_), {"number": number}, follow=True)
    assert "Vul een getal in tussen 1 en 500." in response.text
    assert Ticket.objects.count() == 0


@pytest.mark.parametrize("closed", [True, False])
def test_codes_are_made_while_the_round_is_open(
    as_coordinator: Client, concept: Round, coordinator: Any, closed: bool
) -> None:
    if closed:
        as_coordinator.post(reverse("measure:open", args=[concept.pk]))
        concept.refresh_from_db()
        close_round(concept, by=coordinator)
    assert as_coordinator.post(address("codes", concept), {"number": "2"}).status_code == 409
    assert 'name="number"' not in as_coordinator.get(address("poster", concept)).text


@pytest.mark.parametrize("kind", ["invitation", "reminder"])
def test_a_mail_holds_the_link_and_nothing_about_people(
    as_coordinator: Client, open_round_: Round, coordinator: Any, kind: str
) -> None:
    open_round_.name = "Een naam die veel langer is dan in het onderwerp van een bericht past, zoals deze"
    open_round_.save()
    as_coordinator.post(address("mail", open_round_), {"kind": kind})
    (sent,) = mail.outbox
    assert sent.to == ["info@school.example"]
    assert sent.recipients() == sent.to
    assert len(sent.subject) <= 60
    assert "\n" not in sent.subject
    (link,) = re.findall(r"http://testserver(/\S+)", str(sent.body))
    assert Client().get(link).status_code == 200
    assert coordinator.email not in f"{sent.body}{sent.message()}"
    assert coordinator.name not in str(sent.body)
    assert not CODE.search(str(sent.body))
    assert "{" not in str(sent.body)


def test_an_organisation_in_two_neighbourhoods_gets_one_mail_with_two_links(
    as_coordinator: Client, open_round_: Round, coordinator: Any
) -> None:
    one = Organisation.objects.get()
    areas = [open_round_.cells.get().area, make_area("Beukenhof", "WK990102")]
    add_cells(open_round_, coordinator, *((area, one, one.sector) for area in areas))
    as_coordinator.post(address("mail", open_round_))
    (sent,) = mail.outbox
    for cell in open_round_.cells.select_related("area"):
        assert f"{cell.area}: http://testserver/meedoen/bij/{cell.entrance}/" in str(sent.body)
    assert "Kies de link van de wijk waar u het meest werkt." in str(sent.body)


def test_who_has_no_address_is_named_so_that_nobody_is_forgotten(
    as_coordinator: Client, open_round_: Round, coordinator: Any
) -> None:
    area = open_round_.cells.get().area
    silent = make_organisation(area, "Wijkteam (voorbeeld)", "soc")
    Organisation.objects.filter(pk=silent.pk).update(contact_email="")
    rest = Sector.objects.get(code="ko")
    add_cells(open_round_, coordinator, (area, silent, silent.sector), (area, None, rest))
    response = as_coordinator.post(address("mail", open_round_), follow=True)
    assert "Verstuurd aan 1 organisatie." in response.text
    assert f"nodig zelf uit: {rest.name}, Wijkteam (voorbeeld)." in response.text
    assert "1 van 2 organisaties hebben een e-mailadres" in response.text


def test_pressing_twice_mails_once(as_coordinator: Client, open_round_: Round) -> None:
    assert as_coordinator.post(address("mail", open_round_)).status_code == 302
    again = as_coordinator.post(address("mail", open_round_))
    assert again.status_code == 409
    assert "net verstuurd" in again.text
    assert as_coordinator.post(address("mail", open_round_), {"kind": "reminder"}).status_code == 302
    assert [one.subject.split(":")[0].split("?")[0] for one in mail.outbox] == ["Doet u mee", "Nog open"]


def test_the_page_says_what_went_out_and_when(as_coordinator: Client, open_round_: Round) -> None:
    assert "Laatst verstuurd" not in as_coordinator.get(address("invite", open_round_)).text
    as_coordinator.post(address("mail", open_round_))
    shown = as_coordinator.get(address("invite", open_round_)).text
    assert "Laatst verstuurd: de uitnodiging op " in shown
    assert "een herinnering op" not in shown
    as_coordinator.post(address("mail", open_round_), {"kind": "reminder"})
    assert ", een herinnering op " in as_coordinator.get(address("invite", open_round_)).text


def test_one_address_that_is_refused_does_not_stop_the_others(
    as_coordinator: Client, open_round_: Round, coordinator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = open_round_.cells.get().area
    other = make_organisation(area, "Wijkteam (voorbeeld)", "soc")
    Organisation.objects.filter(pk=other.pk).update(contact_email="fout@voorbeeld.example")
    add_cells(open_round_, coordinator, (area, other, other.sector))
    send = EmailBackend.send_messages

    def refuse_one(self: EmailBackend, messages: Any) -> int:
        if "fout@voorbeeld.example" in messages[0].to:
            raise SMTPRecipientsRefused({})
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    response = as_coordinator.post(address("mail", open_round_), follow=True)
    assert "Verstuurd aan 1 organisatie." in response.text
    assert "mail zelf: Wijkteam (voorbeeld)." in response.text
    assert Entry.objects.get(action="measure.mail_refused").facts == {"number": 1}


def test_a_mail_server_that_is_away_is_explained_and_nothing_counts_as_sent(
    as_coordinator: Client, open_round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(self: EmailBackend) -> None:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "open", away)
    response = as_coordinator.post(address("mail", open_round_))
    assert response.status_code == 409
    assert "Er is niets verstuurd" in response.text
    assert not Entry.objects.filter(action="measure.invitation_sent").exists()


@pytest.mark.parametrize("days", [-10, 20])
def test_outside_the_days_of_the_round_no_mail_goes_out(
    as_coordinator: Client, open_round_: Round, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY + timedelta(days=days))
    assert as_coordinator.post(address("mail", open_round_)).status_code == 409
    shown = as_coordinator.get(address("invite", open_round_)).text
    assert "Mail de uitnodiging" not in shown
    assert "neemt vandaag geen antwoorden aan" in shown
    assert mail.outbox == []


def test_a_closed_round_says_that_links_no_longer_work(
    as_coordinator: Client, open_round_: Round, coordinator: Any
) -> None:
    close_round(open_round_, by=coordinator)
    shown = as_coordinator.get(address("invite", open_round_)).text
    assert "De links werken niet meer" in shown
    assert "Mail de uitnodiging" not in shown


@pytest.mark.parametrize("name", ["round", "frame", "invite"])
def test_twenty_cells_ask_no_more_than_one(
    as_coordinator: Client,
    open_round_: Round,
    coordinator: Any,
    name: str,
    django_assert_max_num_queries: Any,
    django_assert_num_queries: Any,
) -> None:
    page = reverse(f"measure:{name}", args=[open_round_.pk])
    as_coordinator.get(page)
    with django_assert_max_num_queries(16) as before:
        as_coordinator.get(page)
    area = open_round_.cells.get().area
    more = [make_organisation(area, f"Organisatie {number} (voorbeeld)") for number in range(19)]
    add_cells(open_round_, coordinator, *((area, one, one.sector) for one in more))
    with django_assert_num_queries(len(before.captured_queries)):
        as_coordinator.get(page)


def test_a_poster_in_another_language(as_coordinator: Client, open_round_: Round) -> None:
    shown = as_coordinator.get(address("poster", open_round_), {"taal": "en"}).text
    assert '<section class="card poster stack" lang="en" dir="ltr">' in shown
    assert "Will you take part?" in shown
    assert "Trial" in shown
    assert "Doet u mee?" not in shown
    assert "Kaarten maken" in shown  # the page of the coordinator stays Dutch


def test_cards_in_another_language(as_coordinator: Client, open_round_: Round) -> None:
    shown = as_coordinator.post(address("codes", open_round_), {"number": "2", "taal": "en"}).text
    assert shown.count("Nobody knows which code you have.") == 2
    assert "Druk deze kaarten nu af" in shown


def test_a_language_that_is_not_there_leaves_the_poster_dutch(
    as_coordinator: Client, open_round_: Round
) -> None:
    shown = as_coordinator.get(address("poster", open_round_), {"taal": "tr"}).text
    assert "Doet u mee?" in shown
