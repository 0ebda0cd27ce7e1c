"""Results that may leave: the only shapes that pages, charts, documents and exports accept.

Only ``release()`` makes them, and ``thaw()`` brings them back from a frozen document: the constructor
asks for a seal that no other module holds. The privacy rule lives in the signature of whatever shows
people's answers, not in everybody's memory.
"""

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why a number is not shown."""

    FEW = "few"  # fewer people than the rule allows
    COMPLEMENT = "complement"  # hidden so that another hidden number cannot be computed
    DIFFERENCE = "difference"  # together with an earlier release it would show a few people
    UNIFORM = "uniform"  # (almost) everyone answered the same
    EMPTY = "empty"  # nobody belongs to this group, as the frame already says


TOTAL = "*"
"""The label of a margin: all rows, or all columns."""

VERSION = "1"
"""Of the rule and the method; a frozen document of another version is not read."""


class _Seal:
    """Held by this package alone."""


_SEAL = _Seal()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sealed:
    seal: InitVar[_Seal]

    def __post_init__(self, seal: _Seal) -> None:
        if seal is not _SEAL:
            raise TypeError("only disclosure.release() makes released results")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(_Sealed):
    """One group of people: a row and a column of the table (or a margin), and how many answered.

    ``n`` is None exactly when ``why`` says why it is not shown.
    """

    row: str
    column: str
    n: int | None
    why: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean(_Sealed):
    """The mean of one measure in one group, with its confidence interval; all None when withheld.

    ``n`` and the interval are None as well where n would tell the size of a group that is not shown.
    """

    row: str
    column: str
    measure: str
    n: int | None  # people with a score
    mean: float | None
    low: float | None
    high: float | None
    sd: float | None
    why: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(_Sealed):
    """One figure about everyone together, with two decimals; all None when withheld."""

    name: str
    n: int | None
    value: float | None
    low: float | None
    high: float | None
    why: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of a distribution: neighbouring answers may have been merged into one part."""

    codes: tuple[str, ...]
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares(_Sealed):
    """How one item was answered in one group, in whole percents; empty when withheld."""

    row: str
    column: str
    item: str
    n: int | None
    shares: tuple[Share, ...]
    why: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(_Sealed):
    """Everything of one round that may be shown to one audience, decided together.

    ``rows`` and ``columns`` are labels without the margins; ``lines`` are named unions of rows
    (richer, poorer). Look-ups take TOTAL ("*") for a margin and raise KeyError for an unknown group.
    ``gap`` is how much more may be hidden than was proven necessary (0.05 is 5 %; 0 is proven optimal).
    """

    minimum: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    lines: Mapping[str, tuple[str, ...]]
    merged: Mapping[str, tuple[str, ...]]  # new label -> labels that were merged along the tree
    groups: Mapping[tuple[str, str], Group]
    means: Mapping[tuple[str, str, str], Mean]  # (measure, row, column)
    distributions: Mapping[tuple[str, str, str], Shares]  # (item, row, column)
    figures: Mapping[str, Figure]  # about everyone together
    version: str  # of the rule and the method
    gap: float = 0.0

    def group(self, row: str = TOTAL, column: str = TOTAL) -> Group:
        """How many people answered in this group."""
        return self.groups[row, column]

    def mean(self, measure: str, row: str = TOTAL, column: str = TOTAL) -> Mean:
        """The mean of one measure in this group."""
        return self.means[measure, row, column]

    def shares(self, item: str, row: str = TOTAL, column: str = TOTAL) -> Shares:
        """How this group answered one item; distributions exist for margins only."""
        return self.distributions[item, row, column]

    def hidden(self) -> tuple[Group, ...]:
        """The groups that are not shown, in the order of the table."""
        return tuple(group for group in self.groups.values() if group.why is not None)


def seal() -> _Seal:
    """The seal itself, for the modules of this package that make released results."""
    return _SEAL
