"""Cells of spreadsheets: their text, and how text that looks like a formula is kept from running.

A spreadsheet program takes a cell that begins with ``= + - @`` (or these after blanks or invisible
characters) for a formula. In CSV such text gets an apostrophe in front; reading takes exactly that one
apostrophe away, so a file that we wrote reads back as it was. Plain numbers (-1) stay as they are.
In XLSX no text is changed: a cell has a type there, and ours are of the type 'text'.
"""

import re
from datetime import date, datetime, time

_INVISIBLE = r"\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_FORMULA = re.compile(rf"'*(?:[{_INVISIBLE}]*[=+\-@＝＋－＠]|[\t\r])")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


def safe(text: str) -> str:
    """Text for a CSV cell that no spreadsheet program takes for a formula."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unsafe(text: str) -> str:
    """The text that ``safe`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def clean(text: str) -> str:
    """Text without control characters and without blanks around it; lines end with a newline only.

    Marks that turn round what follows leave too: with them a text reads other than it is.
    """
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def text_of(value: object) -> str:
    """A cell as text: 1.0 is '1', a date is ISO, an empty cell is ''."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return "" if value != value else format(value, ".15g")
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return clean(str(value))
