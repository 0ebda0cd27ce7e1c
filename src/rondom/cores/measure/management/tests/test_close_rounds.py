"""Rounds whose last day has passed close by themselves."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from rondom.cores.measure.models import Response, Round
from rondom.cores.measure.sealing import new_round_key
from rondom.cores.measure.tests.factories import TODAY, answer, make_round
from rondom.foundation.audit.models import Entry

YESTERDAY = timedelta(days=1)


@pytest.fixture
def late(circle: Any, coordinator: Any) -> Round:
    """Answered on its last day, which was yesterday."""
    last_day = timezone.localdate() - YESTERDAY
    round_ = make_round(circle, by=coordinator, opens_on=last_day - timedelta(days=7), closes_on=last_day)
    answer(round_.cells.get(), {"s1": "4"}, today=last_day)
    return round_


def close_rounds() -> str:
    said = StringIO()
    call_command("close_rounds", stdout=said)
    return said.getvalue()


def test_closes_a_round_the_day_after_its_last_day(late: Round) -> None:
    assert close_rounds() == f"Meting {late.pk} is gesloten.\n"
    late.refresh_from_db()
    assert late.is_closed
    assert Response.objects.get().answers["s1"] == "4"


def test_leaves_a_round_open_on_its_last_day(late: Round) -> None:
    Round.objects.filter(pk=late.pk).update(closes_on=timezone.localdate())
    assert close_rounds() == "Er is geen meting waarvan de laatste dag voorbij is.\n"
    late.refresh_from_db()
    assert late.is_open


def test_leaves_a_round_that_never_opened(circle: Any, coordinator: Any) -> None:
    concept = make_round(circle, by=coordinator, opened=False)
    Round.objects.update(opens_on=TODAY - timedelta(days=900), closes_on=TODAY - timedelta(days=800))
    assert close_rounds() == "Er is geen meting waarvan de laatste dag voorbij is.\n"
    concept.refresh_from_db()
    assert concept.is_concept


def test_the_log_says_that_nobody_pressed_the_button(late: Round) -> None:
    close_rounds()
    entry = Entry.objects.get(action="measure.round_closed")
    assert entry.user_id is None
    assert entry.circle_id == late.circle_id


def test_one_round_that_cannot_close_does_not_hold_up_another(
    late: Round, circle: Any, coordinator: Any, settings: Any
) -> None:
    """The secret of the site was replaced without keeping the old one: seals stay closed and are kept."""
    cell = late.cells.get()
    other = make_round(
        circle, by=coordinator, area=cell.area, organisation=cell.organisation,
        opens_on=late.opens_on, closes_on=late.closes_on,
    )  # fmt: skip
    settings.SECRET_KEY = "another"
    Round.objects.filter(pk=other.pk).update(sealing_key=new_round_key())
    with pytest.raises(CommandError, match=f"Meting {late.pk} is niet gesloten.*PREVIOUS_SECRET_KEYS"):
        close_rounds()
    late.refresh_from_db()
    other.refresh_from_db()
    assert late.is_open
    assert late.sealed_responses.count() == 1
    assert other.is_closed
