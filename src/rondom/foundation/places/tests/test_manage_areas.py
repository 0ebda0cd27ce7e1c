"""Adding and changing the neighbourhoods that people work in."""

from typing import Any

import pytest
from django.test import Client

from rondom.foundation.places.actions.areas import save_area
from rondom.foundation.places.models import Place, WorkArea
from rondom.foundation.places.tests.factories import area, lindestad, place
from rondom.foundation.refusals import Refused


@pytest.fixture
def manager(client: Client, superuser: Any) -> Client:
    client.force_login(superuser)
    return client


def _post(manager: Client, parts: str, *, name: str = "Linden", address: str = "/wijken/nieuw/") -> Any:
    municipality = Place.objects.filter(code="GM9001").latest("year")
    data = {"name": name, "municipality": municipality.pk, "parts_text": parts, "active": "on"}
    return manager.post(address, data)


@pytest.mark.parametrize("parts", ["WK900100", "wk900100", "Lindenkwartier", " lindenkwartier ,"])
def test_adds_an_area_by_code_or_name(manager: Client, parts: str) -> None:
    lindestad()
    assert _post(manager, parts)["Location"] == "/wijken/WK900100-linden/"
    assert [part.code for part in WorkArea.objects.get().parts.all()] == ["WK900100"]


def test_adds_a_wijk_of_which_only_the_code_is_known(manager: Client) -> None:
    place("WK900107", parent=lindestad())
    _post(manager, "WK900107")
    assert WorkArea.objects.get().code == "WK900107"


def test_adds_an_area_of_several_parts(manager: Client) -> None:
    lindestad()
    _post(manager, "WK900100; BU90010101")
    added = WorkArea.objects.get()
    assert added.code == ""
    assert added.parts.count() == 2


@pytest.mark.parametrize(
    ("parts", "words"),
    [("WK999999", "is geen wijk of buurt van Lindestad"),
     ("WK900100, BU90010001", "ligt al in Lindenkwartier"),
     ("Dubbel", "komt meer dan eens voor. Gebruik de code: WK900105 of BU90010501"),
     ("", "1 ding klopt nog niet")],
)  # fmt: skip
def test_says_which_part_cannot_be_used(manager: Client, parts: str, words: str) -> None:
    municipality = lindestad()
    place("WK900105", "Dubbel", parent=municipality)
    place("BU90010501", "Dubbel", parent=municipality)
    assert words in _post(manager, parts).content.decode().replace("&#x27;", "'")
    assert not WorkArea.objects.exists()


def test_one_wijk_is_one_area(manager: Client) -> None:
    area("Lindenkwartier", "WK900100", municipality=lindestad())
    page = _post(manager, "WK900100", name="Nog eens").content.decode()
    assert "is al de wijk" in page


def test_parts_are_those_of_the_newest_borders(manager: Client) -> None:
    lindestad(year=2022)
    lindestad(year=2023)
    _post(manager, "WK900100")
    assert WorkArea.objects.get().parts.get().year == 2023


def test_shows_the_codes_of_the_chosen_municipality(manager: Client) -> None:
    lindestad()
    assert "BU90010101" in _post(manager, "weet ik niet").content.decode()


def test_a_new_name_changes_the_address_and_not_the_key(manager: Client) -> None:
    linden = area("Lindenkwartier", "WK900100", municipality=lindestad())
    response = _post(manager, "WK900100", name="Lindenbuurt", address=f"{linden.get_absolute_url()}wijzigen/")
    assert response["Location"] == "/wijken/WK900100-lindenbuurt/"


def test_the_form_starts_with_what_there_is(manager: Client) -> None:
    linden = area("Lindenkwartier", "WK900100", municipality=lindestad())
    assert "WK900100</textarea>" in manager.get(
        f"{linden.get_absolute_url()}wijzigen/"
    ).content.decode().replace("\n", "")


def test_refuses_an_area_of_nothing(db: None) -> None:
    with pytest.raises(Refused):
        save_area(WorkArea(name="Leeg", municipality=lindestad()), parts=[], by=None)


def test_a_name_can_be_there_once_in_a_municipality(manager: Client) -> None:
    area("Lindenkwartier", "WK900100", municipality=lindestad())
    assert (
        "Deze wijk is er al in deze gemeente"
        in _post(manager, "WK900101", name="lindenkwartier").content.decode()
    )
