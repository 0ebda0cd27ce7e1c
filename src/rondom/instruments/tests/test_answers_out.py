"""Answers as files: labelled, with two kinds of missing, and safe to open."""

import csv
import io
import re
from pathlib import Path

import pyreadstat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from rondom.instruments import Choice, ChoiceList, Instrument, Item, Kind, Missing, Page, shipped
from rondom.instruments.answers_out import (
    Export,
    Leading,
    codebook,
    codebook_html,
    variables,
    write_codebook,
    write_csv,
    write_sav,
    write_xlsx,
)
from rondom.instruments.answers_out.variables import numbers_of
from rondom.instruments.tests.strategies import choice_lists, dangerous_text

QUICK = shipped("quickscan")
ANSWERS: list[dict[str, object]] = [
    {"S1": "3", "S2": "nvt", "S3": "weet_niet", "leeftijden": ["0_4"], "zekerheid": 7, "idee": "é"},
    {},
]
SAFE = re.compile(r"(?![\s\x00-\x1f\u200b]*[=+\-@＝＋－＠])|[+-]?\d+([.,]\d+)?$")


def test_an_spss_file_holds_labels_missing_values_and_levels(tmp_path: Path) -> None:
    leading = [Leading("wijk", "Wijk", ["Noord", "Zuid"])]
    write_sav(Export(QUICK, ANSWERS, leading=leading), tmp_path / "a.sav")
    frame, meta = pyreadstat.read_sav(str(tmp_path / "a.sav"), user_missing=True)
    assert list(frame["wijk"]) == ["Noord", "Zuid"]
    assert list(frame.loc[0, ["S1", "S2", "S3", "leeftijden_0_4", "leeftijden_4_6"]]) == [3, -98, -99, 1, 0]
    assert frame["S1"].isna().tolist() == [False, True]
    assert meta.variable_value_labels["S1"][4.0] == "Vaak"
    assert {one["lo"] for one in meta.missing_ranges["S1"] if isinstance(one, dict)} == {-98, -99}
    assert [meta.original_variable_types[name] for name in ("S1", "functie")] == ["F8.0", "F8.0"]
    assert [meta.variable_measure[name] for name in ("S1", "functie", "zekerheid")] == [
        "ordinal",
        "nominal",
        "scale",
    ]
    assert str(meta.column_names_to_labels["S1"]).startswith("let ik bewust")


def test_missing_values_read_as_missing_in_statistics(tmp_path: Path) -> None:
    write_sav(Export(QUICK, ANSWERS), tmp_path / "a.sav")
    frame, _ = pyreadstat.read_sav(str(tmp_path / "a.sav"))
    assert frame["S2"].isna().all()


def test_names_do_not_depend_on_the_language_and_are_allowed() -> None:
    names = [variable.name for variable in variables(QUICK, partners={"1_a b": "x"}, language="en")]
    assert names == [variable.name for variable in variables(QUICK, partners={"1_a b": "y"}, language="nl")]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name) for name in names)


@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=6, unique=True))
def test_any_names_become_names_that_are_allowed_and_differ(names: list[str]) -> None:
    items = tuple(Item(name, Kind.TEXT, {"nl": name}) for name in names)
    instrument = Instrument("x", {}, "1", (Page("p", {}, {}, items),), {})
    found = [variable.name for variable in variables(instrument, taken=["wijk"])]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name) for name in found)
    assert len({name.lower() for name in (*found, "wijk")}) == len(names) + 1


@given(choice_lists("lijst"))
def test_no_two_answers_share_a_number(choices: ChoiceList) -> None:
    numbers = numbers_of(choices)
    assert set(numbers) == {choice.code for choice in choices.choices}
    assert len(set(numbers.values())) == len(numbers)


def test_whole_number_codes_stay_what_they_are() -> None:
    choices = ChoiceList(
        "s", (Choice("2", {}, 1.0), Choice("1", {}, 2.0), Choice("x", {}, None, Missing.UNKNOWN))
    )
    assert numbers_of(choices) == {"2": 2, "1": 1, "x": -99}


@settings(deadline=None, max_examples=30)
@given(dangerous_text, dangerous_text)
def test_no_cell_of_a_file_is_a_formula(text: str, place: str) -> None:
    export = Export(QUICK, [{"idee": text}], leading=[Leading("wijk", place, [place])], about={place: text})
    plain, book, code = io.BytesIO(), io.BytesIO(), io.BytesIO()
    write_csv(export, plain)
    write_codebook(export, code)
    write_xlsx(export, book)
    cells = [cell for file in (plain, code) for row in _rows(file) for cell in row]
    for sheet in load_workbook(book).worksheets:
        found = [cell for row in sheet.iter_rows() for cell in row]
        assert all(cell.data_type != "f" for cell in found)
        cells += [str(cell.value) for cell in found if cell.data_type == "s"]
    assert [cell for cell in cells if not SAFE.match(cell)] == []


def _rows(file: io.BytesIO) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("bom", [True, False])
def test_the_byte_order_mark_is_a_choice(bom: bool) -> None:
    file = io.BytesIO()
    write_csv(Export(QUICK, ANSWERS), file, bom=bom)
    assert file.getvalue().startswith(b"\xef\xbb\xbf") is bom


def test_what_is_left_out_is_left_out_and_told() -> None:
    export = Export(
        QUICK,
        ANSWERS,
        without=["idee", "per_partner"],
        left_out=["Wijk Noord ontbreekt."],
        about={"datum": "x"},
    )
    assert not {"idee"} & set(export.headings)
    book = io.BytesIO()
    write_xlsx(export, book)
    readme = {row[0]: row[1] for row in load_workbook(book)["leesmij"].iter_rows(values_only=True)}
    assert readme["weggelaten"] == "Niet in dit bestand: de antwoorden op idee. Wijk Noord ontbreekt."
    assert readme["datum"] == "x"


def test_the_codebook_tells_every_value() -> None:
    rows = [row for row in codebook(Export(QUICK, ANSWERS)) if row["variabele"] == "S2"]
    assert [row["waarde"] for row in rows] == ["1", "2", "3", "4", "5", "-98", "-99"]
    assert [row["ontbrekend"] for row in rows[-2:]] == ["niet van toepassing", "weet niet"]
    assert rows[0]["schaal"] == "signaleren"


def test_the_codebook_as_html_runs_nothing() -> None:
    instrument = Instrument(
        "x", {"nl": "<b>"}, "1", (Page("p", {}, {}, (Item("a", Kind.TEXT, {"nl": "<script>"}),)),), {}
    )
    html = codebook_html(Export(instrument, []))
    assert "<script>" not in html
    assert "<b>" not in html
