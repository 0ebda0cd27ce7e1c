"""What someone does with places and partners stands in the log, though places know no log."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from rondom.foundation.audit.actions import verify
from rondom.foundation.audit.models import Entry
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.foundation.places.tests.factories import KWB_HEAD, KWB_ROWS, area, geojson, lindestad, partner

HEAD = "naam;sector;wijken;e-mail;mag met naam;doet mee\n"


@pytest.fixture
def linden(db: None) -> WorkArea:
    found = area("Linden", "WK900100", municipality=lindestad())
    assert Entry.objects.get().action == "places.area_added"
    return found


@pytest.fixture
def manager(client: Client, superuser: Any, linden: WorkArea) -> Client:
    client.force_login(superuser)
    return client


def newest() -> Entry:
    entry = Entry.objects.order_by("number").last()
    assert entry is not None
    return entry


def test_a_partner_is_added_changed_stopped_and_resumed(
    manager: Client, linden: WorkArea, superuser: Any
) -> None:
    given = {"name": "De Linde (voorbeeld)", "sector": partner(sector="ko").sector.pk, "areas": [linden.pk]}
    manager.post("/partners/nieuw/", given)
    pk = Organisation.objects.get(name=given["name"]).pk
    manager.post(f"/partners/{pk}/wijzigen/", {**given, "may_be_named": "on"})
    manager.post(f"/partners/{pk}/stoppen/")
    manager.post(f"/partners/{pk}/hervatten/")
    told = list(Entry.objects.filter(object_type="places.organisation").order_by("number"))
    assert [entry.action.removeprefix("places.partner_") for entry in told] == [
        "added",
        "changed",
        "stopped",
        "resumed",
    ]
    assert {(entry.object_id, entry.user_id) for entry in told} == {(str(pk), superuser.pk)}
    assert "Linde" not in str([entry.facts for entry in told])


def test_a_list_of_partners_that_is_taken_in(manager: Client) -> None:
    rows = f"{HEAD}De Eik (voorbeeld);ko;Linden;;ja;ja\nDe Es (voorbeeld);ko;Linden;;ja;ja\n"
    shown = manager.post("/partners/inlezen/", {"file": SimpleUploadedFile("partners.csv", rows.encode())})
    assert Entry.objects.count() == 1
    manager.post("/partners/inlezen/", {"checked": shown.context["checked"]})
    assert newest().action == "places.partner_list_taken_in"
    assert newest().facts == {"added": 2, "renewed": 0}
    assert newest().object_id == ""


def test_taking_out_addresses_is_told_and_a_list_without_is_not(
    manager: Client, outsider: Any, superuser: Any, linden: WorkArea
) -> None:
    partner("De Eik (voorbeeld)", linden)
    partner("De Es (voorbeeld)", linden)
    manager.get("/partners/lijst.csv", {"zoek": "Eik"})
    assert (newest().action, newest().user_id) == ("places.partner_list_taken_out", superuser.pk)
    assert newest().facts == {"number": 1}
    before = Entry.objects.count()
    manager.force_login(outsider)
    manager.get("/partners/lijst.xlsx")
    assert Entry.objects.count() == before


def test_a_work_area_that_is_changed(manager: Client, linden: WorkArea) -> None:
    given = {"name": "Lindenbuurt", "municipality": linden.municipality_id, "parts_text": "WK900100"}
    assert manager.post(f"{linden.get_absolute_url()}wijzigen/", given).status_code == 302
    assert newest().action == "places.area_changed"
    assert newest().facts == {"parts": 1}


@pytest.mark.parametrize("by_hand", [True, False])
def test_figures_and_borders_that_are_taken_in(
    manager: Client, superuser: Any, tmp_path: Any, by_hand: bool
) -> None:
    files = {"kwb": ("kwb-2023.csv", "\r\n".join([KWB_HEAD, *KWB_ROWS]).encode())}
    files["grenzen"] = ("grenzen.geojson", geojson(statcode="WK900100", statnaam="Linden", jaar=2023))
    for kind, (name, content) in files.items():
        if by_hand:
            given = {"kind": kind, "file": SimpleUploadedFile(name, content), "year": "2023"}
            assert manager.post("/wijken/cijfers-inlezen/", given).status_code == 302
        else:
            (tmp_path / name).write_bytes(content)
            command = "import_kwb" if kind == "kwb" else "import_boundaries"
            call_command(command, str(tmp_path / name), year=2023)
    figures, borders = list(Entry.objects.order_by("number"))[-2:]
    assert figures.action == "places.figures_taken_in"
    assert figures.facts["division"] == 2023
    assert figures.facts["figures"] > 20
    assert borders.action == "places.borders_taken_in"
    assert borders.facts["borders"] == 1
    assert {figures.user_id, borders.user_id} == {superuser.pk if by_hand else None}


def test_what_is_refused_is_not_told(manager: Client, linden: WorkArea) -> None:
    one = partner("De Eik (voorbeeld)", linden)
    assert manager.post(f"/partners/{one.pk}/hervatten/").status_code == 409
    assert Entry.objects.count() == 1


def test_lines_about_many_things_stand_in_the_chain(manager: Client) -> None:
    manager.get("/partners/lijst.csv")
    assert verify().broken is None
    assert verify().lines == 2
