"""The sheet ``settings``: what the questionnaire is called, its version and its languages.

Beside XLSForm's own columns: ``rondom::status``, ``rondom::bron`` (source and licence),
``rondom::opening`` and ``rondom::afsluiting``, the last three per language.
"""

import re
from dataclasses import dataclass

from rondom.instruments.instrument import Instrument
from rondom.instruments.xlsform.languages import language_code, language_heading
from rondom.instruments.xlsform.sheet import SETTINGS, Row, Sheet, column_of, read_sheet
from rondom.instruments.xlsform.tables import Table

STATUS, SOURCE, OPENING, CLOSING = "rondom::status", "rondom::bron", "rondom::opening", "rondom::afsluiting"
_OURS = ("form_title", "form_id", "version", "default_language", STATUS, SOURCE, OPENING, CLOSING)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """The one row of settings. ``other``: settings that Rondom does not use and keeps."""

    row: Row
    default_language: str
    other: dict[str, str]

    @property
    def title(self) -> dict[str, str]:
        return self.row.texts("form_title")

    def name(self, otherwise: str) -> str:
        """A code for the form: letters, digits, _ and - only, at most 64."""
        words = self.row["form_id"] or self.title.get(self.default_language) or otherwise
        return _NOT_IN_A_NAME.sub("_", words).strip("_")[:64] or "vragenlijst"


def read_settings(table: Table | None) -> Settings:
    """The settings; a form without the sheet has none."""
    sheet = read_sheet(table, SETTINGS, "nl") if table else Sheet("settings")
    row = sheet.rows[0] if sheet.rows else Row(0, {})
    language = language_code(row["default_language"]) if row["default_language"] else ""
    if table and language not in ("", "nl", "default"):
        sheet = read_sheet(table, SETTINGS, language)
        row = sheet.rows[0]
    name = row["form_id"]
    other = row.without(*_OURS)
    if name and (_NOT_IN_A_NAME.search(name) or len(name) > 64):
        other["form_id"] = name
    return Settings(row, "" if language == "default" else language, other)


def settings_row(instrument: Instrument) -> dict[str, str]:
    """The settings of an instrument."""
    other = instrument.extra.get("settings")
    cells = {
        "form_id": instrument.name,
        "version": instrument.version,
        "default_language": language_heading(instrument.default_language),
        STATUS: instrument.status,
    }
    texts = (
        ("form_title", instrument.title),
        (SOURCE, instrument.source),
        (OPENING, instrument.opening),
        (CLOSING, instrument.closing),
    )
    for column, words in texts:
        for code, text in words.items():
            plain = column == "form_title" and code == instrument.default_language
            cells[column if plain else column_of(column, code)] = text
    return {**cells, **(other if isinstance(other, dict) else {})}
