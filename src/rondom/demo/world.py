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
        boundary=_square(place),
    )
    figures = {
        Indicator.SES_SCORE: one.ses,
        Indicator.LOW_INCOME: one.low_income,
        Indicator.HOUSEHOLDS: one.households,
    }
    KeyFigure.objects.bulk_create(
        KeyFigure(place=wijk, indicator=key, year=YEAR, value=value, source=SOURCE)
        for key, value in figures.items()
    )
    return save_area(WorkArea(name=one.name, municipality=municipality), parts=[wijk], by=None)


def _square(place: int) -> dict[str, object]:
    """An invented border: four neighbours around a canal."""
    west, south = 5.20 + 0.021 * (place % 2), 52.10 + 0.013 * (place // 2)
    shapes = [
        (0, 0), (0.011, -0.001), (0.020, 0.001), (0.0205, 0.006), (0.0195, 0.012), (0.009, 0.0125),
        (0.0005, 0.0118),
    ]  # fmt: skip
    ring = [[round(west + x, 5), round(south + y, 5)] for x, y in shapes]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


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
