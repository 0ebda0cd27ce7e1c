"""A file with questions, row by row: which column is what, and how much fits. Nothing of it is kept."""

import io
import re
import zipfile
from collections.abc import Iterator

from rondom.foundation.places.sheets import Cells, UnreadableFile, missing_columns, read_sheet
from rondom.foundation.places.spreadsheets import without_guard
from rondom.instruments.cells import clean

Row = dict[str, str]
"""What one row says, per column."""

MOST_ROWS, MOST_LINES, LONGEST_CELL, LARGEST_MB = 500, 2000, 1000, 2
LARGEST_UNPACKED = 40_000_000  # bytes; a small file can hide a large one

HEADER = ("vraag", "leeftijd", "wijk", "hoe vaak gehoord", "week", "organisatie", "thema")
COLUMNS = ("text", "age_group", "area", "heard", "week", "organisation", "theme")
_TITLES = {
    "vraag": "text", "devraag": "text",
    "leeftijd": "age_group", "leeftijdvanhetkind": "age_group",
    "wijk": "area", "buurt": "area",
    "hoevaakgehoord": "heard", "hoevaak": "heard", "aantal": "heard", "keer": "heard",
    "week": "week", "datum": "week", "weekofdatum": "week",
    "organisatie": "organisation",
    "thema": "theme",
}  # fmt: skip
_NEEDED = ("vraag", "wijk", "week")


def read_questions(content: bytes) -> list[tuple[int, Row]]:
    """The rows with their numbers as a spreadsheet shows them."""
    _require_small(content)
    try:
        return list(_rows(_lines(content)))
    except UnreadableFile:
        raise
    except Exception as wrong:  # what a damaged workbook leads to is up to what reads it
        raise UnreadableFile("Dit bestand is beschadigd. Open het, bewaar het opnieuw als .xlsx.") from wrong


def _require_small(content: bytes) -> None:
    if len(content) > LARGEST_MB * 1024 * 1024:
        raise UnreadableFile(f"Dit bestand is groter dan {LARGEST_MB} MB. Deel het op.")
    if content.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                unpacked = sum(member.file_size for member in archive.infolist())
        except zipfile.BadZipFile:
            raise UnreadableFile("Dit Excel-bestand is niet te lezen. Bewaar het opnieuw.") from None
        if unpacked > LARGEST_UNPACKED:
            raise UnreadableFile("Dit Excel-bestand is te groot. Zet alleen de vragen in een nieuw bestand.")


def _lines(content: bytes) -> Iterator[tuple[int, Cells]]:
    for number, cells in read_sheet(content).rows:
        if number > MOST_LINES:
            raise UnreadableFile(f"Dit bestand heeft meer dan {MOST_LINES} regels. Haal lege regels weg.")
        if any(cells):
            yield number, cells


def _rows(lines: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Row]]:
    _, header = next(lines, (0, []))
    places = _places(header)
    rows = 0
    for number, cells in lines:
        row = {key: _cell(cells, places.get(key), number) for key in COLUMNS}
        if any(row.values()):
            rows += 1
            yield number, row
        if rows > MOST_ROWS:
            raise UnreadableFile(f"Dit bestand heeft meer dan {MOST_ROWS} vragen. Deel het op.")
    if not rows:
        raise UnreadableFile("Er staan geen vragen in dit bestand. Zet onder de kopregel één vraag per rij.")


def _places(header: Cells) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        if key := _TITLES.get(re.sub(r"[^a-z]", "", title.lower())):
            found.setdefault(key, place)
    if missing := [title for title in _NEEDED if _TITLES[title] not in found]:
        raise missing_columns(missing, HEADER)
    return found


def _cell(cells: Cells, place: int | None, number: int) -> str:
    text = cells[place] if place is not None and place < len(cells) else ""
    if len(text) > LONGEST_CELL:
        raise UnreadableFile(f"In rij {number} staat een heel lange tekst. Zet één vraag per rij.")
    return " ".join(clean(without_guard(text)).split())
