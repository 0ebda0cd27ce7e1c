"""The list of partners, and adding, changing and stopping one."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from rondom.foundation import access
from rondom.foundation.places.models import Organisation, Sector, WorkArea
from rondom.foundation.places.tests.factories import area, lindestad, partner, place


@pytest.fixture
def manager(client: Client, superuser: Any) -> Client:
    client.force_login(superuser)
    return client


@pytest.fixture
def linden(db: None) -> WorkArea:
    return area("Lindenkwartier", "WK900100", municipality=lindestad())


def _data(**changes: Any) -> dict[str, Any]:
    sector = Sector.objects.get(code="po")
    return {
        "name": "De Linde (voorbeeld)",
        "sector": sector.pk,
        "contact_email": "team@voorbeeld.example",
    } | changes


def test_adds_a_partner(manager: Client, linden: WorkArea) -> None:
    response = manager.post("/partners/nieuw/", _data(areas=[linden.pk], may_be_named="on"))
    assert response["Location"] == "/partners/"
    added = Organisation.objects.get()
    assert (added.name, added.may_be_named, added.active) == ("De Linde (voorbeeld)", True, True)
    assert list(added.areas.all()) == [linden]


def test_a_partner_is_not_named_unless_it_agreed(manager: Client) -> None:
    manager.post("/partners/nieuw/", _data())
    assert Organisation.objects.get().may_be_named is False


@pytest.mark.parametrize("name", ["De Linde (voorbeeld)", "DE LINDE (VOORBEELD)", "  De  Linde (voorbeeld) "])
def test_a_name_can_be_there_once(manager: Client, name: str) -> None:
    partner("De Linde (voorbeeld)")
    page = manager.post("/partners/nieuw/", _data(name=name)).content.decode()
    assert "Deze naam is er al" in page
    with pytest.raises(ValidationError):
        Organisation(name="de linde (voorbeeld)", sector=Sector.objects.get(code="ko")).full_clean()


def test_refuses_a_name_with_signs_that_one_cannot_see(manager: Client) -> None:
    page = manager.post("/partners/nieuw/", _data(name="De\u200bLinde")).content.decode()
    assert "onzichtbare tekens" in page


def test_unknown_fields_change_nothing(manager: Client) -> None:
    manager.post("/partners/nieuw/", _data(active="", pk="99", id="99"))
    added = Organisation.objects.get()
    assert added.active is True
    assert added.pk != 99


def test_changes_a_partner(manager: Client, linden: WorkArea) -> None:
    one = partner("De Linde (voorbeeld)", linden)
    manager.post(f"/partners/{one.pk}/wijzigen/", _data(name="De Eik (voorbeeld)"))
    one.refresh_from_db()
    assert one.name == "De Eik (voorbeeld)"
    assert not one.areas.exists()


def test_a_partner_stops_and_comes_back(manager: Client) -> None:
    one = partner()
    manager.post(f"/partners/{one.pk}/stoppen/")
    one.refresh_from_db()
    assert one.active is False
    assert one not in manager.get("/partners/").context["page"].object_list
    manager.post(f"/partners/{one.pk}/hervatten/")
    one.refresh_from_db()
    assert one.active is True


def test_stopping_twice_is_refused(manager: Client) -> None:
    one = partner()
    manager.post(f"/partners/{one.pk}/stoppen/")
    assert manager.post(f"/partners/{one.pk}/stoppen/").status_code == 409


def test_the_list_keeps_to_the_filters(manager: Client, linden: WorkArea) -> None:
    partner("School Linde (voorbeeld)", linden)
    partner("School Eik (voorbeeld)")
    partner("Opvang Linde (voorbeeld)", linden, sector="ko")
    stopped = partner("Oude Linde (voorbeeld)", linden)
    Organisation.objects.filter(pk=stopped.pk).update(active=False)
    shown = {
        query: [
            name
            for name in ("School Linde", "School Eik", "Opvang Linde", "Oude Linde")
            if name in _list(manager, query)
        ]
        for query in (
            "",
            "?sector=ko",
            f"?wijk={linden.pk}",
            "?zoek=eik",
            f"?wijk={linden.pk}&sector=po&gestopt=on",
        )
    }
    assert list(shown.values()) == [
        ["School Linde", "School Eik", "Opvang Linde"],
        ["Opvang Linde"],
        ["School Linde", "Opvang Linde"],
        ["School Eik"],
        ["School Linde", "Oude Linde"],
    ]


def _list(client: Client, query: str) -> str:
    return client.get(f"/partners/{query}").content.decode()


def test_a_filter_that_does_not_exist_is_no_fault(manager: Client) -> None:
    assert manager.get("/partners/?sector=xyz&wijk=abc&pagina=-3").status_code == 200


def test_only_who_manages_partners_sees_addresses(client: Client, outsider: Any, superuser: Any) -> None:
    partner()
    client.force_login(outsider)
    assert "team@voorbeeld.example" not in _list(client, "")
    client.force_login(superuser)
    assert "team@voorbeeld.example" in _list(client, "")


def test_the_list_needs_the_same_queries_for_many_partners(
    manager: Client, linden: WorkArea, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    partner("Eerste (voorbeeld)", linden)
    with django_assert_max_num_queries(20) as before:
        _list(manager, "")
    for number in range(20):
        partner(f"Partner {number} (voorbeeld)", linden)
    with django_assert_num_queries(len(before.captured_queries)):
        _list(manager, "")


@pytest.fixture
def only_lindestad(monkeypatch: pytest.MonkeyPatch, linden: WorkArea) -> WorkArea:
    """Everyone manages partners, in Lindestad only; there is a work area elsewhere."""

    def here(user: Any, subject: Any) -> bool:
        return subject is access.SITE or subject == linden.municipality

    rules = access.permissions() | {"places.manage_partners": access.Rule(here, "here")}
    monkeypatch.setattr(access, "_permissions", rules)
    elsewhere = place("GM9002", "Eikstad")
    place("WK900200", "Eikenwijk", parent=elsewhere)
    return area("Eikenwijk", "WK900200", municipality=elsewhere)


def test_a_partner_of_another_municipality_stays_as_it_is(
    client: Client, outsider: Any, only_lindestad: WorkArea
) -> None:
    one = partner("De Eik (voorbeeld)", only_lindestad)
    client.force_login(outsider)
    assert client.post(f"/partners/{one.pk}/wijzigen/", _data()).status_code == 403
    assert client.post(f"/partners/{one.pk}/stoppen/").status_code == 403
    assert f"/partners/{one.pk}/wijzigen/" not in _list(client, "")


def test_a_shared_partner_keeps_its_areas_elsewhere(
    client: Client, outsider: Any, linden: WorkArea, only_lindestad: WorkArea
) -> None:
    one = partner("Regionale jeugdhulp (voorbeeld)", linden, only_lindestad)
    client.force_login(outsider)
    assert client.post(f"/partners/{one.pk}/wijzigen/", _data(areas=[])).status_code == 302
    assert list(one.areas.all()) == [only_lindestad]


def test_an_area_of_another_municipality_cannot_be_chosen(
    client: Client, outsider: Any, only_lindestad: WorkArea
) -> None:
    client.force_login(outsider)
    assert client.post("/partners/nieuw/", _data(areas=[only_lindestad.pk])).status_code == 200
    assert not Organisation.objects.exists()
