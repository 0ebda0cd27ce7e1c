"""Texts for respondents in other languages: ``python -m tests.translations``, or ``make texts``.

Gives every language in ``locale`` the Dutch texts of this moment, keeps what was translated, and compiles
what is complete: a page is in one language or in the other.
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import django.conf
import polib
from django.template.base import Token
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.translation import trim_whitespace

SOURCE = Path(__file__).resolve().parent.parent / "src" / "rondom"
MEASURE = SOURCE / "cores" / "measure"
TEMPLATES = MEASURE / "templates"
LOCALE = MEASURE / "locale"
CODE = [*sorted(MEASURE.rglob("*.py")), SOURCE / "instruments" / "checking.py"]
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "Problem"}
"""Functions that are given a Dutch text to be found again in other languages."""

TWO_FORMS = "nplurals=2; plural=(n != 1);"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        texts = renewed(folder.name)
        path = catalogue(folder.name)
        path.parent.mkdir(exist_ok=True)
        texts.save(str(path))
        left = len(unfinished(texts))
        path.with_suffix(".mo").unlink(missing_ok=True)
        if left == 0:
            texts.save_as_mofile(str(path.with_suffix(".mo")))
        sys.stdout.write(f"{folder.name}: {f'{left} texts to translate in {path}' if left else 'complete'}\n")
    return 0


def languages() -> list[str]:
    """The folders with texts in another language."""
    return sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def catalogue(language: str) -> Path:
    """Where the texts in a language are; beside it, with the ending .mo, what the site reads."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def renewed(language: str) -> polib.POFile:
    """The texts in a language, brought in step with the Dutch ones."""
    path = catalogue(language)
    before = polib.pofile(str(path)) if path.exists() else polib.POFile()
    forms = before.metadata.get("Plural-Forms") or _plural_forms(language)
    known = {(entry.msgid, entry.msgid_plural): entry for entry in before}
    texts = polib.POFile(wrapwidth=100)
    texts.header = "Texts around the questions, found by the Dutch text. See docs/how-to/talen.md."
    texts.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": forms,
    }
    for entry in marked(int(re.findall(r"nplurals\s*=\s*(\d+)", forms)[0])):
        if kept := known.get((entry.msgid, entry.msgid_plural)):
            entry.msgstr, entry.msgstr_plural, entry.flags = kept.msgstr, kept.msgstr_plural, kept.flags
            entry.tcomment = kept.tcomment
        texts.append(entry)
    return texts


def unfinished(texts: polib.POFile) -> list[polib.POEntry]:
    """What is not translated yet, or needs another look."""
    return [entry for entry in texts if not entry.translated()]


def marked(forms: int = 2) -> list[polib.POEntry]:
    """Every Dutch text that respondents can read in another language, in the order of the pages."""
    found: dict[tuple[str, str], polib.POEntry] = {}
    for text, plural, path in (*_in_templates(), *_in_code()):
        new = polib.POEntry(msgid=text, msgid_plural=plural)
        if plural:
            new.msgstr_plural = dict.fromkeys(range(forms), "")
        entry = found.setdefault((text, plural), new)
        place = (str(path.relative_to(SOURCE)), "")
        entry.occurrences = [*entry.occurrences, *([place] if place not in entry.occurrences else [])]
    return list(found.values())


def _in_templates() -> Iterator[tuple[str, str, Path]]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        nodes = get_template(path.relative_to(TEMPLATES).as_posix()).template.nodelist  # type: ignore[attr-defined]  # of Django's own backend
        for node in nodes.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            if isinstance(node, TranslateNode):
                yield node.filter_expression.var.literal, "", path
            else:
                yield _in_block(node, node.singular), _in_block(node, node.plural), path


def _in_block(node: BlockTranslateNode, part: list[Token]) -> str:
    text: str = node.render_token_list(part)[0]
    return trim_whitespace(text) if node.trimmed else text


def _in_code() -> Iterator[tuple[str, str, Path]]:
    for path in CODE:
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
