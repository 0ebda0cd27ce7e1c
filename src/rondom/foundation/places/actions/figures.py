"""Taking in figures of Statistics Netherlands: areas with their parents, and a figure per area and year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.events import tell
from rondom.foundation.places.cbs import Line, Reading
from rondom.foundation.places.codes import Kind, kind_of, parent_code
from rondom.foundation.places.models import KeyFigure, Place
from rondom.foundation.places.sheets import UnreadableFile

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. Counts only: this is what belongs in a log."""

    publication: str
    division: int
    years: tuple[int, ...]
    new_places: int
    figures: int
    unknown: int
    ignored_columns: int
    other_regions: int


@transaction.atomic
def import_figures(reading: Reading, *, division: int, by: User | None) -> Imported:
    """Add or renew the areas of this division and their figures: all of them, or none.

    ``division`` is the year of the borders; a line without a year of its own is about that year.
    """
    places, new_places = save_places(_names(reading.lines), year=division)
    source = f"CBS, {reading.publication}"
    if reading.years - {division}:
        source += f" (gebieden {division})"
    figures = unknown = 0
    for batch in _batches(_figures(reading.lines, places, division, source)):
        KeyFigure.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["place", "indicator", "year", "source"],
            update_fields=["value"],
        )
        figures += len(batch)
        unknown += sum(figure.value is None for figure in batch)
    tell(
        by,
        "places.figures_taken_in",
        KeyFigure,
        publication=reading.publication,
        division=division,
        figures=figures,
        new_places=new_places,
    )
    return Imported(
        publication=reading.publication,
        division=division,
        years=tuple(sorted(reading.years or {division})),
        new_places=new_places,
        figures=figures,
        unknown=unknown,
        ignored_columns=reading.ignored_columns,
        other_regions=reading.other_regions,
    )


def division_of(reading: Reading, *, given: int | None, filename: str = "") -> int:
    """The year of the borders: as given, or the newest in the file, or the one in its name.

    That is kwb-2022.csv, or Kerncijfers_wijken_en_buurten_2022_15112026_101010.csv as StatLine calls it.
    """
    in_name = re.search(
        r"(?:kwb|kerncijfers_wijken_en_buurten)[-_ ]?((?:19|20)\d{2})", PurePath(filename).name.lower()
    )
    if given is not None:
        return _sensible(given)
    if reading.years:
        return max(reading.years)
    if in_name:
        return int(in_name[1])
    raise UnreadableFile("In dit bestand staat geen jaar. Geef het jaar, zoals 2022.")


def _sensible(year: int) -> int:
    if not 1995 <= year <= 2100:
        raise UnreadableFile(f"{year} kan geen jaar van de gebieden zijn. Geef een jaar zoals 2022.")
    return year


def save_places(names: dict[str, str], *, year: int) -> tuple[dict[str, Place], int]:
    """The areas of one division by code, made or renamed where needed, and how many are new.

    A parent that is not in the file is looked up; when there is none, the area above it is the parent.
    """
    places = {place.code: place for place in Place.objects.without_boundary().filter(year=year)}
    renamed = [place for code, place in places.items() if names.get(code, "") not in ("", place.name)]
    for place in renamed:
        place.name = names[place.code]
    Place.objects.bulk_update(renamed, ["name"], batch_size=500)
    new = [code for code in names if code not in places]
    known_names = _names_of_other_years(code for code in new if not names[code])
    for kind in Kind:
        level = [
            Place(kind=kind, code=code, year=year, name=names[code] or known_names.get(code, code))
            for code in new
            if kind_of(code) == kind
        ]
        for place in level:
            place.parent = _nearest(places, place.code)
        places.update((place.code, place) for place in Place.objects.bulk_create(level, batch_size=BATCH))
    _link_orphans(places)
    return places, len(new)


def _link_orphans(places: dict[str, Place]) -> None:
    """Areas that came in before the one above them get their parent now."""
    moved = []
    for place in places.values():
        parent = _nearest(places, place.code)
        if parent is not None and place.parent_id != parent.pk:
            place.parent = parent
            moved.append(place)
    Place.objects.bulk_update(moved, ["parent"], batch_size=500)


def _nearest(places: dict[str, Place], code: str) -> Place | None:
    above = parent_code(code)
    while above is not None and above not in places:
        above = parent_code(above)
    return places[above] if above is not None else None


def _names(lines: Iterable[Line]) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in lines:
        names[line.code] = line.name or names.get(line.code, "")
    return names


def _names_of_other_years(codes: Iterable[str]) -> dict[str, str]:
    wanted = set(codes)
    if not wanted:
        return {}
    known = Place.objects.order_by("year").values_list("code", "name")
    return {code: name for code, name in known if code in wanted}


def _figures(
    lines: Iterable[Line], places: dict[str, Place], division: int, source: str
) -> Iterator[KeyFigure]:
    for line in lines:
        for indicator, value in line.figures.items():
            yield KeyFigure(
                place=places[line.code],
                indicator=indicator,
                year=line.year or division,
                value=value,
                source=source,
            )


def _batches(figures: Iterator[KeyFigure]) -> Iterator[list[KeyFigure]]:
    batch: list[KeyFigure] = []
    for figure in figures:
        batch.append(figure)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
