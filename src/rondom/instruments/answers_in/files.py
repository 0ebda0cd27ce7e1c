"""Files of answers that were gathered elsewhere, read row by row: CSV and XLSX; SPSS has its own file."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from rondom.instruments.answers_in.answer_file import AnswerFile, Content, NumberedRow, Rows
from rondom.instruments.answers_in.headings import headed
from rondom.instruments.answers_in.spss import read_spss
from rondom.instruments.cells import clean, text_of, unsafe
from rondom.instruments.findings import FileRefused

LARGEST_WORKBOOK = 1_500_000_000  # bytes, unpacked; read as a stream, so this is not memory
SAMPLE = 50
"""Rows that are looked at to see what stands between the cells."""


def read_answers(source: str | Path | IO[bytes], *, name: str = "") -> AnswerFile:
    """Look into a file of answers. ``name``: what the file was called, when the source is a stream.

    Raises FileRefused with a Dutch reason when it cannot be read. A stream is read to its end and kept.
    """
    name = name or str(getattr(source, "name", "") if not isinstance(source, str | Path) else source)
    content = Content(Path(source) if isinstance(source, str | Path) else source.read())
    start = content.start()
    if not start:
        raise FileRefused("Het bestand is leeg of bestaat niet. Kies een ander bestand.")
    if start[:4] == b"PK\x03\x04":
        return headed(_workbook_rows(content), _sheet_notes(content))
    if start[:4] in (b"$FL2", b"$FL3") or name.lower().endswith((".sav", ".zsav")):
        return read_spss(content)
    if start[:4] == b"\xd0\xcf\x11\xe0":
        raise FileRefused("Dit is een oud of beveiligd Excel-bestand. Bewaar het als .xlsx of als CSV.")
    if b"\x00" in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise FileRefused("Dit is geen tekstbestand. Gebruik CSV, Excel (.xlsx) of SPSS (.sav).")
    return headed(_delimited_rows(content), ())


def _delimited_rows(content: Content) -> Rows:
    encoding = _encoding(content)
    start = content.start().decode(encoding, errors="replace").lstrip("\ufeff")
    declared = re.match(r"sep=(.)\r?\n", start)
    delimiter = declared[1] if declared else _delimiter(start)

    def rows() -> Iterator[NumberedRow]:
        with content.open() as stream, io.TextIOWrapper(stream, encoding, "replace", newline="") as text:
            reader = csv.reader(text, delimiter=delimiter, strict=True)
            try:
                for number, cells in enumerate(reader, start=1):
                    if any(cells) and not (number == 1 and declared):
                        yield number, tuple(clean(unsafe(cell)) for cell in cells)
            except csv.Error as wrong:
                raise FileRefused(
                    f"Het CSV-bestand klopt niet op regel {reader.line_num}. Kijk of daar of "
                    "erboven een aanhalingsteken te veel staat, of bewaar het opnieuw als CSV."
                ) from wrong

    return rows


def _delimiter(start: str) -> str:
    """The sign that gives most rows as many cells as there are headings: a heading can hold commas too."""

    def fitting(sign: str) -> tuple[int, int]:
        rows = [
            row for row in islice(csv.reader(io.StringIO(start, newline=""), delimiter=sign), SAMPLE) if row
        ]
        width = len(rows[0]) if rows else 0
        return sum(1 for row in rows if len(row) == width > 1), width

    try:
        return max(",;\t|", key=fitting)
    except csv.Error:
        return max(",;\t|", key=start.partition("\n")[0].count)


def _encoding(content: Content) -> str:
    if content.start()[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        with content.open() as stream, io.TextIOWrapper(stream, "utf-8") as text:
            while text.read(1_000_000):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _workbook(content: Content) -> Any:
    from openpyxl import load_workbook

    try:
        with content.open() as stream, zipfile.ZipFile(stream) as archive:
            if "[Content_Types].xml" not in archive.namelist():
                raise FileRefused("Dit is geen Excel-bestand (.xlsx). Bewaar het als .xlsx of als CSV.")
            if sum(member.file_size for member in archive.infolist()) > LARGEST_WORKBOOK:
                raise FileRefused("Dit Excel-bestand is te groot. Bewaar het als CSV.")
        whole = content.source if isinstance(content.source, Path) else content.open()
        return load_workbook(whole, read_only=True, data_only=True)
    except FileRefused:
        raise
    except Exception as wrong:
        raise FileRefused(
            "Dit Excel-bestand is beschadigd. Open het in Excel en bewaar het opnieuw."
        ) from wrong


def _workbook_rows(content: Content) -> Rows:
    def rows() -> Iterator[NumberedRow]:
        workbook = _workbook(content)
        try:
            sheet = workbook[_answer_sheet(workbook)]
            sheet.reset_dimensions()
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
                texts = [unsafe(text_of(value)) for value in values]
                while texts and not texts[-1]:
                    texts.pop()
                if texts:
                    yield number, tuple(texts)
        finally:
            workbook.close()

    return rows


def _answer_sheet(workbook: Any) -> str:
    """The sheet with the answers: our own is called 'antwoorden', else it is the first."""
    names: list[str] = workbook.sheetnames
    return "antwoorden" if "antwoorden" in names else names[0]


def _sheet_notes(content: Content) -> tuple[str, ...]:
    workbook = _workbook(content)
    used = _answer_sheet(workbook)
    others = [name for name in workbook.sheetnames if name not in (used, "leesmij", "codeboek")]
    workbook.close()
    return (f"Alleen werkblad '{used}' is gelezen, niet: {', '.join(others)}.",) if others else ()
