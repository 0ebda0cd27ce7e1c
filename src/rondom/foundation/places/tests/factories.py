"""A small invented municipality, and files about it as Statistics Netherlands would write them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rondom.foundation.places.actions.areas import save_area
from rondom.foundation.places.codes import kind_of
from rondom.foundation.places.indicators import Indicator
from rondom.foundation.places.models import KeyFigure, Organisation, Place, Sector, WorkArea
from rondom.foundation.places.sheets import Sheet, read_sheet

KWB_HEAD = (
    "WijkenEnBuurten;Gemeentenaam_1;SoortRegio_2;AantalInwoners_5;k_0Tot15Jaar_8;HuishoudensTotaal_29;"
    "HuishoudensMetKinderen_32;k_40HuishoudensMetLaagsteInkomen_76;HuishoudensMetEenLaagInkomen_78;"
    "HuishoudensTot110VanSociaalMinimum_80;MateVanStedelijkheid_116"
)
KWB_ROWS = (
    "NL00      ;Nederland;Land;17590670;2700000;8100000;2600000;40,0;6,4;9,5;2",
    "GM9001    ;Lindestad;Gemeente;60000;9600;27000;8900;38,1;5,1;8,0;3",
    "WK900100  ;Lindestad;Wijk;    8000;1280;3600;1188;51,2;11,0;15,3;2",
    "BU90010001;Lindestad;Buurt;1500;240;700;200;       .;       .;       .;2",
)
SQUARE = [[6.00, 52.00], [6.01, 52.00], [6.01, 52.01], [6.00, 52.01], [6.00, 52.00]]


def kwb_csv(*rows: str, head: str = KWB_HEAD) -> bytes:
    """A file of key figures; with the invented municipality when no rows are given."""
    return "\r\n".join([head, *(rows or KWB_ROWS)]).encode()


def sheet(content: bytes | str) -> Sheet:
    """The rows of a file that exists only here."""
    return read_sheet(content.encode() if isinstance(content, str) else content)


def place(code: str, name: str = "", *, year: int = 2023, parent: Place | None = None) -> Place:
    """One area."""
    return Place.objects.create(
        code=code, name=name or code, year=year, kind=kind_of(code) or "", parent=parent
    )


def lindestad(*, year: int = 2023) -> Place:
    """A municipality with two wijken and two buurten."""
    municipality = place("GM9001", "Lindestad", year=year)
    for code, name in (("WK900100", "Lindenkwartier"), ("WK900101", "Nieuw-Oever")):
        wijk = place(code, name, year=year, parent=municipality)
        place(code.replace("WK", "BU") + "01", f"{name}-Noord", year=year, parent=wijk)
    return municipality


def area(name: str, *codes: str, municipality: Place) -> WorkArea:
    """A work area of these parts."""
    parts = [Place.objects.get(code=code, year=municipality.year) for code in codes]
    return save_area(WorkArea(name=name, municipality=municipality), parts=parts, by=None)


def figure(
    about: Place, indicator: Indicator, value: float | None, *, year: int = 2022, source: str = "CBS"
) -> KeyFigure:
    """One key figure."""
    return KeyFigure.objects.create(place=about, indicator=indicator, year=year, value=value, source=source)


def wijken_elsewhere(scores: Iterable[float], *, year: int = 2022) -> None:
    """Wijken of other municipalities with a SES-WOA score."""
    for number, score in enumerate(scores):
        figure(place(f"WK{1000 + number // 100}{number % 100:02d}"), Indicator.SES_SCORE, score, year=year)


def partner(
    name: str = "Basisschool De Regenboog (voorbeeld)", *areas: WorkArea, sector: str = "po"
) -> Organisation:
    """A partner organisation."""
    organisation = Organisation.objects.create(
        name=name, sector=Sector.objects.get(code=sector), contact_email="team@voorbeeld.example"
    )
    organisation.areas.set(areas)
    return organisation


def geojson(ring: Any = SQUARE, kind: str = "Polygon", **properties: Any) -> bytes:
    """A file with one shape."""
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
