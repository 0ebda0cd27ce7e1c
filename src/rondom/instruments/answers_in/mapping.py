"""Which column answers which question, and which value is which answer.

A mapping is plain data: it can be shown and changed on a screen, or kept as a JSON file beside the answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from rondom.instruments.answers_in.answer_file import AnswerFile
from rondom.instruments.instrument import Instrument, Item, Kind, Repeat


class MappingError(ValueError):
    """A mapping that does not fit. ``problems``: Dutch sentences."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column holds.

    ``choice``: the column says of this choice alone whether it was made. ``repeat`` and ``partner``: the
    question is asked per organisation, and this column is about this one. ``values``: value in the file ->
    code of the answer. ``missing``: values that mean that there is no answer.
    """

    item: str
    choice: str = ""
    repeat: str = ""
    partner: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerMapping:
    """How a file is read. ``context``: what else a row says, such as ``{"sector": "Uw sector"}``, by column.

    ``missing``: values that mean no answer in every column. ``unused``: columns that are left out.
    """

    columns: Mapping[str, ColumnUse]
    context: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "columns": {
                column: {**asdict(use), "missing": list(use.missing)} for column, use in self.columns.items()
            },
            "context": dict(self.context),
            "missing": list(self.missing),
            "unused": list(self.unused),
        }

    @classmethod
    def from_json(cls, values: object) -> "AnswerMapping":
        """The mapping in plain values. Raises MappingError."""
        try:
            assert isinstance(values, Mapping)
            columns = {str(name): _use_in(use) for name, use in values["columns"].items()}
            context = {str(key): str(column) for key, column in values.get("context", {}).items()}
            return cls(columns, context, _texts(values, "missing"), _texts(values, "unused"))
        except (AssertionError, AttributeError, KeyError, TypeError) as wrong:
            text = 'De koppeling klopt niet. Nodig is: {"columns": {"kolom": {"item": "vraag"}}}.'
            raise MappingError([text]) from wrong

    def problems(self, file: AnswerFile, instrument: Instrument) -> list[str]:
        """What does not fit between this mapping, the file and the questionnaire, in Dutch."""
        return list(_problems(self, file, instrument))


def item_of(use: ColumnUse, instrument: Instrument) -> Item | None:
    """The item that a column answers; None when there is none."""
    for page in instrument.pages:
        for part in page.parts:
            if isinstance(part, Repeat):
                if part.name == use.repeat:
                    return next((item for item in part.items if item.name == use.item), None)
            elif part.name == use.item and not use.repeat:
                return part
    return None


def _use_in(use: Mapping[str, Any]) -> ColumnUse:
    values = {str(value): str(code) for value, code in use.get("values", {}).items()}
    words = {name: str(use.get(name, "")) for name in ("choice", "repeat", "partner")}
    return ColumnUse(item=str(use["item"]), values=values, missing=_texts(use, "missing"), **words)


def _texts(values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in values.get(name, ()))


def _problems(mapping: AnswerMapping, file: AnswerFile, instrument: Instrument) -> Iterator[str]:
    if not mapping.columns:
        yield "Geen enkele kolom hoort bij een vraag. Koppel de kolommen aan de vragen."
    for column in (*mapping.columns, *mapping.context.values()):
        if column not in file.columns:
            yield f"De kolom '{column}' staat niet in het bestand."
    taken: dict[tuple[str, str, str, str], str] = {}
    for column, use in mapping.columns.items():
        item = item_of(use, instrument)
        if item is None or item.kind is Kind.NOTE:
            yield f"Kolom '{column}': de vraag '{use.item}' staat niet in de vragenlijst."
            continue
        yield from _wrong_codes(column, use, item, instrument)
        key = (use.item, use.choice, use.repeat, use.partner)
        other = taken.get(key) or (use.choice and taken.get((use.item, "", use.repeat, use.partner)))
        if other:
            yield f"De kolommen '{other}' en '{column}' horen bij dezelfde vraag. Kies er één."
        taken[key] = column


def _wrong_codes(column: str, use: ColumnUse, item: Item, instrument: Instrument) -> Iterator[str]:
    if item.kind not in (Kind.ONE, Kind.MANY):
        return
    codes = {choice.code for choice in instrument.choice_list(item).choices}
    for code in {*use.values.values(), *([use.choice] if use.choice else [])} - codes:
        yield f"Kolom '{column}': het antwoord '{code}' bestaat niet bij de vraag '{use.item}'."
