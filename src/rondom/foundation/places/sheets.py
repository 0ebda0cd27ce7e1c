"""Tables in files that people already have: CSV in any dialect, or the first sheet of an Excel file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

Cells = list[str]

_ZIP = b"PK\x03\x04"
_SEPARATORS = ";,\t|"
_NO_TABLE = "Dit is geen CSV-bestand. Sla het op als CSV of XLSX en probeer het opnieuw."


class UnreadableFile(ValueError):
    """This file cannot be used. The message says in Dutch what is wrong and what to do."""


def missing_columns(titles: Sequence[str], header: Sequence[str]) -> UnreadableFile:
    """What to say of columns that are not there; ``header`` is how the first row could be."""
    first = ", ".join(header)
    if len(titles) == 1:
        return UnreadableFile(f"De kolom {titles[0]} ontbreekt. Zet op de eerste rij: {first}.")
    named = f"{', '.join(titles[:-1])} en {titles[-1]}"
    return UnreadableFile(f"De kolommen {named} ontbreken. Zet op de eerste rij: {first}.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file as text, each with its number as a spreadsheet shows it."""

    rows: Iterable[tuple[int, Cells]]


def read_sheet(content: bytes) -> Sheet:
    """The rows of a CSV or XLSX file."""
    if not content.strip():
        raise UnreadableFile("Dit bestand is leeg. Kies een ander bestand.")
    if content.startswith(_ZIP):
        return Sheet(_excel_rows(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            "Dit Excel-bestand is oud (.xls) of heeft een wachtwoord. Sla het op als .xlsx of .csv."
        )
    return Sheet(_csv_rows(_decoded(content)))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv_rows(text: str) -> Iterator[tuple[int, Cells]]:
    if "\x00" in text:
        raise UnreadableFile(_NO_TABLE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            yield number, [cell.strip() for cell in row]
    except csv.Error:
        raise UnreadableFile(
            f"Regel {reader.line_num} is niet te lezen. Kijk of daar of erboven een aanhalingsteken te veel "
            "staat."
        ) from None


def _separator(text: str) -> str:
    """The sign that cuts the first lines in the most cells."""
    first = [line for line in text.splitlines()[:20] if line.strip()]
    try:
        counts = {sign: max(len(row) for row in csv.reader(first, delimiter=sign)) for sign in _SEPARATORS}
    except csv.Error:
        raise UnreadableFile(_NO_TABLE) from None
    return max(counts, key=lambda sign: counts[sign])


def _excel_rows(content: bytes) -> Iterator[tuple[int, Cells]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs say that there is one cell only
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise UnreadableFile(
            "Dit is geen Excel-bestand, of het is beschadigd. Open het en sla het op als .xlsx. "
            "Dat kan ook met een bestand van LibreOffice (.ods)."
        ) from None
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_text(value) for value in row]
    finally:
        book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
