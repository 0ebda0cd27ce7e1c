"""Answers gathered elsewhere: recognised, mapped, and refused by row and column."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from openpyxl import Workbook

from rondom.instruments import FileRefused, shipped
from rondom.instruments.answers_in import (
    AnswerMapping,
    Checked,
    ColumnUse,
    MappingError,
    apply_mapping,
    other_words,
    propose_mapping,
    read_answers,
)
from rondom.instruments.answers_out import Export, write_csv, write_sav, write_xlsx
from rondom.instruments.tests.forms import reading

QUICK = shipped("quickscan")


def checked(text: str | bytes, *, missing: tuple[str, ...] = ()) -> Checked:
    file = read_answers(io.BytesIO(text if isinstance(text, bytes) else text.encode()))
    mapping = propose_mapping(file, QUICK)
    return apply_mapping(file, AnswerMapping(mapping.columns, mapping.context, missing), QUICK)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_reads_csv_of_any_make(delimiter: str, encoding: str) -> None:
    text = f"S1{delimiter}idee\r\n3{delimiter}één\r\n"
    assert checked(text.encode(encoding)).rows == [{"S1": "3", "idee": "één"}]


@pytest.mark.parametrize("value", ["0", "6", "99", "-9", "3.5", "soms wel"])
def test_refuses_what_is_not_on_the_scale(value: str) -> None:
    (refused,) = checked(f"S1;S2\n3;1\n4;{value}\n").refused
    assert (refused.row, refused.column, refused.value) == (3, "S2", value)
    assert "geen antwoord op 'S2'" in refused.reason


def test_the_mapping_can_name_values_as_missing() -> None:
    found = checked("S1;S2\n3;-9\n99;1\n", missing=("-9", "99"))
    assert (found.rows, found.refused) == ([{"S1": "3"}, {"S2": "1"}], [])


@pytest.mark.parametrize("value", ["4", "4.0", "Vaak", " vaak ", "Often"])
def test_recognises_an_answer_by_code_and_by_text_in_any_language(value: str) -> None:
    assert checked(f"S1\n{value}\n").rows == [{"S1": "4"}]


def test_not_applicable_and_unknown_stay_different() -> None:
    found = checked("S1\nPast niet bij mijn werk\nWeet ik niet\n")
    assert found.rows == [{"S1": "nvt"}, {"S1": "weet_niet"}]


def test_reads_qualtrics_with_its_three_rows_of_headings() -> None:
    ages = "Met kinderen van welke leeftijd werkt u het meest? - Selected Choice"
    aftercare = "In de afgelopen zes maanden - vraag ik na een paar weken of de hulp echt is aangekomen."
    text = (
        "StartDate,Q1,Q2,Q3_1,Q3_2\n"
        f"Start,{aftercare},Welk idee wilt u aan tafel bespreken?,"
        f"{ages} - 0 tot 4 jaar,{ages} - 4 tot 6 jaar\n"
        '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}",x,y\n'
        "2026-01-01,Vaak,Soep,0 tot 4 jaar,\n"
        "2026-01-01,Heel vaak,,,\n"
    )
    found = checked(text)
    assert found.rows[0] == {"O8": "4", "idee": "Soep", "leeftijden": ["0_4"]}
    assert [(one.row, one.column, one.value) for one in found.refused] == [(5, "Q1", "Heel vaak")]


def test_reads_kobotoolbox_with_groups_and_both_kinds_of_choices() -> None:
    heading = "start,signaleren/S1,over/leeftijden,over/leeftijden/0_4,over/leeftijden/4_6,_uuid"
    file = read_answers(io.BytesIO(f"{heading}\nx,3,0_4 4_6,1,1,u\n".encode()))
    mapping = propose_mapping(file, QUICK)
    assert (file.origin, mapping.unused) == (
        "kobo",
        ("start", "over/leeftijden/0_4", "over/leeftijden/4_6", "_uuid"),
    )
    assert apply_mapping(file, mapping, QUICK).rows == [{"S1": "3", "leeftijden": ["0_4", "4_6"]}]


def test_reads_choices_in_columns_of_their_own() -> None:
    found = checked("over/leeftijden/0_4,over/leeftijden/4_6\n1,0\n0,1\nmisschien,0\n")
    assert found.rows[:2] == [{"leeftijden": ["0_4"]}, {"leeftijden": ["4_6"]}]
    assert [(one.row, one.value) for one in found.refused] == [(4, "misschien")]


def test_reads_limesurvey_with_its_codes() -> None:
    text = (
        '"id","submitdate","lastpage","startlanguage","SOS[S1]","SOS[S2]","S3. vraag"\n1,x,3,nl,A4,N/A,A2\n'
    )
    file = read_answers(io.BytesIO(text.encode()))
    assert file.origin == "limesurvey"
    found = apply_mapping(file, propose_mapping(file, QUICK), QUICK)
    assert (found.rows, found.refused) == ([{"S1": "4", "S3": "2"}], [])


def test_labels_in_an_spss_file_go_before_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    labels = {"S1": {1.0: "(Bijna) altijd", 5.0: "Nooit", 8.0: "Geen antwoord"}}
    frame = pd.DataFrame({"S1": [1.0, 5.0, 8.0, None]})
    pyreadstat.write_sav(frame, str(path), variable_value_labels=labels, missing_ranges={"S1": [8]})
    file = read_answers(path)
    mapping = propose_mapping(file, QUICK)
    assert mapping.columns["S1"].missing == ("8",)
    found = apply_mapping(file, mapping, QUICK)
    assert (found.rows, found.empty, found.refused) == ([{"S1": "5"}, {"S1": "1"}], [3, 4], [])


def test_reads_a_workbook_and_names_rows_as_it_does() -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["wijk", "S1", "zekerheid"], ["Noord", 4, 7], [None, None, None], ["Zuid", 9, 11]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    file = read_answers(io.BytesIO(content.getvalue()))
    found = apply_mapping(file, propose_mapping(file, QUICK), QUICK)
    assert found.rows[0] == {"S1": "4", "zekerheid": 7}
    assert found.context[0] == {"neighbourhood": "Noord"}
    assert [(one.row, one.column) for one in found.refused] == [(4, "S1"), (4, "zekerheid")]


def test_too_many_partners_are_refused() -> None:
    found = checked("partners\n" + " ".join(str(number) for number in range(8)) + "\n")
    assert "Kies er hoogstens 7" in found.refused[0].reason


ANSWERS: list[dict[str, object]] = [
    {
        "S1": "3",
        "S2": "nvt",
        "S3": "weet_niet",
        "zekerheid": 7,
        "functie": "beleid",
        "leeftijden": ["0_4", "12_18"],
        "partners": ["12", "7"],
        "per_partner": {"12": {"contact": "4", "themas": ["signaleren"]}, "7": {"kwaliteit": 8}},
        "idee": "=1+1; 'met' \"teken\"",
    },
    {"afspraak": "weet_niet"},
]


@pytest.mark.parametrize(
    ("write", "name"), [(write_csv, "a.csv"), (write_sav, "a.sav"), (write_xlsx, "a.xlsx")]
)
def test_our_own_files_come_back_as_they_went(
    tmp_path: Path, write: Callable[[Export, Path], None], name: str
) -> None:
    write(Export(QUICK, ANSWERS, partners={"12": "Twaalf", "7": "Zeven"}), tmp_path / name)
    file = read_answers(tmp_path / name)
    found = apply_mapping(file, propose_mapping(file, QUICK), QUICK)
    assert found.refused == []
    assert found.rows == ANSWERS


def test_a_mapping_is_plain_data_that_comes_back() -> None:
    mapping = AnswerMapping(
        {"k": ColumnUse("S1", values={"a": "1"}, missing=("9",)), "m": ColumnUse("leeftijden", "0_4")},
        {"sector": "s"},
        ("99",),
        ("rest",),
    )
    assert AnswerMapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


@pytest.mark.parametrize("values", [[], {}, {"columns": {"a": {}}}, {"columns": {"a": "S1"}}, None])
def test_refuses_a_mapping_that_is_none(values: object) -> None:
    with pytest.raises(MappingError):
        AnswerMapping.from_json(values)


def test_tells_everything_that_does_not_fit_in_a_mapping() -> None:
    file = read_answers(io.BytesIO(b"a,b,c\n1,2,3\n"))
    mapping = AnswerMapping(
        {
            "a": ColumnUse("S1", values={"1": "11"}),
            "b": ColumnUse("S1"),
            "c": ColumnUse("X1"),
            "d": ColumnUse("S2"),
        }
    )
    with pytest.raises(MappingError) as caught:
        apply_mapping(file, mapping, QUICK)
    assert len(caught.value.problems) == 4


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04kapot", b"$FL2kapot", b"\x00\x01\x02"])
def test_refuses_a_file_that_cannot_be_read(content: bytes) -> None:
    with pytest.raises(FileRefused):
        read_answers(io.BytesIO(content))


LEGACY = "V1,V2,Q1,Q2\nResponseID,ResponseSet,deed ik dit?,Welk idee?\n"
NEWER = "ResponseID,Q1,Q2\nResponseID,deed ik dit?,Welk idee?\n{'ImportId': 'responseId'},x,x\n"


@pytest.mark.parametrize(
    ("text", "row"), [(LEGACY + "R_1,Default,3,Soep\n", 3), (NEWER + "R_1,3,Soep\n", 4)], ids=["two", "three"]
)
def test_rows_of_headings_are_never_people(text: str, row: int) -> None:
    file = read_answers(io.BytesIO(text.encode()))
    assert (file.origin, file.labels["Q2"]) == ("qualtrics", "Welk idee?")
    assert [number for number, _ in file.rows()] == [row]


def test_what_spss_was_told_is_missing_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    frame = pd.DataFrame({"zekerheid": [7.0, 9.0, 2.0], "S1": [1.0, 2.0, -7.0], "idee": ["Soep", "x", "y"]})
    pyreadstat.write_sav(frame, str(path), missing_ranges={"zekerheid": [9], "S1": [{"lo": -9, "hi": -5}]})
    file = read_answers(path)
    by_hand = AnswerMapping({name: ColumnUse(name) for name in file.columns})
    for mapping in (propose_mapping(file, QUICK), by_hand):
        found = apply_mapping(file, mapping, QUICK)
        assert found.refused == []
        assert [row.get("zekerheid") for row in found.rows] == [7, None, 2]
        assert [row.get("S1") for row in found.rows] == ["1", "2", None]
    assert "ontbrekend" in file.notes[0]


def test_an_spss_file_with_a_day_that_cannot_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    frame = pd.DataFrame({"dag": [6.3e12]})
    pyreadstat.write_sav(frame, str(path), variable_format={"dag": "DATETIME20"})
    file = read_answers(path)
    with pytest.raises(FileRefused, match="datum"):
        list(file.rows())


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    with pytest.raises(FileRefused, match="regel 4"):
        list(read_answers(io.BytesIO(b'S1;idee\n3;"Soep\n4;\n5;Brood\n')).rows())


def test_commas_in_headings_do_not_hide_the_semicolons() -> None:
    found = checked("Nr;Ten eerste, ten tweede, ten derde;S1;idee\n1;x;3;Soep, brood, en meer\n")
    assert found.rows == [{"S1": "3", "idee": "Soep, brood, en meer"}]


def test_not_shown_is_no_answer_whatever_the_language_of_the_headings() -> None:
    file = read_answers(io.BytesIO(b"Antwort ID,S1,leeftijden/0_4,idee\n7,N/A,n/a,Soep\n"))
    found = apply_mapping(file, propose_mapping(file, QUICK), QUICK)
    assert (found.rows, found.refused) == ([{"idee": "Soep"}], [])


OTHER = reading(
    [
        ["type", "name", "label"],
        ["begin_group", "waar", "Waar u werkt"],
        ["select_multiple plek or_other", "plek", "Op welke plekken?"],
        ["select_one plek or_other", "vaakst", "Waar het vaakst?"],
        ["end_group", None, None],
    ],
    [["list_name", "name", "label"], ["plek", "s", "School"], ["plek", "w", "Wijkhuis"]],
).instrument


@pytest.mark.parametrize(
    "text",
    [
        "waar/plek,waar/plek/s,waar/plek/other,waar/plek_other,waar/vaakst,waar/vaakst_other\n"
        "s other,1,1,Markt,other,Plein\n",
        '"plek[s]","plek[w]",plek_other,vaakst,"vaakst[other]"\n1,0,,other,Plein\n',
        "Waar u werkt/Op welke plekken?/School,Waar u werkt/Waar het vaakst?\n1,School\n",
    ],
    ids=["kobo", "limesurvey", "kobo with labels"],
)
def test_what_is_written_behind_other_is_kept_apart(text: str) -> None:
    file = read_answers(io.BytesIO(text.encode()))
    found = apply_mapping(file, propose_mapping(file, OTHER), OTHER)
    expected: dict[str, list[dict[str, object]]] = {
        "s other": [
            {"plek": ["s", "other"], "plek_other": "Markt", "vaakst": "other", "vaakst_other": "Plein"}
        ],
        "1": [{"plek": ["s"], "vaakst": "other", "vaakst_other": "Plein"}],
    }
    first = text.split("\n")[1].partition(",")[0]
    assert found.refused == []
    assert found.rows == (expected[first] if "Waar" not in text else [{"plek": ["s"], "vaakst": "s"}])


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("id,submitdate,S1\n1,2026-01-01,3\n2,,4\n", ["Aantal rijen dat niet is afgemaakt: 1"]),
        (
            "ResponseId,Status,Finished,S1\nResponse ID,Response Type,Finished,x\n"
            "R_1,IP Address,True,3\nR_2,Survey Preview,False,4\n",
            ["Aantal rijen dat niet is afgemaakt: 1", "Aantal rijen dat alleen een proef is: 1"],
        ),
        ("status,finished,S1\n1,0,3\n", []),
    ],
    ids=["limesurvey", "qualtrics", "something else"],
)
def test_tells_of_rows_that_may_not_be_real_answers(text: str, notes: list[str]) -> None:
    file = read_answers(io.BytesIO(text.encode()))
    assert [note.partition(".")[0] for note in file.notes] == notes


def test_no_two_columns_share_a_name() -> None:
    file = read_answers(io.BytesIO(b"S1,S1,S1 (2),kolom 5,,kolom 5\n1,2,3,4,5,6\n"))
    assert file.columns == ("S1", "S1 (3)", "S1 (2)", "kolom 5", "kolom 5 (2)", "kolom 5 (3)")


def test_tells_when_the_file_has_another_word_for_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.sav"
    labels = {"S1": {1.0: "Altijd of bijna", 2.0: "Zelden", 5.0: "(Bijna)"}}
    pyreadstat.write_sav(pd.DataFrame({"S1": [1.0, 5.0]}), str(path), variable_value_labels=labels)
    file = read_answers(path)
    (sentence,) = other_words(file, propose_mapping(file, QUICK), QUICK)
    assert "1 heet in het bestand 'Altijd of bijna' en wordt gelezen als 'Nooit'" in sentence


def test_says_what_to_do_with_another_kind_of_archive() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(FileRefused, match=r"als \.xlsx of als CSV"):
        read_answers(io.BytesIO(content.getvalue()))
