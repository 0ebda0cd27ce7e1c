"""What the log of a circle says about a round, in words."""

from datetime import date
from typing import Any

import pytest

from rondom.cores.measure.actions.rounds import extend_round, hand_out_codes
from rondom.cores.measure.models import Publication
from rondom.cores.measure.tests.factories import make_round
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Circle
from rondom.foundation.circles.overviews import log_lines


def _facts(circle: Circle, number: int = 20) -> dict[str, dict[str, str]]:
    return {line.what: dict(line.facts) for line in log_lines(circle, first=0, number=number)}


def test_values_are_in_words_too(circle: Circle, coordinator: Any) -> None:
    round_ = make_round(circle, by=coordinator)
    extend_round(round_, closes_on=date(2026, 12, 14), by=coordinator)
    hand_out_codes(round_.cells.get(), number=2, by=coordinator)
    facts = _facts(circle)
    assert facts["paste de laatste dag aan"] == {
        "over": "Quickscan najaar",
        "laatste dag": "maandag 14 december 2026",
    }
    assert facts["maakte codes om uit te delen"] == {
        "over": "Quickscan najaar",
        "voor": "Basisschool (voorbeeld), Lindenkwartier",
        "aantal": "2",
    }
    assert facts["bereidde een meting voor"] == {
        "over": "Quickscan najaar",
        "vragenlijst": "Proefvragenlijst, versie 1",
    }
    assert facts["begon deze kring"] == {"werkwijze": "Quickscan"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [(True, "ja"), (False, "nee"), ("2026-13-45", "2026-13-45"), ("shown", "mag in het rapport"), (12, "12")],
)
def test_a_value_reads_as_dutch(circle: Circle, value: Any, shown: str) -> None:
    record(None, "measure.open_answer_moderated", circle, state=value)
    assert log_lines(circle, first=0, number=1)[0].facts == (("besluit", shown),)


def test_the_log_asks_as_much_for_many_lines_as_for_few(
    circle: Circle, coordinator: Any, django_assert_num_queries: Any
) -> None:
    round_ = make_round(circle, by=coordinator)
    for _ in range(10):
        hand_out_codes(round_.cells.get(), number=1, by=coordinator)
    with django_assert_num_queries(6):
        log_lines(circle, first=0, number=50)


def test_a_report_says_of_which_neighbourhood_it_is(circle: Circle, coordinator: Any) -> None:
    round_ = make_round(circle, by=coordinator)
    of_one, of_all = (
        Publication.objects.create(circle=circle, round=round_, area=area)
        for area in (round_.cells.get().area, None)
    )
    for publication in (of_one, of_all):
        record(coordinator, "measure.report_published", publication, edition=1)
    assert [line.facts[0][1] for line in log_lines(circle, first=0, number=2)] == [
        "Quickscan najaar, Voorbeeldkring",
        "Quickscan najaar, Lindenkwartier",
    ]
