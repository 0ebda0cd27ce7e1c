"""Borders of areas from a GeoJSON file: which area, which year, and its shape in degrees."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rondom.foundation.places.codes import Kind, clean_code, kind_of
from rondom.foundation.places.geometry import Point, Ring, degrees_from_grid, simplified
from rondom.foundation.places.sheets import UnreadableFile

TOLERANCE = 15.0  # metres; not visible on a map of a municipality

# From small to large: a buurt also says in which wijk and municipality it lies. Amsterdam says 'cbsCode', and
# has codes of its own beside it.
_CODES = (
    "cbscode",
    "cbs_code",
    "buurtcode",
    "bu_code",
    "wijkcode",
    "wk_code",
    "gemeentecode",
    "gm_code",
    "statcode",
    "code",
)
_NAMES = (
    "buurtnaam",
    "bu_naam",
    "wijknaam",
    "wk_naam",
    "gemeentenaam",
    "gm_naam",
    "statnaam",
    "naam",
    "name",
)
_YEARS = ("jaar", "jrstatcode", "year")
_WATER = ("water", "h2o")
_GRID = "Gebruik GeoJSON in graden (WGS84) of in het Rijksdriehoekstelsel (RD, EPSG:28992)."

Convert = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class Boundary:
    """The border of one area, as a GeoJSON geometry in degrees."""

    code: str
    name: str
    year: int | None
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Borders:
    """What a file says."""

    boundaries: tuple[Boundary, ...]
    points_before: int
    points_after: int
    without_code: int  # or the water of an area, that maps of Statistics Netherlands have beside its land


def read_boundaries(content: bytes, *, tolerance: float = TOLERANCE) -> Borders:
    """The borders in a GeoJSON file. Raises UnreadableFile that names the shape at fault."""
    features = _features(content)
    found: dict[str, Boundary] = {}
    before = without = 0
    for number, feature in enumerate(features, start=1):
        properties = _properties(feature)
        code = _code(properties)
        if code is None or not feature.get("geometry") or _text(properties, _WATER).upper() == "JA":
            without += 1
            continue
        try:
            polygons = _polygons(feature["geometry"])
            before += _count(polygons)
            geometry = _in_degrees(polygons, tolerance)
            if code in found:
                raise ValueError("dit gebied staat er vaker in. Laat één vlak staan, of voeg ze samen.")
        except (TypeError, ValueError, IndexError, KeyError) as error:
            raise UnreadableFile(f"Vlak {number} ({code}): {_reason(error)}") from None
        found[code] = Boundary(code, _text(properties, _NAMES), _year(properties), geometry)
    if not found:
        raise UnreadableFile("Geen enkel vlak heeft een CBS-code, zoals buurtcode, wijkcode of statcode.")
    after = sum(_count(boundary.geometry["coordinates"]) for boundary in found.values())
    return Borders(tuple(found.values()), before, after, without)


def _features(content: bytes) -> list[dict[str, Any]]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnreadableFile("Dit is geen GeoJSON-bestand. Sla de kaart op als GeoJSON.") from None
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise UnreadableFile("Dit bestand heeft geen lijst met vlakken (FeatureCollection).")
    return features


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    given = feature.get("properties")
    return {str(key).lower(): value for key, value in given.items()} if isinstance(given, dict) else {}


def _code(properties: dict[str, Any]) -> str | None:
    """The code of a buurt, wijk or municipality. NL00 is none of these: it may be a city's own code."""
    codes = (clean_code(str(properties[key])) for key in _CODES if properties.get(key))
    return next((code for code in codes if kind_of(code) not in (None, Kind.LAND)), None)


def _text(properties: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(properties[key]).strip()[:120] for key in keys if properties.get(key)), "")


def _year(properties: dict[str, Any]) -> int | None:
    found = re.match(r"(?:19|20)\d{2}", _text(properties, _YEARS))
    return int(found[0]) if found else None


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    if geometry["type"] == "MultiPolygon":
        return list(geometry["coordinates"])
    raise ValueError(f"dit is een {geometry['type']}, en geen vlak. {_GRID}")


def _in_degrees(polygons: list[Any], tolerance: float) -> dict[str, Any]:
    shapes = [list(_rings(polygon, tolerance)) for polygon in polygons]
    if not shapes or not all(shapes):
        raise ValueError("het vlak is leeg. Haal het uit het bestand.")
    return {"type": "MultiPolygon", "coordinates": shapes}


def _rings(polygon: list[Any], tolerance: float) -> Iterator[list[list[float]]]:
    for points in polygon:
        convert = _conversion(points)
        ring: Ring = [convert(float(point[0]), float(point[1])) for point in points]
        if not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
            raise ValueError("een coördinaat is geen getal. Exporteer de kaart opnieuw.")
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise ValueError("een rand is niet gesloten. Exporteer de kaart opnieuw.")
        yield [[round(x, 5), round(y, 5)] for x, y in simplified(ring, tolerance=tolerance)]


def _conversion(points: list[Any]) -> Convert:
    """By the numbers themselves: what a file says about its grid is often left out."""
    x, y = float(points[0][0]), float(points[0][1])
    if 3 <= x <= 8 and 50 <= y <= 54:
        return lambda east, north: (east, north)
    if -7_000 <= x <= 300_000 and 289_000 <= y <= 629_000:
        return degrees_from_grid
    if 50 <= x <= 54 and 3 <= y <= 8:
        raise ValueError("breedte en lengte zijn verwisseld. In GeoJSON staat de lengte voorop.")
    raise ValueError(f"de coördinaten {x:g}, {y:g} liggen niet in Nederland. {_GRID}")


def _count(polygons: list[Any]) -> int:
    return sum(len(ring) for polygon in polygons for ring in polygon)


def _reason(error: Exception) -> str:
    return (
        str(error)
        if type(error) is ValueError and "." in str(error)
        else "de coördinaten zijn niet te lezen."
    )
