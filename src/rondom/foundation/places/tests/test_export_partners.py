"""Partners out to a file."""

import csv
import io
import unicodedata
from typing import Any

import openpyxl
import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rondom.foundation.places.models import Organisation, WorkArea
from rondom.foundation.places.partner_list import read_partners
from rondom.foundation.places.spreadsheets import as_csv, as_xlsx, safe_cell, without_guard
from rondom.foundation.places.tests.factories import area, lindestad, partner, sheet

DANGEROUS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212")


@given(
    st.one_of(
        st.text(max_size=30), st.builds("".join, st.lists(st.sampled_from("=+-@\t\r \u200b\x00\ufeff1a'")))
    )
)
@example("\u200b=1+1")
@example("  =cmd|' /C calc'!A0")
@example("\x01-1")
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip().startswith(DANGEROUS)
    assert not any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in cell)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs")), max_size=30))
def test_a_guard_comes_off_again(text: str) -> None:
    assert without_guard(safe_cell(text)) == safe_cell(text) or without_guard(safe_cell(text)) == text


@settings(deadline=None)  # writing and reading a workbook takes long on a busy machine
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_excel_holds_texts_and_no_formulas(cells: list[str]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(["a"] * len(cells), [cells], about=["=1+1"])))
    for row in [*book["partners"].iter_rows(), *book["leesmij"].iter_rows()]:
        assert all(cell.data_type != "f" for cell in row)


def test_csv_opens_in_a_dutch_excel() -> None:
    content = as_csv(["naam"], [["Café (voorbeeld)"]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))[1] == [
        "Café (voorbeeld)"
    ]


@pytest.fixture
def linden(db: None) -> WorkArea:
    return area("Lindenkwartier", "WK900100", municipality=lindestad())


def _names(client: Client, kind: str, query: str) -> list[str]:
    content = client.get(f"/partners/lijst.{kind}{query}").content
    return [cells[0] for _, cells in list(sheet(content).rows)[1:]]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("query", ["", "?sector=ko", "?zoek=linde", "?gestopt=on", "?wijk={area}"])
def test_what_one_sees_is_what_comes_out(
    client: Client, superuser: Any, linden: WorkArea, kind: str, query: str
) -> None:
    partner("School Linde (voorbeeld)", linden)
    partner("Opvang Eik (voorbeeld)", sector="ko")
    Organisation.objects.filter(pk=partner("Oude Linde (voorbeeld)").pk).update(active=False)
    client.force_login(superuser)
    query = query.format(area=linden.pk)
    page = client.get(f"/partners/{query}").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    everyone = Organisation.objects.values_list("name", flat=True).order_by("name")
    assert _names(client, kind, query) == [name for name in everyone if name in page]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_addresses_only_come_out_for_who_sees_them(
    client: Client, outsider: Any, superuser: Any, kind: str
) -> None:
    partner()
    client.force_login(outsider)
    header, row = (cells for _, cells in sheet(client.get(f"/partners/lijst.{kind}").content).rows)
    assert "e-mail" not in header
    assert not any("@" in cell for cell in row)
    client.force_login(superuser)
    assert "team@voorbeeld.example" in list(sheet(client.get(f"/partners/lijst.{kind}").content).rows)[1][1]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_comes_out_goes_in_again(client: Client, superuser: Any, linden: WorkArea, kind: str) -> None:
    names = {"=Som (voorbeeld)", "-Streep; met; punten (voorbeeld)", '"Aanhaling" (voorbeeld)'}
    for name in names:
        partner(name, linden)
    client.force_login(superuser)
    content = client.get(f"/partners/lijst.{kind}").content
    found = read_partners(sheet(content), areas=[linden], out_of_reach=[])
    assert not found.faults
    assert {row.name for row in found.rows} == names
    assert not found.new


def test_excel_says_what_was_chosen(client: Client, superuser: Any) -> None:
    partner()
    client.force_login(superuser)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/partners/lijst.xlsx?sector=po").content))
    lines = [row[0].value for row in book["leesmij"].iter_rows()]
    assert "Sector: Basisonderwijs" in lines
    assert "Alleen wie nu meedoet" in lines


def test_the_export_needs_the_same_queries_for_many_partners(
    client: Client,
    superuser: Any,
    linden: WorkArea,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    client.force_login(superuser)
    partner("Eerste (voorbeeld)", linden)
    with django_assert_max_num_queries(12) as before:
        client.get("/partners/lijst.csv")
    for number in range(20):
        partner(f"Partner {number} (voorbeeld)", linden)
    with django_assert_num_queries(len(before.captured_queries)):
        client.get("/partners/lijst.csv")
