"""Files of Statistics Netherlands: 'Kerncijfers wijken en buurten' and the SES-WOA scores.

Reads the file as it is published and gives areas with their figures; the database is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from rondom.foundation.places.codes import Kind, clean_code, kind_of
from rondom.foundation.places.columns import Columns, find_columns
from rondom.foundation.places.indicators import KWB, MEANINGS, SES_WOA, Indicator
from rondom.foundation.places.numerals import parse_figure
from rondom.foundation.places.sheets import Cells, Sheet, UnreadableFile

Progress = Callable[[int], None]

MOST_ERRORS = 20
_OTHER_REGION = re.compile(r"(LD|PV|CR|AM|RE|GG|VR|SK|TG)\d{2}|NL99|GM9999")
_LEVELS = {"land": "NL", "gemeente": "GM", "wijk": "WK", "buurt": "BU"}
_DIGITS = {"NL": 2, "GM": 4, "WK": 6, "BU": 8}


@dataclass(frozen=True, slots=True)
class Line:
    """One area in one year, as the file has it."""

    row: int
    code: str
    name: str
    year: int | None  # of the figures
    figures: dict[Indicator, float | None]


@dataclass(slots=True)
class Reading:
    """What a file says."""

    publication: str
    lines: list[Line] = field(default_factory=list)
    indicators: tuple[Indicator, ...] = ()
    ignored_columns: int = 0
    other_regions: int = 0  # rows about provinces and the like, left out

    @property
    def years(self) -> set[int]:
        """The years that stand in the file itself."""
        return {line.year for line in self.lines if line.year is not None}


def read_kwb(sheet: Sheet, *, progress: Progress | None = None) -> Reading:
    """The figures of 'Kerncijfers wijken en buurten'. Raises UnreadableFile with every fault found."""
    return _Reader(KWB, sheet, progress).read()


def read_seswoa(sheet: Sheet, *, progress: Progress | None = None) -> Reading:
    """The SES-WOA scores. Raises UnreadableFile with every fault found."""
    return _Reader(SES_WOA, sheet, progress).read()


class _Reader:
    """Reads one file from its first row to its last, and keeps the faults."""

    def __init__(self, publication: str, sheet: Sheet, progress: Progress | None) -> None:
        self.reading = Reading(publication)
        self.progress = progress
        self.faults: list[str] = []
        self.seen: dict[tuple[str, int | None], int] = {}
        self.rows = iter(sheet.rows)

    def read(self) -> Reading:
        header, columns, rows = self._find_header()
        wanted = {
            i: one
            for i, one in columns.figures.items()
            if MEANINGS[one].publication == self.reading.publication
        }
        if not wanted:
            raise UnreadableFile(_no_figures(self.reading.publication))
        self.header, self.columns, self.wanted = header, columns, wanted
        self.reading.indicators = tuple(wanted.values())
        known = {
            columns.code,
            columns.name,
            columns.municipality,
            columns.year,
            columns.number_alone,
            columns.level,
        }
        self.reading.ignored_columns = len(set(range(len(header))) - known - set(wanted))
        for count, (number, row) in enumerate(rows, start=1):
            self._read_row(number, row)
            if self.progress and count % 1000 == 0:
                self.progress(count)
        return self._finished()

    def _find_header(self) -> tuple[Cells, Columns, Iterable[tuple[int, Cells]]]:
        """The first row that names a column with codes. Titles may stand above it."""
        first = list(islice(self.rows, 70))
        if first and {"Measure", "Value"} <= set(first[0][1]):
            raise UnreadableFile(
                "Dit is één bestand uit het zipbestand van het CBS. Kies het zipbestand zelf."
            )
        for at, (_, header) in enumerate(first[:20]):
            columns = find_columns(header, [row for _, row in first[at + 1 :]])
            if columns.code is not None or (columns.number_alone is not None and columns.level is not None):
                return header, columns, _chain(first[at + 1 :], self.rows)
        raise UnreadableFile(
            "Er is geen kolom met CBS-codes, zoals WK016401. Kies bij het downloaden ook de kolom met codes "
            "(WijkenEnBuurten, Codering of Regiocode)."
        )

    def _read_row(self, number: int, row: Cells) -> None:
        filled = [cell for cell in row if cell]
        if len(filled) < 2:
            return  # an empty row, or a line such as "Bron: CBS" under the table
        code = self._code(row)
        if _OTHER_REGION.fullmatch(code):
            self.reading.other_regions += 1
            return
        if kind_of(code) is None:
            self._fault(number, self._code_title(), f"'{code}' is geen code van een gemeente, wijk of buurt")
            return
        year = self._year(number, row)
        if (code, year) in self.seen:
            self._fault(
                number,
                self._code_title(),
                f"{code} staat ook in rij {self.seen[code, year]}. Laat er één staan",
            )
            return
        self.seen[code, year] = number
        self.reading.lines.append(Line(number, code, self._name(row, code), year, self._figures(number, row)))

    def _code(self, row: Cells) -> str:
        if self.columns.code is not None:
            return clean_code(_cell(row, self.columns.code))
        letters = _LEVELS.get(_cell(row, self.columns.level).lower(), "")
        return letters + _cell(row, self.columns.number_alone).zfill(_DIGITS.get(letters, 0))

    def _name(self, row: Cells, code: str) -> str:
        """Without a column of names, only a municipality's name is in the file."""
        name = _cell(row, self.columns.name)
        if not name and kind_of(code) in (Kind.GEMEENTE, Kind.LAND):
            name = _cell(row, self.columns.municipality)
        return "" if kind_of(clean_code(name)) else name[:120]

    def _year(self, number: int, row: Cells) -> int | None:
        text = _cell(row, self.columns.year)
        if self.columns.year is None:
            return None
        found = re.match(r"(19|20)\d{2}", text)
        if found is None:
            self._fault(
                number, self._title(self.columns.year), f"'{text}' is geen jaar. Gebruik bijvoorbeeld 2022"
            )
            return None
        return int(found[0])

    def _figures(self, number: int, row: Cells) -> dict[Indicator, float | None]:
        figures: dict[Indicator, float | None] = {}
        for position, indicator in self.wanted.items():
            text = _cell(row, position)
            try:
                figures[indicator] = _checked(
                    parse_figure(text, whole=MEANINGS[indicator].is_count), indicator
                )
            except ValueError:
                self._fault(number, self._title(position), f"'{text}' kan hier niet. {_expected(indicator)}")
        return figures

    def _fault(self, number: int, title: str, reason: str) -> None:
        self.faults.append(f"Rij {number}, kolom {title}: {reason}.")

    def _title(self, position: int | None) -> str:
        return self.header[position] if position is not None else ""

    def _code_title(self) -> str:
        return self._title(self.columns.code if self.columns.code is not None else self.columns.number_alone)

    def _finished(self) -> Reading:
        if self.faults:
            raise UnreadableFile("\n".join(_shortened(self.faults)))
        if not self.reading.lines:
            raise UnreadableFile("Er staan geen gemeenten, wijken of buurten in dit bestand.")
        return self.reading


