"""Handing in answers: exactly once, unreadable, and never half."""

from typing import Any

import pytest

from rondom.cores.measure.actions.answering import (
    WrongAnswers,
    find_ticket,
    read_draft,
    save_draft,
    start,
    submit,
)
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import FrameCell, Response, Round, SealedResponse, Ticket
from rondom.cores.measure.tests.factories import TODAY, answer, make_round
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    return make_round(circle, by=coordinator)


@pytest.fixture
def cell(round_: Round) -> FrameCell:
    return round_.cells.get()


def begin(cell: FrameCell, **answers: object) -> tuple[str, Ticket]:
    code = start(cell, today=TODAY)
    ticket = find_ticket(code)
    assert ticket is not None
    save_draft(ticket, code, answers, today=TODAY)
    return code, ticket


def test_answers_count_once_however_often_they_are_handed_in(cell: FrameCell) -> None:
    code, _ticket = begin(cell, s1="4")
    assert [submit(code, today=TODAY) for _ in range(3)] == [True, False, False]
    assert SealedResponse.objects.count() == 1
    cell.refresh_from_db()
    assert cell.submitted == 1


def test_a_draft_opens_with_its_code_only(cell: FrameCell) -> None:
    code, _ = begin(cell, idee="Een inloopmoment")
    ticket = find_ticket(code.upper().replace("-", " "))
    assert ticket is not None
    assert read_draft(ticket, code).answers == {"idee": "Een inloopmoment"}
    assert b"inloopmoment" not in bytes(ticket.draft or b"")
    assert code not in ticket.lookup


def test_saving_keeps_what_was_saved_before_and_takes_away_what_is_emptied(cell: FrameCell) -> None:
    code, ticket = begin(cell, s1="4", s2="2")
    draft = save_draft(ticket, code, {"s2": None, "s3": "nvt"}, today=TODAY)
    assert draft.answers == {"s1": "4", "s3": "nvt"}


def test_answers_that_do_not_fit_are_refused_and_the_draft_stays(cell: FrameCell) -> None:
    code, _ticket = begin(cell, s1="9")
    with pytest.raises(WrongAnswers) as caught:
        submit(code, today=TODAY)
    assert set(caught.value.problems) == {"s1"}
    assert SealedResponse.objects.count() == 0
    again = find_ticket(code)
    assert again is not None
    assert read_draft(again, code).answers == {"s1": "9"}


def test_answers_to_questions_that_no_longer_apply_are_left_out(
    round_: Round, cell: FrameCell, coordinator: Any
) -> None:
    answer(cell, {"zeker": 8, "waarom": "Eerst had ik een 2 ingevuld"})
    close_round(round_, by=coordinator)
    assert Response.objects.get().answers == {"zeker": 8}
    assert round_.open_answers.count() == 0


def test_nothing_is_taken_outside_the_days_of_the_round(circle: Any, coordinator: Any) -> None:
    late = make_round(circle, by=coordinator, opens_on=TODAY.replace(day=1), closes_on=TODAY.replace(day=20))
    with pytest.raises(Refused, match="nu niet open"):
        start(late.cells.get(), today=TODAY)


def test_handing_in_writes_no_line_in_the_log(cell: FrameCell) -> None:
    before = Entry.objects.count()
    answer(cell, {"s1": "4"})
    assert Entry.objects.count() == before


def test_an_answer_never_arrives_behind_the_closing(round_: Round, cell: FrameCell, coordinator: Any) -> None:
    code, _ticket = begin(cell, s1="4")
    close_round(round_, by=coordinator)
    with pytest.raises((Refused, Ticket.DoesNotExist)):
        submit(code, today=TODAY)
    assert SealedResponse.objects.count() == Response.objects.count() == 0
