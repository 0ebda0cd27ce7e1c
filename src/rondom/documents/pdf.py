"""A typst template and its data become a PDF, in memory."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import rondom

ROOT = Path(rondom.__file__).resolve().parent
BOX = "□"
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class NotMade(RuntimeError):
    """The document could not be made; the message says where the template fails."""


def make_pdf(template: str, data: Mapping[str, object], *, made_on: date) -> bytes:
    """Compile ``template`` (a path below the package, such as 'workflows/quickscan/documents/report.typ').

    The template reads ``data`` with ``json(bytes(sys.inputs.data))``; pictures go in as SVG text. The same
    data and day give the same bytes. PDF/UA-1 is asked for: a picture without alternative text is an error.
    It also forbids signs that no font has; people write these (emoji), so they become a box.
    """
    import typst

    try:
        return _compiled(template, data, made_on)
    except typst.TypstError as error:
        unknown = _not_in_the_fonts(error.diagnostic)
        try:
            if unknown:
                return _compiled(template, _replaced(data, unknown), made_on)
        except typst.TypstError as again:
            error = again
        raise NotMade(f"{template}: {error}") from error


def _compiled(template: str, data: object, made_on: date) -> bytes:
    import fontpkg_atkinson_hyperlegible
    import typst

    fonts = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
    made = typst.compile(
        str(ROOT / template),
        root=str(ROOT),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "day": made_on.isoformat()},
        pdf_standards=["ua-1"],
        timestamp=int(datetime.combine(made_on, time(12), UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _not_in_the_fonts(diagnostic: str) -> dict[int, str]:
    """What comes in place of every sign that typst could not show: a box, or nothing for control signs."""
    texts = _MISSING.findall(diagnostic)
    signs = set("".join(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in texts))
    return {ord(sign): "" if unicodedata.category(sign).startswith("C") else BOX for sign in signs}


def _replaced(value: object, table: dict[int, str]) -> object:
    """The same data, with every text translated."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, Mapping):
        return {key: _replaced(one, table) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(one, table) for one in value]
    return value
