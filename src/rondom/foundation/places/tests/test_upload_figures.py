"""Taking in files of Statistics Netherlands on a page."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rondom.foundation.places.models import KeyFigure, Place
from rondom.foundation.places.tests.factories import KWB_ROWS, geojson, kwb_csv, lindestad
from rondom.foundation.places.tests.test_import_seswoa import TECHNICAL


@pytest.fixture
def manager(client: Client, superuser: Any) -> Client:
    client.force_login(superuser)
    return client


def _upload(manager: Client, kind: str, content: bytes, *, year: str = "", name: str = "bestand.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return manager.post("/wijken/cijfers-inlezen/", {"kind": kind, "file": file, "year": year}, follow=True)


def test_takes_in_key_figures(manager: Client) -> None:
    page = _upload(manager, "kwb", kwb_csv(), year="2022").content.decode()
    assert "28 cijfers over 2022" in page
    assert KeyFigure.objects.count() == 28


def test_takes_in_scores(manager: Client) -> None:
    assert "over 2021, 2022" in _upload(manager, "seswoa", TECHNICAL.encode(), year="2023").content.decode()


def test_takes_in_borders(manager: Client) -> None:
    lindestad()
    _upload(manager, "grenzen", geojson(statcode="WK900100"))
    assert Place.objects.get(code="WK900100").boundary is not None


def test_faults_are_shown_and_nothing_comes_in(manager: Client) -> None:
    page = _upload(
        manager, "kwb", kwb_csv(KWB_ROWS[0], KWB_ROWS[1].replace("5,1", "veel")), year="2022"
    ).content.decode()
    assert "Rij 3, kolom HuishoudensMetEenLaagInkomen_78" in page
    assert not Place.objects.exists()


def test_a_missing_year_is_asked_for(manager: Client) -> None:
    assert "staat geen jaar" in _upload(manager, "kwb", kwb_csv()).content.decode()


def test_an_empty_file_says_so(manager: Client) -> None:
    assert "Dit bestand is leeg" in _upload(manager, "kwb", b"").content.decode()
