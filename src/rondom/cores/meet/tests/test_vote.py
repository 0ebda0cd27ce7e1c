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


def test_a_form_says_how_many_dots_there_are(client: Client, ballot: Ballot, coordinator: Any) -> None:
    client.force_login(coordinator)
    play, eat = (f"o{one.pk}" for one in ballot.options.all())
    address = reverse("meet:ballot", args=[ballot.gathering_id, ballot.pk])
    for sent, words in (({play: ""}, "nog geen stip"), ({play: "2", eat: "2"}, "U gaf 4 stippen")):
        page = client.post(address, sent)
        assert page.status_code == 422
        assert words in page.text


def test_a_paper_that_cannot_count_keeps_what_was_filled_in(
    client: Client, ballot: Ballot, coordinator: Any
) -> None:
    client.force_login(coordinator)
    option = f"o{ballot.options.all()[0].pk}"
    address = reverse("meet:ballot_paper", args=[ballot.gathering_id, ballot.pk])
    assert client.post(address, {"number": "7", option: "2"}).status_code == 302
    for sent, words in (({"number": "7", option: "3"}, "al ingevoerd"), ({option: "3"}, "Vul dit in")):
        page = client.post(address, sent)
        assert page.status_code == 422
        assert words in page.text
        assert 'value="3"' in page.text
    assert Dots.objects.get().number == 2


def test_a_guest_sees_the_totals_and_that_they_voted(
    as_guest: Client, ballot: Ballot, guest: Participant, coordinator: Any
) -> None:
    give_dots(ballot, dots={ballot.options.all()[0].pk: 2}, participant=guest, by=None)
    assert "U stemde al" in as_guest.get("/erbij/bijeenkomst/").text
    close_ballot(ballot, by=coordinator)
    page = as_guest.get("/erbij/bijeenkomst/").text
    assert "De stemming is gesloten" in page
    assert '<td class="n">2</td>' in page


def test_without_votes_it_says_so(client: Client, ballot: Ballot, coordinator: Any) -> None:
    close_ballot(ballot, by=coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("meet:ballot", args=[ballot.gathering_id, ballot.pk])).text
    assert "Niemand gaf een stip" in page
