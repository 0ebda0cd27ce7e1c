"""Numbers as Statistics Netherlands writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.foundation.places.numerals import parse_figure


@pytest.mark.parametrize(
    "text", ["", "   ", ".", "       .", ",", "x", "-", "NaN", "null", "..", "-99997", "*"]
)
def test_signs_for_unknown_are_none_and_never_zero(text: str) -> None:
    assert parse_figure(text) is None
    assert parse_figure(text, whole=True) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("6,4", 6.4), ("6.4", 6.4), ("-0,171", -0.171), ("\u22120,171", -0.171), ("0,170*", 0.17), ("0", 0.0),
     ("  12 ", 12.0), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("0.715", 0.715),
     ("0.30000000000000004", 0.3)],
)  # fmt: skip
def test_reads_decimal_commas_and_points(text: str, value: float) -> None:
    assert parse_figure(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"), [("11.200", 11200), ("1 250", 1250), ("1.234.567", 1234567), ("85.0", 85)]
)
def test_a_count_can_have_thousands_marked(text: str, value: float) -> None:
    assert parse_figure(text, whole=True) == value


def test_a_score_of_three_decimals_is_not_taken_for_thousands() -> None:
    assert parse_figure("1.200") == pytest.approx(1.2)


@pytest.mark.parametrize("text", ["veel", "1e5", "inf", "1,2,3", "12%", "--3", "0x10", "1.23.456", "9" * 400])
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        parse_figure(text)


def test_refuses_a_part_of_a_household() -> None:
    with pytest.raises(ValueError):
        parse_figure("12,5", whole=True)


@given(
    st.decimals(min_value=-10_000, max_value=10_000, places=3),
    st.sampled_from(",."),
    st.sampled_from(["", "  "]),
)
def test_what_is_written_is_what_is_read(value: object, point: str, padding: str) -> None:
    text = f"{value:.3f}".replace(".", point)
    assert parse_figure(padding + text + padding) == pytest.approx(float(str(value)), abs=1e-9)


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_unknown_or_refused(text: str) -> None:
    try:
        value = parse_figure(text)
    except ValueError:
        return
    assert value is None or abs(value) < 1e12
