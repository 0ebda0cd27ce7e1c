"""Dot voting: one person's dots count once, and after closing only totals are left."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.meet.actions.ballots import close_ballot, give_dots, open_ballot, prepare_ballot
from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.models import Ballot, BallotPaper, Dots, Gathering, Participant
from rondom.cores.meet.models.ballot import NEXT_BALLOT_STATES, BallotState
from rondom.foundation.refusals import Refused


@pytest.fixture
def ballot(planned: Gathering, coordinator: Any) -> Ballot:
    made = prepare_ballot(planned, question="Wat eerst?", dots=3, options=["Spelen", "Eten"], by=coordinator)
    open_ballot(made, by=coordinator)
    made.refresh_from_db()
    return made


def test_dots_are_counted_when_it_closes(ballot: Ballot, coordinator: Any, guest: Participant) -> None:
    play, eat = ballot.options.all()
    me = participant_of(ballot.gathering, coordinator)
    give_dots(ballot, dots={play.pk: 3}, participant=me, by=coordinator)
    give_dots(ballot, dots={play.pk: 1, eat.pk: 2}, participant=me, by=coordinator)
    give_dots(ballot, dots={eat.pk: 3}, participant=guest, by=None)
    give_dots(ballot, dots={play.pk: 1}, paper_number=4, by=coordinator)
    close_ballot(ballot, by=coordinator)
    ballot.refresh_from_db()
    assert ballot.voters == 3
    assert [(one.text, one.dots) for one in ballot.options.all()] == [("Spelen", 2), ("Eten", 5)]
    assert not BallotPaper.objects.exists()
    assert not Dots.objects.exists()


def test_a_paper_counts_once(ballot: Ballot, coordinator: Any) -> None:
    option = ballot.options.all()[0].pk
    give_dots(ballot, dots={option: 1}, paper_number=4, by=coordinator)
    with pytest.raises(Refused, match="telt één keer"):
        give_dots(ballot, dots={option: 3}, paper_number=4, by=coordinator)
    assert Dots.objects.get().number == 1


@pytest.mark.parametrize("number", [0, 4, -1])
def test_nobody_gives_more_than_they_have(ballot: Ballot, coordinator: Any, number: int) -> None:
    with pytest.raises(Refused):
        give_dots(ballot, dots={ballot.options.all()[0].pk: number}, paper_number=1, by=coordinator)


def test_who_takes_part_elsewhere_does_not_vote_here(
    ballot: Ballot, concept: Gathering, coordinator: Any
) -> None:
    place = participant_of(concept, coordinator)
    with pytest.raises(Refused):
        give_dots(ballot, dots={ballot.options.all()[0].pk: 1}, participant=place, by=coordinator)


@pytest.mark.parametrize("now", BallotState.values)
@pytest.mark.parametrize("wanted", ["open", "closed"])
def test_only_the_allowed_steps_can_be_made(
    planned: Gathering, coordinator: Any, now: str, wanted: str
) -> None:
    made = prepare_ballot(planned, question="Wat?", dots=1, options=["a", "b"], by=coordinator)
    Ballot.objects.filter(pk=made.pk).update(state=now)
    action = {"open": open_ballot, "closed": close_ballot}[wanted]
    if wanted in NEXT_BALLOT_STATES[now]:
        action(made, by=coordinator)
        assert Ballot.objects.get().state == wanted
    else:
        with pytest.raises(Refused):
            action(made, by=coordinator)
        assert Ballot.objects.get().state == now


def test_totals_show_after_closing_only(
    client: Client, ballot: Ballot, parent: Any, coordinator: Any
) -> None:
    client.force_login(parent)
    address = reverse("meet:ballot", args=[ballot.gathering_id, ballot.pk])
    option = ballot.options.all()[0]
    assert client.post(address, {f"o{option.pk}": "2"}).status_code == 302
    assert b"Totalen" not in client.get(address).content
    assert client.post(address, {f"o{option.pk}": "4"}).status_code == 422
    close_ballot(ballot, by=coordinator)
    assert b"Totalen" in client.get(address).content
    assert client.post(address, {f"o{option.pk}": "1"}).status_code == 409
