"""A questionnaire file as an instrument."""

from dataclasses import dataclass
from pathlib import Path

from rondom.instruments.findings import FileRefused, Finding, FormError
from rondom.instruments.instrument import ChoiceList, Instrument, Kind, Scale
from rondom.instruments.xlsform.choices import read_choices
from rondom.instruments.xlsform.conditions import Conditions
from rondom.instruments.xlsform.items import ItemReader
from rondom.instruments.xlsform.log import Log
from rondom.instruments.xlsform.pages import PageReader
from rondom.instruments.xlsform.scales import SHEET as SCALES_SHEET
from rondom.instruments.xlsform.scales import read_scales
from rondom.instruments.xlsform.settings import Settings, read_settings
from rondom.instruments.xlsform.sheet import CHOICES, SCALES, SURVEY, Row, Sheet, read_sheet
from rondom.instruments.xlsform.tables import Source, Table, read_tables
from rondom.instruments.xlsform.tree import read_tree
from rondom.instruments.xlsform.types import KINDS, read_type

_USED = ("survey", "choices", "settings", SCALES_SHEET)
_NO_SURVEY = "Het bestand heeft geen werkblad 'survey'. Zet de vragen op een werkblad met die naam."


@dataclass(frozen=True, slots=True)
class Reading:
    """An instrument from a file. ``notes``: what the file holds that is asked differently, or not at all."""

    instrument: Instrument
    notes: tuple[Finding, ...]


def read_xlsform(source: Source) -> Reading:
    """Read an XLSForm: an .xlsx, or a folder or zip with survey.csv, choices.csv and settings.csv.

    Raises FormError with every problem, each with its sheet, row and column.
    """
    try:
        tables = read_tables(source)
    except FileRefused as refused:
        raise FormError([Finding("", str(refused))]) from refused
    except OSError as failed:
        which = failed.filename or "Het bestand"
        raise FormError([Finding("", f"{which} is niet te openen. Kijk of het pad klopt.")]) from failed
    by_name = {table.name.lower().strip(): table for table in reversed(tables)}
    if "survey" not in by_name:
        raise FormError([Finding("survey", _NO_SURVEY)])
    settings = read_settings(by_name.get("settings"))
    form = _Form(by_name, settings, _default_language(by_name, settings), Log())
    instrument = form.instrument(
        _stem(source), [table for table in tables if table.name.lower() not in _USED]
    )
    if form.log.problems:
        raise FormError(sorted(form.log.problems, key=lambda problem: (problem.sheet, problem.row)))
    return Reading(instrument, tuple(form.log.notes))


@dataclass(slots=True)
class _Form:
    tables: dict[str, Table]
    settings: Settings
    language: str
    log: Log

    def instrument(self, stem: str, others: list[Table]) -> Instrument:
        survey = self._sheet("survey", SURVEY)
        choices = self._sheet("choices", CHOICES)
        for column in ("type", "name"):
            if column not in survey.headings:
                text = f"De kolom '{column}' ontbreekt. Zet in de eerste rij de kopjes type, name en label."
                self.log.problem(Finding(survey.name, text))
        if self.log.problems:
            raise FormError(self.log.problems)
        lists, kept_choices = read_choices(choices, self.log, self.language)
        root = read_tree(survey, self.log)
        reader = self._pages(survey, lists)
        pages = reader.pages(root)
        if not pages and not self.log.problems:
            self.log.problem(Finding(survey.name, "Er staat geen enkele vraag op dit werkblad."))
        title = self.settings.title
        return Instrument(
            name=self.settings.name(stem),
            title=title or {self.language: self.settings.name(stem)},
            version=self.settings.row["version"] or "1",
            pages=pages,
            lists=lists,
            scales=self._scales(survey, reader.rows),
            languages=self._languages(survey, choices),
            default_language=self.language,
            status=self.settings.row["rondom::status"] or "concept",
            source=self.settings.row.texts("rondom::bron"),
            opening=self.settings.row.texts("rondom::opening"),
            closing=self.settings.row.texts("rondom::afsluiting"),
            extra=self._extra(reader, kept_choices, others),
        )

    def _sheet(self, name: str, columns: dict[str, str]) -> Sheet:
        table = self.tables.get(name)
        sheet = read_sheet(table, columns, self.language) if table else Sheet(name)
        for note in sheet.notes:
            self.log.note(note)
        return sheet

    def _pages(self, survey: Sheet, lists: dict[str, ChoiceList]) -> PageReader:
        names: dict[str, bool] = {}
        for row in survey.rows:
            type_ = read_type(row["type"])
            names[row["name"]] = names.get(row["name"], False) or type_.word in KINDS
            if type_.other:
                names[f"{row['name']}_other"] = True
        conditions = Conditions(survey, names, self.log)
        reader = ItemReader(survey, lists, conditions, self.log, self.language)
        multiple = (row["name"] for row in survey.rows if KINDS.get(read_type(row["type"]).word) is Kind.MANY)
        formulas = {row["name"]: row["calculation"] for row in survey.rows if row["calculation"]}
        return PageReader(reader, formulas, frozenset(multiple))

    def _scales(self, survey: Sheet, rows: dict[str, Row]) -> tuple[Scale, ...]:
        return read_scales(survey, self._sheet(SCALES_SHEET, SCALES), rows, self.log, self.language)

    def _languages(self, survey: Sheet, choices: Sheet) -> tuple[str, ...]:
        codes = dict.fromkeys([*survey.languages(), *choices.languages()])
        languages = tuple(dict.fromkeys([*codes, self.language]))
        for code in languages:
            without = [row for row in survey.rows if row.texts("label") and code not in row.texts("label")]
            if without:
                text = (
                    f"In {len(without)} rijen ontbreekt de tekst in '{code}'; een andere taal wordt getoond."
                )
                self.log.note(survey.at(without[0], f"label::{code}", text))
        return languages

    def _extra(self, reader: PageReader, kept_choices: list[Row], others: list[Table]) -> dict[str, object]:
        found: dict[str, object] = {
            "settings": self.settings.other,
            "survey": reader.kept,
            "choices": [dict(row.cells) for row in kept_choices],
            "sheets": {
                table.name: _grid(table) for table in others if any(any(row) for _, row in table.rows)
            },
        }
        return {name: value for name, value in found.items() if value}


def _default_language(tables: dict[str, Table], settings: Settings) -> str:
    """The language of texts without one: as the settings say, else Dutch or the first that has a column."""
    if settings.default_language:
        return settings.default_language
    survey = read_sheet(tables["survey"], SURVEY, "nl")
    codes = list(survey.languages())
    return "nl" if "nl" in codes or not codes else codes[0]


def _grid(table: Table) -> list[list[str]]:
    """The rows of a sheet that is kept as it is, without empty ones at the end."""
    rows = [list(texts) for _, texts in table.rows]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((place for row in rows for place, text in enumerate(row, start=1) if text), default=0)
    return [(row + [""] * width)[:width] for row in rows]


def _stem(source: Source) -> str:
    name = source if isinstance(source, str | Path) else getattr(source, "name", "") or ""
    return Path(str(name)).stem
