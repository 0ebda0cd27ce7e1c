"""With whom people work: their answers at PARTNERS as numbers per person.

Everything here is a number of one person, so that it goes out as means of groups, by the same rule as
scores. The sectors of a neighbourhood are those of its frame, fixed from the opening. Method:
docs/methods/network.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rondom.analysis.estimates import Booleans, Floats
from rondom.cores.measure.models import FrameCell
from rondom.foundation.places.models import Organisation, Sector, WorkArea
from rondom.instruments import NOBODY, Instrument, Item, Kind, Repeat

DENSITY = "contact.density"
ORGANISATIONS = "contact.organisations"
CONFIRMED = "contact.confirmed"
TO = "contact.to."
"""Before the code of a sector."""


@dataclass(frozen=True, slots=True, eq=False)
class Contacts:
    """Numbers of every respondent; NaN where there is none.

    ``density``: of the other sectors in the neighbourhood, the percentage with which someone had contact.
    ``organisations``: how many they named, at most ``most``. ``confirmed``: of the people who answered at the
    organisations that they named, the percentage that named theirs, as a mean over these organisations (so
    that an organisation with many answers does not confirm sooner than one with few). ``strength``:
    respondents x sectors, 0 without contact, up to ``points`` for the most frequent; a respondent's own
    sector and sectors outside the neighbourhood are NaN. ``marks``: per question with a number about each
    partner, the mean over partners, with the ends of its scale. ``present``: areas x sectors of the frame.
    """

    density: Floats
    organisations: Floats
    confirmed: Floats
    strength: Floats
    most: int
    points: int
    marks: Mapping[str, tuple[Floats, float, float]]
    present: Booleans

    def possible(self, sector: int) -> Booleans:
        """Areas x sectors: whose people can have contact with this sector."""
        found = self.present & self.present[:, [sector]]
        found[:, sector] = False
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What a questionnaire asks about partners: whom (``most`` at most), and of each how often, and numbers.

    ``often`` are the answers to how often, from least to most: code -> words. ``numbers``: name in results ->
    question.
    """

    item: Item
    most: int
    repeat: str
    question: str
    often: Mapping[str, str]
    numbers: Mapping[str, Item]


def asked_in(instrument: Instrument) -> Asked | None:
    """None when it does not ask for partners, or sets no limit to how many."""
    item = next((one for one in instrument.items() if one.kind is Kind.PARTNERS), None)
    if item is None or item.maximum is None:
        return None
    parts = [part for page in instrument.pages for part in page.parts]
    repeat = next((one for one in parts if isinstance(one, Repeat) and one.over == item.name), None)
    questions = repeat.items if repeat else ()
    name = repeat.name if repeat else ""
    often = next((one for one in questions if _is_scale(instrument, one)), None)
    points = instrument.choice_list(often).points if often else ()
    return Asked(
        item=item,
        most=int(item.maximum),
        repeat=name,
        question=often.name if often else "",
        often={
            one.code: instrument.text(one.label) for one in sorted(points, key=lambda one: one.score or 0)
        },
        numbers={f"{name}.{one.name}": one for one in questions if _is_bounded(one)},
    )


def contacts_of(
    instrument: Instrument,
    cells: Sequence[FrameCell],
    areas: Sequence[WorkArea],
    sectors: Sequence[Sector],
    rows: Sequence[tuple[int, Mapping[str, Any]]],
) -> Contacts | None:
    """The contacts in ``rows`` (frame cell, answers); None when the questionnaire does not ask for them."""
    asked = asked_in(instrument)
    return _Reader(asked, cells, areas, sectors).read(rows) if asked else None


