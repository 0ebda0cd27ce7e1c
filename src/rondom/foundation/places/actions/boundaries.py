"""Taking in borders of areas."""

from dataclasses import dataclass

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.events import tell
from rondom.foundation.places.actions.figures import save_places
from rondom.foundation.places.boundaries import Borders
from rondom.foundation.places.models import Place
from rondom.foundation.places.sheets import UnreadableFile

ENOUGH_CODES = 500
"""So many areas of a file tell to which division it belongs."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What an import of borders did. Counts only."""

    division: int
    boundaries: int
    new_places: int
    points_before: int
    points_after: int
    without_code: int


@transaction.atomic
def import_boundaries(borders: Borders, *, year: int | None, by: User | None) -> Drawn:
    """Give areas of one division their border; areas that were not there yet are added."""
    division = year if year is not None else _year_of(borders)
    places, new = save_places({one.code: one.name for one in borders.boundaries}, year=division)
    drawn = []
    for boundary in borders.boundaries:
        place = places[boundary.code]
        place.boundary = boundary.geometry
        drawn.append(place)
    Place.objects.bulk_update(drawn, ["boundary"], batch_size=200)
    tell(by, "places.borders_taken_in", Place, division=division, borders=len(drawn), new_places=new)
    return Drawn(division, len(drawn), new, borders.points_before, borders.points_after, borders.without_code)


def _year_of(borders: Borders) -> int:
    """The year in the file, or else of the newest division that has these areas."""
    years = {one.year for one in borders.boundaries if one.year is not None}
    if years:
        return max(years)
    codes = [one.code for one in borders.boundaries[:ENOUGH_CODES]]
    known = Place.objects.filter(code__in=codes)
    newest = known.order_by("-year").values_list("year", flat=True).first()
    if newest is None:
        raise UnreadableFile(
            "In dit bestand staat geen jaar. Geef het jaar van de grenzen, bijvoorbeeld 2023."
        )
    return newest
