"""Answers that were gathered elsewhere are taken in whole, in their cells, sealed like all others."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from rondom.cores.measure.actions.answering import hand_in
from rondom.cores.measure.actions.imports import checksum_of, earlier_file, import_answers
from rondom.cores.measure.actions.rounds import Invited, close_round, set_frame
from rondom.cores.measure.dry_run import DryRun, look_through
from rondom.cores.measure.models import AnswerFile, FrameCell, OpenAnswer, Response, Round, SealedResponse
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.models.round import RoundState
from rondom.cores.measure.placing import Where
from rondom.cores.measure.tests.factories import TODAY, make_area, make_organisation, make_round
from rondom.foundation.audit.models import Entry
from rondom.foundation.places.models import Organisation, Sector
from rondom.foundation.refusals import Refused
from rondom.instruments import NOBODY
from rondom.instruments.answers_in import AnswerMapping, MappingError, propose_mapping, read_answers

HEAD = ["s1", "s2", "zeker", "idee", "wijk", "sector", "organisatie"]


def as_csv(*rows: list[str], head: list[str] = HEAD) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([head, *rows])
    return text.getvalue().encode()


@pytest.fixture
def round_(circle: Any, coordinator: Any) -> Round:
    """Two neighbourhoods; in the first two schools and a police station, in the second one school."""
    first, second = make_area(), make_area("Nieuw-Oever", "WK990102")
    made = make_round(circle, by=coordinator, area=first, organisation=make_organisation(first))
    others = [
        make_organisation(first, "Andere school (voorbeeld)"),
        make_organisation(first, "Politie (voorbeeld)", "vei"),
    ]
    elsewhere = make_organisation(second, "School aan de rivier (voorbeeld)")
    cells = [Invited(first, one.sector, one, 5) for one in others]
    set_frame(made, [*cells, Invited(second, elsewhere.sector, elsewhere, 5)], by=coordinator)
    return made


def looked_through(round_: Round, content: bytes, where: Where | None = None) -> DryRun:
    file = read_answers(io.BytesIO(content))
    mapping = propose_mapping(file, round_.instrument_version.instrument)
    return look_through(round_, file, mapping, where or Where())


def take_in(round_: Round, content: bytes, **options: Any) -> AnswerFile:
    given = {"origin": Origin.IMPORTED, "today": TODAY, "by": None, **options}
    return import_answers(
        round_, looked_through(round_, content), checksum=checksum_of(round_, content), **given
    )


ROWS = (
    ["vaak", "4", "7", "Meer tijd", "Lindenkwartier", "po", "Basisschool (voorbeeld)"],
    ["nooit", "nvt", "2", "", "WK990101", "", "politie (VOORBEELD)"],
    ["", "3", "", "", "nieuw-oever", "po", ""],
)


def test_every_row_counts_in_its_cell(round_: Round) -> None:
    take_in(round_, as_csv(*ROWS))
    counted = {str(cell): cell.submitted for cell in round_.cells.all()}
    assert counted == {
        "Basisschool (voorbeeld), Lindenkwartier": 1,
        "Andere school (voorbeeld), Lindenkwartier": 0,
        "Politie (voorbeeld), Lindenkwartier": 1,
        "School aan de rivier (voorbeeld), Nieuw-Oever": 1,
    }
    assert SealedResponse.objects.count() == 3


def test_what_is_read_after_closing_is_what_the_file_says(round_: Round, coordinator: Any) -> None:
    take_in(round_, as_csv(*ROWS), origin=Origin.PAPER)
    close_round(round_, by=coordinator)
    answers = sorted((one.answers for one in Response.objects.all()), key=str)
    assert answers == [{"s1": "1", "s2": "nvt", "zeker": 2}, {"s1": "4", "s2": "4", "zeker": 7}, {"s2": "3"}]
    assert {one.origin for one in Response.objects.all()} == {"paper"}


def test_open_answers_of_a_file_wait_to_be_read(round_: Round, coordinator: Any) -> None:
    take_in(round_, as_csv(*ROWS))
    close_round(round_, by=coordinator)
    assert [(one.text, one.state) for one in OpenAnswer.objects.all()] == [("Meer tijd", "waiting")]


@pytest.mark.parametrize(
    ("row", "column", "part"),
    [
        (["soms en vaak", "4", "", "", "Lindenkwartier", "vei", ""], "s1", "Mogelijk zijn"),
        (["4", "4", "11", "", "Lindenkwartier", "vei", ""], "zeker", "10"),
        (["4", "4", "", "", "Oosterwijk", "vei", ""], "wijk", "Lindenkwartier"),
        (["4", "4", "", "", "", "vei", ""], "wijk", "leeg"),
        (["4", "4", "", "", "Lindenkwartier", "brandweer", ""], "sector", "kader"),
        (["4", "4", "", "", "Lindenkwartier", "", "Onbekend"], "organisatie", "kader"),
        (["4", "4", "", "", "Lindenkwartier", "po", ""], "sector", "2 vakken"),
        (["4", "4", "", "", "Nieuw-Oever", "", "Politie (voorbeeld)"], "organisatie", "kader"),
    ],
)
def test_a_value_that_does_not_fit_is_named_by_row_and_column(
    round_: Round, row: list[str], column: str, part: str
) -> None:
    refused = looked_through(round_, as_csv(ROWS[0], row)).refused
    assert [(one.row, one.column) for one in refused] == [(3, column)]
    assert part in refused[0].reason


def test_one_wrong_value_keeps_the_whole_file_out(round_: Round) -> None:
    with pytest.raises(Refused, match="niets ingelezen"):
        take_in(round_, as_csv(*ROWS, ["9", "4", "", "", "Lindenkwartier", "vei", ""]))
    assert not SealedResponse.objects.exists()
    assert not AnswerFile.objects.exists()


def test_a_failure_halfway_leaves_nothing(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "rondom.cores.measure.actions.imports.record", lambda *_, **__: pytest.fail("the log is full")
    )
    with pytest.raises(pytest.fail.Exception):
        take_in(round_, as_csv(*ROWS))
    assert not SealedResponse.objects.exists()
    assert not any(cell.submitted for cell in round_.cells.all())


def test_the_same_file_is_noticed_and_refused(round_: Round) -> None:
    content = as_csv(*ROWS)
    take_in(round_, content)
    assert earlier_file(round_, content) == AnswerFile.objects.get()
    with pytest.raises(Refused, match="al ingelezen"):
        take_in(round_, content)
    assert SealedResponse.objects.count() == 3
    take_in(round_, content, again=True)
    assert SealedResponse.objects.count() == 6


def test_the_same_file_is_noticed_after_the_secret_changed(round_: Round, settings: Any) -> None:
    content = as_csv(*ROWS)
    take_in(round_, content)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert earlier_file(round_, content)


def test_the_checksum_cannot_be_made_without_the_secret(round_: Round, settings: Any) -> None:
    known = checksum_of(round_, b"content")
    settings.SECRET_KEY = "another"
    assert checksum_of(round_, b"content") != known


def test_the_log_holds_counts_and_no_answers(round_: Round, coordinator: Any) -> None:
    take_in(round_, as_csv(*ROWS), by=coordinator)
    facts = Entry.objects.get(action="measure.answers_imported").facts
    assert facts == {"rows": 3, "cells": 3, "new_cells": 0, "origin": "imported", "again": False}


def test_a_closed_round_takes_no_file(round_: Round, coordinator: Any) -> None:
    found = looked_through(round_, as_csv(*ROWS))
    close_round(round_, by=coordinator)
    round_.refresh_from_db()
    with pytest.raises(Refused, match="gesloten"):
        import_answers(round_, found, checksum="0" * 64, origin="imported", today=TODAY, by=None)


def test_without_organisation_people_can_count_in_the_rest_of_their_sector(round_: Round) -> None:
    row = ["4", "4", "", "", "Lindenkwartier", "po", ""]
    found = looked_through(round_, as_csv(row, row), Where(rest=True))
    assert not found.refused
    import_answers(round_, found, checksum="0" * 64, origin="imported", today=TODAY, by=None)
    rest = FrameCell.objects.get(round=round_, organisation=None)
    assert (rest.submitted, rest.invited) == (2, 0)
    assert looked_through(round_, as_csv(row)).placed[0][0] == rest


def test_one_cell_for_the_whole_file_asks_no_column(round_: Round) -> None:
    cell = round_.cells.order_by("pk")[0]
    found = looked_through(round_, as_csv(["4"], ["5"], head=["s1"]), Where(cell=cell.pk))
    assert [placed.pk for placed, _ in found.placed] == [cell.pk, cell.pk]


def test_a_file_that_says_nothing_about_the_neighbourhood_is_asked_for_it(round_: Round) -> None:
    with pytest.raises(MappingError, match="wijk"):
        looked_through(round_, as_csv(["4"], head=["s1"]))


def test_an_empty_row_is_counted_and_left_out(round_: Round) -> None:
    found = looked_through(round_, as_csv(ROWS[0], ["", "", "", "", "Lindenkwartier", "po", ""]))
    assert (len(found.placed), found.empty, found.refused) == (1, 1, [])


def test_an_answer_to_a_question_that_was_not_asked_is_counted_and_left_out(round_: Round) -> None:
    cell = round_.cells.order_by("pk")[0]
    content = as_csv(["8", "Geen tijd"], ["2", "Geen tijd"], head=["zeker", "waarom"])
    found = looked_through(round_, content, Where(cell=cell.pk))
    assert found.not_asked == {"waarom": 1}
    assert [answers for _, answers in found.placed] == [{"zeker": 8}, {"zeker": 2, "waarom": "Geen tijd"}]


def test_partners_are_known_by_number_and_by_name(round_: Round) -> None:
    cell = round_.cells.get(organisation__name="Basisschool (voorbeeld)")
    police = Organisation.objects.get(name="Politie (voorbeeld)")
    content = as_csv(["1", "vaak"], head=["partners/Politie (voorbeeld)", "s1"])
    by_name = looked_through(round_, content, Where(cell=cell.pk))
    by_number = looked_through(round_, as_csv([str(police.pk)], head=["partners"]), Where(cell=cell.pk))
    assert by_name.placed[0][1]["partners"] == by_number.placed[0][1]["partners"] == [str(police.pk)]


def test_a_nought_for_partners_is_with_nobody(round_: Round) -> None:
    cell = round_.cells.order_by("pk")[0]
    found = looked_through(round_, as_csv([NOBODY], head=["partners"]), Where(cell=cell.pk))
    assert found.placed[0][1] == {"partners": [NOBODY]}
    assert found.refused == []


def test_a_partner_that_does_not_work_there_is_refused(round_: Round) -> None:
    stranger = Organisation.objects.create(name="Elders", sector=Sector.objects.get(code="po"))
    cell = round_.cells.order_by("pk")[0]
    refused = looked_through(
        round_, as_csv([str(stranger.pk)], head=["partners"]), Where(cell=cell.pk)
    ).refused
    assert [(one.row, one.column, one.value) for one in refused] == [(2, "partners", str(stranger.pk))]


def run(round_: Round, path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_answers", str(round_.pk), str(path), *options, stdout=out)
    return out.getvalue()


def test_the_command_takes_a_file_in(round_: Round, tmp_path: Path) -> None:
    path = tmp_path / "antwoorden.csv"
    path.write_bytes(as_csv(*ROWS))
    assert "3 rijen kloppen" in run(round_, path, "--dry-run")
    assert not SealedResponse.objects.exists()
    assert "3 rijen ingelezen" in run(round_, path, "--origin", "paper")
    assert AnswerFile.objects.get().origin == "paper"
    with pytest.raises(CommandError, match="al ingelezen"):
        run(round_, path)


def test_the_command_lists_every_refused_value(round_: Round, tmp_path: Path) -> None:
    path = tmp_path / "antwoorden.csv"
    path.write_bytes(as_csv(["9", "vaker", "", "", "Oost", "po", ""]))
    with pytest.raises(CommandError) as refused:
        run(round_, path)
    for part in ("rij 2, kolom 's1'", "rij 2, kolom 's2'", "rij 2, kolom 'wijk'", "niets ingelezen"):
        assert part in str(refused.value)


def test_a_mapping_can_be_written_changed_and_used(round_: Round, tmp_path: Path) -> None:
    path, kept = tmp_path / "antwoorden.csv", tmp_path / "koppeling.json"
    path.write_bytes(as_csv(["heel vaak"], head=["s1"]))
    run(round_, path, "--write-mapping", str(kept))
    mapping = json.loads(kept.read_text())
    mapping["columns"]["s1"]["values"]["heel vaak"] = "5"
    kept.write_text(json.dumps(mapping))
    cell = round_.cells.order_by("pk")[0]
    assert "1 rijen ingelezen" in run(round_, path, "--mapping", str(kept), "--cell", str(cell.pk))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--area", "Oost"), "Lindenkwartier"),
        (("--cell", "999999"), "Mogelijk zijn"),
        (("--mapping", "bestaat-niet.json"), "niet te openen"),
    ],
)
def test_the_command_says_what_it_does_not_know(
    round_: Round, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "antwoorden.csv"
    path.write_bytes(as_csv(*ROWS))
    with pytest.raises(CommandError, match=words):
        run(round_, path, *options)


def test_a_mapping_that_is_no_mapping_is_refused(round_: Round) -> None:
    with pytest.raises(MappingError):
        AnswerMapping.from_json({"columns": {"s1": "geen"}})


def test_a_partner_that_cannot_be_named_is_refused_at_its_own_column(round_: Round) -> None:
    own = Organisation.objects.get(name="Basisschool (voorbeeld)")
    police = Organisation.objects.get(name="Politie (voorbeeld)")
    cell = round_.cells.get(organisation=own)
    content = as_csv(["1", "1"], head=[f"partners_{police.pk}", f"partners_{own.pk}"])
    refused = looked_through(round_, content, Where(cell=cell.pk)).refused
    assert [(one.column, one.value) for one in refused] == [(f"partners_{own.pk}", str(own.pk))]


def test_a_round_that_closes_meanwhile_gets_nothing(round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell that is new does not know that its round is being closed; the round does."""

    def handed_in_too_late(*args: Any, **options: Any) -> None:
        hand_in(*args, **options)
        Round.objects.update(state=RoundState.CLOSED)

    monkeypatch.setattr("rondom.cores.measure.actions.imports.hand_in", handed_in_too_late)
    found = looked_through(round_, as_csv(["4", "4", "", "", "Lindenkwartier", "po", ""]), Where(rest=True))
    with pytest.raises(Refused, match="gesloten"):
        import_answers(round_, found, checksum="0" * 64, origin="imported", today=TODAY, by=None)
    assert not SealedResponse.objects.exists()
    assert not FrameCell.objects.filter(organisation=None).exists()
