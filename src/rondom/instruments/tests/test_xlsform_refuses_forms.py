"""A form that cannot be read says where, why and what to do; everything at once."""

import io
import zipfile
from pathlib import Path

import pytest

from rondom.instruments.findings import FormError
from rondom.instruments.tests.forms import problems, workbook
from rondom.instruments.xlsform import read_xlsform

HEAD: list[object] = ["Type", "name", "label", "relevant"]
YES_NO: list[list[object]] = [["list_name", "name", "label"], ["ja_nee", "ja", "Ja"]]


def test_tells_all_problems_at_once_with_row_and_column() -> None:
    found = problems(
        [
            HEAD,
            ["begin_group", "g", "G"],
            ["tekst", "a", "A"],
            ["select_one ja_ne", "b", "B"],
            ["text", "b", "B"],
            ["text", "c d", "C"],
            ["text", "e", "E", "${bb} = 'x'"],
            ["text", "f", "F", "${b} == 'x'"],
        ],
        YES_NO,
    )
    assert found == [
        "survey, rij 2, kolom 'Type': Deze groep is niet afgesloten. Voeg een rij toe met end_group.",
        "survey, rij 3, kolom 'Type': Het soort vraag 'tekst' is niet bekend. Bedoelt u text?",
        "survey, rij 4, kolom 'Type': De lijst 'ja_ne' bestaat niet. Bedoelt u 'ja_nee'?",
        "survey, rij 5, kolom 'name': De naam 'b' staat ook op rij 4. Geef elke vraag een eigen naam.",
        "survey, rij 6, kolom 'name': De naam 'c d' kan niet. "
        "Gebruik letters, cijfers en _ en begin met een letter.",
        "survey, rij 7, kolom 'relevant': Er is geen vraag met de naam 'bb'. Bedoelt u ${b}?",
        "survey, rij 8, kolom 'relevant': De voorwaarde klopt niet op teken 6: "
        "gebruik één = om te vergelijken.",
    ]


@pytest.mark.parametrize(
    ("survey", "choices", "words"),
    [
        ([HEAD, ["end_group"]], None, "nergens begint"),
        ([HEAD, ["begin_group", "g"], ["text", "a", "A"], ["end_repeat"]], None, "Schrijf end_group"),
        ([HEAD, ["select_one", "a", "A"]], None, "Schrijf achter select_one"),
        ([HEAD, ["text", None, "A"]], None, "Geef deze vraag een naam"),
        ([HEAD, [None, "a", "A"]], None, "Vul het soort vraag in"),
        ([["soort", "name"], ["text", "a"]], None, "De kolom 'type' ontbreekt"),
        ([HEAD], None, "geen enkele vraag"),
        ([HEAD, ["select_one ja_nee", "a", "A"]], [*YES_NO, ["ja_nee", "ja", "J"]], "staat twee keer"),
        ([HEAD, ["text", "a", "A"]], [*YES_NO, [None, "x", "X"]], "bij welke lijst"),
        ([HEAD, ["text", "a", "A"]], [*YES_NO, ["ja_nee", None, "X"]], "een code"),
        ([[*HEAD, "rondom::omgekeerd"], ["text", "a", "A", None, "soms"]], None, "geen schaal"),
    ],
)
def test_says_what_is_wrong(
    survey: list[list[object]], choices: list[list[object]] | None, words: str
) -> None:
    found = problems(survey, choices)
    assert len(found) == 1
    assert words in found[0]


def test_refuses_a_form_without_a_survey_sheet() -> None:
    with pytest.raises(FormError, match="geen werkblad 'survey'"):
        read_xlsform(workbook(blad1=[["x"]]))


def _archive(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0 oud", "oud Excel-bestand"),
        (b"zomaar tekst", "geen Excel-bestand"),
        (b"", "geen Excel-bestand"),
        (_archive("mimetype"), "OpenDocument"),
        (_archive("[Content_Types].xml"), "beschadigd"),
    ],
)
def test_refuses_a_file_that_is_no_form(content: bytes, words: str) -> None:
    with pytest.raises(FormError, match=words):
        read_xlsform(io.BytesIO(content))


def test_refuses_a_file_that_is_not_there() -> None:
    with pytest.raises(FormError):
        read_xlsform("/bestaat/niet.xlsx")


def test_says_what_to_do_when_a_form_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"weg\.xlsx is niet te openen\. Kijk of het pad klopt"):
        read_xlsform(tmp_path / "weg.xlsx")