class _Reader:
    def __init__(
        self,
        asked: Asked,
        cells: Sequence[FrameCell],
        areas: Sequence[WorkArea],
        sectors: Sequence[Sector],
    ) -> None:
        self._asked = asked
        self._rank = {code: rank for rank, code in enumerate(asked.often, start=1)}
        self._cells = {cell.pk: cell for cell in cells}
        self._place = {sector.pk: place for place, sector in enumerate(sectors)}
        self._sector_of = dict(Organisation.objects.values_list("pk", "sector_id"))
        self._areas = [area.pk for area in areas]
        self._present: dict[int, set[int]] = {area: set() for area in self._areas}
        for cell in cells:
            self._present[cell.area_id].add(cell.sector_id)
            if cell.organisation_id:
                self._sector_of[cell.organisation_id] = cell.sector_id

    def read(self, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> Contacts:
        named = [self._named(answers) for _, answers in rows]
        told = self._told(rows, named)
        strength = np.full((len(rows), len(self._place)), np.nan)
        density, number, confirmed = (np.full(len(rows), np.nan) for _ in range(3))
        marks = {name: np.full(len(rows), np.nan) for name in self._asked.numbers}
        for at, (cell_key, answers) in enumerate(rows):
            partners, cell = named[at], self._cells[cell_key]
            if partners is None:
                continue
            others = self._present[cell.area_id] - {cell.sector_id}
            of_sector = self._by_sector(partners, others)
            number[at] = len(partners)
            density[at] = 100 * len(of_sector) / len(others) if others else np.nan
            about = answers.get(self._asked.repeat, {})
            for sector in others:
                strength[at, self._place[sector]] = self._strength(of_sector.get(sector, ()), about)
            confirmed[at] = self._confirmed(cell, partners, told)
            for name, one in self._asked.numbers.items():
                given = [float(row[one.name]) for row in about.values() if one.name in row]
                marks[name][at] = np.mean(given) if given else np.nan
        return Contacts(
            density=density,
            organisations=number,
            confirmed=confirmed,
            strength=strength,
            most=self._asked.most,
            points=max(len(self._rank), 1),
            marks={
                name: (marks[name], float(one.minimum or 0), float(one.maximum or 0))
                for name, one in self._asked.numbers.items()
            },
            present=np.array([[one in self._present[area] for one in self._place] for area in self._areas]),
        )

    def _named(self, answers: Mapping[str, Any]) -> list[int] | None:
        """The organisations that someone named; None without an answer, which is not the same as nobody."""
        given = answers.get(self._asked.item.name)
        if not given:
            return None
        return [int(code) for code in given if code != NOBODY]

    def _told(
        self, rows: Sequence[tuple[int, Mapping[str, Any]]], named: Sequence[list[int] | None]
    ) -> dict[tuple[int, int], list[list[int]]]:
        """(neighbourhood, organisation) -> what each of its people named there."""
        told: dict[tuple[int, int], list[list[int]]] = {}
        for (cell_key, _), partners in zip(rows, named, strict=True):
            cell = self._cells[cell_key]
            if partners is not None and cell.organisation_id:
                told.setdefault((cell.area_id, cell.organisation_id), []).append(partners)
        return told

    def _by_sector(self, partners: Sequence[int], among: set[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for partner in partners:
            sector = self._sector_of.get(partner)
            if sector in among:
                found.setdefault(sector, []).append(partner)
        return found

    def _strength(self, partners: Sequence[int], about: Mapping[str, Any]) -> float:
        """How often there was contact with any of these; NaN when someone did not say how often."""
        if not partners:
            return 0.0
        if not self._asked.question:
            return 1.0
        codes = [about.get(str(partner), {}).get(self._asked.question) for partner in partners]
        return max((float(self._rank[code]) for code in codes if code in self._rank), default=np.nan)

    def _confirmed(
        self, cell: FrameCell, partners: Sequence[int], told: Mapping[tuple[int, int], list[list[int]]]
    ) -> float:
        if not cell.organisation_id:
            return np.nan
        answered = [told[cell.area_id, one] for one in partners if (cell.area_id, one) in told]
        if not answered:
            return np.nan
        own = cell.organisation_id
        return 100 * float(np.mean([np.mean([own in names for names in people]) for people in answered]))


def _is_scale(instrument: Instrument, item: Item) -> bool:
    points = instrument.choice_list(item).points
    return item.kind is Kind.ONE and bool(points) and all(point.score is not None for point in points)


def _is_bounded(item: Item) -> bool:
    return item.kind is Kind.NUMBER and item.minimum is not None and item.maximum is not None
