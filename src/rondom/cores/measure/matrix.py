"""Answers of a closed round as arrays: the only place where answers become NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rondom.analysis import scale_scores
from rondom.analysis.estimates import Floats, Integers
from rondom.cores.measure.cooperation import Contacts, contacts_of
from rondom.cores.measure.models import Response, Round
from rondom.cores.measure.models.round import RoundState
from rondom.foundation.places.models import Sector, WorkArea
from rondom.instruments import Instrument, Item, Kind, Scale
from rondom.instruments.coding import codes_of, points_of_items, scored_items


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Respondents x items, with where every respondent works.

    ``codes`` holds the place of an answer on its scale (1..k) or the kind of missing; ``numbers`` the
    answers to number questions (NaN: none). ``area`` and ``sector`` are places in ``areas`` and
    ``sectors``; ``organisation`` is its key, 0 where it is not known. ``invited`` is areas x sectors; None
    when it is not known for every cell of the frame. ``contacts``: with whom they work, where that is asked.
    """

    instrument: Instrument
    items: tuple[Item, ...]
    codes: Integers
    numbers: dict[str, Floats]
    areas: tuple[WorkArea, ...]
    sectors: tuple[Sector, ...]
    area: Integers
    sector: Integers
    organisation: Integers
    invited: Integers | None
    contacts: Contacts | None = None

    def columns(self, names: Sequence[str]) -> list[int]:
        """The columns of these items."""
        places = {item.name: place for place, item in enumerate(self.items)}
        return [places[name] for name in names]

    def points(self, names: Sequence[str]) -> list[int]:
        """How many points the answer scale of each of these items has."""
        return points_of_items(self.instrument, names)

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
    items = scored_items(instrument)
    places = np.array([where[cell] for cell, _ in rows], dtype=np.int64).reshape(len(rows), 2)
    answers = [given for _, given in rows]
    works_at = {cell.pk: cell.organisation_id or 0 for cell in cells}
    numbers = [item for item in instrument.items() if item.kind is Kind.NUMBER]
    return Matrix(
        instrument=instrument,
        items=items,
        codes=codes_of(instrument, items, answers),
        numbers={item.name: _numbers(item, answers) for item in numbers},
        areas=areas,
        sectors=sectors,
        area=places[:, 0],
        sector=places[:, 1],
        organisation=np.array([works_at[cell] for cell, _ in rows], dtype=np.int64),
        invited=_invited([(*where[cell.pk], cell.invited) for cell in cells], len(areas), len(sectors)),
        contacts=contacts_of(instrument, cells, areas, sectors, rows),
    )


def _numbers(item: Item, answers: Sequence[dict[str, Any]]) -> Floats:
    return np.array([float(given.get(item.name, np.nan)) for given in answers], dtype=np.float64)


def _invited(cells: Sequence[tuple[int, int, int]], areas: int, sectors: int) -> Integers | None:
    if not all(number for _, _, number in cells):
        return None
    table = np.zeros((areas, sectors), dtype=np.int64)
    for area, sector, number in cells:
        table[area, sector] += number
    return table
