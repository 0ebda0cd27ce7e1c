"""The colours of the pictures, taken over from the style sheet, and what can be computed from them."""

from functools import lru_cache

INK = "#1d2433"
INK_SOFT = "#4a5468"
PAPER = "#ffffff"
LINE = "#d9d6cd"
LINE_SOFT = "#ebe8e0"
BRAND = "#15506b"
BRAND_PALE = "#7fb0bb"
BRAND_WASH = "#e6f0f2"
ACCENT = "#c2571a"
ACCENT_PALE = "#dca57f"
BANDS = ("#f6efe8", "#faf8f3", "#f1f6f6", "#e6f0f2")

ANSWERS = ("#a6541f", "#dca57f", "#d5d2c9", "#7fb0bb", "#1f6173")
"""From never to always."""

SHADES = ("#f2f7f8", "#d3e5e9", "#afcfd7", "#86b5c1", "#5599ab")
"""From little to much, all pale enough for dark letters."""

_PICKS = {1: (4,), 2: (0, 4), 3: (0, 2, 4), 4: (0, 1, 3, 4)}


def answer_colours(count: int) -> tuple[str, ...]:
    """One colour per answer, from never to always, for any number of answers."""
    if count in _PICKS:
        return tuple(ANSWERS[place] for place in _PICKS[count])
    steps = [place * (len(ANSWERS) - 1) / (count - 1) for place in range(count)]
    return tuple(_between(step) for step in steps)


@lru_cache(maxsize=256)  # a picture asks about the same few colours again and again
def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """Ink or white, whichever reads best; black where neither reaches 4.5:1."""
    best = max((INK, PAPER), key=lambda text: contrast(text, colour))
    return best if contrast(best, colour) >= 4.5 else "#000000"


def outline_of(colour: str) -> str:
    """The same hue, dark enough to be seen against white (3:1) when the colour itself is not."""
    while contrast(colour, PAPER) < 3:
        colour = _mix(colour, INK, 0.1)
    return colour


def _between(step: float) -> str:
    low = min(int(step), len(ANSWERS) - 2)
    return _mix(ANSWERS[low], ANSWERS[low + 1], step - low)


def _mix(one: str, other: str, share: float) -> str:
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
