"""What came out of statements is drawn on the page, on the projector, in the minutes and on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.cores.meet.actions.statements import close_round, give_stances, open_round, prepare_round
from rondom.cores.meet.models import Gathering, StatementRound
from rondom.cores.meet.paper import data_of, minutes_pdf
from rondom.cores.meet.pictures import ON_PAPER, draw, draw_pages
from rondom.cores.meet.stances import opinions, to_answer

TEXTS = ("Samen eten", "Meer uitleg", "Een vast spreekuur", "Minder schermen", "Meer groen")
TITLE = "Over 1 van de 5 stellingen is bijna iedereen het eens"
Make = Callable[..., StatementRound]


@pytest.fixture
def make(planned: Gathering, coordinator: Any) -> Make:
    """A round at the first point: eight think one thing, nine another; few answer the last."""

    def made(texts: tuple[str, ...] = TEXTS, *, close: bool = True) -> StatementRound:
        point = planned.points.first()
        round_ = prepare_round(planned, question="Wat helpt?", statements=texts, point=point, by=coordinator)
        open_round(round_, by=coordinator)
        asked = to_answer(round_)
        for number in range(1, 18):
            sides = ("agree", "disagree") if number < 9 else ("disagree", "agree")
            said = {one.pk: sides[at % 2] for at, one in enumerate(asked[:-1]) if at}
            said[asked[0].pk] = "agree"
            if number < 4:
                said[asked[-1].pk] = "unsure"
            give_stances(round_, stances=said, paper_number=number, by=coordinator)
        if close:
            close_round(round_, by=coordinator)
        round_.refresh_from_db()
        return round_

    return made


def test_every_group_has_its_bar_and_what_few_answered_has_none(make: Make) -> None:
    drawn = draw(opinions(make()))
    rows = {row[:2]: row[2:] for row in drawn.wide.table.rows}
    assert rows["Samen eten", "Iedereen"] == ("17 (100%)", "0 (0%)", "0 (0%)", "17")
    assert rows["Meer uitleg", "Groep 1"] == ("9 (100%)", "0 (0%)", "0 (0%)", "9")
    assert rows["Meer uitleg", "Groep 2"] == ("0 (0%)", "0 (0%)", "8 (100%)", "8")
    for who in ("Iedereen", "Groep 1", "Groep 2"):
        assert rows["Meer groen", who] == ("niet getoond: te weinig antwoorden", "·", "·", "·")
    assert drawn.narrow.table == drawn.wide.table
    assert drawn.wide.title == TITLE


@pytest.mark.parametrize("page", ["statements", "screen", "minutes"])
def test_is_drawn_once_it_is_closed(client: Client, make: Make, coordinator: Any, page: str) -> None:
    open_ = make(close=False)
    more = {"statements": [open_.pk], "screen": [1]}.get(page, [])
    address = reverse(f"meet:{page}", args=[open_.gathering_id, *more])
    client.force_login(coordinator)
    assert "is bijna iedereen het eens" not in client.get(address).text
    close_round(open_, by=coordinator)
    shown = client.get(address).text
    assert TITLE in shown
    assert "Niemand weet wie in welke groep zit." in shown


def test_stands_in_the_minutes_on_paper(make: Make) -> None:
    round_ = make()
    (said,) = data_of(round_.gathering)["rounds"]
    assert (said["question"], said["voters"]) == ("Wat helpt?", "17 deelnemers antwoordden")
    assert [one["title"] for one in said["charts"]] == [TITLE]
    assert minutes_pdf(round_.gathering, made_on=timezone.localdate()).startswith(b"%PDF-")


def test_a_round_without_statements_can_be_drawn(planned: Gathering, coordinator: Any) -> None:
    made = prepare_round(planned, question="Wat helpt?", statements=[], by=coordinator)
    open_round(made, by=coordinator)
    close_round(made, by=coordinator)
    made.refresh_from_db()
    assert draw(opinions(made)).wide.table.rows == ()
    assert draw_pages(opinions(made)) == []


def test_a_long_round_is_cut_for_paper(make: Make) -> None:
    round_ = make(tuple(f"Stelling {number}" for number in range(ON_PAPER + 3)))
    first, second = draw_pages(opinions(round_))
    assert first.title.endswith("(1 van 2)")
    assert len({row[0] for row in first.table.rows}) == ON_PAPER
    assert len({row[0] for row in second.table.rows}) == 3
    assert first.svg != second.svg
