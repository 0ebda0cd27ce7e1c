"""Texts for respondents: every one can be translated, and every language has them all."""

import re
from pathlib import Path

import polib
import pytest
from django.utils import translation

from tests.translations import TEMPLATES, catalogue, languages, marked, renewed, unfinished

PAGES = sorted((TEMPLATES / "measure" / "answering").glob("*.html"))
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]+>")
SAID_ALOUD = re.compile(r"(?:aria-label|alt|title|placeholder|content)=\"([^\"]*)\"")


def test_there_is_another_language() -> None:
    assert "en" in languages()


@pytest.mark.parametrize("language", languages())
def test_texts_are_in_step_with_the_dutch_ones(language: str) -> None:
    """Else: make texts."""
    assert str(renewed(language)).strip() == catalogue(language).read_text().strip()


@pytest.mark.parametrize("language", languages())
def test_every_text_is_translated(language: str) -> None:
    assert [entry.msgid for entry in unfinished(polib.pofile(str(catalogue(language))))] == []


@pytest.mark.parametrize("language", languages())
def test_what_the_site_reads_is_what_was_translated(language: str) -> None:
    """Else: make texts."""
    compiled = catalogue(language).with_suffix(".mo").read_bytes()
    assert compiled == polib.pofile(str(catalogue(language))).to_binary()


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_same_places_to_fill_in(language: str) -> None:
    for entry in polib.pofile(str(catalogue(language))):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            if text:
                assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(entry.msgid)), entry.msgid


def test_dutch_texts_are_said_as_they_are_written() -> None:
    """A library may have a Dutch translation of its own for the same words."""
    with translation.override("nl"):
        for entry in marked():
            assert translation.gettext(entry.msgid) == entry.msgid
            if entry.msgid_plural:
                assert translation.ngettext(entry.msgid, entry.msgid_plural, 2) == entry.msgid_plural


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_for_respondents_has_no_text_that_cannot_be_translated(path: Path) -> None:
    assert unmarked(path.read_text()) == []


def test_a_text_that_nobody_marked_is_found() -> None:
    assert unmarked('<p aria-label="Uitleg">Hallo {{ name }}</p>{% translate "Dag" %}') == ["Hallo", "Uitleg"]


def unmarked(template: str) -> list[str]:
    """What a template says that no translation reaches."""
    text = re.sub(
        r"{% blocktranslate.*?{% endblocktranslate %}|{#.*?#}|{[%{].*?[}%]}", "", template, flags=re.S
    )
    said = [*re.sub(r"<[^>]*>", "\n", text).split("\n"), *SAID_ALOUD.findall(text)]
    return [one.strip() for one in said if re.search(r"[a-z]{2}", one) and one != "noindex"]
