"""Answers as numbers: the place of an answer on its scale, or its kind of missing."""

from collections.abc import Mapping, Sequence

import numpy as np

from rondom.analysis.codes import NOT_ANSWERED, NOT_APPLICABLE, UNKNOWN
from rondom.analysis.estimates import Integers
from rondom.instruments.instrument import Choice, Instrument, Item, Kind, Missing

KINDS_OF_MISSING = {Missing.NOT_APPLICABLE: NOT_APPLICABLE, Missing.UNKNOWN: UNKNOWN}


def scored_items(instrument: Instrument) -> tuple[Item, ...]:
    """Questions with one answer on a scale of two points or more, in the order of the questionnaire."""
    return tuple(
        item
        for item in instrument.items()
        if item.kind is Kind.ONE and len(instrument.choice_list(item).points) >= 2
    )


def points_of_items(instrument: Instrument, names: Sequence[str]) -> list[int]:
    """How many points the answer scale of each of these items has."""
    return [len(instrument.choice_list(instrument.item(name)).points) for name in names]


def codes_of(
    instrument: Instrument, items: Sequence[Item], answers: Sequence[Mapping[str, object]]
) -> Integers:
    """Respondents x items: the place of each answer on its scale by score (1..k), or its kind of missing."""
    table = np.full((len(answers), len(items)), NOT_ANSWERED, dtype=np.int64)
    for column, item in enumerate(items):
        codes = _code_of_choice(instrument.choice_list(item).choices)
        for row, given in enumerate(answers):
            table[row, column] = codes.get(str(given.get(item.name, "")), NOT_ANSWERED)
    return table


def _code_of_choice(choices: Sequence[Choice]) -> dict[str, int]:
    points = sorted((choice for choice in choices if choice.missing is None), key=lambda c: c.score or 0)
    ranks = {choice.code: rank for rank, choice in enumerate(points, start=1)}
    return ranks | {choice.code: KINDS_OF_MISSING[choice.missing] for choice in choices if choice.missing}
