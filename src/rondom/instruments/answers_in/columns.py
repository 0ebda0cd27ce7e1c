"""Which question a column is about: by its name, or by the text above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rondom.instruments.answers_in.mapping import ColumnUse
from rondom.instruments.answers_in.values import plain
from rondom.instruments.instrument import Instrument, Item, Kind, Repeat

_JOINTS = "/_.-:"
_BRACKETS = re.compile(r"([^\[\]]+)\[([^\[\]]+)\]")
_BEFORE_TEXT = re.compile(r"([^\s.:]+(?:\[[^\]]*\])?)[.:]\s.+", re.DOTALL)


@dataclass(slots=True)
class Columns:
    """Finds the use of a column of a file for one instrument.

    ``is_own``: the file is one of ours, in which ``x_other`` is the choice 'other' of x. Elsewhere it is the
    question behind that choice.
    """

    instrument: Instrument
    is_own: bool = False
    _names: dict[str, ColumnUse] = field(default_factory=dict)
    _patterns: list[tuple[re.Pattern[str], ColumnUse]] = field(default_factory=list)
    _texts: dict[str, ColumnUse | None] = field(default_factory=dict)  # None: two questions have this text

    def __post_init__(self) -> None:
        for page in self.instrument.pages:
            for part in page.parts:
                if isinstance(part, Repeat):
                    self._add_repeat(part)
                elif part.kind is not Kind.NOTE:
                    self._add_item(part, [page.intro.get(code, "") for code in part.label])
        if not self.is_own:
            items = (item for item in self.instrument.items() if item.kind is not Kind.NOTE)
            self._names |= {item.name.casefold(): ColumnUse(item.name) for item in items}

    def find(self, column: str, label: str) -> ColumnUse | None:
        """What this column holds; None when nothing fits. ``label``: the question as the file tells it."""
        for name in _spellings(column):
            if use := self._names.get(name.casefold()):
                return use
        for pattern, use in self._patterns:
            if match := pattern.fullmatch(column):
                return ColumnUse(
                    use.item, match.groupdict().get("choice") or use.choice, use.repeat, match["code"]
                )
        return self._by_text(label) or self._by_text(column)

    def _add_item(self, item: Item, intros: list[str]) -> None:
        use = ColumnUse(item.name)
        self._names.setdefault(item.name.casefold(), use)
        for text, intro in zip(item.label.values(), intros, strict=True):
            self._add_text(plain(text), use)
            self._add_text(plain(f"{intro} {text}"), use)
            self._add_text(f"{plain(intro)} {plain(text)}", use)
        if item.kind is Kind.PARTNERS:
            pattern = rf"(?:.*/)?{re.escape(item.name)}[{_JOINTS}](?P<choice>(?P<code>.+))"
            self._patterns.append((re.compile(pattern, re.IGNORECASE), use))
        if item.kind is Kind.MANY:
            self._add_choices(item)

    def _add_choices(self, item: Item) -> None:
        for choice in self.instrument.choice_list(item).choices:
            use = ColumnUse(item.name, choice.code)
            for written in (choice.code, *choice.label.values()):
                for joint in _JOINTS:
                    self._names.setdefault(f"{item.name}{joint}{written}".casefold(), use)
                for text in item.label.values():
                    self._add_text(f"{plain(text)}/{plain(written)}", use)

    def _add_repeat(self, repeat: Repeat) -> None:
        """Our own exports have a column per organisation and question."""
        for item in repeat.items:
            use = ColumnUse(item.name, repeat=repeat.name)
            stem = rf"{re.escape(repeat.name)}_(?P<code>.+?)_{re.escape(item.name)}"
            if item.kind is Kind.MANY:
                for choice in self.instrument.choice_list(item).choices:
                    of_choice = ColumnUse(item.name, choice.code, repeat.name)
                    self._patterns.append((re.compile(rf"{stem}_{re.escape(choice.code)}"), of_choice))
            else:
                self._patterns.append((re.compile(stem), use))

    def _add_text(self, text: str, use: ColumnUse) -> None:
        if text and self._texts.setdefault(text, use) != use:
            self._texts[text] = None

    def _by_text(self, text: str) -> ColumnUse | None:
        for spelled in _texts(text):
            if use := self._texts.get(spelled):
                return use
        return None


def _spellings(column: str) -> Iterator[str]:
    """The names that a heading may hold: behind groups, between brackets, before its text."""
    yield column
    if before := _BEFORE_TEXT.fullmatch(column):
        yield from _spellings(before[1])
    if brackets := _BRACKETS.fullmatch(column.strip()):
        yield f"{brackets[1].strip()}/{brackets[2].strip()}"
        yield f"{brackets[1].strip()}_{brackets[2].strip()}"
        yield brackets[2].strip()
    for joint in "/:.-":
        parts = column.split(joint)
        for start in range(1, len(parts)):
            yield joint.join(parts[start:]).strip()


def _texts(text: str) -> Iterator[str]:
    """The texts that a heading may hold: the whole, behind groups, behind a dash or between brackets."""
    yield plain(text)
    brackets = re.fullmatch(r"(.*?)\[([^\[\]]*)\]\W*", text, re.DOTALL)
    if brackets:
        yield f"{plain(brackets[1])}/{plain(brackets[2])}"
        yield plain(brackets[2])
    pieces = text.split("/")
    for start in range(len(pieces) - 1):
        yield f"{plain('/'.join(pieces[start:-1]))}/{plain(pieces[-1])}"
        yield plain("/".join(pieces[start + 1 :]))
    parts = re.split(r"\s[-–]\s", text)
    if len(parts) > 1:
        yield f"{plain(parts[0])}/{plain(parts[-1])}"
        yield plain(parts[-1])
        yield plain(parts[0])
