"""An instrument on a page, in Dutch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import template

from rondom.instruments import Instrument, Item, Kind, Page, Repeat
from rondom.instruments.instrument import Texts

register = template.Library()

ANSWERED_WITH = {
    Kind.NUMBER: "een getal",
    Kind.DATE: "een dag",
    Kind.TEXT: "eigen woorden",
    Kind.PARTNERS: "organisaties uit de wijk",
    Kind.NOTE: "alleen tekst",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One question in a table."""

    name: str
    label: str
    answers: str


@register.filter
def in_dutch(texts: Texts, instrument: Instrument) -> str:
    """A text of the instrument in its own language."""
    return instrument.text(texts)


@register.filter
def sorted_list(values: Iterable[str]) -> list[str]:
    """In order of the alphabet."""
    return sorted(values)


@register.filter
def share(value: float) -> str:
    """0.75 as 75%."""
    return f"{round(100 * value)}%"


@register.filter
def rows(page: Page, instrument: Instrument) -> list[Row]:
    """The questions of a page, those about every partner included."""
    return list(_rows(page.parts, instrument))


@register.filter
def shared_answers(found: list[Row]) -> str:
    """The answers that all questions of a page have; none when they differ, or when it is one question."""
    answers = {row.answers for row in found}
    return answers.pop() if len(answers) == 1 and len(found) > 1 else ""


def _rows(parts: Iterable[Item | Repeat], instrument: Instrument) -> Iterator[Row]:
    for part in parts:
        if isinstance(part, Repeat):
            yield from _rows(part.items, instrument)
        else:
            yield Row(part.name, instrument.text(part.label), _answers(part, instrument))


def _answers(item: Item, instrument: Instrument) -> str:
    choices = instrument.choice_list(item).choices
    if choices:
        return " · ".join(instrument.text(choice.label) for choice in choices)
    return ANSWERED_WITH.get(item.kind, "")
