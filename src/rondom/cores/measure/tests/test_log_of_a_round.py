"""What the log of a circle says about a round, in words."""

from datetime import date
from typing import Any

import pytest

from rondom.cores.measure.actions.rounds import extend_round, hand_out_codes
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
    assert facts["paste de laatste dag aan"] == {"laatste dag": "maandag 14 december 2026"}
    assert facts["maakte codes om uit te delen"] == {
        "voor": "Basisschool (voorbeeld), Lindenkwartier",
        "aantal": "2",
    }
    assert facts["bereidde een meetronde voor"] == {"vragenlijst": "Proefvragenlijst, versie 1"}
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
    with django_assert_num_queries(5):
        log_lines(circle, first=0, number=50)
