"""The frame: how many people every organisation invites."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Round
from rondom.cores.measure.tests.cast import COORDINATOR_ONLY, sign_in
from rondom.foundation.audit.models import Entry


def address(round_: Round) -> str:
    return reverse("measure:frame", args=[round_.pk])


def field(round_: Round) -> str:
    return f"cell-{round_.cells.get().pk}"


@COORDINATOR_ONLY
def test_who_fills_in_the_frame(client: Client, request: Any, concept: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.get(address(concept)).status_code == status
    client.post(address(concept), {field(concept): "25"})
    assert (concept.cells.get().invited == 25) == (who == "coordinator")


@pytest.mark.parametrize(("typed", "kept"), [("25", 25), ("", 0), ("0", 0)])
def test_a_number_is_kept_and_empty_means_unknown(
    as_coordinator: Client, concept: Round, typed: str, kept: int
) -> None:
    assert as_coordinator.post(address(concept), {field(concept): typed}).status_code == 302
    assert concept.cells.get().invited == kept


@pytest.mark.parametrize("typed", ["-1", "veel", "2,5", "100001"])
def test_a_senseless_number_is_explained_and_stays_on_the_page(
    as_coordinator: Client, concept: Round, typed: str
) -> None:
    response = as_coordinator.post(address(concept), {field(concept): typed})
    assert response.status_code == 422
    assert f'value="{typed}"' in response.text
    assert f'href="#id_{field(concept)}"' in response.text
    assert concept.cells.get().invited == 10


@pytest.mark.parametrize(
    ("typed", "words"), [("-1", "Vul 0 in, of meer."), ("100001", "Vul hoogstens 100000 in.")]
)
def test_a_number_out_of_range_says_what_to_type(
    as_coordinator: Client, concept: Round, typed: str, words: str
) -> None:
    assert words in as_coordinator.post(address(concept), {field(concept): typed}).text


def test_numbers_can_change_while_the_round_is_open(as_coordinator: Client, open_round_: Round) -> None:
    as_coordinator.post(address(open_round_), {field(open_round_): "30"})
    assert open_round_.cells.get().invited == 30
    assert Entry.objects.get(
        action="measure.frame_set", number__gt=Entry.objects.get(action="measure.round_opened").number
    ).facts == {"cells": 1, "invited": 30}


def test_a_closed_round_keeps_its_frame(as_coordinator: Client, open_round_: Round, coordinator: Any) -> None:
    close_round(open_round_, by=coordinator)
    response = as_coordinator.post(address(open_round_), {field(open_round_): "30"})
    assert response.status_code == 409
    assert open_round_.cells.get().invited == 10


def test_every_number_has_a_label_of_its_own(as_coordinator: Client, concept: Round) -> None:
    shown = as_coordinator.get(address(concept)).text
    assert f'<label for="id_{field(concept)}">Basisschool (voorbeeld)</label>' in shown
