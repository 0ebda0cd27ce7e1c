"""The column ``constraint``: smallest and largest value where it says no more than that."""

import re
from dataclasses import dataclass

from rondom.instruments.instrument import Item, Kind

_BOUND = re.compile(r"\(?\s*\.\s*(>=|<=|>|<)\s*(-?\d{1,12}(?:\.\d{1,12})?)\s*\)?")
_COUNT = re.compile(r"count-selected\(\s*\.\s*\)\s*(>=|<=|>|<)\s*(\d{1,4})()")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Smallest and largest, and the condition that remains beside them."""

    minimum: float | None = None
    maximum: float | None = None
    rest: str = ""


def read_bounds(constraint: str, kind: Kind, *, whole: bool) -> Bounds:
    """Bounds of a number, or of how many choices; what is not a bound stays a condition."""
    if kind is not Kind.NUMBER and kind not in (Kind.MANY, Kind.PARTNERS):
        return Bounds(rest=constraint)
    pattern = _BOUND if kind is Kind.NUMBER else _COUNT
    bounds = Bounds()
    parts = re.split(r"\s+and\s+", constraint)
    for place, part in enumerate(parts):
        match = pattern.fullmatch(part.strip())
        sharper = (
            _sharper(bounds, match[1], float(match[2]), whole or kind is not Kind.NUMBER) if match else None
        )
        if sharper is None:
            return _with_rest(bounds, " and ".join(parts[place:]), constraint)
        bounds = sharper
    return bounds


def write_bounds(item: Item) -> str:
    """The constraint that reads as the bounds and the condition of this item."""
    own = "." if item.kind is Kind.NUMBER else "count-selected(.)"
    signs = ((">=", item.minimum), ("<=", item.maximum))
    parts = [f"{own} {sign} {number_text(bound)}" for sign, bound in signs if bound is not None]
    if item.constraint:
        parts.append(f"({item.constraint})" if parts else item.constraint)
    return " and ".join(parts)


def number_text(number: float) -> str:
    """A number as forms write it: 10, 0.5."""
    return format(number, ".15g")


def _sharper(bounds: Bounds, sign: str, number: float, whole: bool) -> Bounds | None:
    """The bounds with this one added; None when it cannot be said as smallest or largest."""
    if sign in "<>":
        if not whole:
            return None
        number += 1 if sign == ">" else -1
    if sign.startswith(">"):
        return None if bounds.minimum is not None else Bounds(number, bounds.maximum)
    return None if bounds.maximum is not None else Bounds(bounds.minimum, number)


def _with_rest(bounds: Bounds, rest: str, constraint: str) -> Bounds:
    """Bounds and a condition in brackets; in any other shape the whole stays one condition."""
    if bounds != Bounds() and _is_enclosed(rest):
        return Bounds(bounds.minimum, bounds.maximum, rest.strip()[1:-1])
    return Bounds(rest=constraint)


def _is_enclosed(text: str) -> bool:
    """Whether the first bracket closes at the very end. Text between quotes does not count."""
    text = re.sub(r"'[^']*'|\"[^\"]*\"", lambda quoted: "x" * len(quoted[0]), text.strip())
    if not text.startswith("("):
        return False
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(text) - 1
    return False
