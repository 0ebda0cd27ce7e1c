"""A sheet with known headings: rows of cells by column, however a form spells its columns."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rondom.instruments.findings import Finding
from rondom.instruments.xlsform.languages import language_code, language_heading
from rondom.instruments.xlsform.tables import Table

SURVEY = {
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "repeat count": "repeat_count",
    "jr:count": "repeat_count",
    "calculate": "calculation",
    "bind::calculate": "calculation",
    "caption": "label",
    "disable": "disabled",
    "constraint message": "constraint_message",
    "bind::jr:constraintmsg": "constraint_message",
}
CHOICES = {"list name": "list_name", "listname": "list_name", "value": "name", "caption": "label"}
SETTINGS = {"title": "form_title", "id_string": "form_id", "set form title": "form_title"}
SCALES: dict[str, str] = {}

_KNOWN = frozenset(
    "type name label hint required relevant constraint constraint_message repeat_count calculation disabled "
    "list_name form_title form_id version default_language minimum_share appearance parameters "
    "choice_filter default rondom::schaal rondom::omgekeerd rondom::soort rondom::score rondom::ontbrekend "
    "rondom::status rondom::bron rondom::opening rondom::afsluiting kobo--score-choices".split()
)
_TRANSLATED = (
    "label",
    "hint",
    "constraint_message",
    "form_title",
    "rondom::bron",
    "rondom::opening",
    "rondom::afsluiting",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and its cells that are not empty."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def texts(self, column: str) -> dict[str, str]:
        """The cells of a translated column, by language code."""
        start = f"{column}::"
        return {
            language_code(name.removeprefix(start)): text
            for name, text in self.cells.items()
            if name.startswith(start)
        }

    def without(self, *columns: str) -> dict[str, str]:
        """The cells of other columns than these and their translations."""
        return {
            name: text
            for name, text in self.cells.items()
            if not any(name == column or name.startswith(f"{column}::") for column in columns)
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under known headings. ``headings``: our column -> the heading in the file."""

    name: str
    rows: tuple[Row, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Finding, ...] = ()

    def at(self, row: Row, column: str, text: str) -> Finding:
        """A finding in a cell of this sheet."""
        return Finding(self.name, text, row.number, self.heading(column))

    def heading(self, column: str) -> str:
        """The heading in the file of one of our columns."""
        translated = (written for ours, written in self.headings.items() if ours.startswith(f"{column}::"))
        return self.headings.get(column) or next(translated, column)

    def languages(self) -> Iterator[str]:
        """The codes of the languages of the labels, in order."""
        for column in self.headings:
            if column.startswith(("label::", "hint::")):
                yield language_code(column.partition("::")[2])


def read_sheet(table: Table, names: Mapping[str, str], default_language: str) -> Sheet:
    """The rows of a table. The first row with text holds the headings."""
    rows = [(number, texts) for number, texts in table.rows if any(texts)]
    if not rows:
        return Sheet(table.name)
    number, headings = rows[0]
    columns = [_column(heading, names, default_language) for heading in headings]
    notes: list[Finding] = []
    for column, heading in zip(columns, headings, strict=True):
        if column and columns.count(column) > 1 and "::" not in column:
            notes.append(
                Finding(table.name, "Deze kolom staat er twee keer; de eerste telt.", number, heading)
            )
    notes += _without_heading(table.name, columns, rows[1:])
    found = tuple(_row(number, columns, headings, texts) for number, texts in rows[1:])
    written = {column: heading for column, heading in zip(columns, headings, strict=True) if column}
    return Sheet(table.name, tuple(row for row in found if row.cells), written, tuple(notes))


def column_of(name: str, language: str) -> str:
    """The column of a text in a language, as it is written."""
    return f"{name}::{language_heading(language)}"


def _column(heading: str, names: Mapping[str, str], default_language: str) -> str:
    spelled = re.sub(r"\s+", " ", heading.strip())
    low = re.sub(r"\s*::\s*", "::", spelled.lower())
    low = names.get(low, low)
    plain = low.replace(" ", "_")
    if plain in _TRANSLATED:
        return column_of(plain, default_language)
    if plain in _KNOWN:
        return plain
    base, _, language = _split_language(low, names)
    return column_of(base, language_code(language)) if base in _TRANSLATED and language else spelled


def _split_language(low: str, names: Mapping[str, str]) -> tuple[str, str, str]:
    """``label::nl``, and ``label:nl`` as old forms have it; our own columns hold :: themselves."""
    base, mark, language = low.rpartition("::")
    if not mark and low.startswith(("label:", "hint:")):
        base, mark, language = low.partition(":")
    return names.get(base, base).replace(" ", "_"), mark, language.strip()


def _row(number: int, columns: list[str], headings: tuple[str, ...], texts: tuple[str, ...]) -> Row:
    """The cells of a row. ``label::nl`` goes before a plain ``label`` that means the same language."""
    cells: dict[str, str] = {}
    triples = sorted(zip(columns, headings, texts, strict=False), key=lambda triple: "::" not in triple[1])
    for column, _, text in triples:
        if column and text:
            cells.setdefault(column, text)
    return Row(number, {column: cells[column] for column in dict.fromkeys(columns) if column in cells})


def _without_heading(
    name: str, columns: list[str], rows: list[tuple[int, tuple[str, ...]]]
) -> Iterator[Finding]:
    for number, texts in rows:
        loose = [
            text for place, text in enumerate(texts) if text and not (columns[place : place + 1] or [""])[0]
        ]
        if loose:
            yield Finding(name, f"'{loose[0]}' staat in een kolom zonder kop en wordt overgeslagen.", number)
