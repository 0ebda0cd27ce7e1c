"""The frame: how many people every organisation invites."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Round
from rondom.cores.measure.tests.cast import COORDINATOR_ONLY, sign_in
from rondom.cores.measure.tests.factories import make_organisation
from rondom.foundation.audit.models import Entry
from rondom.foundation.places.models import Organisation


def address(round_: Round) -> str:
    return reverse("measure:frame", args=[round_.pk])


def field(round_: Round) -> str:
    return f"cell-{round_.cells.get().pk}"


def typed(round_: Round, number: str, **others: str) -> dict[str, str]:
    """What the page sends: the organisation takes part, with this number."""
    return {field(round_): number, f"in-{field(round_)}": "on", **others}


def newcomer(round_: Round) -> tuple[Organisation, str]:
    """A second partner in the neighbourhood, and the name of its number on the page."""
    area = round_.cells.get().area
    other = make_organisation(area, "Buurthuis (voorbeeld)", "wel")
    return other, f"new-{area.pk}-{other.pk}"


@COORDINATOR_ONLY
def test_who_fills_in_the_frame(client: Client, request: Any, concept: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.get(address(concept)).status_code == status
    client.post(address(concept), typed(concept, "25"))
    assert (concept.cells.get().invited == 25) == (who == "coordinator")


@pytest.mark.parametrize(("number", "kept"), [("25", 25), ("", 0), ("0", 0)])
def test_a_number_is_kept_and_empty_means_unknown(
    as_coordinator: Client, concept: Round, number: str, kept: int
) -> None:
    assert as_coordinator.post(address(concept), typed(concept, number)).status_code == 302
    assert concept.cells.get().invited == kept


@pytest.mark.parametrize("number", ["-1", "veel", "2,5", "100001"])
def test_a_senseless_number_is_explained_and_stays_on_the_page(
    as_coordinator: Client, concept: Round, number: str
) -> None:
    response = as_coordinator.post(address(concept), typed(concept, number))
    assert response.status_code == 422
    assert f'value="{number}"' in response.text
    assert f'href="#id_{field(concept)}"' in response.text
    assert concept.cells.get().invited == 10


@pytest.mark.parametrize(
    ("number", "words"), [("-1", "Vul 0 in, of meer."), ("100001", "Vul hoogstens 100000 in.")]
)
def test_a_number_out_of_range_says_what_to_type(
    as_coordinator: Client, concept: Round, number: str, words: str
) -> None:
    assert words in as_coordinator.post(address(concept), typed(concept, number)).text


def test_numbers_can_change_while_the_round_is_open(as_coordinator: Client, open_round_: Round) -> None:
    as_coordinator.post(address(open_round_), typed(open_round_, "30"))
    assert open_round_.cells.get().invited == 30
    assert Entry.objects.get(
        action="measure.frame_set", number__gt=Entry.objects.get(action="measure.round_opened").number
    ).facts == {"cells": 1, "invited": 30}


def test_a_closed_round_keeps_its_frame(as_coordinator: Client, open_round_: Round, coordinator: Any) -> None:
    close_round(open_round_, by=coordinator)
    response = as_coordinator.post(address(open_round_), typed(open_round_, "30"))
    assert response.status_code == 409
    assert open_round_.cells.get().invited == 10


def test_a_partner_that_came_later_can_join(as_coordinator: Client, concept: Round) -> None:
    other, name = newcomer(concept)
    data = typed(concept, "10", **{name: "7", f"in-{name}": "on"})
    as_coordinator.post(address(concept), data)
    assert concept.cells.get(organisation=other).invited == 7


def test_a_partner_without_a_tick_does_not_join(as_coordinator: Client, concept: Round) -> None:
    other, name = newcomer(concept)
    as_coordinator.post(address(concept), typed(concept, "10", **{name: "7"}))
    assert not concept.cells.filter(organisation=other).exists()


def test_a_partner_can_be_left_out_and_come_back(as_coordinator: Client, concept: Round) -> None:
    first = concept.cells.get()
    other, name = newcomer(concept)
    as_coordinator.post(address(concept), {name: "7", f"in-{name}": "on"})
    assert [cell.organisation for cell in concept.cells.all()] == [other]
    assert str(first.organisation) in as_coordinator.get(address(concept)).text


def test_somebody_is_asked_in_every_neighbourhood(as_coordinator: Client, concept: Round) -> None:
    response = as_coordinator.post(address(concept), {field(concept): "10"})
    assert response.status_code == 422
    assert "Laat in Lindenkwartier minstens één organisatie meedoen." in response.text
    assert concept.cells.count() == 1


def test_in_an_open_round_partners_join_and_none_leaves(as_coordinator: Client, open_round_: Round) -> None:
    first = open_round_.cells.get()
    other, name = newcomer(open_round_)
    as_coordinator.post(address(open_round_), {name: "7", f"in-{name}": "on"})
    assert {cell.organisation for cell in open_round_.cells.all()} == {first.organisation, other}


def test_every_number_has_a_label_of_its_own(as_coordinator: Client, concept: Round) -> None:
    shown = as_coordinator.get(address(concept)).text
    assert f'<label for="id_{field(concept)}">Basisschool (voorbeeld)</label>' in shown
