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
    import fontpkg_atkinson_hyperlegible
    import typst

    fonts = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
    shown: object = data
    missing: set[str] = set()
    while True:
        try:
            made = typst.compile(
                str(ROOT / template),
                root=str(ROOT),
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(shown, ensure_ascii=False), "day": made_on.isoformat()},
                pdf_standards=["ua-1"],
                timestamp=int(datetime.combine(made_on, time(12), UTC).timestamp()),
            )
            break
        except typst.TypstError as error:
            found = _not_in_the_fonts(error.diagnostic) - missing
            if not found:
                raise NotMade(f"{template}: {error}") from error
            missing |= found
            shown = _replaced(shown, str.maketrans({sign: _in_place_of(sign) for sign in found}))
    assert isinstance(made, bytes)
    return made


def _not_in_the_fonts(diagnostic: str) -> set[str]:
    """The signs that typst could not show; it writes those without a picture as ``\\u{7}``."""
    texts = _MISSING.findall(diagnostic)
    return set("".join(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in texts))


def _in_place_of(sign: str) -> str:
    """A box; nothing for what joins or steers other signs."""
    return "" if unicodedata.category(sign).startswith("C") else BOX


def _replaced(value: object, table: dict[int, str]) -> object:
    """The same data, with every text translated."""
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, Mapping):
        return {key: _replaced(one, table) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replaced(one, table) for one in value]
    return value
