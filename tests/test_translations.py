"""Texts for people without an account: every one can be translated, and every language has them all."""

import re
from itertools import chain
from pathlib import Path

import polib
import pytest
from django.utils import translation

from tests.translations import CATALOGUES, PACKAGES, SOURCE, Package, marked, renewed, unfinished

PLACES = re.compile(r"%\(\w+\)s|%s|\{\w+\}|<[^>]+>")
SAID_ALOUD = re.compile(r"(?:aria-label|alt|title|placeholder|content)=\"([^\"]*)\"")
OF_PARENTS = (
    "_code _code_kept _question_form ask_as_parent asked closed join join_closed joined my_place safety "
    "what_became"
).split()
PAGES = sorted(
    chain(
        (SOURCE / "ui/templates/visitors").glob("*.html"),
        (SOURCE / f"ui/templates/forms/{name}.html" for name in ("field", "form", "hints")),
        (SOURCE / f"ui/templates/cotton/{name}.html" for name in ("errors", "help", "read_aloud", "who")),
        (SOURCE / "cores/measure/templates/measure/answering").glob("*.html"),
        (SOURCE / "cores/meet/templates/meet/guest").glob("*.html"),
        (SOURCE / f"cores/meet/templates/meet/{name}.html" for name in ("_agenda", "_came_out", "_totals")),
        (
            SOURCE / f"workflows/parenting_questions/templates/parenting_questions/{name}.html"
            for name in OF_PARENTS
        ),
    )
)

every_catalogue = pytest.mark.parametrize(
    ("package", "language"), CATALOGUES, ids=[f"{package.name}-{code}" for package, code in CATALOGUES]
)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_there_is_another_language(package: Package) -> None:
    assert "en" in package.languages


def test_what_stands_on_every_page_is_there_in_every_language() -> None:
    """Else the language is nowhere."""
    assert set(PACKAGES[0].languages) >= {language for _, language in CATALOGUES}


@every_catalogue
def test_texts_are_in_step_with_the_dutch_ones(package: Package, language: str) -> None:
    """Else: make texts."""
    assert str(renewed(package, language)).strip() == package.catalogue(language).read_text().strip()


@every_catalogue
def test_every_text_is_translated(package: Package, language: str) -> None:
    assert [entry.msgid for entry in unfinished(polib.pofile(str(package.catalogue(language))))] == []


@every_catalogue
def test_what_the_site_reads_is_what_was_translated(package: Package, language: str) -> None:
    """Else: make texts."""
    compiled = package.catalogue(language).with_suffix(".mo").read_bytes()
    assert compiled == polib.pofile(str(package.catalogue(language))).to_binary()


@every_catalogue
def test_a_translation_has_the_same_places_to_fill_in(package: Package, language: str) -> None:
    for entry in polib.pofile(str(package.catalogue(language))):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            if text:
                assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(entry.msgid)), entry.msgid


def test_the_same_dutch_text_is_translated_in_one_way() -> None:
    """Django knows one translation of a text, whichever package it stands in."""
    found: dict[tuple[str, str], str] = {}
    for package, language in CATALOGUES:
        for entry in polib.pofile(str(package.catalogue(language))):
            assert found.setdefault((language, entry.msgid), entry.msgstr) == entry.msgstr, entry.msgid


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_dutch_texts_are_said_as_they_are_written(package: Package) -> None:
    """A library may have a Dutch translation of its own for the same words."""
    with translation.override("nl"):
        for entry in marked(package):
            assert translation.gettext(entry.msgid) == entry.msgid
            if entry.msgid_plural:
                assert translation.ngettext(entry.msgid, entry.msgid_plural, 2) == entry.msgid_plural


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_page_for_visitors_has_no_text_that_cannot_be_translated(path: Path) -> None:
    assert unmarked(path.read_text()) == []


def test_a_text_that_nobody_marked_is_found() -> None:
    assert unmarked('<p aria-label="Uitleg">Hallo {{ name }}</p>{% translate "Dag" %}') == ["Hallo", "Uitleg"]


def unmarked(template: str) -> list[str]:
    """What a template says that no translation reaches, and that does not say of itself that it is Dutch."""
    text = re.sub(
        r"{% blocktranslate.*?{% endblocktranslate %}|{#.*?#}|{[%{].*?[}%]}|<span lang=\"nl\".*?</span>",
        "",
        template,
        flags=re.S,
    )
    said = [*re.sub(r"<[^>]*>", "\n", text).split("\n"), *SAID_ALOUD.findall(text)]
    return [one.strip() for one in said if re.search(r"[a-z]{2}", one) and one != "noindex"]
