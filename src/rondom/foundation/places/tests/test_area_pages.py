"""The list of neighbourhoods and the page of one."""

from typing import Any

import pytest
from django.test import Client

from rondom.foundation import workflow
from rondom.foundation.places.indicators import Indicator
from rondom.foundation.places.models import Place, WorkArea
from rondom.foundation.places.tests.factories import (
    SQUARE,
    area,
    figure,
    lindestad,
    partner,
    place,
    wijken_elsewhere,
)


@pytest.fixture
def visitor(client: Client, outsider: Any) -> Client:
    client.force_login(outsider)
    return client


@pytest.fixture
def linden(db: None) -> WorkArea:
    return area("Lindenkwartier", "WK900100", municipality=lindestad())


def test_one_part_gives_its_code_to_the_address(linden: WorkArea) -> None:
    assert linden.get_absolute_url() == "/wijken/WK900100-lindenkwartier/"


def test_several_parts_are_found_by_number(db: None) -> None:
    both = area("Linde & Oever", "WK900100", "WK900101", municipality=lindestad())
    assert both.get_absolute_url() == f"/wijken/{both.pk}-linde-oever/"


@pytest.mark.parametrize(
    "address", ["/wijken/WK900100-vroegere-naam/", "/wijken/WK900100/", "/wijken/{pk}-x/"]
)
def test_an_older_address_goes_to_the_current_one(visitor: Client, linden: WorkArea, address: str) -> None:
    response = visitor.get(address.format(pk=linden.pk))
    assert response.status_code == 302
    assert response["Location"] == "/wijken/WK900100-lindenkwartier/"


def test_an_unknown_address_is_not_found(visitor: Client, linden: WorkArea) -> None:
    assert visitor.get("/wijken/WK999999-weg/").status_code == 404
    assert visitor.get("/wijken/999999-weg/").status_code == 404


def test_shows_figures_beside_municipality_and_country_with_year_and_source(
    visitor: Client, linden: WorkArea
) -> None:
    about = (Place.objects.get(code="WK900100"), linden.municipality, place("NL00", "Nederland"))
    for one, low, children in zip(about, (11.0, 5.1, 6.4), (1280, 9600, 2700000), strict=True):
        figure(one, Indicator.LOW_INCOME, low, source="CBS, Kerncijfers wijken en buurten")
        figure(one, Indicator.CHILDREN, children)
        figure(one, Indicator.INHABITANTS, children * 6.25)
    page = visitor.get(linden.get_absolute_url()).content.decode()
    for text in (
        "11,0%",
        "5,1%",
        "6,4%",
        "1.280 (16%)",
        "2022",
        "Bron: CBS, Kerncijfers wijken en buurten, 2022.",
    ):
        assert text in page


def test_a_figure_that_is_not_known_is_a_dash_and_no_zero(visitor: Client, linden: WorkArea) -> None:
    figure(Place.objects.get(code="WK900100"), Indicator.LOW_INCOME, 11.0)
    figure(linden.municipality, Indicator.LOW_INCOME, None)
    page = visitor.get(linden.get_absolute_url()).content.decode()
    assert '<td class="n">11,0%</td><td class="n">–</td><td class="n">–</td>' in page


def test_explains_how_incomes_compare_with_the_thresholds(
    visitor: Client, linden: WorkArea, settings: Any
) -> None:
    settings.WEALTH_LOW_SHARE = 35
    wijken_elsewhere([0.2] * 100)
    figure(Place.objects.get(code="WK900100"), Indicator.SES_SCORE, -0.3)
    page = visitor.get(linden.get_absolute_url()).content.decode()
    assert "Een lagere score voor welvaart, opleiding en werk dan de meeste wijken" in page
    assert "laagste 35%" in page
    assert "arme wijk" not in page.lower()


