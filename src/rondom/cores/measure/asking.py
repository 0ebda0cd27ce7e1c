"""A page of an instrument, ready to be shown: questions with what was answered before.

Pages and questions that do not apply, given the answers so far, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.formats import get_format

from rondom.instruments import NOBODY, Choice, Instrument, Item, Kind, Page, Repeat, is_true
from rondom.instruments.checking import LONGEST_TEXT

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be picked."""

    code: str
    label: str
    checked: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One fieldset. ``others`` do not belong to the answer scale and stand apart from it."""

    name: str  # of the form field, unique on the page
    kind: str
    legend: str
    hint: str
    options: tuple[Option, ...]
    others: tuple[Option, ...]
    value: str
    problem: str
    minimum: float | None
    maximum: float | None
    required: bool
    steers: bool  # other questions depend on the answer

    @property
    def is_scale(self) -> bool:
        """A short row of answers that can stand next to each other on a wide screen."""
        return self.kind == Kind.ONE and len(self.options) <= 5 and not self.is_wordy

    @property
    def is_wordy(self) -> bool:
        return any(len(option.label) > 24 for option in self.options)


@dataclass(frozen=True, slots=True)
class Block:
    """Questions about one partner."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One page with its questions and its place in the row."""

    name: str
    title: str
    intro: str
    parts: tuple[Question | Block, ...]
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Asking:
    """An instrument as it is asked to one person in one language."""

    instrument: Instrument
    answers: Answers
    language: str
    partners: Sequence[Option] = ()  # organisations that can be named

    def pages(self) -> list[Page]:
        """The pages that apply, in order."""
        return [page for page in self.instrument.pages if self._applies(page.relevant) and self._parts(page)]

    def page(self, name: str, problems: Mapping[str, Sequence[str]] | None = None) -> Shown:
        """One page, ready to be shown; KeyError when it does not apply."""
        pages = self.pages()
        for number, page in enumerate(pages, start=1):
            if page.name == name:
                return Shown(
                    name=page.name,
                    title=self._text(page.title),
                    intro=self._text(page.intro),
                    parts=tuple(self._show(page, problems or {})),
                    number=number,
                    of=len(pages) + 1,
                )
        raise KeyError(name)

    def first_unanswered(self) -> str:
        """Where someone who comes back goes on: the first page without any answer, else the last."""
        pages = self.pages()
        for page in pages:
            if not any(part.name in self.answers for part in self._parts(page) if not _is_note(part)):
                return page.name
        return pages[-1].name

    def unanswered(self) -> dict[str, int]:
        """For every page the number of questions without an answer."""
        return {
            page.name: sum(1 for part in self._parts(page) if isinstance(part, Item) and self._is_open(part))
            for page in self.pages()
        }

    def read(self, name: str, posted: QueryDict) -> dict[str, object | None]:
        """What a posted page says, as changes; None for what was left empty."""
        page = next(page for page in self.instrument.pages if page.name == name)
        changes: dict[str, object | None] = {}
        for part in self._parts(page):
            if isinstance(part, Repeat):
                changes[part.name] = self._read_repeat(part, posted)
            elif part.kind is not Kind.NOTE:
                changes[part.name] = _read_item(part, part.name, posted)
        return changes

    def _read_repeat(self, repeat: Repeat, posted: QueryDict) -> dict[str, dict[str, object]]:
        read: dict[str, dict[str, object]] = {}
        for code in self._partners_of(repeat):
            found = {
                item.name: _read_item(item, f"{repeat.name}.{code}.{item.name}", posted)
                for item in repeat.items
            }
            kept = {name: value for name, value in found.items() if value is not None}
            if kept:
                read[code] = kept
        return read

    def _show(self, page: Page, problems: Mapping[str, Sequence[str]]) -> Iterator[Question | Block]:
        completes = self._text(page.intro).rstrip().endswith("…")
        for part in self._parts(page):
            if isinstance(part, Repeat):
                yield from self._blocks(part, problems)
            else:
                question = self._question(part, part.name, self.answers.get(part.name), problems)
                yield replace(question, legend=f"… {question.legend}") if completes else question

    def _blocks(self, repeat: Repeat, problems: Mapping[str, Sequence[str]]) -> Iterator[Block]:
        given = self.answers.get(repeat.name)
        given = given if isinstance(given, dict) else {}
        labels = {
            option.code: option.label for option in self._options_of(self.instrument.item(repeat.over), [])
        }
        for code in self._partners_of(repeat):
            of_one = given.get(code, {})
            questions = tuple(
                self._question(item, f"{repeat.name}.{code}.{item.name}", of_one.get(item.name), problems)
                for item in repeat.items
            )
            yield Block(labels.get(code, code), questions)

    def _question(
        self, item: Item, name: str, answer: object, problems: Mapping[str, Sequence[str]]
    ) -> Question:
        options = self._options_of(item, _as_codes(answer))
        apart = {choice.code for choice in self.instrument.choice_list(item).choices if choice.missing}
        apart |= {NOBODY} if item.kind is Kind.PARTNERS else set()
        return Question(
            name=name,
            kind=str(item.kind),
            legend=self._text(item.label),
            hint=self._text(item.hint),
            options=tuple(option for option in options if option.code not in apart),
            others=tuple(option for option in options if option.code in apart),
            value="" if isinstance(answer, list) or answer is None else _typed(answer),
            problem=" ".join(problems.get(name, ())),
            minimum=item.minimum,
            maximum=item.maximum,
            required=item.required,
            steers=self._steers(item.name),
        )

    def _options_of(self, item: Item, chosen: Sequence[str]) -> list[Option]:
        if item.kind is Kind.PARTNERS:
            return [Option(o.code, o.label, o.code in chosen, o.group) for o in self.partners]
        choices = self.instrument.choice_list(item).choices
        return [Option(c.code, self._text(c.label), c.code in chosen, _group(c)) for c in choices]

    def _parts(self, page: Page) -> list[Item | Repeat]:
        return [part for part in page.parts if self._part_applies(part)]

    def _part_applies(self, part: Item | Repeat) -> bool:
        if isinstance(part, Repeat):
            return bool(self._partners_of(part)) and self._applies(part.relevant)
        return self._applies(part.relevant)

    def _applies(self, expression: str) -> bool:
        return not expression or is_true(expression, self.answers)

    def _partners_of(self, repeat: Repeat) -> list[str]:
        return [code for code in _as_codes(self.answers.get(repeat.over)) if code != NOBODY]

    def _is_open(self, item: Item) -> bool:
        return item.kind not in (Kind.NOTE, Kind.TEXT) and item.name not in self.answers

    def _steers(self, name: str) -> bool:
        reference = f"${{{name}}}"
        return any(
            reference in expression
            for page in self.instrument.pages
            for expression in (page.relevant, *(part.relevant for part in page.parts))
        )

    def _text(self, texts: Mapping[str, str]) -> str:
        return self.instrument.text(texts, self.language)


def _read_item(item: Item, name: str, posted: QueryDict) -> object | None:
    if item.kind in (Kind.MANY, Kind.PARTNERS):
        return posted.getlist(name) or None
    text = posted.get(name, "").replace("\0", "").strip()  # no database text holds a zero byte
    if not text:
        return None
    if item.kind is Kind.NUMBER:
        return _number(text)
    return text[:LONGEST_TEXT] if item.kind is Kind.TEXT else text


def _number(text: str) -> object:
    """A number as people type it, with a comma or a point; other text stays, and is refused later."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _as_codes(answer: object) -> list[str]:
    if isinstance(answer, list):
        return [str(code) for code in answer]
    return [] if answer is None else [str(answer)]


def _typed(answer: object) -> str:
    return (
        str(answer).replace(".", get_format("DECIMAL_SEPARATOR"))
        if isinstance(answer, float)
        else str(answer)
    )


def _group(choice: Choice) -> str:
    return choice.extra.get("group", "")


def _is_note(part: Item | Repeat) -> bool:
    return isinstance(part, Item) and part.kind is Kind.NOTE
