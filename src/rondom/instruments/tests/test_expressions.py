"""Conditions of XLSForm: what they mean, and what is said of a wrong one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.instruments.expressions import ExpressionError, NotSupported, is_true, parse, references

ANSWERS = {"a": "ja", "n": 7, "codes": ["x", "y"], "code": "3"}


@pytest.mark.parametrize(
    ("expression", "met"),
    [
        ("", True),
        ("${a} = 'ja'", True),
        ('${a} = "nee"', False),
        ("${a} != 'nee'", True),
        ("${a}='ja' and ${n}>7", False),
        ("${a}='nee' or ${n} >= 7", True),
        ("${a}='nee' and ${n} = 7 or ${n} = 7", True),
        ("${a}='ja' or ${n} = 8 and ${n} = 9", True),
        ("(${a}='ja' or ${n} = 8) and ${n} = 9", False),
        ("not(${a} = 'ja')", False),
        ("selected(${codes}, 'x')", True),
        ("selected(${codes}, 'z')", False),
        ("selected(${a}, 'ja')", True),
        ("count-selected(${codes}) = 2", True),
        ("count-selected(${leeg}) = 0", True),
        ("${leeg} = ''", True),
        ("${leeg} > 3", False),
        ("${leeg} < 3", False),
        ("${code} = 3", True),
        ("${code} > 2", True),
        ("${n} = '7'", True),
        ("true()", True),
        ("false()", False),
        ("string-length(${a}) = 2", True),
        ("${n} > -1", True),
    ],
)
def test_conditions(expression: str, met: bool) -> None:
    assert is_true(expression, ANSWERS) is met


@pytest.mark.parametrize(("own", "met"), [(0, True), (10, True), (11, False), (-1, False), (2.5, True)])
def test_the_answer_itself(own: float, met: bool) -> None:
    assert is_true(". >= 0 and . <= 10", {}, own) is met


@pytest.mark.parametrize(
    ("expression", "position", "words"),
    [
        ("${a} == 'x'", 6, "één ="),
        ("${a} = 'x", 8, "niet afgesloten"),
        ("${a} = ‘x", 8, "rechte aanhalingstekens"),
        ("${a = 'x'", 1, "${naam}"),
        ("(${a} = 'x'", 12, "sluithaakje"),
        ("${a} = ", 8, "niet af"),
        ("${a} = x", 8, "aanhalingstekens"),
        ("${a} = 'x' AND ${b} = 'y'", 12, "kleine letters"),
        ("selected(${a})", 14, "2 waarden"),
        ("${a} = 'x')", 11, "hoort hier niet"),
        ("(" * 60 + "1" + ")" * 60, 52, "te veel haakjes"),
    ],
)
def test_says_where_and_why_a_condition_is_wrong(expression: str, position: int, words: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(expression)
    assert not isinstance(caught.value, NotSupported)
    assert (caught.value.position, words in caught.value.reason) == (position, True)


@pytest.mark.parametrize(
    "expression", ["today() > 1", "${a} + 1 = 2", "../a = 1", "${n} mod 2 = 0", "regex(., 'a')"]
)
def test_knows_what_it_does_not_evaluate(expression: str) -> None:
    with pytest.raises(NotSupported):
        parse(expression)


def test_names_the_questions_it_looks_at() -> None:
    assert references("selected(${a}, 'x') or not(${b} = ${a.c-d})") == {"a", "b", "a.c-d"}


@given(st.text(alphabet="${}ab='()<>!.,andor not1 ", max_size=30))
def test_reads_or_refuses_any_text(text: str) -> None:
    assert 1 <= _place_of_refusal(text) <= len(text) + 1


def _place_of_refusal(text: str) -> int:
    try:
        is_true(text, ANSWERS, 1)
    except ExpressionError as refused:
        return refused.position
    return 1


def test_quotation_marks_that_a_word_processor_made_are_read_too() -> None:
    assert is_true("${a} = ‘x’ and ${b} = “y”", {"a": "x", "b": "y"})
