"""A proposal for which column answers which question, to be looked at by a person before it is used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from rondom.instruments.answers_in.answer_file import AnswerFile
from rondom.instruments.answers_in.columns import Columns
from rondom.instruments.answers_in.mapping import AnswerMapping, ColumnUse, item_of
from rondom.instruments.answers_in.values import by_code, by_label, by_number, by_score, plain, without_zero
from rondom.instruments.answers_out.variables import variables
from rondom.instruments.instrument import ChoiceList, Instrument, Kind

MOST_VALUES = 300  # different values of one column that are looked at
MOST_ROWS = 2000  # rows that are looked at; scores and labelled values are proposed without being seen

NO_ANSWER = "N/A"  # in LimeSurvey, whatever the language of its headings, and in older KoboToolbox

_CONTEXT = {
    "sector": ("sector",),
    "neighbourhood": ("buurt", "wijk", "neighbourhood", "neighborhood"),
    "organisation": ("organisatie", "organisation", "organization"),
}


def propose_mapping(file: AnswerFile, instrument: Instrument) -> AnswerMapping:
    """Columns by name, by the text of the question, or behind the names of groups; values by code, by text
    in any language, or by score. Values that are not recognised stay out and will be refused.
    """
    is_own = _is_own(file, instrument)
    finder = Columns(instrument, is_own=is_own)
    columns: dict[str, ColumnUse] = {}
    for column in file.columns:
        use = finder.find(column, file.labels.get(column, ""))
        if use and use not in columns.values():
            columns[column] = use
    whole = {(use.item, use.repeat, use.partner) for use in columns.values() if not use.choice}
    columns = {
        column: use
        for column, use in columns.items()
        if not use.choice or (use.item, use.repeat, use.partner) not in whole
    }
    context = _context(file, columns)
    unused = tuple(name for name in file.columns if name not in columns and name not in context.values())
    missing = () if _means_something(NO_ANSWER, instrument) else (NO_ANSWER, NO_ANSWER.lower())
    return AnswerMapping(_with_values(file, instrument, columns, is_own=is_own), context, missing, unused)


def _means_something(text: str, instrument: Instrument) -> bool:
    """Whether this is an answer in this questionnaire."""
    lists = instrument.lists.values()
    return any(plain(text) in {**by_label(choices), **by_code(choices)} for choices in lists)


def _context(file: AnswerFile, columns: Mapping[str, ColumnUse]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in file.columns:
        last = plain(re.split(r"[/:]", column)[-1])
        for key, words in _CONTEXT.items():
            if column not in columns and last in words:
                found.setdefault(key, column)
    return found


def _with_values(
    file: AnswerFile, instrument: Instrument, columns: Mapping[str, ColumnUse], *, is_own: bool
) -> dict[str, ColumnUse]:
    asked = {}
    for column, use in columns.items():
        item = item_of(use, instrument)
        if item and item.kind in (Kind.ONE, Kind.MANY) and not use.choice:
            asked[column] = _Values(file, column, instrument.choice_list(item), is_own)
    seen = _distinct(file, asked)
    return {
        column: asked[column].proposed(use, seen[column]) if column in asked else use
        for column, use in columns.items()
    }


def _is_own(file: AnswerFile, instrument: Instrument) -> bool:
    """Whether the columns are those of our own exports, so that numbers mean what they mean there."""
    names = {one.name for one in variables(instrument) if one.kind is not Kind.TEXT}  # may be left out
    return len(names & set(file.columns)) >= 0.9 * len(names) and file.origin in ("", "spss")


def _distinct(file: AnswerFile, asked: Mapping[str, object]) -> dict[str, list[str]]:
    """The different values of columns, in order of appearance."""
    places = {column: file.columns.index(column) for column in asked}
    seen: dict[str, dict[str, None]] = {column: {} for column in asked}
    for _, cells in islice(file.rows(), MOST_ROWS):
        for column, place in places.items():
            if place < len(cells) and cells[place] and len(seen[column]) < MOST_VALUES:
                seen[column][cells[place]] = None
    return {column: list(values) for column, values in seen.items()}


@dataclass(frozen=True, slots=True)
class _Values:
    """Proposes codes for the values of one column."""

    file: AnswerFile
    column: str
    choices: ChoiceList
    is_own: bool

    def proposed(self, use: ColumnUse, seen: list[str]) -> ColumnUse:
        likely = dict.fromkeys([*seen, *self._unseen(seen)])
        found = {value: code for value in likely if (code := self._code(value)) is not None}
        declared = self.file.user_missing.get(self.column, frozenset())
        missing = tuple(value for value in seen if value in declared and value not in found)
        return replace(use, values=found, missing=missing)

    def _unseen(self, seen: list[str]) -> list[str]:
        """Values that further rows may hold, when the file writes answers as numbers or labelled values."""
        labelled = list(self.file.value_labels.get(self.column, {}))
        scores = list(by_score(self.choices)) if any(value.isdigit() for value in seen) else []
        numbered = [value for value in seen if re.fullmatch(r"A\d+", value)]
        return labelled + scores + [f"A{score}" for score in scores or by_score(self.choices) if numbered]

    def _code(self, value: str) -> str | None:
        codes, labels, scores = by_code(self.choices), by_label(self.choices), by_score(self.choices)
        short = without_zero(value)
        told = self.file.value_labels.get(self.column, {}).get(value, "")
        if told and plain(told) in labels:
            return labels[plain(told)]
        if self.is_own and short in (numbers := by_number(self.choices)):
            return numbers[short]
        if short in codes or value.casefold() in codes:
            return codes.get(short) or codes[value.casefold()]
        if plain(value) in labels:
            return labels[plain(value)]
        if self.file.origin == "limesurvey" and (numbered := re.fullmatch(r"A0*(\d{1,4})", value)):
            return codes.get(numbered[1]) or scores.get(numbered[1])
        has_numbers = any(re.fullmatch(r"-?\d+", code) for code in codes)
        return None if has_numbers else scores.get(short)
