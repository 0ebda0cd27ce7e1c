"""Taking in borders of areas."""

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from rondom.foundation.places.actions.boundaries import import_boundaries
from rondom.foundation.places.boundaries import read_boundaries
from rondom.foundation.places.geometry import Ring, degrees_from_grid, simplified
from rondom.foundation.places.models import Place
from rondom.foundation.places.sheets import UnreadableFile
from rondom.foundation.places.tests.factories import SQUARE, geojson, lindestad, place

GRID_SQUARE = [[155000, 463000], [156000, 463000], [156000, 464000], [155000, 464000], [155000, 463000]]


@pytest.mark.parametrize(
    ("grid", "degrees"),
    [((155000, 463000), (5.38720621, 52.15517440)), ((120700.723, 487525.502), (4.88352559, 52.37453253)),
     ((233883.131, 582065.167), (6.56820053, 53.21938317))],
    ids=["Amersfoort", "Westertoren", "Martinitoren"],
)  # fmt: skip
def test_turns_the_dutch_grid_into_degrees(grid: tuple[float, float], degrees: tuple[float, float]) -> None:
    assert degrees_from_grid(*grid) == pytest.approx(degrees, abs=1e-7)


@pytest.mark.django_db
def test_gives_an_area_its_border(tmp_path: Path) -> None:
    lindestad(year=2023)
    file = tmp_path / "wijken.geojson"
    file.write_bytes(geojson(wijkcode="WK900100", gemeentecode="GM9001", wijknaam="Lindenkwartier"))
    call_command("import_boundaries", str(file))
    boundary = Place.objects.get(code="WK900100").boundary
    assert boundary == {"type": "MultiPolygon", "coordinates": [[SQUARE]]}


@pytest.mark.django_db
def test_borders_without_a_year_go_to_the_division_that_has_these_areas() -> None:
    lindestad(year=2023)
    place("WK800100", year=2025)
    drawn = import_boundaries(read_boundaries(geojson(wijkcode="WK900100")), year=None, by=None)
    assert (drawn.division, drawn.new_places) == (2023, 0)
    with pytest.raises(UnreadableFile, match="Geef het jaar"):
        import_boundaries(read_boundaries(geojson(wijkcode="WK700100")), year=None, by=None)


@pytest.mark.parametrize(
    ("properties", "code", "year"),
    [({"buurtcode": "BU90010001", "wijkcode": "WK900100"}, "BU90010001", None),
     ({"statcode": "WK900100", "jrstatcode": "2023WK900100"}, "WK900100", 2023),
     ({"BU_CODE": "BU90010001", "JAAR": 2022}, "BU90010001", 2022), ({"gm_code": "GM9001 "}, "GM9001", None),
     ({"code": "NL00", "cbsCode": "BU9001NL00"}, "BU9001NL00", None)],
)  # fmt: skip
def test_finds_the_code_whatever_its_name(properties: dict[str, Any], code: str, year: int | None) -> None:
    found = read_boundaries(geojson(**properties)).boundaries[0]
    assert (found.code, found.year) == (code, year)


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_reads_the_dutch_grid_without_being_told(kind: str) -> None:
    found = read_boundaries(geojson(GRID_SQUARE, kind, statcode="WK900100")).boundaries[0]
    assert found.geometry["coordinates"][0][0][0] == [5.38721, 52.15517]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"geen json", "GeoJSON"), (b"[]", "FeatureCollection"), (geojson(naam="x"), "CBS-code"),
     (geojson([[52.0, 6.0]] * 4, statcode="WK900100"), "verwisseld"),
     (geojson([[600000, 6800000]] * 4, statcode="WK900100"), "niet in Nederland"),
     (geojson(code="NL00", naam="Noord"), "CBS-code"),
     (geojson(SQUARE[:4], statcode="WK900100"), "Vlak 1 .WK900100.: een rand is niet gesloten"),
     (geojson([["a", "b"]] * 4, statcode="WK900100"), "niet te lezen"),
     (geojson([], statcode="WK900100"), "niet te lezen"),
     (geojson([*SQUARE[:3], [float("nan"), 52.0], SQUARE[4]], statcode="WK900100"), "geen getal"),
     (b"[" * 100_000, "GeoJSON"),
     (b'{"features": [{"properties": [1], "geometry": 3}]}', "CBS-code")],
)  # fmt: skip
def test_says_what_is_wrong_and_with_which_shape(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_boundaries(content)


def test_a_shape_without_a_code_is_left_out_and_counted() -> None:
    document = json.loads(geojson(statcode="WK900100"))
    document["features"].append({"type": "Feature", "properties": None, "geometry": None})
    borders = read_boundaries(json.dumps(document).encode())
    assert (len(borders.boundaries), borders.without_code) == (1, 1)


def test_the_water_of_an_area_is_no_second_border_of_it() -> None:
    document = json.loads(geojson(gemeentecode="GM9001", water="NEE"))
    document["features"] += json.loads(geojson(GRID_SQUARE, gemeentecode="GM9001", water="JA"))["features"]
    borders = read_boundaries(json.dumps(document).encode())
    assert [one.geometry["coordinates"] for one in borders.boundaries] == [[[SQUARE]]]


def test_refuses_two_borders_of_one_area() -> None:
    document = json.loads(geojson(gemeentecode="GM9001"))
    document["features"] *= 2
    with pytest.raises(UnreadableFile, match=r"Vlak 2 .GM9001.: dit gebied staat er vaker in"):
        read_boundaries(json.dumps(document).encode())


def test_points_on_a_line_are_left_out() -> None:
    ring = [(6 + i / 1000, 52.0) for i in range(11)] + [(6.01, 52.01), (6.0, 52.01), (6.0, 52.0)]
    assert simplified(ring, tolerance=15) == [
        (6.0, 52.0),
        (6.01, 52.0),
        (6.01, 52.01),
        (6.0, 52.01),
        (6.0, 52.0),
    ]


def test_too_small_a_shape_stays_as_it_was() -> None:
    ring = [(6.0, 52.0), (6.00001, 52.0), (6.00001, 52.00001), (6.0, 52.00001), (6.0, 52.0)]
    assert simplified(ring, tolerance=500) == ring


@given(st.lists(st.tuples(st.floats(5, 7), st.floats(51, 53)), min_size=4, max_size=60, unique=True))
def test_a_simpler_ring_stays_closed_and_close(points: Ring) -> None:
    ring = [*points, points[0]]
    fewer = simplified(ring, tolerance=1000)
    assert fewer[0] == fewer[-1] == ring[0]
    assert set(fewer) <= set(ring)
    assert all(_to_ring(point, fewer) <= 1001 for point in ring)


def _to_ring(point: tuple[float, float], ring: Ring) -> float:
    """Metres to the nearest stretch, on a plane and by sampling: written unlike the code under test."""
    return min(_to_stretch(point, a, b) for a, b in pairwise(ring))


def _to_stretch(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    across = 111_195.0 * math.cos(math.radians(52.2))
    px, py = (point[0] - a[0]) * across, (point[1] - a[1]) * 111_195.0
    bx, by = (b[0] - a[0]) * across, (b[1] - a[1]) * 111_195.0
    if (bx, by) == (0, 0):
        return math.dist((px, py), (0, 0))
    share = min(1.0, max(0.0, (px * bx + py * by) / (bx**2 + by**2)))
    return math.dist((px, py), (share * bx, share * by))
