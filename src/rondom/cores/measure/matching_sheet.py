"""A mapping as one sees and changes it: per column a question, per value in the file an answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from rondom.cores.measure.placing import IN_DUTCH
from rondom.instruments import Instrument, Item, Kind, Repeat
from rondom.instruments.answers_in import AnswerFile, AnswerMapping, ColumnUse, propose_mapping
from rondom.instruments.answers_in.mapping import item_of

MOST_VALUES = 30
"""Different values of one column that are shown. A column with more is hardly one of choices."""

EXAMPLES, ROWS_FOR_EXAMPLES, LONGEST_EXAMPLE = 3, 50, 40
NO_ANSWER = "-"
"""What is chosen for a value that means that there is no answer; no code of a form can be this by itself."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value in a column, how often it is there, and the answer that it stands for ('': not known yet)."""

    field: str
    value: str
    told: str
    count: int
    chosen: str


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the file, what it is used for, and its values."""

    field: str
    column: str
    label: str
    examples: tuple[str, ...]
    chosen: str
    own: Option | None  # a use that is not among those of every column, and takes their place
    values: tuple[ValueRow, ...]
    answers: tuple[Option, ...]

    @property
    def unknown(self) -> int:
        """How many of its values stand for no answer yet."""
        return sum(1 for value in self.values if not value.chosen)


@dataclass(frozen=True)
class MatchingSheet:
    """What is shown of a mapping, and a new mapping from what is sent back."""

    file: AnswerFile
    mapping: AnswerMapping
    instrument: Instrument

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[Option, ...]], ...]:
        """What a column can be used for: where a row belongs, and the questions per page."""
        belongs = tuple(Option(f"@{kind}", word.capitalize()) for kind, word in IN_DUTCH.items())
        pages = (
            (self._text(page.title) or page.name, tuple(self._questions(page.parts)))
            for page in self.instrument.pages
        )
        return (("Waar iemand hoort", belongs), *(group for group in pages if group[1]))

    @cached_property
    def columns(self) -> tuple[ColumnRow, ...]:
        """Every column of the file, in order."""
        keys = {option.key for _, options in self.groups for option in options}
        return tuple(self._row(place, column, keys) for place, column in enumerate(self.file.columns))

    @property
    def unclear(self) -> list[ColumnRow]:
        """Columns with a value of which the answer is not known."""
        return [row for row in self.columns if row.unknown]

    @property
    def used(self) -> list[ColumnRow]:
        return [row for row in self.columns if row.chosen and not row.unknown]

    @property
    def unused(self) -> list[ColumnRow]:
        return [row for row in self.columns if not row.chosen]

    @property
    def without_column(self) -> list[str]:
        """Questions that no column answers."""
        answered = {use.item for use in self.mapping.columns.values() if not use.repeat}
        items = (item for item in self.instrument.items() if item.kind is not Kind.NOTE)
        return [self._text(item.label) or item.name for item in items if item.name not in answered]

    def read(self, posted: Mapping[str, str]) -> AnswerMapping:
        """The mapping as it was changed on the page."""
        columns: dict[str, ColumnUse] = {}
        context: dict[str, str] = {}
        for row in self.columns:
            key = posted.get(row.field, row.chosen)
            if key.startswith("@") and key[1:] in IN_DUTCH:
                context.setdefault(key[1:], row.column)
            elif use := _use(key):
                before = self.mapping.columns.get(row.column)
                is_same = before is not None and key == row.chosen
                columns[row.column] = _with_values(before, row, posted) if is_same and before else use
        taken = {value for use in columns.values() for value in use.values}
        missing = tuple(value for value in self.mapping.missing if value not in taken)
        unused = tuple(name for name in self.file.columns if name not in {*columns, *context.values()})
        return AnswerMapping(columns, context, missing, unused)

    def _questions(self, parts: tuple[Item | Repeat, ...]) -> Iterator[Option]:
        for part in parts:
            if isinstance(part, Repeat) or part.kind is Kind.NOTE:
                continue
            label = f"{part.name}: {self._text(part.label)}"
            yield Option(_key(ColumnUse(part.name)), label)
            if part.kind is Kind.MANY:
                for choice in self.instrument.choice_list(part).choices:
                    of_choice = f"{label}: alleen ‘{self._text(choice.label)}’"
                    yield Option(_key(ColumnUse(part.name, choice.code)), of_choice)

    def _row(self, place: int, column: str, keys: set[str]) -> ColumnRow:
        use = self.mapping.columns.get(column)
        kind = next((kind for kind, name in self.mapping.context.items() if name == column), "")
        chosen = _key(use) if use else f"@{kind}" if kind else ""
        own = None
        if use and chosen not in keys:
            words = (use.repeat, use.partner, use.item, use.choice)
            own = Option(chosen, ", ".join(filter(None, words)))
        item = item_of(use, self.instrument) if use else None
        has_values = use is not None and item is not None and item.kind is Kind.ONE
        return ColumnRow(
            field=f"kolom-{place}",
            column=column,
            label=self.file.labels.get(column, ""),
            examples=self._examples[place],
            chosen=chosen,
            own=own,
            values=self._values(place, column, use, item) if has_values and use and item else (),
            answers=self._answers(item) if has_values and item else (),
        )

    def _values(self, place: int, column: str, use: ColumnUse, item: Item) -> tuple[ValueRow, ...]:
        """What someone has to look at comes first, then what is there most.

        Our own exports have a column per organisation: of those only what is not known is shown.
        """
        found = list(self._each_value(place, column, use, item))
        if use.repeat and all(row.chosen for row in found):
            return ()
        return tuple(sorted(found, key=lambda row: bool(row.chosen)))

    def _each_value(self, place: int, column: str, use: ColumnUse, item: Item) -> Iterator[ValueRow]:
        seen = self._seen[place]
        proposed = self._proposed(column, list(seen), item)
        none = {*use.missing, *self.mapping.missing}
        for number, (value, count) in enumerate(seen.most_common(MOST_VALUES)):
            chosen = NO_ANSWER if value in none else use.values.get(value, proposed.get(value, ""))
            told = self.file.value_labels.get(column, {}).get(value, "")
            yield ValueRow(f"kolom-{place}-{number}", value, told, count, chosen)

    def _proposed(self, column: str, values: list[str], item: Item) -> dict[str, str]:
        """The answers that these values seem to stand for, as if the column had the name of the question."""
        alone = AnswerFile(
            columns=(item.name,),
            rows=lambda: ((row, (value,)) for row, value in enumerate(values)),
            value_labels={item.name: self.file.value_labels.get(column, {})},
            user_missing={item.name: self.file.user_missing.get(column, frozenset())},
            origin=self.file.origin,
        )
        use = propose_mapping(alone, self.instrument).columns.get(item.name)
        return {**dict.fromkeys(use.missing, NO_ANSWER), **use.values} if use else {}

    def _answers(self, item: Item) -> tuple[Option, ...]:
        choices = self.instrument.choice_list(item).choices
        return tuple(Option(choice.code, self._text(choice.label) or choice.code) for choice in choices)

    @cached_property
    def _seen(self) -> dict[int, Counter[str]]:
        """The values of every column that is used, and how often they are there."""
        places = [place for place, name in enumerate(self.file.columns) if name in self.mapping.columns]
        seen: dict[int, Counter[str]] = {place: Counter() for place in places}
        for _, cells in self.file.rows():
            for place in places:
                if place < len(cells) and cells[place]:
                    seen[place][cells[place]] += 1
        return seen

    @cached_property
    def _examples(self) -> list[tuple[str, ...]]:
        found: list[dict[str, None]] = [{} for _ in self.file.columns]
        for _, cells in islice(self.file.rows(), ROWS_FOR_EXAMPLES):
            for values, cell in zip(found, cells, strict=False):
                if cell and len(values) < EXAMPLES:
                    values[cell if len(cell) <= LONGEST_EXAMPLE else f"{cell[:LONGEST_EXAMPLE]} …"] = None
        return [tuple(values) for values in found]

    def _text(self, texts: Mapping[str, str]) -> str:
        return self.instrument.text(texts)


def _with_values(before: ColumnUse, row: ColumnRow, posted: Mapping[str, str]) -> ColumnUse:
    values, missing = dict(before.values), set(before.missing)
    for shown in row.values:
        chosen = posted.get(shown.field, shown.chosen)
        values.pop(shown.value, None)
        missing.discard(shown.value)
        if chosen == NO_ANSWER:
            missing.add(shown.value)
        elif chosen in {option.key for option in row.answers}:
            values[shown.value] = chosen
    return replace(before, values=values, missing=tuple(sorted(missing)))


def _key(use: ColumnUse) -> str:
    return json.dumps([use.item, use.choice, use.repeat, use.partner], ensure_ascii=False)


def _use(key: str) -> ColumnUse | None:
    """The use in a key; None for no use, and for what no page of ours sends."""
    try:
        words = json.loads(key or "null")
    except ValueError:
        return None
    if not isinstance(words, list) or len(words) != 4 or not all(isinstance(word, str) for word in words):
        return None
    return ColumnUse(*words)
