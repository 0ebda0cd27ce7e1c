"""Dots per sector: what each kind of organisation recognises, and never what one person chose."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis.disclosure import FLOOR
from rondom.cores.meet.actions.ballots import close_ballot, give_dots, open_ballot, prepare_ballot
from rondom.cores.meet.actions.people import participant_of
from rondom.cores.meet.counting import OTHERS, count_by_group
from rondom.cores.meet.models import Ballot, BallotPaper, Gathering
from rondom.cores.meet.overviews import waiting
from rondom.foundation.refusals import Refused

SECTORS = ["onderwijs", "welzijn", "wonen"]


@pytest.fixture
def ballot(planned: Gathering, coordinator: Any) -> Ballot:
    made = prepare_ballot(
        planned, question="Wat herkent u?", dots=3, options=["Spelen", "Eten"],
        group_question="In welke sector werkt u?", groups=SECTORS, by=coordinator,
    )  # fmt: skip
    open_ballot(made, by=coordinator)
    made.refresh_from_db()
    return made


def vote(ballot: Ballot, by: Any, **people: int) -> None:
    """So many papers per group; each gives two dots to the first option and one to the second."""
    first, second = ballot.options.order_by("order")
    number = ballot.papers.count()
    for group, many in people.items():
        for _ in range(many):
            number += 1
            dots = {first.pk: 2, second.pk: 1}
            give_dots(ballot, dots=dots, paper_number=number, group="" if group == "nobody" else group, by=by)


def closed(ballot: Ballot, by: Any) -> list[tuple[str, int, list[int]]]:
    close_ballot(ballot, by=by)
    ballot.refresh_from_db()
    return [(one["name"], one["voters"], one["dots"]) for one in ballot.by_group]


def test_groups_of_five_are_shown_and_smaller_ones_together(ballot: Ballot, coordinator: Any) -> None:
    vote(ballot, coordinator, onderwijs=6, welzijn=3, wonen=1, nobody=1)
    assert closed(ballot, coordinator) == [("onderwijs", 6, [12, 6]), (OTHERS, 5, [10, 5])]
    assert not BallotPaper.objects.exists()


def test_a_small_rest_takes_the_smallest_group_with_it(ballot: Ballot, coordinator: Any) -> None:
    vote(ballot, coordinator, onderwijs=7, welzijn=5, wonen=1)
    assert closed(ballot, coordinator) == [("onderwijs", 7, [14, 7]), (OTHERS, 6, [12, 6])]


def test_with_too_few_people_there_are_totals_alone(ballot: Ballot, coordinator: Any) -> None:
    vote(ballot, coordinator, onderwijs=5, welzijn=4)
    assert closed(ballot, coordinator) == []
    assert [option.dots for option in ballot.options.order_by("order")] == [18, 9]


VOTES = st.lists(st.tuples(st.sampled_from(["", "a", "b", "c"]), st.integers(0, 3)), max_size=40)


@given(VOTES)
def test_whatever_is_shown_or_left_is_nobody_or_at_least_five(votes: list[tuple[str, int]]) -> None:
    papers = [(group, {1: dots, 2: 3 - dots}) for group, dots in votes]
    found = count_by_group(papers, [1, 2])
    assert all(one["voters"] >= FLOOR for one in found)
    if found:
        assert sum(one["voters"] for one in found) == len(votes)
        assert sum(one["dots"][0] for one in found) == sum(dots for _, dots in votes)


def test_a_group_that_is_not_on_the_list_is_refused(ballot: Ballot, coordinator: Any) -> None:
    option = ballot.options.order_by("order")[0].pk
    with pytest.raises(Refused, match="waar u bij hoort"):
        give_dots(ballot, dots={option: 1}, paper_number=1, group="verzonnen", by=coordinator)
    assert not BallotPaper.objects.exists()


def test_a_voter_may_say_the_sector_and_change_it(client: Client, ballot: Ballot, parent: Any) -> None:
    client.force_login(parent)
    address = reverse("meet:ballot", args=[ballot.gathering_id, ballot.pk])
    option = ballot.options.order_by("order")[0].pk
    page = client.get(address).content.decode()
    assert "In welke sector werkt u?" in page
    for group in ("onderwijs", ""):
        assert client.post(address, {f"o{option}": "2", "group": group}).status_code == 302
        assert BallotPaper.objects.get().group == group
    assert client.post(address, {f"o{option}": "2", "group": "verzonnen"}).status_code == 422


def test_totals_per_group_are_on_the_ballot_the_gathering_and_the_screen(
    client: Client, ballot: Ballot, coordinator: Any
) -> None:
    point = ballot.gathering.points.create(order=9, title="Herkennen wij dit?", minutes=25)
    Ballot.objects.update(point=point)
    vote(ballot, coordinator, onderwijs=6)
    client.force_login(coordinator)
    place = ballot.gathering_id
    pages = [
        reverse("meet:ballot", args=[place, ballot.pk]),
        reverse("meet:gathering", args=[place]),
        reverse("meet:screen", args=[place, ballot.gathering.points.count()]),
    ]
    assert not [page for page in pages if "onderwijs (6)" in client.get(page).content.decode()]
    close_ballot(ballot, by=coordinator)
    assert [page for page in pages if "onderwijs (6)" not in client.get(page).content.decode()] == []


def test_an_open_ballot_waits_for_whoever_was_invited(ballot: Ballot, coordinator: Any, parent: Any) -> None:
    me = participant_of(ballot.gathering, parent)
    assert f"Stippen geven: {ballot}" in [one.title for one in waiting(parent, timezone.localdate())]
    give_dots(ballot, dots={ballot.options.all()[0].pk: 1}, participant=me, by=parent)
    assert f"Stippen geven: {ballot}" not in [one.title for one in waiting(parent, timezone.localdate())]
