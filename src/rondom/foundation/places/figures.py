"""The key figures of work areas, read at once and put together where an area has several parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from rondom.foundation.places.codes import COUNTRY
from rondom.foundation.places.indicators import MEANINGS, Indicator
from rondom.foundation.places.models import KeyFigure, Place, WorkArea

ENOUGH_HOUSEHOLDS = 0.8  # of an area, before a share over its known parts stands for the whole


@dataclass(frozen=True, slots=True)
class Figure:
    """A known figure about an area, a municipality or the country."""

    value: float
    year: int
    source: str
    division: int  # year of the borders
    covered: float = 1.0  # share of the households that it is about


class FigureBook:
    """The figures about some work areas, their municipalities and the country.

    Figures of another division count when code and name are the same: a code alone can come to mean
    another area.
    """

    def __init__(self, areas: Iterable[WorkArea]) -> None:
        with_parts = list(areas)
        self._parts = {area.pk: list(area.parts.all()) for area in with_parts}
        places = [place for parts in self._parts.values() for place in parts]
        codes = {place.code for place in places} | {area.municipality.code for area in with_parts} | {COUNTRY}
        self._figures: dict[tuple[str, str], list[KeyFigure]] = {}
        figures = KeyFigure.objects.filter(place__code__in=codes, value__isnull=False).select_related("place")
        for figure in figures.defer("place__boundary").order_by("-year", "-place__year"):
            self._figures.setdefault((figure.place.code, figure.indicator), []).append(figure)

    def of_code(self, code: str, indicator: Indicator, year: int | None = None) -> Figure | None:
        """The newest known figure about a municipality or the country, or the one of this year."""
        found = self._figures.get((code, indicator), [])
        return next((_known(one) for one in found if year in (None, one.year)), None)

    def of_area(self, area: WorkArea, indicator: Indicator) -> Figure | None:
        """The newest year in which the area as a whole can be told.

        Counts add up, and need every part. Shares and scores are means weighted by private households,
        and need parts with at least four fifths of these.
        """
        parts = self._parts[area.pk]
        years = {one.year for place in parts for one in self._about(place, indicator)}
        together = (self._together(parts, indicator, year) for year in sorted(years, reverse=True))
        return next((figure for figure in together if figure), None)

    def _together(self, parts: list[Place], indicator: Indicator, year: int) -> Figure | None:
        known = {place: self._in_year(place, indicator, year) for place in parts}
        found = {place: figure for place, figure in known.items() if figure}
        if len(parts) == 1 or MEANINGS[indicator].is_count:
            return _sum(list(found.values())) if len(found) == len(parts) else None
        households = {place: self._households(place) for place in parts}
        total = sum(count for count in households.values() if count)
        if None in households.values() or not total:
            return None
        weight = sum(households[place] or 0 for place in found)
        if weight / total < ENOUGH_HOUSEHOLDS:
            return None
        value = sum(figure.value * (households[place] or 0) for place, figure in found.items()) / weight
        first = next(iter(found.values()))
        return Figure(value, year, first.source, first.division, covered=weight / total)

    def _households(self, place: Place) -> float | None:
        for indicator in (Indicator.HOUSEHOLDS, Indicator.SES_HOUSEHOLDS):
            found = self._about(place, indicator)
            if found:
                return found[0].value
        return None

    def _in_year(self, place: Place, indicator: Indicator, year: int) -> Figure | None:
        return next((_known(one) for one in self._about(place, indicator) if one.year == year), None)

    def _about(self, place: Place, indicator: Indicator) -> list[KeyFigure]:
        name = _bare_name(place.name)
        found = self._figures.get((place.code, indicator), [])
        return [one for one in found if one.place_id == place.pk or _bare_name(one.place.name) == name]


def with_parts(areas: Iterable[WorkArea] | None = None) -> list[WorkArea]:
    """Work areas as the book needs them: with their parts and municipality, in three queries."""
    parts = Prefetch("parts", queryset=Place.objects.without_boundary())
    municipality = Prefetch("municipality", queryset=Place.objects.without_boundary())
    queryset = WorkArea.objects.prefetch_related(parts, municipality)
    return list(queryset if areas is None else queryset.filter(pk__in=[area.pk for area in areas]))


def _known(figure: KeyFigure) -> Figure:
    assert figure.value is not None
    return Figure(figure.value, figure.year, figure.source, figure.place.year)


def _sum(figures: list[Figure]) -> Figure:
    first = figures[0]
    return Figure(sum(figure.value for figure in figures), first.year, first.source, first.division)


def _bare_name(name: str) -> str:
    """Some publications put "Wijk 01" before the name of a wijk."""
    return re.sub(r"^wijk\s+\w{2}\s+", "", name.casefold()).strip()
