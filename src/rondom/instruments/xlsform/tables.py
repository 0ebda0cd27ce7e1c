"""Sheets of a questionnaire file as tables of text, whatever the file: XLSX, a zip or a folder of CSV."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rondom.instruments.cells import clean, safe, text_of, unsafe
from rondom.instruments.findings import FileRefused

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_FILE = 20_000_000  # bytes, unpacked: far beyond any questionnaire
MOST_ROWS = 20_000
MOST_CELLS = 2_000_000  # between the first and the last one that is filled

Source = str | Path | IO[bytes]
Sheets = Mapping[str, list[list[str]]]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name in the file, and its rows with their number as a spreadsheet counts them."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_tables(source: Source) -> list[Table]:
    """The sheets of a file. Raises FileRefused when it is no XLSX, zip or folder of CSV files."""
    if isinstance(source, str | Path) and Path(source).is_dir():
        return [_csv_table(path.stem, path.read_bytes()) for path in sorted(Path(source).glob("*.csv"))]
    content = Path(source).read_bytes() if isinstance(source, str | Path) else source.read()
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise FileRefused(
            "Dit is een oud Excel-bestand (.xls) of een bestand met een wachtwoord. "
            "Bewaar het zonder wachtwoord als .xlsx en probeer het opnieuw."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _from_archive(archive, content)
    except zipfile.BadZipFile:
        raise FileRefused(
            "Dit is geen Excel-bestand (.xlsx). Bewaar de vragenlijst als .xlsx, "
            "of als zip met survey.csv, choices.csv en settings.csv."
        ) from None


def write_folder(sheets: Sheets, folder: Path) -> None:
    """One CSV file per sheet: UTF-8, comma, text that looks like a formula behind an apostrophe."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in sheets.items():
        (folder / f"{_file_name(name)}.csv").write_bytes(_as_csv(rows))


def write_archive(sheets: Sheets, target: Path | IO[bytes]) -> None:
    """The same CSV files in a zip."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in sheets.items():
            archive.writestr(f"{_file_name(name)}.csv", _as_csv(rows))


def write_workbook(sheets: Sheets, target: Path | IO[bytes]) -> None:
    """An XLSX file in which every cell is of the type text, so that nothing runs as a formula."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(target, {"in_memory": True})
    plain = workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    heading = workbook.add_format({"bold": True, "quote_prefix": True})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text, plain if number else heading)
    workbook.close()


def _from_archive(archive: zipfile.ZipFile, content: bytes) -> list[Table]:
    if sum(member.file_size for member in archive.infolist()) > LARGEST_FILE:
        raise FileRefused(
            "Dit bestand is te groot voor een vragenlijst. Haal afbeeldingen en lege rijen weg."
        )
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        return _workbook_tables(content)
    if "mimetype" in names:
        raise FileRefused("Dit is een OpenDocument-bestand. Bewaar het als .xlsx en probeer het opnieuw.")
    paths = [Path(name) for name in names if name.lower().endswith(".csv") and "__MACOSX" not in name]
    return [_csv_table(path.stem, archive.read(path.as_posix())) for path in sorted(paths)]


def _workbook_tables(content: bytes) -> list[Table]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # lay-out that openpyxl does not know is no matter
            workbook = load_workbook(io.BytesIO(content), data_only=True)
    except Exception:
        raise FileRefused(
            "Dit Excel-bestand is beschadigd. Open het in Excel en bewaar het opnieuw."
        ) from None
    return [_sheet_table(sheet) for sheet in workbook.worksheets]


def _sheet_table(sheet: "Worksheet") -> Table:
    """Only what is filled: lay-out alone can make a sheet a hundred times as large."""
    from openpyxl.utils import get_column_letter

    filled = {place: cell.value for place, cell in sheet._cells.items() if cell.value is not None}
    height = max((row for row, _ in filled), default=0)
    width = max((column for _, column in filled), default=0)
    if height > MOST_ROWS or height * width > MOST_CELLS:
        raise FileRefused(
            f"Werkblad '{sheet.title}' is gevuld tot rij {height} en kolom {get_column_letter(width)}. "
            "Haal weg wat daar staat en niet bij de vragenlijst hoort."
        )
    texts = {place: text_of(value) for place, value in filled.items()} | _merged_down(sheet, height)
    rows = (
        (row, tuple(texts.get((row, column), "") for column in range(1, width + 1)))
        for row in range(1, height + 1)
    )
    return Table(sheet.title.strip(), tuple(rows))


def _merged_down(sheet: "Worksheet", height: int) -> dict[tuple[int, int], str]:
    """Cells merged over rows hold their text in each of these rows; over columns, only in the first."""
    texts = {}
    for area in sheet.merged_cells.ranges:
        value: Any = sheet.cell(area.min_row, area.min_col).value
        for number in range(area.min_row, min(area.max_row, height) + 1):
            texts[number, area.min_col] = text_of(value)
    return texts


def _csv_table(name: str, content: bytes) -> Table:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = []
    line = 1
    for row in reader:
        rows.append((line, tuple(clean(unsafe(cell)) for cell in row)))
        line = line + 1
    return Table(name.strip(), tuple(rows))


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _file_name(sheet: str) -> str:
    return "".join(sign if sign.isalnum() or sign in " _-." else "_" for sign in sheet).lstrip(".") or "blad"
