"""Reading a file of questions: any table, its limits, and ages, days and weeks as people write them."""

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from rondom.foundation.places.sheets import UnreadableFile
from rondom.workflows.parenting_questions import sheets
from rondom.workflows.parenting_questions.models.question import AgeGroup
from rondom.workflows.parenting_questions.sheets import read_questions
from rondom.workflows.parenting_questions.understanding import age_of, day_of


def workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_reads_csv_in_every_dialect(encoding: str, sign: str) -> None:
    text = sign.join(["Vraag", "Wijk", "Datum"]) + "\r\n" + sign.join(["Hoe één kind?", "Oost", "1-2-2026"])
    ((number, row),) = read_questions(text.encode(encoding))
    assert (number, row["text"], row["area"], row["week"]) == (2, "Hoe één kind?", "Oost", "1-2-2026")


def test_reads_excel_with_dates_and_numbers() -> None:
    head = ["Vraag", "Leeftijd", "Wijk", "Hoe vaak gehoord", "Week"]
    content = workbook([head, [], ["Hoe dan?", 5.0, "Oost", 3, date(2026, 11, 17)]])
    ((number, row),) = read_questions(content)
    assert (number, row["age_group"], row["heard"]) == (3, "5", "3")
    assert day_of(row["week"]) == "2026-11-17"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leeg"),
        (b"PK\x03\x04 kapot", "niet te lezen"),
        (b"\xd0\xcf\x11\xe0 oud", "oud"),
        (b"\x00\x01\x02", "geen CSV"),
        (b"vraag;wijk\nHoe?;Oost\n", "kolom week ontbreekt"),
        (b"vraag;wijk;week\n", "geen vragen"),
        (b"vraag;wijk;week\n" + b"Hoe?;Oost;2026\n" * 501, "meer dan 500 vragen"),
        (b"vraag;wijk;week\n" + b";;\n" * 2001, "meer dan 2000 regels"),
        (b"vraag;wijk;week\n" + b"a" * 1001 + b";Oost;2026\n", "rij 2"),
        (b"a" * (2 * 1024 * 1024 + 1), "groter dan 2 MB"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_questions(content)


def test_a_small_file_that_unpacks_to_a_large_one_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.LARGEST_UNPACKED + 1))
    assert len(out.getvalue()) < 100_000
    with pytest.raises(UnreadableFile, match="te groot"):
        read_questions(out.getvalue())


def test_a_damaged_workbook_is_refused() -> None:
    good = workbook([["vraag", "wijk", "week"], ["Hoe dan?", "Oost", "1-2-2026"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[:-20] if name.endswith("sheet1.xml") else content)
    with pytest.raises(UnreadableFile, match="beschadigd"):
        read_questions(out.getvalue())


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("", AgeGroup.ALL), ("0", AgeGroup.BABY), ("3 jaar", AgeGroup.TODDLER), ("7", AgeGroup.YOUNG),
        ("8-11", AgeGroup.OLDER), ("18", AgeGroup.TEEN), ("Nog niet geboren", AgeGroup.UNBORN), ("19", "19"),
    ],
)  # fmt: skip
def test_ages_are_understood(text: str, age: str) -> None:
    assert age_of(text) == age


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-23", "2026-11-23"), ("23-11-2026", "2026-11-23"), ("23/11/2026", "2026-11-23"),
        ("47 2026", "2026-11-16"), ("week 47, 2026", "2026-11-16"), ("2026-W47", "2026-11-16"),
        ("12 augustus 2026", "2026-08-12"), ("3 mrt. 2026", "2026-03-03"), ("1 maart 2026", "2026-03-01"),
        ("4-Mei-2026", "2026-05-04"), ("4 foo 2026", "4 foo 2026"), ("31 feb 2026", "31 feb 2026"),
        ("31-02-2026", "31-02-2026"), ("99 2026", "99 2026"), ("47", "47"), ("", ""),
    ],
)  # fmt: skip
def test_days_and_weeks_are_understood(text: str, day: str) -> None:
    assert day_of(text) == day
