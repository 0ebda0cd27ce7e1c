"""Tables in files that people already have: CSV in any dialect, or the first sheet of an Excel file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

Cells = list[str]

_FIRST_BYTES = b"PK\x03\x04"
_SEPARATORS = ";,\t|"


class UnreadableFile(ValueError):
    """This file cannot be used. The message says in Dutch what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file as text, each with its number as a spreadsheet shows it."""

    rows: Iterable[tuple[int, Cells]]


def read_sheet(content: bytes) -> Sheet:
    """The rows of a CSV or XLSX file."""
    if not content.strip():
        raise UnreadableFile("Dit bestand is leeg. Kies een ander bestand.")
    if content.startswith(_FIRST_BYTES):
        return Sheet(_excel_rows(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            "Dit is een oud Excel-bestand (.xls). Sla het op als .xlsx of .csv en probeer het opnieuw."
        )
    return Sheet(_csv_rows(_decoded(content)))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv_rows(text: str) -> Iterator[tuple[int, Cells]]:
    if "\x00" in text:
        raise UnreadableFile("Dit is geen CSV-bestand. Sla het op als CSV of XLSX en probeer het opnieuw.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for row in reader:
            yield reader.line_num, [cell.strip() for cell in row]
    except csv.Error as error:
        raise UnreadableFile(
            f"Rij {reader.line_num} is niet te lezen ({error}). Sla het bestand opnieuw op."
        ) from None


def _separator(text: str) -> str:
    """The sign that cuts the first lines in the most cells."""
    first = [line for line in text.splitlines()[:20] if line.strip()]
    counts = {sign: max(len(row) for row in csv.reader(first, delimiter=sign)) for sign in _SEPARATORS}
    return max(counts, key=lambda sign: counts[sign])


def _excel_rows(content: bytes) -> Iterator[tuple[int, Cells]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise UnreadableFile("Dit Excel-bestand is niet te lezen. Sla het opnieuw op als .xlsx.") from None
    try:
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield number, [_text(value) for value in row]
    finally:
        book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
