"""Colours keep apart in grey print and in colour blindness, and can be read."""

from itertools import pairwise

import pytest

from rondom.charts.colours import (
    ACCENT,
    ANSWERS,
    BANDS,
    BRAND,
    INK,
    INK_SOFT,
    PAPER,
    SHADES,
    answer_colours,
    contrast,
    luminance,
    outline_of,
    text_on,
)

# Viénot, Brettel and Mollon (1999), on linear red, green and blue.
BLINDNESS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


def _seen(colour: str, kind: str) -> tuple[float, ...]:
    """CIELAB of a colour as someone with this colour blindness sees it."""
    raw = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in raw]
    red, green, blue = (
        sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in BLINDNESS[kind]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (_root(part) for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116


def _lightness(colour: str) -> float:
    return 116 * _root(luminance(colour)) - 16


def test_white_and_black_have_the_contrast_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [ANSWERS, SHADES, (ACCENT, "#ffffff"), (BRAND, "#ffffff")])
def test_neighbours_differ_in_grey(colours: tuple[str, ...]) -> None:
    assert all(abs(_lightness(one) - _lightness(other)) > 7 for one, other in pairwise(colours))


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("colours", [ANSWERS, (ACCENT, BRAND)])
def test_all_differ_in_colour_blindness(colours: tuple[str, ...], kind: str) -> None:
    seen = [_seen(colour, kind) for colour in colours]
    distances = [
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        for place, one in enumerate(seen)
        for other in seen[place + 1 :]
    ]
    assert min(distances) > 15  # a difference of 2 to 3 is just seen


@pytest.mark.parametrize("colour", [*ANSWERS, *(c for n in (1, 2, 3, 4, 7, 11) for c in answer_colours(n))])
def test_a_number_inside_a_part_can_be_read_and_the_part_seen(colour: str) -> None:
    assert contrast(text_on(colour), colour) >= 4.5
    assert contrast(outline_of(colour), PAPER) >= 3


@pytest.mark.parametrize("ground", [PAPER, *BANDS, *SHADES])
def test_ink_can_be_read_on_every_ground(ground: str) -> None:
    assert contrast(INK, ground) >= 4.5


def test_quiet_text_and_marks_can_be_seen_on_white() -> None:
    assert contrast(INK_SOFT, PAPER) >= 4.5
    assert min(contrast(BRAND, PAPER), contrast(ACCENT, PAPER)) >= 3


def test_there_is_a_colour_for_every_answer() -> None:
    assert [len(set(answer_colours(count))) for count in range(1, 12)] == list(range(1, 12))
