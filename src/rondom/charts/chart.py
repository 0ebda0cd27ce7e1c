"""What every chart function returns, and the two formats in which a chart is drawn."""

from dataclasses import dataclass
from typing import Any, Literal

Width = Literal["wide", "narrow"]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart, row by row; the first cell of a row is its heading."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture that can be shown, spoken and read as a table."""

    svg: str
    title: str  # the finding, in a sentence
    description: str  # what there is to see, with the numbers that matter
    table: Table

    def for_paper(self, caption: str = "") -> dict[str, Any]:
        """What the house style of documents reads."""
        return {
            "title": self.title,
            "caption": caption,
            "description": self.description,
            "svg": self.svg,
            "head": list(self.table.head),
            "rows": [list(row) for row in self.table.rows],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """The measures of one layout, in units of the viewBox.

    ``label`` is the width of the column with labels; 0 puts labels above what they name.
    """

    name: Width
    width: float
    text: float
    small: float
    label: float
    left: float  # where 0 of a scale stands
    right: float  # where 100 of a scale stands
    gap: float  # between two rows


_FORMATS: dict[str, Format] = {
    "wide": Format(name="wide", width=1080, text=18, small=16, label=320, left=350, right=1020, gap=16),
    "narrow": Format(name="narrow", width=320, text=14, small=12.5, label=0, left=9, right=276, gap=14),
}


def format_of(width: Width) -> Format:
    """The measures for a page or PDF (1080 units) or for a phone (320 units, text at least 12)."""
    return _FORMATS[width]
