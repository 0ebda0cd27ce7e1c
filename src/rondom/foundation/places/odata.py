"""The archive that Statistics Netherlands gives of a whole table (OData 4): one observation a line.

It holds Observations.csv, MeasureCodes.csv (what is measured) and WijkenEnBuurtenCodes.csv (names of areas).
It is laid out here as the table that it stands for.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator

from rondom.foundation.places.columns import is_used
from rondom.foundation.places.sheets import Cells, Sheet, UnreadableFile, read_sheet

MOST_BYTES = 1_500_000_000  # of all observations together

_Key = tuple[str, str]  # area and period


def read_cbs_sheet(content: bytes) -> Sheet:
    """The rows of a file of Statistics Netherlands: CSV, XLSX, or the archive of a table."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return read_sheet(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}
        if "Observations.csv" not in names:
            return read_sheet(content)
        if archive.getinfo(names["Observations.csv"]).file_size > MOST_BYTES:
            raise UnreadableFile("Dit bestand is te groot. Kies bij het downloaden minder onderwerpen.")
        if "MeasureCodes.csv" not in names:
            raise UnreadableFile(
                "In dit zipbestand ontbreekt MeasureCodes.csv. Download de hele tabel opnieuw."
            )
        return Sheet(list(_table(archive, names)))


def _table(archive: zipfile.ZipFile, names: dict[str, str]) -> Iterator[tuple[int, Cells]]:
    measures = sorted(
        _lines(archive, names["MeasureCodes.csv"], "Identifier", "Index", "Title"),
        key=lambda one: one["Index"].zfill(9),
    )
    titles = {one["Identifier"]: one["Title"] for one in measures}
    areas = _titles(archive, names.get("WijkenEnBuurtenCodes.csv"))
    rows, first = _observed(archive, names["Observations.csv"], titles)
    periods = ["Perioden"] if any(period for _, period in rows) else []
    yield 1, ["WijkenEnBuurten", "naam", *periods, *titles.values()]
    for (code, period), values in rows.items():
        cells = [values.get(measure, "") for measure in titles]
        yield first[code, period], [code, areas.get(code, ""), *([period] if periods else []), *cells]


def _observed(
    archive: zipfile.ZipFile, name: str, titles: dict[str, str]
) -> tuple[dict[_Key, dict[str, str]], dict[_Key, int]]:
    """The used observations by area and period, and the line on which each of these first stands."""
    used = {measure for measure, title in titles.items() if is_used(title)}
    rows: dict[_Key, dict[str, str]] = {}
    first: dict[_Key, int] = {}
    for number, line in enumerate(_lines(archive, name, "Measure", "Value", "WijkenEnBuurten"), start=2):
        if line["Measure"] not in used:
            continue
        key = (line["WijkenEnBuurten"].strip(), line.get("Perioden", "").strip())
        values = rows.setdefault(key, {})
        first.setdefault(key, number)
        if line["Measure"] in values:
            raise UnreadableFile(
                f"Observations.csv, rij {number}: {key[0]} heeft meer dan één waarde voor "
                f"'{titles[line['Measure']]}'. Kies een tabel zonder verdere uitsplitsing."
            )
        values[line["Measure"]] = line["Value"]
    return rows, first


def _titles(archive: zipfile.ZipFile, name: str | None) -> dict[str, str]:
    lines = _lines(archive, name, "Identifier", "Title") if name else ()
    return {one["Identifier"].strip(): one["Title"].strip() for one in lines}


def _lines(archive: zipfile.ZipFile, name: str, *needed: str) -> Iterator[dict[str, str]]:
    again = f"{name} is niet te lezen. Download de tabel opnieuw."
    elsewhere = "Deze tabel gaat niet over wijken en buurten. Kies een andere tabel van het CBS."
    with archive.open(name) as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        try:
            lines = csv.DictReader(text, delimiter=";", restval="")
            lacking = set(needed) - set(lines.fieldnames or ())
            if lacking:
                raise UnreadableFile(elsewhere if lacking == {"WijkenEnBuurten"} else again)
            yield from lines
        except (UnicodeDecodeError, csv.Error, zipfile.BadZipFile):
            raise UnreadableFile(again) from None
