"""Questionnaires: looking, taking one that comes with Rondom, reading one in, and taking one out."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from rondom.cores.measure.forms.instruments import LARGEST_MB
from rondom.cores.measure.models import InstrumentVersion
from rondom.cores.measure.tests.cast import sign_in, statuses
from rondom.cores.measure.tests.factories import make_instrument, make_round, make_version
from rondom.foundation.audit.models import Entry
from rondom.instruments import shipped, shipped_names
from rondom.instruments.xlsform import read_xlsform, write_xlsform

LIST, ADD, TAKE = (
    reverse(f"measure:{name}") for name in ("instruments", "add_instrument", "take_instrument")
)
OF_ONE = ("instrument", "download_instrument")
SIGNED_IN = statuses(200, 200, 200, 200, 200)
MANAGERS = statuses(403, 403, 200, 200, 200)

SURVEY = [
    ["type", "name", "label"],
    ["select_one vaak", "samen", "Wij werken samen"],
    ["integer", "jaren", "Hoeveel jaar werkt u hier?"],
]
CHOICES = [["list_name", "name", "label"], ["vaak", "1", "nooit"], ["vaak", "2", "vaak"]]
SETTINGS = [["form_title", "form_id"], ["Buurtvragen", "buurtvragen"]]


def form(survey: Any = SURVEY, choices: Any = CHOICES, settings: Any = SETTINGS) -> bytes:
    """An XLSForm with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(client: Client, content: bytes, name: str = "vragen.xlsx") -> Any:
    return client.post(ADD, {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def manager(as_coordinator: Client, circle: Any) -> Client:
    """The coordinator of a circle manages questionnaires."""
    return as_coordinator


@SIGNED_IN
def test_who_looks_at_questionnaires(
    client: Client, request: Any, circle: Any, who: str, status: int
) -> None:
    version = make_version()
    sign_in(client, request, who)
    pages = [
        LIST,
        *(reverse(f"measure:{name}", args=[version.pk]) for name in ("instrument", "download_instrument")),
    ]
    assert [client.get(page).status_code for page in pages] == [status] * 3


@MANAGERS
def test_who_reads_one_in(client: Client, request: Any, circle: Any, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.get(ADD).status_code == status
    upload(client, form())
    assert InstrumentVersion.objects.exists() == (status == 200)


@MANAGERS
def test_who_takes_one(client: Client, request: Any, circle: Any, who: str, status: int) -> None:
    sign_in(client, request, who)
    assert client.post(TAKE, {"name": "quickscan"}).status_code == (302 if status == 200 else status)
    assert InstrumentVersion.objects.exists() == (status == 200)
    assert (TAKE in client.get(LIST).text) == (status == 200)


def test_taking_needs_a_button(manager: Client) -> None:
    assert manager.get(TAKE).status_code == 405


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_questionnaire_can_be_taken_and_read(manager: Client, name: str) -> None:
    wanted = shipped(name)
    response = manager.post(TAKE, {"name": wanted.name}, follow=True)
    assert response.status_code == 200
    assert "concept, nog niet gevalideerd" in response.text
    for item in wanted.items():
        assert f'<th scope="row">{item.name}</th>' in response.text
    assert f'value="{wanted.name}"' not in manager.get(LIST).text


def test_one_that_does_not_exist_is_explained(manager: Client) -> None:
    response = manager.post(TAKE, {"name": "verzonnen"}, follow=True)
    assert "hoort niet bij Rondom" in response.text
    assert not InstrumentVersion.objects.exists()


def test_a_good_file_becomes_a_questionnaire(manager: Client) -> None:
    response = upload(manager, form())
    version = InstrumentVersion.objects.get()
    assert response.headers["Location"] == reverse("measure:instrument", args=[version.pk])
    assert (version.title, version.number) == ("Buurtvragen", 1)
    assert [item.name for item in version.instrument.items()] == ["samen", "jaren"]
    assert Entry.objects.get(action="measure.instrument_added").object_id == str(version.pk)


def test_the_same_file_twice_is_one_version(manager: Client) -> None:
    upload(manager, form())
    upload(manager, form())
    assert InstrumentVersion.objects.count() == 1


def test_a_version_that_a_round_uses_stays_and_the_next_is_new(
    manager: Client, circle: Any, coordinator: Any
) -> None:
    upload(manager, form())
    make_round(circle, by=coordinator, version=InstrumentVersion.objects.get(), opened=False)
    upload(manager, form(survey=[*SURVEY, ["text", "idee", "Wat wilt u nog kwijt?"]]))
    assert list(InstrumentVersion.objects.values_list("number", flat=True)) == [1, 2]
    first, second = InstrumentVersion.objects.all()
    shown = manager.get(reverse("measure:instrument", args=[first.pk])).text
    assert "Wat wilt u nog kwijt?" not in shown
    assert reverse("measure:instrument", args=[second.pk]) in shown
    assert manager.get(LIST).text.count("Buurtvragen") == 1


def test_every_fault_is_shown_with_its_sheet_row_and_column(manager: Client) -> None:
    survey = [
        *SURVEY,
        ["select_one bestaat_niet", "waar", "Waar werkt u?"],
        ["integer", "jaren", "Nog een keer?"],
    ]
    response = upload(manager, form(survey=survey))
    assert response.status_code == 422
    assert "Hieronder staat waarom" in response.text
    table = response.text[response.text.index("Wat er niet klopt</h2>") :]
    assert '<th scope="row">survey</th><td class="n">4</td><td>type</td>' in table
    assert '<th scope="row">survey</th><td class="n">5</td><td>name</td>' in table
    assert not InstrumentVersion.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leeg.xlsx"),
        (b"geen werkblad", "vragen.xlsx"),
        (b"%PDF-1.7", "vragen.pdf"),
        (b"PK\x03\x04", "half.zip"),
    ],
)
def test_what_is_no_form_says_what_to_do(manager: Client, content: bytes, name: str) -> None:
    response = upload(manager, content, name)
    assert response.status_code == 422
    assert 'href="#id_file"' in response.text
    assert "Traceback" not in response.text
    assert not InstrumentVersion.objects.exists()


def test_without_a_file_the_page_asks_for_one(manager: Client) -> None:
    response = manager.post(ADD)
    assert response.status_code == 422
    assert 'id="fouten"' in response.text


def test_a_file_that_is_too_large_is_refused_unread(manager: Client) -> None:
    response = upload(manager, b"PK" + b"0" * (LARGEST_MB * 1024 * 1024))
    assert response.status_code == 422
    assert f"groter dan {LARGEST_MB} MB" in response.text


def test_a_formula_is_text_here_and_in_the_file_that_comes_out(manager: Client) -> None:
    given = make_instrument(title={"nl": "=1+1", "en": '=HYPERLINK("http://elders.example")'})
    file = io.BytesIO()
    write_xlsform(given, file)
    assert upload(manager, file.getvalue()).status_code == 302
    version = InstrumentVersion.objects.get()
    out = manager.get(reverse("measure:download_instrument", args=[version.pk])).content
    assert read_xlsform(io.BytesIO(out)).instrument.title == given.title
    cells = [cell for sheet in load_workbook(io.BytesIO(out)) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_a_formula_that_was_never_computed_is_named(manager: Client) -> None:
    survey = [*SURVEY, ["text", "idee", '="Wat wilt u " & "nog kwijt?"']]
    manager.post(ADD, {"file": SimpleUploadedFile("vragen.xlsx", form(survey=survey))})
    said = manager.get(LIST).text
    assert "survey, rij 4, kolom &#x27;label&#x27;: Geen tekst" in said


@pytest.mark.parametrize("name", shipped_names())
def test_what_comes_out_is_what_went_in(manager: Client, name: str) -> None:
    manager.post(TAKE, {"name": shipped(name).name})
    version = InstrumentVersion.objects.get()
    response = manager.get(reverse("measure:download_instrument", args=[version.pk]))
    assert f'filename="{version.name}-v1.xlsx"' in response.headers["Content-Disposition"]
    upload(manager, response.content)
    assert InstrumentVersion.objects.get().checksum == version.checksum


def test_a_questionnaire_that_is_not_there(manager: Client) -> None:
    for name in OF_ONE:
        assert manager.get(reverse(f"measure:{name}", args=[99])).status_code == 404


def test_texts_of_a_file_are_text_on_the_page(manager: Client) -> None:
    upload(manager, form(survey=[*SURVEY, ["text", "idee", "<script>alert(1)</script>"]]))
    shown = manager.get(reverse("measure:instrument", args=[InstrumentVersion.objects.get().pk])).text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_twenty_questionnaires_ask_no_more_than_one(
    manager: Client, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    make_version()
    manager.get(LIST)
    with django_assert_max_num_queries(8) as before:
        manager.get(LIST)
    for number in range(19):
        make_version(name=f"proef{number}")
    with django_assert_num_queries(len(before.captured_queries)):
        manager.get(LIST)


def test_answers_that_all_questions_share_are_said_once(manager: Client) -> None:
    shown = manager.post(TAKE, {"name": shipped("quickscan").name}, follow=True).text
    assert shown.count("Nooit · Zelden · Soms · Vaak") == 3
