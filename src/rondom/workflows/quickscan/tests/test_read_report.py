"""Reading a report: who may, as what, and what is left when it is withdrawn."""

from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from rondom.cores.measure.models import Release
from rondom.workflows.quickscan.actions.reports import ask_for_reports, make_reports
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.tests.factories import make_scan, make_wave

pytestmark = pytest.mark.django_db

PAGES = ("release", "release_pdf", "release_tables", "release_json")


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def release(scan: Scan, coordinator: Any) -> Release:
    wave = make_wave(scan, by=coordinator)
    return made(wave, coordinator, "circle")


def made(wave: Any, by: Any, audience: str) -> Release:
    run, _ = ask_for_reports(wave.round, audience=audience, by=by)
    make_reports(run, by=by)
    found = Release.objects.filter(results__audience=audience, publication__area=None).last()
    assert found is not None
    return found


def address(release: Release, name: str = "release") -> str:
    return reverse(f"quickscan:{name}", args=[release.made_on.year, release.publication.key, release.number])


@pytest.mark.parametrize("name", PAGES)
def test_members_of_the_circle_read_it(client: Any, release: Release, coordinator: Any, name: str) -> None:
    client.force_login(coordinator)
    assert client.get(address(release, name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_someone_else_does_not_find_it(
    client: Any, release: Release, outsider: Any, superuser: Any, name: str
) -> None:
    for user in (outsider, superuser):
        client.force_login(user)
        assert client.get(address(release, name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_asked_to_sign_in_first(client: Any, release: Release, name: str) -> None:
    response = client.get(address(release, name))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
def test_a_report_for_everyone_opens_without_an_account(
    client: Any, release: Release, coordinator: Any, name: str
) -> None:
    public = made(release.publication, coordinator, "public")
    assert client.get(address(public, name)).status_code == 200


def test_the_page_says_who_took_part_and_what_is_not_shown(
    client: Any, release: Release, coordinator: Any
) -> None:
    client.force_login(coordinator)
    page = client.get(address(release)).text
    assert "69 van de 270 professionals deden mee" in page
    assert "Wat niet is getoond" in page
    assert "nog niet gevalideerd" in page or "concept" in page


def test_a_withdrawn_report_is_gone_and_says_why(client: Any, release: Release, coordinator: Any) -> None:
    client.force_login(coordinator)
    reason = "Er stond een verkeerd aantal genodigden in."
    client.post(address(release, "withdraw"), {"because": reason})
    for name in PAGES:
        response = client.get(address(release, name))
        assert response.status_code == 410
        assert reason in response.text
    release.refresh_from_db()
    assert release.pdf is None
    assert release.document["ideas"] == []


def test_from_a_withdrawn_report_there_is_a_way_back(client: Any, release: Release, coordinator: Any) -> None:
    client.force_login(coordinator)
    client.post(address(release, "withdraw"), {"because": "Er stond een verkeerd aantal genodigden in."})
    back = reverse("quickscan:of_circle", args=[release.publication.circle_id])
    assert f'href="{back}"' in client.get(address(release)).text


def test_withdrawing_needs_a_reason(client: Any, release: Release, coordinator: Any) -> None:
    client.force_login(coordinator)
    client.post(address(release, "withdraw"), {"because": "fout"})
    assert client.get(address(release)).status_code == 200


def test_a_member_who_does_not_coordinate_cannot_withdraw(
    client: Any, release: Release, scan: Scan, coordinator: Any, professional: Any
) -> None:
    from rondom.foundation.circles.actions import add_member

    add_member(scan.circle, user=professional, role="professional", by=coordinator)
    client.force_login(professional)
    assert client.post(address(release, "withdraw"), {"because": "Een lange reden."}).status_code == 403
    assert "intrekken" not in client.get(address(release)).text


def test_the_spreadsheet_holds_the_numbers_of_the_page(
    client: Any, release: Release, coordinator: Any
) -> None:
    client.force_login(coordinator)
    content = client.get(address(release, "release_tables")).content
    book = openpyxl.load_workbook(ContentFile(content))
    assert book.sheetnames[0] == "leesmij"
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert any("Lindenkwartier" in cell for cell in cells)
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_the_address_of_a_release_never_changes(client: Any, release: Release, coordinator: Any) -> None:
    client.force_login(coordinator)
    before = client.get(address(release, "release_json")).json()
    made(release.publication, coordinator, "circle")
    assert client.get(address(release, "release_json")).json() == before
    assert "nieuwere uitgave" in client.get(address(release)).text
