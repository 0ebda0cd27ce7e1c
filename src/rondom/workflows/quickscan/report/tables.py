"""The tables of a report as a spreadsheet."""

from __future__ import annotations

from io import BytesIO

from rondom.workflows.quickscan.report.build import Report
from rondom.workflows.quickscan.report.pictures import Picture


def tables_as_xlsx(report: Report, period: str) -> bytes:
    """A sheet per picture with the numbers it shows, behind a sheet that says what this is."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    _write(book.add_worksheet("leesmij"), [[line] for line in _readme(report, period)], None)
    for number, picture in enumerate(_pictures(report), start=1):
        table = picture.wide.table
        sheet = book.add_worksheet(f"{number}")
        rows = [[picture.wide.title], [picture.caption], [], list(table.head), *map(list, table.rows)]
        _write(sheet, rows, head)
    book.close()
    return file.getvalue()


def _readme(report: Report, period: str) -> list[str]:
    return [
        report.title,
        period,
        f"Vragenlijst: {report.status}",
        f"Alleen groepen van {report.minimum} mensen of meer zijn getoond.",
        *(f"Niet getoond: {one.name} ({one.why})" for one in report.hidden),
        *(f"Samengenomen: {one}" for one in report.merged),
        "Losse antwoorden staan hier niet in.",
    ]


def _pictures(report: Report) -> list[Picture]:
    every = [report.change, report.contrast, *(p for section in report.sections for p in section.pictures)]
    every += [report.cooperation.picture] if report.cooperation else []
    return [picture for picture in every if picture is not None]


def _write(sheet: object, rows: list[list[str]], head: object) -> None:
    """Texts stay texts, whatever they begin with."""
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            is_head = head is not None and at == 3
            sheet.write_string(at, column, text, head if is_head else None)  # type: ignore[attr-defined]  # untyped
    sheet.set_column(0, 0, 60)  # type: ignore[attr-defined]  # untyped
    sheet.set_column(1, 12, 16)  # type: ignore[attr-defined]  # untyped
