"""Taking in a list of partners."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rondom.foundation.places.actions.partners import import_partners
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.foundation.places.partner_list import HEADER, PartnerList, read_partners
from rondom.foundation.places.sheets import UnreadableFile
from rondom.foundation.places.spreadsheets import as_xlsx
from rondom.foundation.places.tests.factories import area, lindestad, partner, sheet
from rondom.foundation.refusals import Refused

HEAD = "naam;sector;wijken;e-mail;mag met naam;doet mee\n"
GOOD = HEAD + (
    "De Linde (voorbeeld);po;Lindenkwartier;linde@voorbeeld.example;ja;ja\n"
    "Opvang (voorbeeld);Kinderopvang en peuteropvang;WK900100, Nieuw-Oever;;;\n"
)
WRONG = HEAD + (
    "De Linde (voorbeeld);po;Lindenkwartier;linde@voorbeeld.example;ja;ja\n"
    ";zz;Niemandsland;geen adres;misschien;\n"
    "de linde (VOORBEELD);po;;;;\n"
)


@pytest.fixture
def areas(db: None) -> list[WorkArea]:
    municipality = lindestad()
    return [
        area("Lindenkwartier", "WK900100", municipality=municipality),
        area("Nieuw-Oever", "WK900101", municipality=municipality),
    ]


@pytest.fixture
def manager(client: Client, superuser: Any) -> Client:
    client.force_login(superuser)
    return client


def _read(content: str | bytes) -> PartnerList:
    return read_partners(sheet(content), areas=WorkArea.objects.all(), out_of_reach=[])


def test_adds_partners_with_sector_and_areas_by_name_or_code(areas: list[WorkArea]) -> None:
    done = import_partners(_read(GOOD), within=areas, by=None)
    assert (done.added, done.changed) == (2, 0)
    care = Organisation.objects.get(name="Opvang (voorbeeld)")
    assert care.sector.code == "ko"
    assert set(care.areas.all()) == set(areas)
    assert Organisation.objects.get(name="De Linde (voorbeeld)").may_be_named is True


def test_lists_every_fault_with_row_column_and_reason(areas: list[WorkArea]) -> None:
    faults = [(fault.row, fault.column) for fault in _read(WRONG).faults]
    assert faults == [
        (3, "naam"),
        (3, "sector"),
        (3, "wijken"),
        (3, "e-mail"),
        (3, "mag met naam"),
        (4, "naam"),
    ]
    assert "staat ook in rij 2" in _read(WRONG).faults[-1].reason


def test_rows_are_numbered_as_a_spreadsheet_shows_them(areas: list[WorkArea]) -> None:
    content = HEAD + '\n"De\nLinde (voorbeeld)";po;;;;\nDe Eik (voorbeeld);zz;;;;\n'
    assert [(fault.row, fault.column) for fault in _read(content).faults] == [(4, "sector")]


def test_a_list_with_a_fault_adds_nothing(areas: list[WorkArea]) -> None:
    with pytest.raises(Refused):
        import_partners(_read(WRONG), within=areas, by=None)
    assert not Organisation.objects.exists()


def test_a_known_name_is_renewed_and_empty_cells_leave_what_was(areas: list[WorkArea]) -> None:
    one = partner("De Linde (voorbeeld)", areas[0])
    done = import_partners(_read(HEAD + "de linde (voorbeeld);ko;;;ja;nee\n"), within=areas, by=None)
    one.refresh_from_db()
    assert (done.added, done.changed) == (0, 1)
    assert (one.sector.code, one.contact_email, one.may_be_named, one.active) == (
        "ko",
        "team@voorbeeld.example",
        True,
        False,
    )
    assert list(one.areas.all()) == [areas[0]]


@pytest.mark.parametrize(
    ("content", "words"),
    [("organisatie;wijk\nX;Y\n", "kolom sector ontbreekt"), (HEAD, "geen partners"), ("", "leeg")],
)
def test_says_what_is_missing_in_the_file(areas: list[WorkArea], content: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        _read(content)


def test_reads_excel_with_an_own_order_of_columns(areas: list[WorkArea]) -> None:
    content = as_xlsx(
        ["Sector", "Organisatie", "iets anders"], [["po", "De Linde (voorbeeld)", "x"]], about=[]
    )
    assert [row.name for row in _read(content).rows] == ["De Linde (voorbeeld)"]


def test_a_partner_out_of_reach_cannot_be_renewed(areas: list[WorkArea]) -> None:
    one = partner("De Linde (voorbeeld)")
    found = read_partners(sheet(GOOD), areas=areas, out_of_reach=[one])
    assert [fault.column for fault in found.faults] == ["naam"]


def _upload(manager: Client, content: str) -> str:
    file = SimpleUploadedFile("partners.csv", content.encode())
    return manager.post("/partners/inlezen/", {"file": file}).content.decode()


def _checked(page: str) -> str:
    return page.split('name="checked" value="')[1].split('"')[0]


def test_a_file_is_first_looked_through_and_then_taken_in(manager: Client, areas: list[WorkArea]) -> None:
    page = _upload(manager, GOOD)
    assert not Organisation.objects.exists()
    assert "2 partners zijn nieuw" in page
    response = manager.post("/partners/inlezen/", {"checked": _checked(page)})
    assert response["Location"] == "/partners/"
    assert Organisation.objects.count() == 2


def test_faults_are_shown_and_cannot_be_taken_in(manager: Client, areas: list[WorkArea]) -> None:
    page = _upload(manager, WRONG)
    assert "Niemandsland" in page
    assert 'name="checked"' not in page


def test_a_list_that_was_tampered_with_is_not_taken_in(manager: Client, areas: list[WorkArea]) -> None:
    checked = _checked(_upload(manager, GOOD))
    manager.post("/partners/inlezen/", {"checked": checked[:-2] + "xx"})
    assert not Organisation.objects.exists()


def test_a_list_that_no_longer_fits_is_refused_whole(manager: Client, areas: list[WorkArea]) -> None:
    checked = _checked(_upload(manager, GOOD))
    areas[1].delete()
    assert manager.post("/partners/inlezen/", {"checked": checked}).status_code == 409
    assert not Organisation.objects.exists()


def test_a_file_that_cannot_be_read_says_so_at_the_field(manager: Client) -> None:
    assert "De kolommen naam en sector ontbreken." in _upload(manager, "a;b\n1;2\n")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_list_has_the_columns_that_are_read(manager: Client, kind: str) -> None:
    content = manager.get(f"/partners/sjabloon.{kind}").content
    assert next(iter(sheet(content).rows))[1] == list(HEADER)
