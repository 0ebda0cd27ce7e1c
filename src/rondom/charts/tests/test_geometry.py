"""Boundaries from GeoJSON come out in shape, and bad ones are refused."""

import pytest

from rondom.charts.areas import Area, areas
from rondom.charts.geometry import fit, middle, rings_of
from rondom.charts.tests.factories import square
from rondom.charts.tests.reading import texts

METRES = {"type": "Polygon", "coordinates": [[[200000, 500000], [200400, 500000], [200400, 500200]]]}


def test_a_degree_of_longitude_is_shortened() -> None:
    projection, height = fit(rings_of(square(6.0, 60.0, 0.1)), width=100, height=1000)
    assert height == pytest.approx(200, rel=0.01)  # cos 60° is a half
    assert projection.place((6.0, 60.1)) == pytest.approx((0, 0))
    assert projection.place((6.1, 60.0)) == pytest.approx((100, height))


def test_metres_keep_their_shape() -> None:
    _, height = fit(rings_of(METRES), width=100, height=1000)
    assert height == pytest.approx(50)


def test_a_high_map_stands_in_the_middle() -> None:
    projection, height = fit([((0, 1000), (100, 1000), (100, 1400))], width=300, height=200)
    assert height == pytest.approx(200)
    assert projection.place((50, 1000)) == pytest.approx((150, 200))


def test_a_name_stands_inside_a_bent_area() -> None:
    ring = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (8.0, 10.0), (8.0, 2.0), (0.0, 2.0))
    x, y = middle([ring])
    assert (8 <= x <= 10 and 0 <= y <= 10) or (0 <= x <= 10 and 0 <= y <= 2)


def test_a_name_stands_outside_a_hole() -> None:
    outer = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))
    hole = ((2.0, 2.0), (7.0, 2.0), (7.0, 8.0), (2.0, 8.0))
    assert middle([outer, hole]) == (8.5, 5.0)


def test_all_parts_and_holes_of_a_multipolygon_are_read() -> None:
    one, two = (square(x, 52)["coordinates"] for x in (6, 7))
    assert len(rings_of({"type": "MultiPolygon", "coordinates": [one, two]})) == 2


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [6, 52]},
        {},
        {"type": "Polygon", "coordinates": [[[6, 52], [7, 52]]]},
        {"type": "Polygon", "coordinates": [[[6, 52], [7, 52], [float("nan"), 53]]]},
        {"type": "Polygon"},
    ],
)
def test_refuses_what_is_no_area(geometry: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="grens"):
        rings_of(geometry)


def test_a_map_without_scores_only_shows_where_things_are() -> None:
    chart = areas([Area(label="De Esch", geometry=METRES)], title="t", key="g")
    assert texts(chart.svg) == ["De Esch"]
    assert chart.table.head == ("Wijk",)


def test_names_that_would_touch_become_numbers_with_a_list() -> None:
    places = [
        Area(label="Een heel lange naam van een wijk " * 3, geometry=square(6 + k / 100, 52, 0.01))
        for k in (0, 1)
    ]
    written = texts(areas(places, title="t", key="g", width="narrow").svg)
    assert written[:2] == ["1", "2"]
    assert written[2].startswith("1. Een heel lange naam")
