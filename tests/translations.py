"""Texts for people without an account in other languages: ``make texts``.

Gives every language in the ``locale`` of a package the Dutch texts of this moment, keeps what was translated,
and compiles what is complete: a page is in one language or in the other.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
import django.conf
import polib
from django.template.base import Token
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode
from django.utils.translation import trim_whitespace

SOURCE = Path(__file__).resolve().parent.parent / "src" / "rondom"
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "Problem"}
"""Functions that are given a Dutch text to be found again in other languages."""

TRANSLATE = re.compile(r"{%\s*translate (['\"])(.*?)\1")
TWO_FORMS = "nplurals=2; plural=(n != 1);"


@dataclass(frozen=True, slots=True)
class Package:
    """A package with pages for people without an account. ``also`` has texts that stand on its pages."""

    folder: Path
    also: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def locale(self) -> Path:
        return self.folder / "locale"

    @property
    def templates(self) -> Path:
        return self.folder / "templates"

    @property
    def code(self) -> list[Path]:
        return [*sorted(self.folder.rglob("*.py")), *self.also]

    @property
    def languages(self) -> list[str]:
        """The folders with texts in another language."""
        return sorted(path.name for path in self.locale.iterdir() if path.is_dir())

    def catalogue(self, language: str) -> Path:
        """Where the texts in a language are; beside it, with the ending .mo, what the site reads."""
        return self.locale / language / "LC_MESSAGES" / "django.po"


PACKAGES = (
    Package(SOURCE / "ui", (SOURCE / "foundation" / "visitors.py",)),
    Package(SOURCE / "cores" / "measure", (SOURCE / "instruments" / "checking.py",)),
    Package(SOURCE / "cores" / "meet"),
    Package(SOURCE / "workflows" / "parenting_questions"),
)
CATALOGUES = [(package, language) for package in PACKAGES for language in package.languages]


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    for package, language in CATALOGUES:
        texts = renewed(package, language)
        path = package.catalogue(language)
        path.parent.mkdir(exist_ok=True)
        texts.save(str(path))
        left = len(unfinished(texts))
        path.with_suffix(".mo").unlink(missing_ok=True)
        if left == 0:
            texts.save_as_mofile(str(path.with_suffix(".mo")))
        told = f"{left} texts to translate in {path}" if left else "complete"
        sys.stdout.write(f"{package.name}, {language}: {told}\n")
    return 0


def renewed(package: Package, language: str) -> polib.POFile:
    """The texts in a language, brought in step with the Dutch ones."""
    path = package.catalogue(language)
    before = polib.pofile(str(path)) if path.exists() else polib.POFile()
    forms = before.metadata.get("Plural-Forms") or _plural_forms(language)
    known = {(entry.msgid, entry.msgid_plural): entry for entry in before}
    texts = polib.POFile(wrapwidth=100)
    texts.header = "Texts for people without an account, found by the Dutch text. See docs/how-to/talen.md."
    texts.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": forms,
    }
    for entry in marked(package, int(re.findall(r"nplurals\s*=\s*(\d+)", forms)[0])):
        if kept := known.get((entry.msgid, entry.msgid_plural)):
            entry.msgstr, entry.msgstr_plural, entry.flags = kept.msgstr, kept.msgstr_plural, kept.flags
            entry.tcomment = kept.tcomment
        texts.append(entry)
    return texts


def unfinished(texts: polib.POFile) -> list[polib.POEntry]:
    """What is not translated yet, or needs another look."""
    return [entry for entry in texts if not entry.translated()]


def marked(package: Package, forms: int = 2) -> list[polib.POEntry]:
    """Every Dutch text that can be read in another language, in the order of the pages."""
    found: dict[tuple[str, str], polib.POEntry] = {}
    for text, plural, path in (*_in_templates(package), *_in_code(package)):
        new = polib.POEntry(msgid=text, msgid_plural=plural)
        if plural:
            new.msgstr_plural = dict.fromkeys(range(forms), "")
        entry = found.setdefault((text, plural), new)
        place = (str(path.relative_to(SOURCE)), "")
        entry.occurrences = [*entry.occurrences, *([place] if place not in entry.occurrences else [])]
    return list(found.values())


def _in_templates(package: Package) -> Iterator[tuple[str, str, Path]]:
    for path in sorted(package.templates.rglob("*.html")):
        for _quote, text in TRANSLATE.findall(path.read_text()):  # also within an attribute of a component
            yield text, "", path
        nodes = get_template(path.relative_to(package.templates).as_posix()).template.nodelist  # type: ignore[attr-defined]  # of Django's own backend
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            yield _in_block(node, node.singular), _in_block(node, node.plural), path


def _in_block(node: BlockTranslateNode, part: list[Token]) -> str:
    text: str = node.render_token_list(part)[0]
    return trim_whitespace(text) if node.trimmed else text


def _in_code(package: Package) -> Iterator[tuple[str, str, Path]]:
    for path in package.code:
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda call: call.lineno):
            name = getattr(call.func, "id", "")
            text = getattr(call.args[0], "value", None) if call.args else None
            if name in MARKS and isinstance(text, str):
                yield text, "", path


def _plural_forms(language: str) -> str:
    """How many forms a word has after a number, as Django knows it."""
    known = Path(django.conf.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.mo"
    header = polib.mofile(str(known)).metadata if known.exists() else {}
    return str(header.get("Plural-Forms", TWO_FORMS))


if __name__ == "__main__":
    sys.exit(main())
