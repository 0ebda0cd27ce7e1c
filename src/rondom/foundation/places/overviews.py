"""Pictures for pages: what a neighbourhood page and the list of neighbourhoods show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, Q

from rondom.charts import areas as charts
from rondom.charts.chart import Chart
from rondom.foundation.places.codes import COUNTRY
from rondom.foundation.places.figures import Figure, FigureBook
from rondom.foundation.places.indicators import MEANINGS, Indicator, Meaning
from rondom.foundation.places.models import Organisation, Place, Sector, WorkArea
from rondom.foundation.workflow import Standing, workflows
from rondom.ui.templatetags.rondom import number

SHOWN = (
    Indicator.INHABITANTS,
    Indicator.HOUSEHOLDS,
    Indicator.HOUSEHOLDS_WITH_CHILDREN,
    Indicator.CHILDREN,
    Indicator.LOW_INCOME,
    Indicator.LOWEST_40_INCOME,
    Indicator.SOCIAL_MINIMUM,
    Indicator.SOCIAL_MINIMUM_110,
    Indicator.SOCIAL_MINIMUM_120,
    Indicator.POVERTY,
    Indicator.SES_SCORE,
    Indicator.SES_SPREAD,
)
# Counts say little beside those of a country: a share of another count does.
_SHARE_OF = {
    Indicator.HOUSEHOLDS_WITH_CHILDREN: Indicator.HOUSEHOLDS,
    Indicator.CHILDREN: Indicator.INHABITANTS,
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One key figure beside that of the municipality and the country, as text."""

    label: str
    definition: str
    here: str
    municipality: str
    country: str
    year: int
    source: str


def figure_rows(area: WorkArea, book: FigureBook) -> Iterator[FigureRow]:
    """The key figures that are known here, each with its year, source and meaning."""
    for indicator in SHOWN:
        here = book.of_area(area, indicator)
        if here is None:
            continue
        meaning = MEANINGS[indicator]
        beside = [book.of_code(code, indicator, here.year) for code in (area.municipality.code, COUNTRY)]
        whole = _wholes(area, book, indicator, here.year)
        texts = [_text(figure, meaning, of) for figure, of in zip([here, *beside], whole, strict=True)]
        yield FigureRow(
            indicator.label, meaning.definition, texts[0], texts[1], texts[2], here.year, here.source
        )


@dataclass(frozen=True, slots=True)
class SectorPartners:
    """The partners of one sector in an area."""

    sector: Sector
    partners: tuple[Organisation, ...]


def partners_by_sector(area: WorkArea) -> list[SectorPartners]:
    """The active partners in an area, by sector."""
    partners = Organisation.objects.active().working_in(area).select_related("sector")
    ordered = partners.order_by("sector__order", "sector__name", "name")
    return [SectorPartners(s, tuple(of)) for s, of in groupby(ordered, key=lambda one: one.sector)]


@dataclass(frozen=True, slots=True)
class Running:
    """A piece of work in an area, with the kind of collaboration it is."""

    workflow: str
    standing: Standing


def running_in(area: WorkArea, user: Any) -> list[Running]:
    """What this user may see of what runs here."""
    return [
        Running(workflow.name, standing)
        for workflow in workflows()
        for standing in workflow.standing(user)
        if standing.work_area_id == area.pk
    ]


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One neighbourhood in a list."""

    area: WorkArea
    inhabitants: float | None
    low_income: float | None  # %
    partners: int


def area_lines(areas: list[WorkArea]) -> list[AreaLine]:
    """The neighbourhoods with two figures and their number of active partners; few queries, however many."""
    book = FigureBook(areas)
    counted = Count("organisations", filter=Q(organisations__active=True))
    partners = dict(WorkArea.objects.annotate(partners=counted).order_by().values_list("pk", "partners"))
    return [
        AreaLine(
            area,
            _value(book.of_area(area, Indicator.INHABITANTS)),
            _value(book.of_area(area, Indicator.LOW_INCOME)),
            partners.get(area.pk, 0),
        )
        for area in areas
    ]


@dataclass(frozen=True, slots=True)
class Map:
    """The same map for a screen and for a phone."""

    wide: Chart
    narrow: Chart


def map_of(
    areas: list[WorkArea],
    *,
    here: WorkArea | None = None,
    marked: tuple[WorkArea, ...] = (),
    stages: Mapping[int, charts.Stage] | None = None,
    title: str = "",
    key: str = "wijken",
) -> Map | None:
    """Where these neighbourhoods lie; None when no (or not the one that is ``here``) border is complete.

    ``marked`` are several that stand out, under a ``title`` that says why. ``stages``: by the number of an
    area how far something is there.
    """
    parts = Place.objects.filter(part_of__in=areas, boundary__isnull=False).distinct()
    polygons = {place.pk: _polygons(place.boundary) for place in parts if place.boundary}
    drawn = []
    for area in areas:
        keys = [part.pk for part in area.parts.all()]
        if keys and all(key in polygons for key in keys):
            shape = {"type": "MultiPolygon", "coordinates": [one for key in keys for one in polygons[key]]}
            drawn.append(
                charts.Area(
                    label=area.name,
                    geometry=shape,
                    here=area == here or area in marked,
                    stage=(stages or {}).get(area.pk),
                )
            )
    if not drawn or (here and not any(one.here for one in drawn)):
        return None
    title = title or (f"Hier ligt {here}" if here else "De wijken op de kaart")
    return Map(
        wide=charts.areas(drawn, title=title, key=key),
        narrow=charts.areas(drawn, title=title, key=key, width="narrow"),
    )


def map_around(area: WorkArea) -> Map | None:
    """Where a neighbourhood lies among the others of its municipality."""
    around = WorkArea.objects.filter(municipality=area.municipality_id, active=True).exclude(pk=area.pk)
    return map_of([area, *around.prefetch_related("parts")], here=area)


def _polygons(boundary: dict[str, Any]) -> list[Any]:
    """The shapes of a geometry, which is one polygon or several."""
    shapes = boundary["coordinates"]
    return [shapes] if boundary["type"] == "Polygon" else list(shapes)


def _value(figure: Figure | None) -> float | None:
    return figure.value if figure else None


def _wholes(area: WorkArea, book: FigureBook, indicator: Indicator, year: int) -> list[Figure | None]:
    """What the three figures of a row are a share of, for counts that are shown as a share too."""
    of = _SHARE_OF.get(indicator)
    if of is None:
        return [None, None, None]
    here = book.of_area(area, of)
    codes = (area.municipality.code, COUNTRY)
    return [here if here and here.year == year else None, *(book.of_code(code, of, year) for code in codes)]


def _text(figure: Figure | None, meaning: Meaning, whole: Figure | None) -> str:
    if figure is None:
        return "–"
    text = number(figure.value, meaning.decimals)
    if meaning.unit == "%":
        return f"{text}%"
    if whole and whole.value:
        return f"{text} ({number(100 * figure.value / whole.value)}%)"
    return text
