"""Open answers are read one by one; what is kept away does not exist any more."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import OpenAnswer, Round
from rondom.cores.measure.models.open_answer import OpenState
from rondom.cores.measure.tests.cast import COORDINATOR_ONLY, sign_in
from rondom.cores.measure.tests.factories import TODAY, answer, make_round
from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import start_circle

WRITTEN = ("Een vast inloopmoment", "Mevrouw Voorbeeld helpt altijd", "Vaker samen eten")


@pytest.fixture
def closed(open_round_: Round, coordinator: Any) -> Round:
    """Three people wrote something."""
    for text in WRITTEN:
        answer(open_round_.cells.get(), {"s1": "4", "idee": text})
    close_round(open_round_, by=coordinator)
    open_round_.refresh_from_db()
    return open_round_


def address(round_: Round) -> str:
    return reverse("measure:moderate", args=[round_.pk])


def decide(client: Client, one: OpenAnswer, state: str, text: str | None = None) -> Any:
    given = {"answer": str(one.pk), "state": state, "text": one.text if text is None else text}
    return client.post(address(one.round), given)


@COORDINATOR_ONLY
def test_who_reads_open_answers(client: Client, request: Any, closed: Round, who: str, status: int) -> None:
    sign_in(client, request, who)
    response = client.get(address(closed))
    assert response.status_code == status
    assert any(text in response.text for text in WRITTEN) == (who == "coordinator")


@pytest.mark.parametrize("who", ["stranger", "outsider", "professional", "researcher", "superuser"])
def test_nobody_else_decides(client: Client, request: Any, closed: Round, who: str) -> None:
    sign_in(client, request, who)
    decide(client, closed.open_answers.order_by("pk")[0], "withheld")
    assert {one.state for one in closed.open_answers.all()} == {OpenState.WAITING}


def test_one_at_a_time_until_all_are_read(as_coordinator: Client, closed: Round) -> None:
    for left in (3, 2, 1):
        page = as_coordinator.get(address(closed))
        assert f"Nog {left} antwoord" in page.text
        assert sum(text in page.text for text in WRITTEN) == 1
        assert decide(as_coordinator, page.context["answer"], "shown").status_code == 302
    assert "3 open antwoorden mogen in het rapport." in as_coordinator.get(address(closed)).text


def test_what_is_kept_away_is_destroyed(as_coordinator: Client, closed: Round) -> None:
    one = closed.open_answers.get(text=WRITTEN[1])
    decide(as_coordinator, one, "withheld")
    one.refresh_from_db()
    assert (one.state, one.text) == (OpenState.WITHHELD, "")
    assert WRITTEN[1] not in str(list(Entry.objects.values()))
    assert decide(as_coordinator, one, "shown", "Toch terug").status_code == 409
    one.refresh_from_db()
    assert one.text == ""


def test_names_that_are_taken_out_are_kept_nowhere(as_coordinator: Client, closed: Round) -> None:
    one = closed.open_answers.get(text=WRITTEN[1])
    decide(as_coordinator, one, "shown", "Iemand helpt altijd")
    one.refresh_from_db()
    assert one.text == "Iemand helpt altijd"
    entry = Entry.objects.get(action="measure.open_answer_moderated")
    assert entry.facts == {"state": "shown", "changed": True}


def test_pressing_twice_is_no_trouble(as_coordinator: Client, closed: Round) -> None:
    for state in ("withheld", "shown"):
        one = closed.open_answers.waiting().order_by("pk")[0]
        assert [decide(as_coordinator, one, state).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("state", ["", "waiting", "SHOWN", "verzonnen"])
def test_only_a_real_decision_counts(as_coordinator: Client, closed: Round, state: str) -> None:
    """A form that comes in broken must not destroy a text."""
    one = closed.open_answers.order_by("pk")[0]
    assert decide(as_coordinator, one, state).status_code == 409
    one.refresh_from_db()
    assert one.state == OpenState.WAITING
    assert one.text in WRITTEN


def test_an_empty_text_is_not_shown(as_coordinator: Client, closed: Round) -> None:
    one = closed.open_answers.order_by("pk")[0]
    assert decide(as_coordinator, one, "shown", "  ").status_code == 409
    one.refresh_from_db()
    assert one.state == OpenState.WAITING


@pytest.mark.parametrize("key", ["", "1", "00000000-0000-0000-0000-000000000000"])
def test_an_answer_that_is_not_there_is_not_found(as_coordinator: Client, closed: Round, key: str) -> None:
    assert as_coordinator.post(address(closed), {"answer": key, "state": "shown"}).status_code == 404


def test_an_answer_of_another_circle_is_not_there(
    as_coordinator: Client, closed: Round, outsider: Any
) -> None:
    cell = closed.cells.get()
    theirs = make_round(
        start_circle("Andere kring", workflow="quickscan", by=outsider),
        by=outsider,
        area=cell.area,
        organisation=cell.organisation,
        version=closed.instrument_version,
    )
    one = OpenAnswer.objects.create(round=theirs, area=cell.area, item="idee", text="Van een ander")
    assert as_coordinator.post(address(closed), {"answer": one.pk, "state": "withheld"}).status_code == 404
    assert decide(as_coordinator, one, "withheld").status_code == 404
    one.refresh_from_db()
    assert one.text == "Van een ander"


def test_the_next_wave_starts_with_its_own_texts(
    as_coordinator: Client, closed: Round, circle: Any, coordinator: Any
) -> None:
    cell = closed.cells.get()
    following = make_round(
        circle,
        by=coordinator,
        area=cell.area,
        organisation=cell.organisation,
        version=closed.instrument_version,
        name="Quickscan voorjaar",
        previous=closed,
    )
    answer(following.cells.get(), {"s1": "2", "idee": "Uit de tweede meting"})
    assert "Er valt nog niets te lezen" in as_coordinator.get(address(following)).text
    close_round(following, by=coordinator)
    page = as_coordinator.get(address(following)).text
    assert "Nog 1 antwoord te lezen" in page
    assert "Uit de tweede meting" in page


def test_the_page_says_the_question_and_the_neighbourhood_and_nothing_more(
    as_coordinator: Client, closed: Round
) -> None:
    page = as_coordinator.get(address(closed)).text
    assert "Welk idee heeft u?" in page
    assert "Lindenkwartier" in page
    assert "Basisschool (voorbeeld)" not in page


def test_many_answers_ask_no_more_than_one(
    as_coordinator: Client, closed: Round, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    as_coordinator.get(address(closed))
    with django_assert_max_num_queries(14) as before:
        as_coordinator.get(address(closed))
    area = closed.cells.get().area
    OpenAnswer.objects.bulk_create(
        OpenAnswer(round=closed, area=area, item="idee", text=f"Idee {number}") for number in range(20)
    )
    with django_assert_num_queries(len(before.captured_queries)):
        as_coordinator.get(address(closed))


def test_an_open_round_has_nothing_to_read(as_coordinator: Client, open_round_: Round) -> None:
    answer(open_round_.cells.get(), {"idee": WRITTEN[0]}, today=TODAY + timedelta(days=1))
    page = as_coordinator.get(address(open_round_)).text
    assert "Tot die tijd kan niemand ze lezen" in page
    assert WRITTEN[0] not in page
