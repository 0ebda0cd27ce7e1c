"""Making a PDF from a template and data."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from rondom.documents.pdf import NotMade, make_pdf

SAMPLE = "documents/tests/sample.typ"
DAY = date(2026, 11, 23)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><rect width="50" height="20"/>'
    '<text x="5" y="35" font-family="Atkinson Hyperlegible" font-size="10">44</text></svg>'
)


def data(**changes: Any) -> dict[str, object]:
    given = {"title": "Rapport", "lead": "Zin.", "demo": True, "svg": SVG, "description": "Wonen: 44."}
    return {**given, **changes}


def test_is_tagged_titled_and_dutch() -> None:
    with pikepdf.open(BytesIO(make_pdf(SAMPLE, data(), made_on=DAY))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl-NL"
        assert str(pdf.docinfo["/Title"]) == "Rapport"
        assert 'part="1"' in (text := pdf.Root.Metadata.read_bytes().decode()) or "pdfuaid" in text


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(NotMade, match="alt"):
        make_pdf(SAMPLE, data(description=""), made_on=DAY)


def test_the_same_data_give_the_same_bytes() -> None:
    assert make_pdf(SAMPLE, data(), made_on=DAY) == make_pdf(SAMPLE, data(), made_on=DAY)


def test_only_the_bundled_font_is_used() -> None:
    with pikepdf.open(BytesIO(make_pdf(SAMPLE, data(), made_on=DAY))) as pdf:
        names = {str(font["/BaseFont"]) for font in pdf.objects if _is_font(font)}
    assert names
    assert all("AtkinsonHyperlegible" in name for name in names)


def test_what_people_wrote_is_text_and_never_code() -> None:
    made = make_pdf(SAMPLE, data(lead='#panic("x") $ * _ <a> @b'), made_on=DAY)
    assert made.startswith(b"%PDF")


@pytest.mark.parametrize(
    "words", ["Fijn 😀🎉", "👨\u200d👩\u200d👧", "你好", "bel\x07", "nieuwe\x0bregel", '"quote" \\']
)
def test_a_sign_that_no_font_has_stops_no_report(words: str) -> None:
    made = make_pdf(SAMPLE, data(title=words, lead=words), made_on=DAY)
    assert made.startswith(b"%PDF")


def test_a_sign_that_no_font_has_becomes_a_box() -> None:
    with pikepdf.open(BytesIO(make_pdf(SAMPLE, data(title="Fijn 😀 zo"), made_on=DAY))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Fijn □ zo"


def test_a_template_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotMade, match=r"sample\.typ"):
        make_pdf(SAMPLE, {}, made_on=DAY)


def _is_font(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/BaseFont" in thing
