"""An export as a file: SPSS, CSV, XLSX."""

import csv
import io
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from rondom.instruments.answers_out.codebook import codebook
from rondom.instruments.answers_out.export import Cell, Export
from rondom.instruments.answers_out.variables import Variable
from rondom.instruments.cells import clean, safe
from rondom.instruments.instrument import Kind

if TYPE_CHECKING:
    import pandas as pd

LONGEST_LABEL = 250  # SPSS cuts variable labels at 256 bytes
LONGEST_VALUE_LABEL = 110  # and value labels at 120


def write_sav(export: Export, target: str | Path | IO[bytes]) -> None:
    """An SPSS file with labels, missing values and measurement levels."""
    if not isinstance(target, str | Path):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export.sav"
            write_sav(export, path)
            target.write(path.read_bytes())
        return
    import pyreadstat

    found = export.variables
    labels = [column.label for column in export.leading] + [variable.label for variable in found]
    pyreadstat.write_sav(
        _frame(export),
        str(target),
        column_labels=[_cut(label, LONGEST_LABEL) for label in labels],
        variable_value_labels={one.name: _value_labels(one) for one in found if one.values},
        missing_ranges={one.name: _missing_ranges(one) for one in found if one.missing},
        variable_format={one.name: "F8.0" for one in found if _is_whole(one)},
        variable_measure={**dict.fromkeys(export.headings, "nominal"), **{v.name: v.measure for v in found}},
    )


def write_csv(
    export: Export, target: str | Path | IO[bytes], *, bom: bool = True, delimiter: str = ";"
) -> None:
    """A CSV file in UTF-8; with a byte order mark Excel reads it right. The numbers are in the codebook."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(export.headings)
    writer.writerows([_written(cell) for cell in row] for row in export.rows())
    _put(target, text.getvalue().encode("utf-8-sig" if bom else "utf-8"))


def write_codebook(export: Export, target: str | Path | IO[bytes], *, bom: bool = True) -> None:
    """The codebook as CSV."""
    rows = codebook(export)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(rows[0])
    writer.writerows([_written(cell) for cell in row.values()] for row in rows)
    _put(target, text.getvalue().encode("utf-8-sig" if bom else "utf-8"))


def write_xlsx(export: Export, target: str | Path | IO[bytes]) -> None:
    """A workbook: the answers, the codebook, and a sheet that says what this file is and what it lacks.

    Text that looks like a formula gets an apostrophe, so that it stays text when the file is saved as CSV.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
    _fill(workbook, "leesmij", _readme(export))
    _fill(workbook, "antwoorden", [export.headings, *export.rows()])
    rows = codebook(export)
    _fill(workbook, "codeboek", [tuple(rows[0]), *(tuple(row.values()) for row in rows)])
    workbook.close()


def _frame(export: Export) -> "pd.DataFrame":
    import pandas as pd

    columns: dict[str, Any] = {}
    rows = list(export.rows())
    kinds: list[Kind] = [Kind.TEXT] * len(export.leading) + [variable.kind for variable in export.variables]
    for place, (name, kind) in enumerate(zip(export.headings, kinds, strict=True)):
        values = [row[place] for row in rows]
        if kind is Kind.TEXT:
            columns[name] = pd.Series([_text(value) for value in values], dtype=object)
        elif kind is Kind.DATE:
            dates = [date.fromisoformat(str(value)) if value else None for value in values]
            columns[name] = pd.Series(dates, dtype=object)
        else:
            columns[name] = pd.Series(values, dtype="float64")
    return pd.DataFrame(columns, columns=list(export.headings))


def _value_labels(variable: Variable) -> dict[float, str]:
    return {number: _cut(label, LONGEST_VALUE_LABEL) for number, label in variable.values.items()}


def _is_whole(variable: Variable) -> bool:
    """Whether each value is a code without decimals, so that SPSS need not show any."""
    return bool(variable.values) and all(float(number).is_integer() for number in variable.values)


def _missing_ranges(variable: Variable) -> list[Any]:
    """SPSS knows three single missing values at most, and else a range."""
    numbers = sorted(variable.missing)
    return list(numbers) if len(numbers) <= 3 else [{"lo": numbers[0], "hi": numbers[-1]}]


def _cut(text: str, longest: int) -> str:
    """Text that fits in so many bytes."""
    return clean(text).encode()[:longest].decode(errors="ignore")


def _text(cell: Cell) -> str:
    return "" if cell is None else clean(str(cell))


def _number(number: float) -> str:
    return format(number, ".15g")


def _written(cell: Cell) -> str:
    return _number(cell) if isinstance(cell, float) else safe(_text(cell))


def _readme(export: Export) -> list[tuple[str, ...]]:
    instrument = export.instrument
    rows = [
        ("vragenlijst", instrument.text(instrument.title, export.language)),
        ("versie", f"{instrument.version} ({instrument.status})"),
        ("aantal rijen", str(len(export.answers))),
        *export.about.items(),
        ("weggelaten", " ".join(export.omitted) or "Niets."),
        ("lege cel", "Er is geen antwoord."),
        ("apostrof", "Tekst die op een formule lijkt, begint met een apostrof."),
    ]
    return [("wat", "uitleg"), *rows]


def _fill(workbook: Any, name: str, rows: Iterable[Iterable[Cell]]) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    heading = workbook.add_format({"bold": True})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, float):
                sheet.write_number(number, column, cell)
            elif cell:
                sheet.write_string(number, column, safe(_text(cell)), None if number else heading)


def _put(target: str | Path | IO[bytes], content: bytes) -> None:
    if isinstance(target, str | Path):
        Path(target).write_bytes(content)
    else:
        target.write(content)
