"""Text that looks like a formula does not run, and comes back as it was."""

import re

import pytest
from hypothesis import given

from rondom.instruments.cells import clean, safe, text_of, unsafe
from rondom.instruments.tests.strategies import any_text, dangerous_text

FORMULA = re.compile(
    r"[\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]*[=+\-@＝＋－＠]|[\t\r]"
)


@given(any_text)
def test_any_text_comes_back(text: str) -> None:
    assert unsafe(safe(text)) == text


@given(dangerous_text)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    written = safe(text)
    assert unsafe(written) == text
    assert not FORMULA.match(written) or re.fullmatch(r"[+-]\d+([.,]\d+)?", written)


@pytest.mark.parametrize("text", ["-1", "+3.5", "-0,5"])
def test_a_plain_number_stays_a_number(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0.1, "0.1"), (None, ""), (True, "TRUE"), (" a ", "a")]
)
def test_cells_as_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_marks_that_turn_text_round_leave() -> None:
    assert clean("slapen\u202eneits") == "slapenneits"
    assert clean("ابني\u200c لا ينام") == "ابني\u200c لا ينام"


def test_control_characters_leave_and_lines_stay() -> None:
    assert clean("a\x00\x0b\r\nb\r") == "a\nb"
