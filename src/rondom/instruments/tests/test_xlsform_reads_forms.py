"""Forms as people have them: exported, made by hand, in any order of columns."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from rondom.instruments.instrument import Item, Kind, Missing, Repeat
from rondom.instruments.tests.forms import folder, reading, workbook
from rondom.instruments.xlsform import read_xlsform, write_xlsform

YES_NO: list[list[object]] = [["list_name", "name", "label"], ["jn", "ja", "Ja"], ["jn", "nee", "Nee"]]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("label", "nl"),
        ("Label", "nl"),
        ("label::Nederlands (nl)", "nl"),
        ("label::nl", "nl"),
        ("label :: English (en)", "en"),
        ("label::English", "en"),
        ("label:fr", "fr"),
        ("label::Klare taal", "klare taal"),
    ],
)
def test_reads_the_language_of_a_label(heading: str, code: str) -> None:
    instrument = reading([["type", "name", heading], ["text", "a", "Vraag "]]).instrument
    assert instrument.item("a").label == {code: "Vraag"}
    assert instrument.languages == (code,)


def test_reads_columns_in_any_order_and_numbers_as_codes() -> None:
    instrument = reading(
        [["LABEL", "name ", "Type"], ["Hoe vaak?", "v1", "select one  schaal"]],
        [["name", "label", "list name"], [1.0, "nooit", "schaal"], [2, "vaak", "schaal"]],
    ).instrument
    assert [choice.code for choice in instrument.choice_list(instrument.item("v1")).choices] == ["1", "2"]


@pytest.mark.parametrize(
    ("written", "required"),
    [
        ("yes", True),
        ("TRUE", True),
        (True, True),
        ("true()", True),
        ("", False),
        ("no", False),
        (False, False),
    ],
)
def test_reads_required_in_every_spelling(written: object, required: bool) -> None:
    instrument = reading([["type", "name", "label", "required"], ["text", "a", "A", written]]).instrument
    assert instrument.item("a").required is required


def test_a_group_is_a_page_and_questions_outside_make_one_too() -> None:
    instrument = reading(
        [
            ["type", "name", "label"],
            ["text", "los", "Los"],
            ["begin group", "g1", "Eerste"],
            ["text", "a", "A"],
            ["begin_group", "binnen", "Kop"],
            ["text", "b", "B"],
            ["end_group", None, None],
            ["end group", "g1", None],
        ]
    ).instrument
    assert [(page.name, [part.name for part in page.parts]) for page in instrument.pages] == [
        ("pagina_1", ["los"]),
        ("g1", ["a", "binnen_kop", "b"]),
    ]


def test_groups_that_show_their_questions_together_are_pages_of_their_own() -> None:
    instrument = reading(
        [
            ["type", "name", "label", "appearance", "relevant"],
            ["text", "q", "Q"],
            ["begin_group", "deel", "Deel", None, "${q} = 'x'"],
            ["begin_group", "p1", "Een", "field-list"],
            ["text", "a", "A"],
            ["end_group"],
            ["begin_group", "p2", "", "field-list", "${a} = 'y'"],
            ["text", "b", "B"],
            ["end_group"],
            ["end_group"],
        ]
    ).instrument
    assert [(page.name, page.title.get("nl"), page.relevant) for page in instrument.pages[1:]] == [
        ("p1", "Een", "${q} = 'x'"),
        ("p2", "Deel", "(${q} = 'x') and (${a} = 'y')"),
    ]


def test_reads_the_network_idiom_also_through_a_calculation() -> None:
    survey: list[list[object]] = [
        ["type", "name", "label", "repeat_count", "calculation", "constraint"],
        ["select_multiple organisaties", "partners", "Met wie?", None, None, "count-selected(.) <= 7"],
        ["calculate", "aantal", None, None, "count-selected(${partners})"],
        ["begin_repeat", "per", "Per partner", "${aantal}"],
        ["integer", "cijfer", "Cijfer", None, None, ". >= 1 and . <= 10"],
        ["end_repeat"],
    ]
    instrument = reading(survey).instrument
    partners, repeat = instrument.pages[0].parts
    assert isinstance(partners, Item)
    assert isinstance(repeat, Repeat)
    assert (partners.kind, partners.maximum, repeat.over) == (Kind.PARTNERS, 7, "partners")
    assert (repeat.items[0].minimum, repeat.items[0].maximum, repeat.items[0].whole) == (1, 10, True)


def test_a_repeat_that_goes_over_nothing_is_kept_and_told() -> None:
    read = reading(
        [
            ["type", "name", "label"],
            ["text", "a", "A"],
            ["begin_repeat", "kinderen", "Kinderen"],
            ["text", "naam", "Naam"],
            ["end_repeat"],
        ]
    )
    assert [part.name for part in read.instrument.pages[0].parts] == ["a"]
    assert any(note.row == 3 and "wordt niet gesteld" in note.text for note in read.notes)


def test_what_is_not_asked_stays_in_the_file_where_it_stood() -> None:
    survey: list[list[object]] = [
        ["type", "name", "label", "mijn kolom", "calculation"],
        ["start", "start", None, "s"],
        ["deviceid", "toestel"],
        [],
        ["text", "a", "A", "bewaar"],
        ["image", "foto", "Foto"],
        ["calculate", "som", None, None, "1 + 1"],
        ["text", "b", "B"],
    ]
    read = reading(survey)
    assert [item.name for item in read.instrument.items()] == ["a", "b"]
    assert {(note.row, note.text.split(";")[0]) for note in read.notes} >= {
        (2, "'start' wordt niet verzameld: de meting is anoniem."),
        (6, "Een vraag van het soort 'image' wordt niet gesteld"),
    }
    file = io.BytesIO()
    write_xlsform(read.instrument, file)
    rows = list(load_workbook(file)["survey"].iter_rows(values_only=True))
    kept = [row[1] for row in rows if row[0] not in ("begin_group", "end_group")]
    assert kept == ["name", "start", "toestel", "a", "foto", "som", "b"]
    assert "mijn kolom" in rows[0]
    file.seek(0)
    assert read_xlsform(file).instrument == read.instrument


def test_proposes_not_applicable_and_unknown_with_a_note() -> None:
    read = reading(
        [["type", "name", "label"], ["select_one s", "a", "A"]],
        [
            ["list_name", "name", "label"],
            ["s", "nooit", "Nooit"],
            ["s", "vaak", "Vaak"],
            ["s", "x", "N.v.t."],
            ["s", "y", "Weet ik niet"],
            ["s", "z", "Geen mening"],
        ],
    )
    choices = read.instrument.lists["s"].choices
    assert [choice.score for choice in choices] == [1, 2, None, None, None]
    assert [choice.missing for choice in choices[2:]] == [
        Missing.NOT_APPLICABLE,
        Missing.UNKNOWN,
        Missing.UNKNOWN,
    ]
    assert sum("telt niet mee" in note.text for note in read.notes) == 3


def test_reads_our_own_columns() -> None:
    read = reading(
        [
            ["type", "name", "label", "rondom::schaal", "rondom::omgekeerd"],
            ["select_one s", "a", "A", "Zorg", "yes"],
        ],
        [
            ["list_name", "name", "label", "rondom::score", "rondom::ontbrekend"],
            ["s", "b", "B", 2, None],
            ["s", "c", "C", "0,5", None],
            ["s", "d", "D", None, "nvt"],
        ],
    )
    (scale,) = read.instrument.scales
    assert (scale.name, scale.items, set(scale.reverse), scale.minimum_share) == ("Zorg", ("a",), {"a"}, 0.75)
    assert [choice.score for choice in read.instrument.lists["s"].choices] == [2, 0.5, None]
    assert read.instrument.lists["s"].choices[2].missing is Missing.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("integer", Kind.NUMBER),
        ("decimal", Kind.NUMBER),
        ("range", Kind.NUMBER),
        ("text", Kind.TEXT),
        ("note", Kind.NOTE),
        ("date", Kind.DATE),
        ("dateTime", Kind.DATE),
        ("time", Kind.TEXT),
        ("acknowledge", Kind.ONE),
        ("rank jn", Kind.MANY),
        ("select all that apply from jn", Kind.MANY),
        ("select_one jn", Kind.ONE),
    ],
)
def test_knows_the_type_and_keeps_it(type_: str, kind: Kind) -> None:
    instrument = reading(
        [["type", "name", "label"], [type_, "a", "A"], ["text", "b", "B"]], YES_NO
    ).instrument
    assert instrument.item("a").kind is kind
    file = io.BytesIO()
    write_xlsform(instrument, file)
    file.seek(0)
    assert read_xlsform(file).instrument == instrument


def test_or_other_becomes_an_open_question() -> None:
    instrument = reading([["type", "name", "label"], ["select_one jn or_other", "a", "A"]], YES_NO).instrument
    assert [choice.code for choice in instrument.choice_list(instrument.item("a")).choices] == [
        "ja",
        "nee",
        "other",
    ]
    assert instrument.item("a_other").relevant == "selected(${a}, 'other')"
    assert [choice.code for choice in instrument.lists["jn"].choices] == ["ja", "nee"]


def test_a_rating_block_of_kobotoolbox_becomes_a_question_per_row() -> None:
    instrument = reading(
        [
            ["type", "name", "label", "kobo--score-choices"],
            ["begin_score", "stellingen", "Stellingen", "jn"],
            ["score__row", "s1", "Eerste"],
            ["end_score"],
        ],
        YES_NO,
    ).instrument
    assert (instrument.item("s1").kind, instrument.item("s1").choices) == (Kind.ONE, "jn")


def test_a_condition_that_is_not_evaluated_is_kept_and_told() -> None:
    read = reading(
        [
            ["type", "name", "label", "relevant", "constraint"],
            ["date", "a", "A", None, ". <= today()"],
            ["text", "b", "B", "${a} < today()"],
        ]
    )
    item = read.instrument.item("b")
    assert (item.relevant, item.extra["relevant"]) == ("", "${a} < today()")
    assert {(note.row, note.column) for note in read.notes} >= {(2, "constraint"), (3, "relevant")}


def test_cells_merged_over_rows_count_for_each_row() -> None:
    file = workbook(
        survey=[["type", "name", "label"], ["select_one jn", "a", "A"]],
        choices=[["list_name", "name", "label"], ["jn", "ja", "Ja"], [None, "nee", "Nee"]],
    )
    book = load_workbook(file)
    book["choices"].merge_cells("A2:A3")
    merged = io.BytesIO()
    book.save(merged)
    merged.seek(0)
    assert len(read_xlsform(merged).instrument.lists["jn"].choices) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_reads_a_folder_of_csv_with_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = "\ufefftype,name,label\ntext,a,Één\n".replace(",", delimiter)
    assert read_xlsform(folder(tmp_path, survey=text)).instrument.item("a").label == {"nl": "Één"}


def test_reads_a_zip_with_the_sheets_in_a_folder() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("form/survey.csv", "type,name,label\ntext,a,A\n")
    file.seek(0)
    assert [item.name for item in read_xlsform(file).instrument.items()] == ["a"]


def test_settings_and_sheets_that_are_not_ours_are_written_back(tmp_path: Path) -> None:
    file = workbook(
        survey=[["type", "name", "label"], ["text", "a", "A"]],
        settings=[["form_title", "form_id", "version", "style"], ["Titel", "mijn form", 20240101.0, "pages"]],
        eigen=[["x"], ["=y"]],
    )
    instrument = read_xlsform(file).instrument
    assert (instrument.name, instrument.title, instrument.version) == (
        "mijn_form",
        {"nl": "Titel"},
        "20240101",
    )
    write_xlsform(instrument, tmp_path / "uit")
    assert "pages" in (tmp_path / "uit" / "settings.csv").read_text()
    assert "mijn form" in (tmp_path / "uit" / "settings.csv").read_text()
    assert read_xlsform(tmp_path / "uit").instrument == instrument


def test_a_rank_with_other_comes_back_as_it_was() -> None:
    choices: list[list[object]] = [["list_name", "name", "label"], ["wat", "a", "A"], ["wat", "b", "B"]]
    first = reading([["type", "name", "label"], ["rank wat or_other", "r", "Orden"]], choices).instrument
    file = io.BytesIO()
    write_xlsform(first, file)
    file.seek(0)
    assert read_xlsform(file).instrument == first
    assert [item.name for item in first.items()] == ["r", "r_other"]


def test_a_condition_that_excel_made_a_truth_value_is_one() -> None:
    found = reading(
        [["type", "name", "label", "relevant"], ["text", "a", "A", False], ["text", "b", "B", True]]
    )
    assert [item.relevant for item in found.instrument.items()] == ["false()", "true()"]


def test_lay_out_far_away_makes_no_form_large() -> None:
    book = load_workbook(workbook(survey=[["type", "name", "label"], ["text", "a", "A"]]))
    book["survey"].cell(300_000, 900).font = Font(bold=True)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    assert [item.name for item in read_xlsform(file).instrument.items()] == ["a"]
