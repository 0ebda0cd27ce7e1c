"""Numbers, days and plurals as Dutch readers expect them."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from rondom.ui.templatetags import rondom as words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (-7, 0, "−7"),
        (0.05, 2, "0,05"),
        (-0.01, 0, "0"),
        (None, 0, "–"),
        ("", 0, "–"),
    ],
)
def test_writes_numbers_with_points_and_a_comma(value: float | None, decimals: int, text: str) -> None:
    assert words.number(value, decimals) == text


def test_writes_percentages_without_a_space() -> None:
    assert (words.percent(61.4), words.percent(None)) == ("61%", "–")


def test_writes_days_in_full() -> None:
    assert words.long_day(date(2025, 3, 4)) == "dinsdag 4 maart 2025"


def test_writes_days_short_and_names_another_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    assert words.short_day(date(2026, 11, 26)) == "do 26 nov"
    assert words.short_day(date(2025, 3, 4)) == "di 4 mrt 2025"


def test_takes_the_day_of_a_moment_in_dutch_time() -> None:
    late_in_utc = datetime(2025, 3, 4, 23, 30, tzinfo=UTC)
    assert words.long_day(late_in_utc) == "woensdag 5 maart 2025"
    assert words.clock(late_in_utc) == "0.30 uur"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 20), "3 dagen te laat"),
        (date(2026, 11, 22), "1 dag te laat"),
        (date(2026, 11, 23), "vandaag"),
        (date(2026, 11, 24), "morgen"),
        (None, ""),
    ],
)
def test_says_when_something_must_be_done(day: date | None, text: str) -> None:
    assert words.due(day, TODAY) == text


def test_knows_what_is_late() -> None:
    assert words.late(date(2026, 11, 22), TODAY)
    assert not words.late(TODAY, TODAY)
    assert not words.late(None, TODAY)


def test_counts_with_the_right_word() -> None:
    forms = "antwoord,antwoorden"
    assert [words.counted(count, forms) for count in (0, 1, 1200)] == [
        "0 antwoorden",
        "1 antwoord",
        "1.200 antwoorden",
    ]


def test_writes_small_numbers_in_words() -> None:
    assert [words.in_words(count) for count in (0, 1, 12, 13)] == ["geen", "één", "twaalf", "13"]


def test_finds_the_columns_with_numbers() -> None:
    rows = [("Sociaal wijkteam", "78", "72 en 84", "61%"), ("Wonen", "·", "–", "−3,5")]
    assert words.table_columns(rows) == [False, True, False, True]
