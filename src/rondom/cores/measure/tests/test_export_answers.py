"""What a researcher gets of a closed round is what the database holds, and no more than was promised."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.cores.measure.actions.answering import hand_in
from rondom.cores.measure.actions.exports import export_answers
from rondom.cores.measure.actions.imports import checksum_of, import_answers
from rondom.cores.measure.actions.moderation import moderate
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.dry_run import look_through
from rondom.cores.measure.models import OpenAnswer, Response, Round
from rondom.cores.measure.models.open_answer import OpenState
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.placing import Where
from rondom.cores.measure.tests.factories import TODAY, make_organisation, make_round
from rondom.foundation.audit.models import Entry
from rondom.foundation.places.models import Organisation
from rondom.foundation.refusals import Refused
from rondom.instruments import NOBODY
from rondom.instruments.answers_in import propose_mapping, read_answers

WHY = "Onderzoek naar de betrouwbaarheid van de schalen."
GIVEN: list[dict[str, Any]] = [
    {"s1": "4", "s2": "nvt", "s3": "wn", "s4": "1", "zeker": 7, "idee": "Meer tijd voor huisbezoek"},
    {"s1": "5", "zeker": 2, "waarom": "Geen tijd"},
    {"s2": "3", "s3": "3"},
]


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    """A closed round with three people who answered, of whom one named a partner."""
    made = make_round(circle, by=coordinator)
    cell = made.cells.get()
    police = make_organisation(cell.area, "Politie (voorbeeld)", "vei")
    network = {"partners": [str(police.pk)], "netwerk": {str(police.pk): {"hoe": "2"}}}
    answered: list[Any] = [(cell, answers) for answers in GIVEN]
    hand_in(made, [*answered, (cell, network)], origin=Origin.PAPER)
    close_round(made, by=coordinator)
    made.refresh_from_db()
    return made


def exported(round_: Round, form: str, researcher: Any) -> zipfile.ZipFile:
    content = export_answers(round_, form=form, because=WHY, by=researcher)
    return zipfile.ZipFile(io.BytesIO(content))


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_spss_holds_what_the_database_holds(round_: Round, researcher: Any, tmp_path: Path) -> None:
    archive = exported(round_, "sav", researcher)
    frame, meta = pyreadstat.read_sav(archive.extract("antwoorden.sav", tmp_path), user_missing=True)
    numbers = {"1": 1.0, "2": 2.0, "3": 3.0, "4": 4.0, "5": 5.0, "nvt": -98.0, "wn": -99.0}
    read = [
        {name: row[name] for name in ("s1", "s2", "s3", "s4", "zeker") if row[name] == row[name]}
        for row in frame.to_dict("records")
    ]
    responses = Response.objects.order_by("pk")
    assert read == [
        {name: numbers.get(answer, answer) for name, answer in one.answers.items() if name in frame.columns
         and name != "partners"}
        for one in responses
    ]  # fmt: skip
    assert set(frame["wijk"]) == {"Lindenkwartier"}
    assert set(frame["herkomst"]) == {"van papier overgenomen"}
    assert meta.variable_value_labels["s1"][4.0] == "vaak"
    assert meta.missing_ranges["s1"] == [{"lo": -99.0, "hi": -99.0}, {"lo": -98.0, "hi": -98.0}]
    assert (meta.variable_measure["s1"], meta.variable_measure["zeker"]) == ("ordinal", "scale")


def test_partners_have_a_column_each_with_their_name(round_: Round, researcher: Any, tmp_path: Path) -> None:
    archive = exported(round_, "sav", researcher)
    frame, meta = pyreadstat.read_sav(archive.extract("antwoorden.sav", tmp_path))
    police = Organisation.objects.get(name="Politie (voorbeeld)")
    assert frame[f"partners_{police.pk}"].sum() == 1
    assert frame[f"netwerk_{police.pk}_hoe"].sum() == 2
    assert "Politie (voorbeeld)" in str(meta.column_names_to_labels[f"partners_{police.pk}"])


def test_with_nobody_has_a_column_of_its_own(circle: Any, coordinator: Any, researcher: Any) -> None:
    round_ = make_round(circle, by=coordinator)
    given: list[Any] = [(round_.cells.get(), {"partners": [NOBODY]}), (round_.cells.get(), {"s1": "1"})]
    hand_in(round_, given, origin=Origin.PAPER)
    close_round(round_, by=coordinator)
    head, *rows = table(exported(round_, "csv", researcher).read("antwoorden.csv"))
    assert sorted(row[head.index(f"partners_{NOBODY}")] for row in rows) == ["", "1"]


def test_a_partner_that_left_the_neighbourhood_is_still_there(round_: Round, researcher: Any) -> None:
    police = Organisation.objects.get(name="Politie (voorbeeld)")
    police.areas.clear()
    head, *rows = table(exported(round_, "csv", researcher).read("antwoorden.csv"))
    assert [row[head.index(f"partners_{police.pk}")] for row in rows].count("1") == 1


def test_every_format_holds_the_same_rows(round_: Round, researcher: Any, tmp_path: Path) -> None:
    sav, _ = pyreadstat.read_sav(
        exported(round_, "sav", researcher).extract("antwoorden.sav", tmp_path), user_missing=True
    )
    text = table(exported(round_, "csv", researcher).read("antwoorden.csv"))
    sheet = openpyxl.load_workbook(io.BytesIO(exported(round_, "xlsx", researcher).read("antwoorden.xlsx")))[
        "antwoorden"
    ]
    book = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    spss = [list(sav.columns), *([_text(value) for value in row] for row in sav.itertuples(index=False))]
    assert text == book == spss


def _text(value: Any) -> str:
    return "" if value != value else format(value, ".15g") if isinstance(value, float) else str(value)


def test_an_export_can_be_taken_in_again(
    round_: Round, circle: Any, coordinator: Any, researcher: Any
) -> None:
    """Out and in once more gives the same answers, but for open answers."""
    cell = round_.cells.get()
    content = exported(round_, "csv", researcher).read("antwoorden.csv")
    again = make_round(
        circle, by=coordinator, area=cell.area, organisation=cell.organisation,
        version=round_.instrument_version, name="Nog eens",
    )  # fmt: skip
    file = read_answers(io.BytesIO(content))
    found = look_through(again, file, propose_mapping(file, again.instrument_version.instrument), Where())
    assert not found.refused
    import_answers(
        again, found, checksum=checksum_of(again, content), origin="imported", today=TODAY, by=None
    )
    close_round(again, by=coordinator)
    first, second = (
        Counter(str(sorted(one.answers.items())) for one in Response.objects.filter(cell__round=each))
        for each in (round_, again)
    )
    assert first == second


def test_only_open_answers_that_may_be_shown_leave_and_alone(
    round_: Round, coordinator: Any, researcher: Any
) -> None:
    idea = OpenAnswer.objects.get(item="idee")
    moderate(idea, state=OpenState.SHOWN, text="Meer tijd", by=coordinator)
    archive = exported(round_, "xlsx", researcher)
    assert table(archive.read("open-antwoorden.csv"))[1:] == [["idee", "Welk idee heeft u?", "Meer tijd"]]
    book = openpyxl.load_workbook(io.BytesIO(archive.read("antwoorden.xlsx")))
    everything = " ".join(
        str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None
    )
    assert "Meer tijd" not in everything
    assert "Geen tijd" not in everything + archive.read("open-antwoorden.csv").decode()


def test_the_organisation_of_a_row_stays_out(round_: Round, researcher: Any) -> None:
    Organisation.objects.update(may_be_named=True)
    archive = exported(round_, "csv", researcher)
    head, *rows = table(archive.read("antwoorden.csv"))
    assert head[:3] == ["wijk", "sector", "herkomst"]
    assert "Basisschool (voorbeeld)" not in str(rows)
    assert "De organisatie staat er niet bij" in archive.read("leesmij.txt").decode("utf-8-sig")


def test_rows_follow_their_random_numbers(round_: Round, researcher: Any) -> None:
    head, *rows = table(exported(round_, "csv", researcher).read("antwoorden.csv"))
    ones = [row[head.index("s1")] for row in rows]
    assert ones == [one.answers.get("s1", "") for one in Response.objects.order_by("pk")]


def test_the_questionnaire_and_codebook_come_along(round_: Round, researcher: Any) -> None:
    archive = exported(round_, "sav", researcher)
    assert sorted(archive.namelist()) == [
        "antwoorden.sav", "codeboek.csv", "leesmij.txt", "open-antwoorden.csv", "vragenlijst.xlsx"
    ]  # fmt: skip
    assert ["s1", "nvt"] not in table(archive.read("codeboek.csv"))
    assert any(
        row[0] == "s1" and "Past niet bij mijn werk" in row for row in table(archive.read("codeboek.csv"))
    )


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(
    start=st.sampled_from(list("=+-@\t\r＝")),
    rest=st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20),
)
def test_no_open_answer_becomes_a_formula(round_: Round, researcher: Any, start: str, rest: str) -> None:
    OpenAnswer.objects.filter(item="idee").update(text=f"{start}{rest}", state=OpenState.SHOWN)
    rows = table(exported(round_, "csv", researcher).read("open-antwoorden.csv"))
    for cell in (cell for row in rows[1:] for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")) or _is_number(cell)


def _is_number(cell: str) -> bool:
    try:
        return bool(float(cell.replace(",", ".")) or True)
    except ValueError:
        return False


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(name=st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=30))
def test_no_name_of_a_neighbourhood_becomes_a_formula(round_: Round, researcher: Any, name: str) -> None:
    area = round_.cells.get().area
    area.name = f"={name}"
    area.save()
    _, *rows = table(exported(round_, "csv", researcher).read("antwoorden.csv"))
    assert {row[0] for row in rows} == {f"'={name}".strip()}


def test_the_log_holds_the_reason_the_format_and_the_rows(round_: Round, researcher: Any) -> None:
    exported(round_, "sav", researcher)
    line = Entry.objects.get(action="measure.answers_exported")
    assert line.facts == {"format": "sav", "rows": 4, "reason": WHY}
    assert (line.user_id, line.circle_id) == (researcher.pk, round_.circle_id)


def test_without_a_reason_nothing_leaves(round_: Round, researcher: Any) -> None:
    with pytest.raises(Refused, match="waarvoor"):
        export_answers(round_, form="csv", because="  zomaar even  ", by=researcher)
    assert not Entry.objects.filter(action="measure.answers_exported").exists()


def test_the_page_gives_a_file_for_a_reason(client: Client, round_: Round, researcher: Any) -> None:
    client.force_login(researcher)
    address = reverse("measure:export", args=[round_.pk])
    assert "4 ingevulde vragenlijsten" in client.get(address).text
    refused = client.post(address, {"form": "csv", "because": "zomaar"})
    assert (refused.status_code, "20 tekens" in refused.text) == (422, True)
    answer = client.post(address, {"form": "csv", "because": WHY})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="quickscan-najaar-csv.zip"'
    assert "antwoorden.csv" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


@pytest.mark.parametrize(
    ("who", "status"),
    [("researcher", 200), ("coordinator", 403), ("professional", 403), ("outsider", 404), ("superuser", 404)],
)
def test_only_a_researcher_of_the_circle_comes_in(
    client: Client, round_: Round, request: Any, who: str, status: int
) -> None:
    client.force_login(request.getfixturevalue(who))
    address = reverse("measure:export", args=[round_.pk])
    sent = {"form": "csv", "because": WHY}
    assert client.get(address).status_code == client.post(address, sent).status_code == status
    assert Entry.objects.filter(action="measure.answers_exported").count() == (status == 200)


def test_an_open_round_gives_nothing(client: Client, circle: Any, coordinator: Any, researcher: Any) -> None:
    opened = make_round(circle, by=coordinator)
    client.force_login(researcher)
    address = reverse("measure:export", args=[opened.pk])
    for answer in (client.get(address), client.post(address, {"form": "csv", "because": WHY})):
        assert answer.status_code == 409


def test_more_answers_ask_the_database_no_more(round_: Round, researcher: Any) -> None:
    asked = []
    for _ in range(2):
        fresh = Round.objects.get(pk=round_.pk)
        with CaptureQueriesContext(connection) as queries:
            exported(fresh, "csv", researcher)
        asked.append(len(queries))
        cell = round_.cells.get()
        Response.objects.bulk_create(
            Response(cell=cell, origin=Origin.ONLINE, answers={"s1": "3"}) for _ in range(50)
        )
    assert asked[0] == asked[1] <= 12
