"""Answers of a closed round as arrays: the only place where answers become NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rondom.analysis import NOT_ANSWERED, NOT_APPLICABLE, UNKNOWN, scale_scores
from rondom.analysis.estimates import Floats, Integers
from rondom.cores.measure.models import Response, Round
from rondom.cores.measure.models.round import RoundState
from rondom.foundation.places.models import Sector, WorkArea
from rondom.instruments import Choice, Instrument, Item, Kind, Missing, Scale

KINDS_OF_MISSING = {Missing.NOT_APPLICABLE: NOT_APPLICABLE, Missing.UNKNOWN: UNKNOWN}


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Respondents x items, with where every respondent works.

    ``codes`` holds the place of an answer on its scale (1..k) or the kind of missing; ``numbers`` the
    answers to number questions (NaN: none). ``area`` and ``sector`` are places in ``areas`` and
    ``sectors``. ``invited`` is areas x sectors; None when it is not known for every cell of the frame.
    """

    instrument: Instrument
    items: tuple[Item, ...]
    codes: Integers
    numbers: dict[str, Floats]
    areas: tuple[WorkArea, ...]
    sectors: tuple[Sector, ...]
    area: Integers
    sector: Integers
    invited: Integers | None

    def columns(self, names: Sequence[str]) -> list[int]:
        """The columns of these items."""
        places = {item.name: place for place, item in enumerate(self.items)}
        return [places[name] for name in names]

    def points(self, names: Sequence[str]) -> list[int]:
        """How many points the answer scale of each of these items has."""
        return [len(self.instrument.choice_list(self.instrument.item(name)).points) for name in names]

    def scores(self, scale: Scale) -> Floats:
        """Scale scores from 0 to 100; NaN without enough answers."""
        return scale_scores(
            self.codes[:, self.columns(scale.items)],
            points=self.points(scale.items),
            minimum_share=scale.minimum_share,
            reverse=[place for place, name in enumerate(scale.items) if name in scale.reverse],
            items=scale.items,
        )


def matrix_of(round_: Round) -> Matrix:
    """All answers of a closed round. Refused while it is open."""
    round_.require(RoundState.CLOSED, "Uitkomsten zijn er pas na het sluiten.")
    instrument = round_.instrument_version.instrument
    cells = list(round_.cells.select_related("area", "sector"))
    areas = tuple(sorted({cell.area for cell in cells}, key=lambda area: area.name))
    sectors = tuple(sorted({cell.sector for cell in cells}, key=lambda sector: (sector.order, sector.code)))
    where = {cell.pk: (areas.index(cell.area), sectors.index(cell.sector)) for cell in cells}
    rows = list(Response.objects.filter(cell__round=round_).values_list("cell_id", "answers"))
    items = tuple(item for item in instrument.items() if _is_scored(instrument, item))
    places = np.array([where[cell] for cell, _ in rows], dtype=np.int64).reshape(len(rows), 2)
    answers = [given for _, given in rows]
    numbers = [item for item in instrument.items() if item.kind is Kind.NUMBER]
    return Matrix(
        instrument=instrument,
        items=items,
        codes=_codes(instrument, items, answers),
        numbers={item.name: _numbers(item, answers) for item in numbers},
        areas=areas,
        sectors=sectors,
        area=places[:, 0],
        sector=places[:, 1],
        invited=_invited([(*where[cell.pk], cell.invited) for cell in cells], len(areas), len(sectors)),
    )


def _is_scored(instrument: Instrument, item: Item) -> bool:
    return item.kind is Kind.ONE and len(instrument.choice_list(item).points) >= 2


def _codes(instrument: Instrument, items: Sequence[Item], answers: Sequence[dict[str, Any]]) -> Integers:
    table = np.full((len(answers), len(items)), NOT_ANSWERED, dtype=np.int64)
    for column, item in enumerate(items):
        codes = _code_of_choice(instrument.choice_list(item).choices)
        for row, given in enumerate(answers):
            table[row, column] = codes.get(given.get(item.name, ""), NOT_ANSWERED)
    return table


def _code_of_choice(choices: Sequence[Choice]) -> dict[str, int]:
    """Choice -> its rank by score (1..k), or its kind of missing."""
    points = sorted((choice for choice in choices if choice.missing is None), key=lambda c: c.score or 0)
    ranks = {choice.code: rank for rank, choice in enumerate(points, start=1)}
    return ranks | {choice.code: KINDS_OF_MISSING[choice.missing] for choice in choices if choice.missing}


def _numbers(item: Item, answers: Sequence[dict[str, Any]]) -> Floats:
    return np.array([float(given.get(item.name, np.nan)) for given in answers], dtype=np.float64)


def _invited(cells: Sequence[tuple[int, int, int]], areas: int, sectors: int) -> Integers | None:
    if not all(number for _, _, number in cells):
        return None
    table = np.zeros((areas, sectors), dtype=np.int64)
    for area, sector, number in cells:
        table[area, sector] += number
    return table
