"""Tables out to CSV and XLSX, so that no cell can act as a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

# Signs that a spreadsheet takes for the start of a formula, with their full-width twins.
_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\u2212")
GUARD = "'"
DUTCH_DAY = "dd-mm-yyyy"


def safe_cell(text: str) -> str:
    """The text without invisible control characters, and guarded when it could start a formula."""
    visible = "".join(" " if sign in "\t\r\n" else sign for sign in text if not _is_hidden(sign))
    return GUARD + visible if visible.lstrip()[:1] in _STARTS and visible.strip() else visible


def without_guard(text: str) -> str:
    """What a guarded cell was: lists that came from here read back as they were."""
    return text[1:] if text.startswith(GUARD) and text[1:].lstrip()[:1] in _STARTS and text[1:] else text


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Separated by semicolons and with a byte order mark: so it opens well in a Dutch Excel."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(
    head: Sequence[str],
    rows: Iterable[Sequence[str | date]],
    *,
    about: Sequence[str],
    name: str = "partners",
) -> bytes:
    """A sheet of this name with the table, and a sheet that says what it is. A day can be sorted."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": DUTCH_DAY, "align": "left"})
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(head):
            sheet.set_column(column, column, 28)
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write_string(number, column, safe_cell(cell))
        reading = book.add_worksheet("leesmij")
        reading.set_column(0, 0, 100)
        for number, line in enumerate(about):
            reading.write_string(number, 0, safe_cell(line))
    return out.getvalue()


def _is_hidden(sign: str) -> bool:
    return sign not in "\t\r\n" and unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"}