def _checked(value: float | None, indicator: Indicator) -> float | None:
    if value is None:
        return None
    unit = MEANINGS[indicator].unit
    if (unit != "score" and value < 0) or (unit == "%" and value > 100):
        raise ValueError(value)
    return value


def _expected(indicator: Indicator) -> str:
    expected = {"aantal": "Verwacht is een aantal", "%": "Verwacht is een percentage van 0 tot 100"}
    return (
        expected.get(MEANINGS[indicator].unit, "Verwacht is een getal") + ", of een punt als het onbekend is"
    )


def _shortened(faults: list[str]) -> Iterator[str]:
    yield from faults[:MOST_ERRORS]
    if len(faults) > MOST_ERRORS:
        yield f"En nog {len(faults) - MOST_ERRORS} andere fouten."


def _no_figures(publication: str) -> str:
    if publication == SES_WOA:
        return (
            "Er is geen kolom met de gemiddelde SES-WOA-score. "
            "Kies bij het downloaden 'Totaalscore, gemiddelde score'."
        )
    return (
        "Er is geen kolom met een cijfer dat Rondom gebruikt, zoals AantalInwoners of a_inw. "
        "Kies een ander bestand."
    )


def _cell(row: Cells, position: int | None) -> str:
    return row[position].strip() if position is not None and position < len(row) else ""


def _chain(first: list[tuple[int, Cells]], rest: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    yield from first
    yield from rest
