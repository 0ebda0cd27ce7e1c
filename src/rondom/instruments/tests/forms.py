"""Forms made in tests, as people make them."""

import io
from pathlib import Path

from openpyxl import Workbook

from rondom.instruments.findings import FormError
from rondom.instruments.xlsform import Reading, read_xlsform

Rows = list[list[object]]


def workbook(**sheets: Rows) -> io.BytesIO:
    """An XLSX file with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def reading(survey: Rows, choices: Rows | None = None, settings: Rows | None = None) -> Reading:
    """The form with these sheets, read."""
    given = {"survey": survey, "choices": choices, "settings": settings}
    return read_xlsform(workbook(**{name: rows for name, rows in given.items() if rows is not None}))


def problems(survey: Rows, choices: Rows | None = None) -> list[str]:
    """What is said of a form that cannot be read."""
    try:
        reading(survey, choices)
    except FormError as error:
        return [str(problem) for problem in error.problems]
    return []


def folder(path: Path, **files: str) -> Path:
    """A folder of CSV files."""
    for name, text in files.items():
        (path / f"{name}.csv").write_text(text)
    return path
