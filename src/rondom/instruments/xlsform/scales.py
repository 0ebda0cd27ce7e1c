"""Scales in a form: the columns ``rondom::schaal`` and ``rondom::omgekeerd``, and a sheet for their names.

``rondom::schaal`` names the scale of a question; several names stand with ; between them.
``rondom::omgekeerd`` is yes, or the names of the scales in which the question counts the other way round.
The sheet ``rondom_schalen`` gives each name its label and its ``minimum_share``; it may be absent. The
questions of a scale stand in the order of the form.
"""

import re
from collections.abc import Iterator, Mapping

from rondom.instruments.instrument import Instrument, Scale
from rondom.instruments.xlsform.bounds import number_text
from rondom.instruments.xlsform.items import REVERSED, SCALE
from rondom.instruments.xlsform.log import Log
from rondom.instruments.xlsform.sheet import Row, Sheet, column_of
from rondom.instruments.xlsform.tree import YES

SHEET = "rondom_schalen"
SHARE = "minimum_share"
USUAL_SHARE = Scale("", {}, ()).minimum_share


def read_scales(
    survey: Sheet, sheet: Sheet, rows: Mapping[str, Row], log: Log, default_language: str
) -> tuple[Scale, ...]:
    """The scales, in the order of their sheet and then of the form. ``rows``: item name -> its row."""
    described = {row["name"]: row for row in sheet.rows}
    names = [*described, *(name for row in rows.values() for name in _names(row[SCALE]))]
    scales = []
    for name in dict.fromkeys(names):
        items = tuple(item for item, row in rows.items() if name in _names(row[SCALE]))
        row = described.get(name, Row(0, {}))
        if not name or not items:
            text = f"Geen vraag hoort bij schaal '{name}'. Vul de naam in bij {SCALE} op het werkblad survey."
            log.problem(sheet.at(row, "name", text if name else "Geef deze schaal een naam."))
            continue
        reverse = frozenset(item for item in items if _is_reversed(rows[item], name))
        label = row.texts("label") or {default_language: name}
        scales.append(Scale(name, label, items, reverse, _share(sheet, row, log)))
    for row in rows.values():
        _check_reversed(survey, row, log)
    return tuple(scales)


def scale_cells(instrument: Instrument, item: str) -> dict[str, str]:
    """The cells that put an item in its scales."""
    scales = [scale for scale in instrument.scales if item in scale.items]
    if not scales:
        return {}
    reversed_in = [scale.name for scale in scales if item in scale.reverse]
    everywhere = len(reversed_in) == len(scales)
    cells = {SCALE: ";".join(scale.name for scale in scales)}
    return {**cells, REVERSED: "yes" if everywhere else ";".join(reversed_in)} if reversed_in else cells


def scale_rows(instrument: Instrument) -> Iterator[dict[str, str]]:
    """The rows of the sheet."""
    for scale in instrument.scales:
        labels = {column_of("label", code): text for code, text in scale.label.items()}
        yield {"name": scale.name, **labels, SHARE: number_text(scale.minimum_share)}


def _names(written: str) -> list[str]:
    return [name.strip() for name in written.split(";") if name.strip()]


def _is_reversed(row: Row, scale: str) -> bool:
    return row[REVERSED].lower() in YES or scale in _names(row[REVERSED])


def _check_reversed(survey: Sheet, row: Row, log: Log) -> None:
    written = row[REVERSED]
    if written.lower() in YES | {"", "no", "nee", "false", "0"}:
        return
    if not set(_names(written)) <= set(_names(row[SCALE])):
        log.problem(
            survey.at(row, REVERSED, f"Vul yes in, of niets. '{written}' is geen schaal van deze vraag.")
        )


def _share(sheet: Sheet, row: Row, log: Log) -> float:
    written = row[SHARE].replace(",", ".")
    if not written:
        return USUAL_SHARE
    if re.fullmatch(r"0\.\d{1,12}|1(\.0{1,12})?", written) and float(written) > 0:
        return float(written)
    log.problem(sheet.at(row, SHARE, f"'{row[SHARE]}' kan niet. Vul een deel in tussen 0 en 1, zoals 0.75."))
    return USUAL_SHARE
