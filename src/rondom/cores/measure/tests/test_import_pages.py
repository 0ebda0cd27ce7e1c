"""A file of answers is chosen, matched with the questionnaire, looked through and taken in: the pages."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.cores.measure.actions.imports import drop_old_uploads
from rondom.cores.measure.actions.rounds import Invited, close_round, set_frame
from rondom.cores.measure.models import AnswerFile, AnswerUpload, Response, Round, SealedResponse
from rondom.cores.measure.tests.factories import TODAY, make_area, make_organisation, make_round
from rondom.foundation.audit.models import Entry

HEAD = "Naam;S1;s2;heel raar;idee\n"
CONTENT = HEAD + "Iemand;vaak;4;op de deur;Meer tijd\nAnder;zelden;nvt;;\n"


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    return make_round(circle, by=coordinator)


@pytest.fixture
def browser(client: Client, coordinator: Any) -> Client:
    client.force_login(coordinator)
    return client


def address(name: str, round_: Round) -> str:
    return reverse(f"measure:{name}", args=[round_.pk])


def choose(browser: Client, round_: Round, content: bytes | str = CONTENT) -> Any:
    content = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("namen van mensen.csv", content)
    return browser.post(address("import", round_), {"file": file}, follow=True)


def shown(browser: Client, round_: Round) -> dict[str, Any]:
    """The columns on the page, by name."""
    sheet = browser.get(address("import_match", round_)).context["sheet"]
    return {row.column: row for row in sheet.columns}


def match(browser: Client, round_: Round, **changes: str) -> Any:
    return browser.post(address("import_match", round_), {"origin": "imported", **changes}, follow=True)


def test_a_file_is_taken_in_in_three_steps(browser: Client, round_: Round, coordinator: Any) -> None:
    proposal = choose(browser, round_)
    assert "Welke kolom hoort bij welke vraag?" in proposal.text
    found = match(browser, round_)
    assert "2 vragenlijsten kloppen" in found.text
    assert not SealedResponse.objects.exists()
    done = browser.post(address("import_check", round_), follow=True)
    assert "2 vragenlijsten zijn ingelezen" in done.text
    close_round(round_, by=coordinator)
    answers = sorted((one.answers for one in Response.objects.all()), key=str)
    assert answers == [{"s1": "2", "s2": "nvt"}, {"s1": "4", "s2": "4"}]


def test_columns_that_fit_are_proposed_and_others_are_not(browser: Client, round_: Round) -> None:
    choose(browser, round_)
    rows = shown(browser, round_)
    assert [name for name, row in rows.items() if not row.chosen] == ["Naam", "heel raar"]
    assert [(value.value, value.chosen, value.count) for value in rows["S1"].values] == [
        ("vaak", "4", 1), ("zelden", "2", 1)
    ]  # fmt: skip


def test_a_value_gets_the_answer_that_someone_chooses(browser: Client, round_: Round) -> None:
    choose(browser, round_, "s1;s2\nheel vaak;4\n99;4\n")
    rows = shown(browser, round_)
    assert rows["s1"].unknown == 2
    often, none = (value.field for value in rows["s1"].values)
    assert "1 vragenlijst klopt" not in match(browser, round_).text
    found = match(browser, round_, **{often: "5", none: "-"})
    assert [answers for _, answers in found.context["found"].placed] == [{"s1": "5", "s2": "4"}, {"s2": "4"}]


def test_a_column_that_gets_another_question_is_shown_once_more(browser: Client, round_: Round) -> None:
    choose(browser, round_)
    rows = shown(browser, round_)
    again = match(browser, round_, **{rows["heel raar"].field: rows["s2"].chosen, rows["s2"].field: ""})
    assert "Kijk ook de antwoorden na van: heel raar" in again.text
    assert shown(browser, round_)["heel raar"].unknown == 1


def test_sending_the_sheet_as_it_is_changes_no_answer(browser: Client, round_: Round) -> None:
    choose(browser, round_, CONTENT + "Derde;N/A;wn;;\nVierde;zelden;3;;\n")
    before = shown(browser, round_)
    sent = {row.field: row.chosen for row in before.values()}
    sent |= {value.field: value.chosen for row in before.values() for value in row.values}
    match(browser, round_, **sent)
    assert shown(browser, round_) == before


def test_two_columns_for_one_question_are_refused(browser: Client, round_: Round) -> None:
    choose(browser, round_)
    rows = shown(browser, round_)
    assert "Kies er één" in match(browser, round_, **{rows["idee"].field: rows["s2"].chosen}).text


@pytest.mark.parametrize("key", ["[1, 2]", '["weg", "", "", ""]', "{}", "@onzin", '["s1"'])
def test_a_choice_that_no_page_offers_takes_nothing_in(browser: Client, round_: Round, key: str) -> None:
    choose(browser, round_)
    field = shown(browser, round_)["S1"].field
    assert match(browser, round_, **{field: key}).status_code == 200
    assert not SealedResponse.objects.exists()


def test_refused_values_stand_in_one_line_with_all_their_rows(browser: Client, round_: Round) -> None:
    choose(browser, round_, "s1;zeker\n4;11\n4;3\n4;11\n4;11\n")
    found = match(browser, round_)
    assert [(line.column, line.value, line.rows) for line in found.context["lines"]] == [
        ("zeker", "11", "2, 4–5")
    ]
    assert browser.post(address("import_check", round_)).status_code == 422
    assert not SealedResponse.objects.exists()


def test_the_same_file_asks_for_a_tick(browser: Client, round_: Round) -> None:
    for _ in range(2):
        choose(browser, round_)
        match(browser, round_)
        browser.post(address("import_check", round_))
    answer = browser.post(address("import_check", round_))
    assert answer.status_code == 422
    assert "Zet hier een vinkje" in answer.text
    assert SealedResponse.objects.count() == 2
    browser.post(address("import_check", round_), {"again": "on"})
    assert SealedResponse.objects.count() == 4


def test_sending_twice_takes_in_once(browser: Client, round_: Round) -> None:
    choose(browser, round_)
    match(browser, round_)
    for _ in range(2):
        browser.post(address("import_check", round_))
    assert SealedResponse.objects.count() == 2


def test_what_waits_cannot_be_read_in_the_database(browser: Client, round_: Round) -> None:
    choose(browser, round_, CONTENT + "Kenmerk;altijd;5;;Kenmerk\n" * 50)
    match(browser, round_)
    upload = AnswerUpload.objects.get()
    stored = bytes(upload.content) + bytes(upload.plan)
    assert not [word for word in (b"Kenmerk", b"heel raar", b"altijd", b"namen van") if word in stored]
    browser.post(address("import_check", round_))
    assert not AnswerUpload.objects.exists()
    assert "Kenmerk" not in str([entry.facts for entry in Entry.objects.all()])
    assert not {field.name for field in AnswerFile._meta.fields} & {"name", "file", "content"}


def test_a_file_waits_for_its_own_person_alone(browser: Client, round_: Round, researcher: Any) -> None:
    choose(browser, round_)
    other = Client()
    other.force_login(researcher)
    assert "Er wacht geen bestand" in other.get(address("import_match", round_), follow=True).text


def test_what_was_not_finished_is_gone_the_next_day(browser: Client, round_: Round) -> None:
    choose(browser, round_)
    AnswerUpload.objects.update(started_on=TODAY)
    assert drop_old_uploads(TODAY) == 0
    AnswerUpload.objects.update(started_on=TODAY.replace(day=1))
    assert drop_old_uploads(TODAY) == 1


def test_a_file_that_waits_can_be_taken_away(browser: Client, round_: Round) -> None:
    choose(browser, round_)
    browser.post(address("import_drop", round_))
    assert not AnswerUpload.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"\x00\x01\x02\x00", "geen tekstbestand"),
        (b"PK\x03\x04broken", "beschadigd"),
        (b"s1\n" + b"4\n" * 20_001, "meer dan 20000 rijen"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(
    browser: Client, round_: Round, content: bytes, words: str
) -> None:
    answer = choose(browser, round_, content)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_workbook_is_read_as_well(browser: Client, round_: Round) -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["s1", "zeker"])
    book.active.append([4, 7])
    book.save(stream)
    choose(browser, round_, stream.getvalue())
    found = match(browser, round_).context["found"]
    assert [answers for _, answers in found.placed] == [{"s1": "4", "zeker": 7}]


@pytest.mark.parametrize("name", ["import", "import_match", "import_check", "import_drop"])
@pytest.mark.parametrize(("who", "status"), [("professional", 403), ("outsider", 404), ("superuser", 404)])
def test_others_do_not_come_in(
    client: Client, round_: Round, request: Any, name: str, who: str, status: int
) -> None:
    client.force_login(request.getfixturevalue(who))
    for method in (client.get, client.post):
        assert method(address(name, round_)).status_code in (
            {status, 405} if name == "import_drop" else {status}
        )


@pytest.mark.parametrize("who", ["coordinator", "researcher"])
def test_who_may_take_in_comes_in(client: Client, round_: Round, request: Any, who: str) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(address("import", round_)).status_code == 200


def test_a_round_that_is_not_open_says_so(browser: Client, round_: Round, coordinator: Any) -> None:
    choose(browser, round_)
    close_round(round_, by=coordinator)
    for name in ("import", "import_match", "import_check"):
        assert browser.get(address(name, round_)).status_code == 409


def test_more_rows_and_columns_ask_the_database_no_more(browser: Client, round_: Round) -> None:
    asked = []
    for times in (1, 30):
        head = ";".join(f"kolom {number}" for number in range(times))
        choose(browser, round_, f"s1;{head}\n" + f"4;{'x;' * (times - 1)}x\n" * times)
        for name in ("import_match", "import_check"):
            browser.get(address(name, round_))
            with CaptureQueriesContext(connection) as queries:
                browser.get(address(name, round_))
            asked.append(len(queries))
    assert asked[:2] == asked[2:]
    assert max(asked) <= 16


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_night_takes_away_what_was_not_finished(browser: Client, round_: Round) -> None:
    choose(browser, round_)
    AnswerUpload.objects.update(started_on=TODAY.replace(year=2020))
    call_command("tidy", stdout=io.StringIO())
    assert not AnswerUpload.objects.exists()


def test_a_neighbourhood_can_be_chosen_for_the_whole_file(
    browser: Client, round_: Round, coordinator: Any
) -> None:
    area = make_area("Nieuw-Oever", "WK990102")
    school = make_organisation(area, "School aan de rivier (voorbeeld)")
    set_frame(round_, [Invited(area, school.sector, school, 5)], by=coordinator)
    choose(browser, round_, "s1\n4\n")
    assert "Zeg in welke kolom de wijk staat" in match(browser, round_).text
    found = match(browser, round_, area=str(area.pk)).context["found"]
    assert [cell.organisation for cell, _ in found.placed] == [school]


CELLS = st.sampled_from(
    ["", "4", "vaak", "nvt", "-99", "=1+1", "x" * 200_000, '"', "\ufeff", "a\nb", "ja/nee"]
)
ROWS = st.lists(st.lists(CELLS | st.text(max_size=5), min_size=1, max_size=4), min_size=1, max_size=4)
FILES = st.binary(max_size=200) | ROWS.map(
    lambda rows: "\n".join(";".join(row) for row in [["s1", "zeker", "idee", "wijk"], *rows]).encode(
        "utf-8", "ignore"
    )
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(content=FILES)
def test_whatever_is_in_a_file_there_is_an_answer(browser: Client, round_: Round, content: bytes) -> None:
    """A page, or word of what does not fit; never an error, and never half of a file."""
    AnswerUpload.objects.all().delete()
    before = SealedResponse.objects.count()
    choose(browser, round_, content)
    found = match(browser, round_)
    answer = browser.post(address("import_check", round_), {"again": "on"})
    assert {found.status_code, answer.status_code} <= {200, 302, 422}
    placed = found.context.get("found")
    taken = SealedResponse.objects.count() - before
    assert taken in ({0, len(placed.placed)} if placed else {0})
