"""What an export holds: one variable per column, with everything that a statistics program wants to know.

Names do not depend on a language. A question with several answers becomes a variable of 0 and 1 per choice;
a repeat becomes its questions once for every organisation. An answer is a number: the code itself when all
codes of the list are whole numbers, else the score, else the place in the list. 'Niet van toepassing' and
'weet ik niet' are two different numbers, declared as missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rondom.instruments.instrument import ChoiceList, Instrument, Item, Kind, Missing, Repeat

NOT_APPLICABLE, UNKNOWN, NEXT_MISSING = -98.0, -99.0, -97.0
LONGEST_NAME = 64

Measure = Literal["nominal", "ordinal", "scale"]

_RESERVED = frozenset("all and by eq ge gt le lt ne not or to with".split())
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_]+")
_WHOLE = re.compile(r"-?\d{1,9}")


@dataclass(frozen=True, slots=True)
class Variable:
    """One column. ``numbers``: answer code -> the number that stands for it."""

    name: str
    label: str
    item: str
    kind: Kind
    measure: Measure
    repeat: str = ""
    partner: str = ""  # of a repeat: the choice that the questions are about
    choice: str = ""  # of a question with several answers: the choice that was made or not
    numbers: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[float, str] = field(default_factory=dict)  # number -> its label
    missing: Mapping[float, Missing] = field(default_factory=dict)  # number -> why there is no score
    scores: Mapping[float, float] = field(default_factory=dict)  # number -> its place on the answer scale


def variables(
    instrument: Instrument,
    *,
    partners: Mapping[str, str] | None = None,
    language: str | None = None,
    taken: Sequence[str] = (),
) -> tuple[Variable, ...]:
    """The variables of an instrument, in order. ``partners``: code -> name of the organisations.

    ``taken``: names that other columns have already.
    """
    free = _Names(taken)
    labels = _Labels(instrument, language, partners or {})
    found = []
    for page in instrument.pages:
        for part in page.parts:
            if isinstance(part, Repeat):
                found += list(_of_repeat(part, labels, free))
            else:
                found += list(_of_item(part, labels, free))
    return tuple(found)


class _Names:
    """Gives names that are allowed and not taken; SPSS makes no difference between S1 and s1."""

    def __init__(self, taken: Sequence[str]) -> None:
        self._taken = {name.lower() for name in taken}

    def free(self, wanted: str) -> str:
        name = _NOT_IN_A_NAME.sub("_", wanted).strip("_")
        name = name if name[:1].isalpha() else f"v_{name}"
        name = (f"{name}_v" if name.lower() in _RESERVED else name)[:LONGEST_NAME]
        found, number = name, 1
        while found.lower() in self._taken:
            number += 1
            found = f"{name[: LONGEST_NAME - len(str(number)) - 1]}_{number}"
        self._taken.add(found.lower())
        return found


@dataclass(frozen=True, slots=True)
class _Labels:
    instrument: Instrument
    language: str | None
    partners: Mapping[str, str]

    def of(self, texts: Mapping[str, str]) -> str:
        return self.instrument.text(texts, self.language)

    def choices(self, item: Item) -> dict[str, str]:
        if item.kind is Kind.PARTNERS:
            return dict(self.partners)
        return {choice.code: self.of(choice.label) for choice in self.instrument.choice_list(item).choices}


def _of_repeat(repeat: Repeat, labels: _Labels, free: _Names) -> Iterator[Variable]:
    over = labels.choices(labels.instrument.item(repeat.over))
    for partner, name in over.items():
        for item in repeat.items:
            yield from _of_item(item, labels, free, repeat=repeat.name, partner=partner, about=name)


def _of_item(
    item: Item, labels: _Labels, free: _Names, *, repeat: str = "", partner: str = "", about: str = ""
) -> Iterator[Variable]:
    name = f"{repeat}_{partner}_{item.name}" if repeat else item.name
    label = f"{about}: {labels.of(item.label)}" if repeat else labels.of(item.label)
    if item.kind in (Kind.MANY, Kind.PARTNERS):
        for code, text in labels.choices(item).items():
            yield Variable(
                name=free.free(f"{name}_{code}"),
                label=f"{label} [{text}]",
                item=item.name,
                kind=item.kind,
                measure="nominal",
                repeat=repeat,
                partner=partner,
                choice=code,
                values={0.0: "niet gekozen", 1.0: "gekozen"},
            )
    elif item.kind is not Kind.NOTE:
        yield _single(item, labels, free.free(name), label, repeat, partner)


def _single(item: Item, labels: _Labels, name: str, label: str, repeat: str, partner: str) -> Variable:
    choices = labels.instrument.choice_list(item)
    numbers = numbers_of(choices) if item.kind is Kind.ONE else {}
    points = choices.choices if numbers else ()
    texts = labels.choices(item)
    return Variable(
        name=name,
        label=label,
        item=item.name,
        kind=item.kind,
        measure=_measure(item, choices),
        repeat=repeat,
        partner=partner,
        numbers=numbers,
        values={number: texts[code] for code, number in numbers.items()},
        missing={numbers[one.code]: one.missing for one in points if one.missing},
        scores={numbers[one.code]: one.score for one in points if one.score is not None},
    )


def numbers_of(choices: ChoiceList) -> dict[str, float]:
    """The number that stands for each answer of a list; no two answers share one."""
    numbers = _points(choices)
    first = {Missing.NOT_APPLICABLE: NOT_APPLICABLE, Missing.UNKNOWN: UNKNOWN}
    following = NEXT_MISSING
    for choice in choices.choices:
        if choice.missing is None:
            continue
        number = first.pop(choice.missing, None)
        while number is None or number in numbers.values():
            number, following = following, following + 1
        numbers[choice.code] = number
    return {choice.code: numbers[choice.code] for choice in choices.choices}


def _points(choices: ChoiceList) -> dict[str, float]:
    codes = [choice.code for choice in choices.points]
    if all(_WHOLE.fullmatch(code) for code in codes) and len({int(code) for code in codes}) == len(codes):
        return {code: float(code) for code in codes}
    scores = [choice.score for choice in choices.points if choice.score is not None]
    if len(set(scores)) == len(codes):
        return dict(zip(codes, scores, strict=True))
    return {code: float(place) for place, code in enumerate(codes, start=1)}


def _measure(item: Item, choices: ChoiceList) -> Measure:
    if item.kind is Kind.ONE:
        has_places = choices.points and all(choice.score is not None for choice in choices.points)
        return "ordinal" if has_places else "nominal"
    return "scale" if item.kind in (Kind.NUMBER, Kind.DATE) else "nominal"
