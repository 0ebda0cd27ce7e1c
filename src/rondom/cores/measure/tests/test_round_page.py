"""The page of a round: how many answered, and what can be done now."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.answering import start
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Round, Ticket
from rondom.cores.measure.tests.cast import (
    COORDINATOR_SENDS,
    EVERY_MEMBER,
    sent_to_sign_in,
    sign_in,
)
from rondom.cores.measure.tests.factories import TODAY, answer

POSTS = ("open", "close", "extend", "mail")


def address(name: str, round_: Round) -> str:
    return reverse(f"measure:{name}", args=[round_.pk])


@EVERY_MEMBER
def test_who_sees_how_many_answered(
    client: Client, request: Any, open_round_: Round, who: str, status: int
) -> None:
    sign_in(client, request, who)
    assert client.get(address("round", open_round_)).status_code == status


@pytest.mark.parametrize("who", ["professional", "researcher", "coordinator"])
def test_only_who_needs_it_sees_the_response_per_organisation(
    client: Client, request: Any, open_round_: Round, who: str
) -> None:
    sign_in(client, request, who)
    shown = client.get(address("round", open_round_)).text
    assert ("Basisschool (voorbeeld)" in shown) == (who != "professional")
    assert ("Meting sluiten" in shown) == (who == "coordinator")


@COORDINATOR_SENDS
def test_who_opens_a_round(client: Client, request: Any, concept: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    response = client.post(address("open", concept))
    assert response.status_code == status
    concept.refresh_from_db()
    assert concept.is_open == (who == "coordinator")


@COORDINATOR_SENDS
def test_who_closes_a_round(client: Client, request: Any, open_round_: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    response = client.post(address("close", open_round_), {"sure": "on"})
    assert response.status_code == status
    open_round_.refresh_from_db()
    assert open_round_.is_closed == (who == "coordinator")


@COORDINATOR_SENDS
def test_who_gives_more_time(client: Client, request: Any, open_round_: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    later = TODAY + timedelta(days=30)
    assert client.post(address("extend", open_round_), {"closes_on": later}).status_code == status
    open_round_.refresh_from_db()
    assert (open_round_.closes_on == later) == (who == "coordinator")


@pytest.mark.parametrize("name", POSTS)
def test_what_changes_needs_a_button(as_coordinator: Client, open_round_: Round, name: str) -> None:
    assert as_coordinator.get(address(name, open_round_)).status_code == 405


@pytest.mark.parametrize("name", POSTS)
def test_a_stranger_is_sent_to_sign_in(client: Client, open_round_: Round, name: str) -> None:
    assert sent_to_sign_in(client.post(address(name, open_round_)))


def test_closing_without_saying_so_changes_nothing(as_coordinator: Client, open_round_: Round) -> None:
    response = as_coordinator.post(address("close", open_round_), follow=True)
    assert "Vink aan dat niemand meer hoeft in te vullen" in response.text
    open_round_.refresh_from_db()
    assert open_round_.is_open


@pytest.mark.parametrize(
    ("name", "given"), [("close", {"sure": "on"}), ("open", {}), ("extend", {"closes_on": TODAY})]
)
def test_a_closed_round_stays_as_it_is(
    as_coordinator: Client, open_round_: Round, coordinator: Any, name: str, given: dict[str, Any]
) -> None:
    close_round(open_round_, by=coordinator)
    response = as_coordinator.post(address(name, open_round_), given)
    assert response.status_code == 409
    assert "gesloten" in response.text


@pytest.mark.parametrize(
    ("day", "said"),
    [("", "Kies een dag, zoals 14-12-2026."), ("morgen", "Kies een dag"), ("2026-02-31", "Kies een dag")],
)
def test_a_last_day_that_is_no_day_is_explained(
    as_coordinator: Client, open_round_: Round, day: str, said: str
) -> None:
    assert said in as_coordinator.post(address("extend", open_round_), {"closes_on": day}, follow=True).text


def test_a_last_day_before_the_first_is_refused(as_coordinator: Client, open_round_: Round) -> None:
    early = open_round_.opens_on - timedelta(days=1)
    response = as_coordinator.post(address("extend", open_round_), {"closes_on": early})
    assert response.status_code == 409
    assert "Kies een latere laatste dag" in response.text


def test_the_page_counts_and_says_nothing_about_who(as_coordinator: Client, open_round_: Round) -> None:
    cell = open_round_.cells.get()
    code = answer(cell, {"s1": "4", "idee": "Kenmerk van wat iemand schreef"})
    start(cell, today=TODAY)
    shown = as_coordinator.get(address("round", open_round_)).text
    assert "1 professional vulde tot nu toe in" in shown
    assert "1 van 10 genodigden" in shown
    assert "Kenmerk" not in shown
    assert code not in shown
    assert not any(ticket.lookup in shown for ticket in Ticket.objects.all())


def test_a_number_that_is_not_known_gives_no_percentage(
    as_coordinator: Client, circle: Any, coordinator: Any, open_round_: Round
) -> None:
    open_round_.cells.update(invited=0)
    shown = as_coordinator.get(address("round", open_round_)).text
    assert "Van een deel weten wij niet hoeveel er genodigd zijn" in shown
    assert "0%" not in shown
