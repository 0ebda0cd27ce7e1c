"""Tables of a dossier, and how numbers get into their cells."""

from collections.abc import Mapping
from dataclasses import dataclass

from rondom.analysis.estimates import Interval, NotComputed
from rondom.dossier.evidence import Value

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class NamedTable:
    """``name`` serves as a file name; an empty cell has no value, and the reason stands in the table or in
    ``note``."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


def value_cells(value: Value | NotComputed) -> tuple[Cell, Cell, Cell, Cell]:
    """The value, the ends of its interval, and how many people."""
    if isinstance(value, NotComputed):
        return None, None, None, None
    low, high = _ends(value.interval)
    return value.value, low, high, value.n


def measure_cell(measures: Mapping[str, float | None], name: str) -> Cell:
    """The robust index where there is one, else the scaled or plain one."""
    for key in (f"{name}.robust", f"{name}.scaled", name):
        found = measures.get(key)
        if found is not None:
            return float(found)
    return None


def slug(text: str) -> str:
    """For a file name."""
    return "".join(sign if sign.isalnum() else "-" for sign in text.lower()).strip("-") or "groep"


def _ends(interval: Interval | None) -> tuple[Cell, Cell]:
    return (None, None) if interval is None else (interval.low, interval.high)
