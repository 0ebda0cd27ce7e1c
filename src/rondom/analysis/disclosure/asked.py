"""What a caller hands to ``release``: the rule, and the tables that it wants to show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from rondom.analysis.disclosure.released import Released
from rondom.analysis.estimates import Booleans, Floats, Integers
from rondom.analysis.groups import mean_interval

FLOOR = 5
"""No rule goes below it: it is not a setting."""

PUBLIC = 10

FEWEST_FOR_FIGURES = 30
"""A figure about everyone together (a reliability, say) rests on at least so many people (own convention)."""

Interval = Callable[[int, float, float, int | None], tuple[float, float] | None]
"""(n, mean, sd, population) to (low, high), or None when no interval can be given."""


@dataclass(frozen=True, slots=True)
class Rule:
    """From how many people a group may be shown: 5 for who signed in, 10 in public."""

    minimum: int = FLOOR

    def __post_init__(self) -> None:
        if self.minimum < FLOOR:
            raise ValueError(f"De ondergrens is {FLOOR} mensen. Kies {FLOOR} of hoger.")


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How many people answered, rows x columns; ``population`` is how many could have, None if unknown.

    A cell with population 0 is known to be empty. An empty cell of unknown population counts as few,
    because "nobody of these people answered" is itself something about them.
    """

    people: Integers
    population: Integers | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """Valid scores of one measure, rows x columns: how many, their sum and their sum of squares.

    ``low`` and ``high`` are the ends of the scale. ``step`` is the smallest difference between two
    scores (default a twentieth of the scale). ``items`` are the items that a scale score is made of;
    ``item`` says that this is the score of one item whose distribution is released as well. ``possible``:
    cells in which anybody can have a score, where that is known beforehand; None is all.
    """

    name: str
    n: Integers
    total: Floats
    squares: Floats
    low: float = 0.0
    high: float = 100.0
    step: float | None = None
    items: tuple[str, ...] = ()
    item: str | None = None
    possible: Booleans | None = None

    @property
    def smallest(self) -> float:
        """The smallest difference between two scores."""
        return (self.high - self.low) / 20 if self.step is None else self.step


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """Answers to one item, rows x columns x codes; ``codes`` in the order of the answer scale.

    It is published for margins (row, column and line totals and the grand total). ``scores`` are the
    values that the item's measure gives the codes, when there is such a measure.
    """

    item: str
    codes: tuple[str, ...]
    counts: Integers
    scores: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Overall:
    """One figure about everyone together, such as the reliability of a scale, with the ``n`` behind it.

    It leaves rounded to two decimals: next to the means of the same people it then tells nothing about one
    of them.
    """

    name: str
    n: int
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Earlier:
    """A release that went out before about the same people, with the true counts it was made from.

    ``people`` is rows x columns, in the order of ``rows`` and ``columns`` (labels before merging).
    ``valid`` holds the same per measure or item where fewer people gave a score. ``changed`` counts the
    people per cell who left, or whose answers were corrected, since then.
    """

    released: Released
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    people: Integers
    valid: Mapping[str, Integers] = field(default_factory=lambda: MappingProxyType({}))
    changed: Integers | None = None


def t_interval(n: int, mean: float, sd: float, population: int | None) -> tuple[float, float] | None:
    """The usual interval: t, narrowed when a large part of a known population answered."""
    found = mean_interval(n, mean, sd, population=population).interval
    return None if found is None else (found.low, found.high)


def require_table(name: str, table: Integers | Floats, shape: tuple[int, ...]) -> None:
    """Raise ValueError, in Dutch, unless the table has this shape and holds no negative or missing number."""
    found = np.asarray(table)
    if found.shape != shape:
        raise ValueError(f"De tabel '{name}' heeft de vorm {found.shape}; nodig is {shape}.")
    if not np.isfinite(found).all() or (np.issubdtype(found.dtype, np.integer) and (found < 0).any()):
        raise ValueError(f"De tabel '{name}' bevat een negatief of ontbrekend getal. Controleer de bron.")
