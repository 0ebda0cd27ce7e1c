"""The invented municipality: places, key figures, organisations and accounts."""

from collections.abc import Iterator
from dataclasses import dataclass

from numpy.random import Generator

from rondom.foundation.accounts.models import User
from rondom.foundation.places.actions.areas import save_area
from rondom.foundation.places.codes import Kind
from rondom.foundation.places.indicators import Indicator
from rondom.foundation.places.models import KeyFigure, Organisation, Place, Sector, WorkArea

YEAR = 2025
SOURCE = "Synthetische voorbeeldgegevens"
MUNICIPALITY = "Waterrijk (voorbeeld)"

OTHER_DISTRICTS = 100
"""So many more invented districts, so that 'compared with the Netherlands' has something to compare with."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """An invented neighbourhood: how well off, and how many professionals are invited."""

    code: str
    name: str
    ses: float
    low_income: float
    households: int
    effect: float


NEIGHBOURHOODS = (
    Neighbourhood("WK990101", "Lindenkwartier", -0.34, 14.8, 4200, 0.1),
    Neighbourhood("WK990102", "Nieuw-Oever", 0.29, 3.1, 5100, -0.35),
    Neighbourhood("WK990103", "De Hoven", 0.02, 7.0, 3600, 0.0),
    Neighbourhood("WK990104", "Molenveld", -0.27, 12.2, 2900, 0.2),
)

ORGANISATIONS: tuple[tuple[str, str, tuple[int, ...], int], ...] = (
    ("Basisschool De Regenboog", "po", (0,), 28),
    ("Basisschool Het Kompas", "po", (0,), 22),
    ("Basisschool De Wilg", "po", (1,), 30),
    ("Basisschool De Schakel", "po", (1,), 18),
    ("Basisschool Aan de Vliet", "po", (2,), 25),
    ("Basisschool De Molen", "po", (3,), 24),
    ("Kindcentrum Zonnehof", "po", (2, 3), 14),
    ("Kinderdagverblijf Ukkepuk", "ko", (0,), 15),
    ("Peuteropvang De Kikker", "ko", (0, 3), 11),
    ("Kinderdagverblijf Oeverpret", "ko", (1,), 18),
    ("Buitenschoolse opvang De Boomhut", "ko", (1, 2), 10),
    ("Kinderdagverblijf Hofje", "ko", (2,), 12),
    ("Gastouderbureau Wiegel", "ko", (3,), 8),
    ("Consultatiebureau Oost", "jgz", (0, 3), 10),
    ("Consultatiebureau West", "jgz", (2,), 9),
    ("Schoolartsenteam", "jgz", (0, 1, 2, 3), 3),
    ("Wijkteam Oost", "soc", (0, 3), 16),
    ("Wijkteam West", "soc", (1, 2), 14),
    ("Team Jonge Gezinnen", "soc", (0, 1), 5),
    ("Buurthuis De Linde", "wel", (0,), 10),
    ("Buurthuis Aan het Water", "wel", (1,), 8),
    ("Welzijn De Hoven", "wel", (2,), 11),
    ("Jongerenwerk Waterrijk", "wel", (0, 2, 3), 5),
    ("Speeltuinvereniging Molenveld", "wel", (3,), 4),
    ("Werk en Inkomen", "ink", (0, 1, 2, 3), 4),
    ("Schuldhulp Waterrijk", "ink", (0, 3), 5),
    ("Budgetcoaches", "ink", (1, 2), 3),
    ("Woningcorporatie De Sleutel", "won", (0, 3), 8),
    ("Woningcorporatie Oeverwonen", "won", (1, 2), 4),
    ("Huismeesters Lindenkwartier", "won", (0,), 3),
    ("Voedselbank Waterrijk", "vrw", (0, 2), 9),
    ("Kledingbank", "vrw", (0, 3), 5),
    ("Fonds Meedoen", "vrw", (1, 2, 3), 3),
    ("Maatjes voor Gezinnen", "vrw", (0, 1, 2, 3), 4),
    ("Taalcafé", "wel", (1, 3), 4),
    ("Ouderkamer De Hoven", "vrw", (2,), 5),
    ("Peuteropvang De Libel", "ko", (2, 3), 8),
    ("Basisschool Windkracht", "po", (3,), 19),
    ("Team Vroeghulp", "jgz", (2, 3), 4),
    ("Formulierenbrigade", "ink", (0, 1, 2, 3), 3),
)
"""Name, sector, neighbourhoods by number, and people invited in each."""

PEOPLE = {
    "beheer@waterrijk.example": ("Sitebeheer", True),
    "coordinator@waterrijk.example": ("Coördinator Waterrijk", False),
    "onderzoeker@waterrijk.example": ("Onderzoeker", False),
    "professional@waterrijk.example": ("Professional Lindenkwartier", False),
    "beleid@waterrijk.example": ("Beleidsmedewerker", False),
}
"""Address -> name and whether they manage the site. Roles, not people."""


@dataclass(frozen=True, slots=True)
class World:
    """What the demo stands on."""

    municipality: Place
    areas: tuple[WorkArea, ...]
    organisations: tuple[Organisation, ...]
    people: dict[str, User]


def make_world(rng: Generator) -> World:
    """Places with figures, organisations and accounts."""
    land = Place.objects.create(kind=Kind.LAND, code="NL00", year=YEAR, name="Nederland")
    municipality = Place.objects.create(
        kind=Kind.GEMEENTE, code="GM9901", year=YEAR, name=MUNICIPALITY, parent=land
    )
    areas = tuple(_area(municipality, one, place) for place, one in enumerate(NEIGHBOURHOODS))
    _other_districts(land, rng)
    KeyFigure.objects.bulk_create(_figures_of_country(land, municipality))
    return World(municipality, areas, tuple(_organisations(areas)), dict(_accounts()))


def _area(municipality: Place, one: Neighbourhood, place: int) -> WorkArea:
    wijk = Place.objects.create(
        kind=Kind.WIJK,
        code=one.code,
        year=YEAR,
        name=one.name,
        parent=municipality,
        boundary=_border(place),
    )
    figures = {
        Indicator.SES_SCORE: one.ses,
        Indicator.LOW_INCOME: one.low_income,
        Indicator.HOUSEHOLDS: one.households,
        Indicator.INHABITANTS: round(2.2 * one.households, -1),
        Indicator.CHILDREN: round(0.37 * one.households, -1),
    }
    KeyFigure.objects.bulk_create(
        KeyFigure(place=wijk, indicator=key, year=YEAR, value=value, source=SOURCE)
        for key, value in figures.items()
    )
    return save_area(WorkArea(name=one.name, municipality=municipality), parts=[wijk], by=None)


def _border(place: int) -> dict[str, object]:
    """An invented border: four neighbours that share the borders between them, and a bend in the canal."""
    west, north, east, south, centre = (
        [(5.200, 52.113), (5.206, 52.1125), (5.213, 52.114), (5.220, 52.1132)],
        [(5.220, 52.1260), (5.2192, 52.1212), (5.2205, 52.1172)],
        [(5.241, 52.1138), (5.234, 52.1128), (5.227, 52.1142)],
        [(5.221, 52.0995), (5.2218, 52.1042), (5.2196, 52.1088)],
        (5.220, 52.1132),
    )
    corners = (
        [(5.201, 52.1015), (5.210, 52.0990)],
        [(5.240, 52.1010), (5.231, 52.0985)],
        [(5.202, 52.1248), (5.211, 52.1268)],
        [(5.239, 52.1252), (5.230, 52.1270)],
    )
    side, other = (west, east)[place % 2], (south, north)[place // 2]
    inwards = side[:-1] if side is west else side
    ring = [*corners[place], *other, centre, *reversed(inwards)]
    return {"type": "Polygon", "coordinates": [[[x, y] for x, y in (*ring, ring[0])]]}


def _other_districts(land: Place, rng: Generator) -> None:
    elsewhere = Place.objects.create(
        kind=Kind.GEMEENTE, code="GM9902", year=YEAR, name="Elders (voorbeeld)", parent=land
    )
    wijken = Place.objects.bulk_create(
        Place(
            kind=Kind.WIJK,
            code=f"WK9902{number:02d}",
            year=YEAR,
            name=f"Voorbeeldwijk {number}",
            parent=elsewhere,
        )
        for number in range(OTHER_DISTRICTS)
    )
    KeyFigure.objects.bulk_create(
        KeyFigure(
            place=wijk,
            indicator=Indicator.SES_SCORE,
            year=YEAR,
            value=round(float(rng.normal(0.0, 0.25)), 3),
            source=SOURCE,
        )
        for wijk in wijken
    )


def _figures_of_country(land: Place, municipality: Place) -> Iterator[KeyFigure]:
    for place, low_income, households in ((land, 7.2, 8_300_000), (municipality, 8.6, 15_800)):
        yield KeyFigure(
            place=place, indicator=Indicator.LOW_INCOME, year=YEAR, value=low_income, source=SOURCE
        )
        yield KeyFigure(
            place=place, indicator=Indicator.HOUSEHOLDS, year=YEAR, value=households, source=SOURCE
        )


def _organisations(areas: tuple[WorkArea, ...]) -> Iterator[Organisation]:
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    for name, sector, places, _ in ORGANISATIONS:
        slug = "".join(letter for letter in name.lower() if letter.isalpha() and letter.isascii())
        organisation = Organisation.objects.create(
            name=f"{name} (voorbeeld)", sector=sectors[sector], contact_email=f"info@{slug}.example"
        )
        organisation.areas.set(areas[place] for place in places)
        yield organisation


def _accounts() -> Iterator[tuple[str, User]]:
    for email, (name, manages) in PEOPLE.items():
        yield email.split("@")[0], User.objects.create_user(email, name, is_staff=manages)
