"""Files of answers that were gathered elsewhere, read row by row: CSV, XLSX and SPSS."""

import csv
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any

from rondom.instruments.cells import clean, text_of, unsafe
from rondom.instruments.findings import FileRefused

LARGEST_WORKBOOK = 1_500_000_000  # bytes, unpacked; read as a stream, so this is not memory
CHUNK = 1000
SAMPLE = 50
"""Rows that are looked at to see what stands between the cells."""

_IMPORT_ID = re.compile(r"""\{\s*['"]ImportId['"]""")
_RESPONSE_ID = frozenset(("ResponseId", "ResponseID", "V1"))  # how Qualtrics has headed its first column

_DECLARED = "Wat het bestand zelf ontbrekend noemt, telt als geen antwoord."

NumberedRow = tuple[int, tuple[str, ...]]
Rows = Callable[[], Iterator[NumberedRow]]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file of answers. ``rows()`` reads it again from the start, with row numbers as in the file.

    ``labels``: column -> the question as the file tells it. ``value_labels``: column -> value -> its label.
    ``user_missing``: column -> values that the file itself declares as missing. ``origin``: limesurvey,
    qualtrics, kobo, spss, or '' when nothing gives it away.
    """

    columns: tuple[str, ...]
    rows: Rows
    labels: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    user_missing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    origin: str = ""
    notes: tuple[str, ...] = ()


def read_answers(source: str | Path | IO[bytes], *, name: str = "") -> AnswerFile:
    """Look into a file of answers. ``name``: what the file was called, when the source is a stream.

    Raises FileRefused with a Dutch reason when it cannot be read. A stream is read to its end and kept.
    """
    name = name or str(getattr(source, "name", "") if not isinstance(source, str | Path) else source)
    content = _Content(Path(source) if isinstance(source, str | Path) else source.read())
    start = content.start()
    if not start:
        raise FileRefused("Het bestand is leeg of bestaat niet. Kies een ander bestand.")
    if start[:4] == b"PK\x03\x04":
        return _headed(_workbook_rows(content), _sheet_notes(content))
    if start[:4] in (b"$FL2", b"$FL3") or name.lower().endswith((".sav", ".zsav")):
        return _spss(content)
    if start[:4] == b"\xd0\xcf\x11\xe0":
        raise FileRefused("Dit is een oud of beveiligd Excel-bestand. Bewaar het als .xlsx of als CSV.")
    if b"\x00" in start and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise FileRefused("Dit is geen tekstbestand. Gebruik CSV, Excel (.xlsx) of SPSS (.sav).")
    return _headed(_delimited_rows(content), ())


@dataclass(frozen=True, slots=True)
class _Content:
    """A file on disk, or the bytes of a stream."""

    source: Path | bytes

    def open(self) -> IO[bytes]:
        return io.BytesIO(self.source) if isinstance(self.source, bytes) else self.source.open("rb")

    def start(self) -> bytes:
        if isinstance(self.source, Path) and not self.source.is_file():
            return b""
        with self.open() as stream:
            return stream.read(65536)


def _headed(rows: Rows, notes: tuple[str, ...]) -> AnswerFile:
    """A file whose first row names the columns; Qualtrics has one or two more rows before the answers."""
    first = list(islice(rows(), 3))
    if not first or not any(first[0][1]):
        raise FileRefused("De eerste rij is leeg. Zet daar de namen van de kolommen.")
    columns, doubles = _unique(first[0][1])
    headings = _heading_rows([texts for _, texts in first])
    labels = dict(zip(columns, first[1][1], strict=False)) if headings > 1 else {}

    def answers() -> Iterator[NumberedRow]:
        return islice(rows(), headings, None)

    origin = "qualtrics" if headings > 1 else _origin(columns)
    return AnswerFile(columns, answers, labels, origin=origin, notes=(*notes, *_told(doubles)))


def _heading_rows(first: list[tuple[str, ...]]) -> int:
    """Qualtrics repeats its headings as texts, and in newer exports as import numbers too."""
    for place, texts in enumerate(first[1:], start=1):
        if any(_IMPORT_ID.match(text) for text in texts):
            return place + 1
    if len(first) == 3:
        for heading, second, third in zip(*first, strict=False):
            if heading in _RESPONSE_ID and third.startswith("R_") and not second.startswith("R_"):
                return 2
    return 1


def _told(doubles: list[str]) -> Iterator[str]:
    if len(doubles) > 2:
        yield f"{len(doubles)} kolommen hebben een naam die er vaker staat; de tweede heet '… (2)' enzovoort."
    else:
        for name in doubles:
            yield f"De kolom '{name}' staat er vaker; de volgende heten '{name} (2)' enzovoort."


def _unique(headings: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    seen: dict[str, int] = {}
    columns = []
    for place, heading in enumerate(headings, start=1):
        name = heading or f"kolom {place}"
        seen[name] = seen.get(name, 0) + 1
        columns.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(columns), [name for name, count in seen.items() if count > 1]


def _origin(columns: tuple[str, ...]) -> str:
    names = {column.lower() for column in columns}
    starts = {name.partition(".")[0] for name in names}
    if names & {"_uuid", "_submission_time", "instanceid", "meta-instanceid", "meta/instanceid", "__id"}:
        return "kobo"
    if names & {"submitdate", "startlanguage", "lastpage"} or starts & {"submitdate", "startlanguage"}:
        return "limesurvey"
    if {"response id", "start language"} <= names or {"id. response id"} & names:
        return "limesurvey"
    return ""


def _delimited_rows(content: _Content) -> Rows:
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


def _encoding(content: _Content) -> str:
    if content.start()[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        with content.open() as stream, io.TextIOWrapper(stream, "utf-8") as text:
            while text.read(1_000_000):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _workbook(content: _Content) -> Any:
    from openpyxl import load_workbook

    try:
        with content.open() as stream, zipfile.ZipFile(stream) as archive:
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


def _workbook_rows(content: _Content) -> Rows:
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


def _sheet_notes(content: _Content) -> tuple[str, ...]:
    workbook = _workbook(content)
    used = _answer_sheet(workbook)
    others = [name for name in workbook.sheetnames if name not in (used, "leesmij", "codeboek")]
    workbook.close()
    return (f"Alleen werkblad '{used}' is gelezen, niet: {', '.join(others)}.",) if others else ()


def _spss(content: _Content) -> AnswerFile:
    """An SPSS file. It is read in pieces; what comes from a stream goes through a temporary file."""
    import pyreadstat

    try:
        with _on_disk(content) as path:
            _, meta = pyreadstat.read_sav(path, metadataonly=True, user_missing=True)
    except Exception as wrong:
        raise FileRefused("Dit SPSS-bestand kan niet worden gelezen. Bewaar het opnieuw als .sav.") from wrong
    return AnswerFile(
        columns=tuple(meta.column_names),
        rows=lambda: _spss_rows(content, meta),
        labels={name: clean(label) for name, label in meta.column_names_to_labels.items() if label},
        value_labels={
            name: {text_of(value): clean(str(label)) for value, label in labels.items()}
            for name, labels in meta.variable_value_labels.items()
        },
        user_missing={
            name: _declared(ranges, meta.variable_value_labels.get(name, {}))
            for name, ranges in meta.missing_ranges.items()
        },
        origin="spss",
        notes=(_DECLARED,) if meta.missing_ranges else (),
    )


def _declared(ranges: list[Any], labels: Mapping[Any, Any]) -> frozenset[str]:
    """The values that SPSS was told are missing: single ones, and the labelled ones within a range."""
    found = set()
    for one in ranges:
        low, high = (one["lo"], one["hi"]) if isinstance(one, Mapping) else (one, one)
        inside = [value for value in labels if type(value) is not str and type(low) is not str]
        found |= {text_of(low), text_of(high), *(text_of(v) for v in inside if low <= v <= high)}
    return frozenset(found)


def _spss_rows(content: _Content, meta: Any) -> Iterator[NumberedRow]:
    import pyreadstat

    read = [
        _reader(meta.missing_ranges.get(name, ()), meta.variable_value_labels.get(name, {}))
        for name in meta.column_names
    ]
    with _on_disk(content) as path:
        number = 0
        pieces = pyreadstat.read_file_in_chunks(
            pyreadstat.read_sav, path, chunksize=CHUNK, user_missing=True, output_format="dict"
        )
        try:
            for columns, _ in pieces:
                for values in zip(*columns.values(), strict=True):
                    number += 1
                    yield number, tuple(text(value) for text, value in zip(read, values, strict=True))
        except (OverflowError, ValueError, pyreadstat.ReadstatError) as wrong:
            raise FileRefused(
                "Dit SPSS-bestand kan niet tot het einde worden gelezen. Kijk of er een datum in staat die "
                "niet kan, of bewaar het als CSV."
            ) from wrong


def _reader(ranges: Iterable[Any], labels: Mapping[Any, Any]) -> Callable[[object], str]:
    """What turns a value into text. In a range that means missing, only labelled values count."""
    between = [(one["lo"], one["hi"]) for one in ranges if isinstance(one, Mapping)]
    between = [(low, high) for low, high in between if type(low) is not str and low != high]

    def read(value: object) -> str:
        if isinstance(value, int | float) and value not in labels:
            return "" if any(low <= value <= high for low, high in between) else text_of(value)
        return text_of(value)

    return read if between else text_of


class _on_disk:  # noqa: N801  read as a verb: with _on_disk(content) as path
    def __init__(self, content: _Content) -> None:
        self._content = content
        self._made = ""

    def __enter__(self) -> str:
        if isinstance(self._content.source, Path):
            return str(self._content.source)
        handle, self._made = tempfile.mkstemp(suffix=".sav")
        with os.fdopen(handle, "wb") as stream:
            stream.write(self._content.source)
        return self._made

    def __exit__(self, *_: object) -> None:
        if self._made:
            Path(self._made).unlink()