def test_shows_the_active_partners_of_this_area_by_sector(visitor: Client, linden: WorkArea) -> None:
    partner("School De Linde (voorbeeld)", linden)
    stopped = partner("Oude school (voorbeeld)", linden)
    stopped.active = False
    stopped.save()
    partner("School elders (voorbeeld)")
    page = visitor.get(linden.get_absolute_url()).content.decode()
    assert "School De Linde (voorbeeld)" in page
    assert "Basisonderwijs" in page
    assert "Oude school" not in page
    assert "School elders" not in page


def test_shows_what_runs_here_for_whoever_looks(
    visitor: Client, outsider: Any, linden: WorkArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    def standing(user: Any) -> list[workflow.Standing]:
        assert user == outsider
        return [
            workflow.Standing(linden.pk, "Quickscan najaar", "/scan/1/", "vragen open", "warn", "61%"),
            workflow.Standing(linden.pk + 1, "Quickscan elders", "/scan/2/", "klaar", "good", "70%"),
        ]

    offered = workflow.Workflow("proef", "Proef", "home:start", lambda user, day: [], standing)
    monkeypatch.setattr(workflow, "_workflows", {"proef": offered})
    page = visitor.get(linden.get_absolute_url()).content.decode()
    assert "Quickscan najaar" in page
    assert "Quickscan elders" not in page


def test_the_list_needs_the_same_queries_for_many_areas(
    visitor: Client, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    municipality = lindestad()
    area("Linden", "WK900100", municipality=municipality)
    with django_assert_max_num_queries(15) as before:
        visitor.get("/wijken/")
    for number in range(10, 30):
        place(f"WK9001{number}")
        area(f"Wijk {number}", f"WK9001{number}", municipality=municipality)
    with django_assert_num_queries(len(before.captured_queries)):
        page = visitor.get("/wijken/").content.decode()
    assert page.count("/wijken/WK9001") == 21


def test_an_area_out_of_use_is_not_in_the_list(visitor: Client, linden: WorkArea) -> None:
    linden.active = False
    linden.save()
    assert "Lindenkwartier" not in visitor.get("/wijken/").content.decode()


def test_an_empty_site_says_what_to_do_first(client: Client, superuser: Any) -> None:
    client.force_login(superuser)
    assert "Lees eerst de cijfers van het CBS in" in client.get("/wijken/").content.decode()


def test_shows_a_map_of_areas_whose_parts_all_have_a_border(visitor: Client, linden: WorkArea) -> None:
    municipality = linden.municipality
    area("Zonder grens", "WK900100", "WK900101", municipality=municipality)
    assert "<svg" not in _figure(visitor)
    wijk = Place.objects.get(code="WK900100")
    wijk.boundary = {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
    wijk.save()
    figure_on_page = _figure(visitor)
    assert "<svg" in figure_on_page
    assert "Lindenkwartier" in figure_on_page
    assert "Zonder grens" not in figure_on_page


def test_a_border_that_is_one_polygon_is_drawn_too(visitor: Client, linden: WorkArea) -> None:
    Place.objects.filter(part_of=linden).update(boundary={"type": "Polygon", "coordinates": [SQUARE]})
    assert "<svg" in _figure(visitor)


def _figure(visitor: Client) -> str:
    page = visitor.get("/wijken/").content.decode()
    return page.split("<figure")[1].split("</figure>")[0] if "<figure" in page else ""


def test_the_page_of_an_area_shows_where_it_lies_among_the_others(visitor: Client, linden: WorkArea) -> None:
    other = WorkArea.objects.exclude(pk=linden.pk).filter(municipality=linden.municipality_id).first()
    for one in filter(None, (linden, other)):
        for number, part in enumerate(one.parts.all()):
            west, south = 5 + one.pk, 52 + number
            ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south]]
            part.boundary = {"type": "Polygon", "coordinates": [ring]}
            part.save()
    page = visitor.get(linden.get_absolute_url()).text
    assert f"Hier ligt {linden}" in page
    assert f"{linden} (deze wijk)" in page


def test_without_a_border_there_is_no_map(visitor: Client, linden: WorkArea) -> None:
    assert "Hier ligt" not in visitor.get(linden.get_absolute_url()).text
