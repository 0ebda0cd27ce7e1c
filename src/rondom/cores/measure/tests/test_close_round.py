"""Closing a round: all answers come out at once, and nothing links them to a code."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rondom.cores.measure.actions.answering import start
from rondom.cores.measure.actions.rounds import close_round, open_round
from rondom.cores.measure.models import OpenAnswer, Response, Round, SealedResponse, Ticket
from rondom.cores.measure.models.round import NEXT_STATES, RoundState
from rondom.cores.measure.tests.factories import TODAY, answer, make_area, make_round
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    return make_round(circle, by=coordinator)


def test_answers_become_readable_when_the_round_closes(round_: Round, coordinator: Any) -> None:
    cell = round_.cells.get()
    answer(cell, {"s1": "4", "idee": "Een vast inloopmoment"})
    answer(cell, {"s1": "2"})
    close_round(round_, by=coordinator)
    assert sorted(response.answers["s1"] for response in Response.objects.all()) == ["2", "4"]
    assert OpenAnswer.objects.get().text == "Een vast inloopmoment"


def test_open_answers_are_kept_apart_from_the_others(round_: Round, coordinator: Any) -> None:
    answer(round_.cells.get(), {"s1": "4", "idee": "Een vast inloopmoment"})
    close_round(round_, by=coordinator)
    assert "idee" not in Response.objects.get().answers
    linking = {"response", "cell", "organisation", "sector", "ticket"}
    assert not linking & {field.name for field in OpenAnswer._meta.get_fields()}


def test_codes_drafts_seals_and_the_key_are_gone(round_: Round, coordinator: Any) -> None:
    cell = round_.cells.get()
    answer(cell, {"s1": "4"})
    start(cell, today=TODAY)
    close_round(round_, by=coordinator)
    round_.refresh_from_db()
    assert round_.sealing_key is None
    assert Ticket.objects.count() == SealedResponse.objects.count() == 0


def test_the_log_tells_how_many_and_not_who(round_: Round, coordinator: Any) -> None:
    answer(round_.cells.get(), {"s1": "4"})
    close_round(round_, by=coordinator)
    entry = Entry.objects.get(action="measure.round_closed")
    assert entry.facts == {"responses": 1}


def test_closed_early_its_last_day_is_today(round_: Round, coordinator: Any) -> None:
    today = timezone.localdate()
    for opens_on, planned, last in (
        (today - timedelta(days=3), today + timedelta(days=14), today),
        (today - timedelta(days=30), today - timedelta(days=9), today - timedelta(days=9)),
        (today + timedelta(days=2), today + timedelta(days=9), today + timedelta(days=2)),
    ):
        Round.objects.filter(pk=round_.pk).update(
            opens_on=opens_on, closes_on=planned, state=RoundState.OPEN, sealing_key=round_.sealing_key
        )
        close_round(round_, by=coordinator)
        round_.refresh_from_db()
        assert round_.closes_on == last


def test_a_round_without_answers_closes_too(round_: Round, coordinator: Any) -> None:
    close_round(round_, by=coordinator)
    round_.refresh_from_db()
    assert round_.is_closed


def test_the_questionnaire_is_fixed_from_the_opening(round_: Round) -> None:
    round_.instrument_version.refresh_from_db()
    assert round_.instrument_version.frozen_on == TODAY


def test_a_round_without_a_frame_does_not_open(circle: Any, coordinator: Any) -> None:
    round_ = make_round(circle, by=coordinator, opened=False)
    round_.cells.all().delete()
    with pytest.raises(Refused, match="welke organisaties"):
        open_round(round_, by=coordinator, today=TODAY)


@pytest.mark.parametrize("now", RoundState.values)
@pytest.mark.parametrize("wanted", RoundState.values)
def test_only_the_allowed_steps_can_be_made(circle: Any, coordinator: Any, now: str, wanted: str) -> None:
    round_ = make_round(circle, by=coordinator, opened=False, area=make_area())
    if now != RoundState.CONCEPT:
        open_round(round_, by=coordinator, today=TODAY)
    if now == RoundState.CLOSED:
        close_round(round_, by=coordinator)
    round_.refresh_from_db()
    assert round_.state == now
    if wanted in NEXT_STATES[now]:
        round_.require_next(wanted)
    else:
        with pytest.raises(Refused):
            round_.require_next(wanted)


def test_open_answers_about_a_partner_are_taken_out_too(circle: Any, coordinator: Any) -> None:
    from rondom.cores.measure.tests.factories import make_instrument, make_organisation, make_version
    from rondom.instruments import Item, Kind, Page, Repeat

    remark = Item("opmerking", Kind.TEXT, {"nl": "Wat wilt u over deze partner zeggen?"})
    block = Repeat("netwerk", "partners", {"nl": "Over deze partner"}, (remark,))
    page = Page(
        "partners", {"nl": "Partners"}, {}, (Item("partners", Kind.PARTNERS, {"nl": "Met wie?"}), block)
    )
    version = make_version(name="partners", pages=(*make_instrument().pages[:1], page))
    round_ = make_round(circle, by=coordinator, version=version)
    cell = round_.cells.get()
    partner = str(make_organisation(cell.area, "Wijkteam (voorbeeld)", "soc").pk)
    answer(cell, {"partners": [partner], "netwerk": {partner: {"opmerking": "Belt altijd terug"}}})
    close_round(round_, by=coordinator)
    assert Response.objects.get().answers == {"partners": [partner], "netwerk": {partner: {}}}
    assert OpenAnswer.objects.get().text == "Belt altijd terug"
