"""Numbers and reasons in Dutch, as they stand in pictures, descriptions and tables."""

import math
from collections.abc import Sequence

from rondom.analysis.disclosure.released import Mean, Why

NBSP = "\u00a0"
HIDDEN_CELL = "·"

_WITHHELD = {
    Why.FEW: "te weinig antwoorden om te tonen",
    Why.COMPLEMENT: "niet getoond, anders is een kleine groep te berekenen",
    Why.DIFFERENCE: "niet getoond, anders is het verschil met een eerder rapport te herleiden",
    Why.UNIFORM: "niet getoond, de antwoorden lijken te veel op elkaar",
    Why.EMPTY: "niemand in deze groep",
}


def withheld(why: Why | None) -> str:
    """Why a result is not shown, in a few words behind a label."""
    return _WITHHELD[why] if why else "niet gemeten"


def withheld_cell(why: Why | None) -> str:
    """The same in a table: it always starts with the fact that nothing is shown."""
    words = withheld(why).removesuffix(" om te tonen").removeprefix("niet getoond, ")
    return f"niet getoond: {words}"


def whole(value: float) -> int:
    """To the nearest whole number, halves up: 49.5 is 50 and 48.5 is 49."""
    return math.floor(value + 0.5)


def shown(value: float) -> str:
    """A scale score as people read it: whole, with a real minus sign."""
    return str(whole(value)).replace("-", "−")


def decimal(value: float, places: int = 1) -> str:
    """With a decimal comma; what rounds to zero has no minus sign."""
    return f"{round(value, places) + 0.0:.{places}f}".replace(".", ",").replace("-", "−")


def signed(points: int) -> str:
    """A change in points: +7, −3 or 0."""
    return f"+{points}" if points > 0 else str(points).replace("-", "−")


def points_between(before: float, now: float) -> int:
    """The change that follows from the two numbers as shown, so that a reader can check the sum."""
    return whole(now) - whole(before)


def range_of(mean: Mean) -> str:
    """The interval as '73 tot 83'; a dash when there is none."""
    if mean.low is None or mean.high is None:
        return HIDDEN_CELL
    return f"{shown(mean.low)}{NBSP}tot{NBSP}{shown(mean.high)}"


def percent(value: int) -> str:
    """A whole percentage."""
    return f"{value}%"


def enumeration(parts: Sequence[str]) -> str:
    """'a', 'a en b' or 'a, b en c'."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} en {parts[-1]}"


def sentence(text: str) -> str:
    """Starts with a capital and ends with a full stop."""
    stripped = text.strip()
    return stripped[:1].upper() + stripped[1:].rstrip(".") + "." if stripped else ""
