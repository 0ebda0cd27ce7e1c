"""Figures as Statistics Netherlands writes them: decimal comma or point, padding, and signs for unknown."""

import re

# ``-99997`` and the like stand for unknown in the files that go with the maps.
_UNKNOWN = {"", ".", ",", "-", "x", "*", "nan", "null", "none", "na", "-99995", "-99997", "-99999999"}
_PLAIN = re.compile(r"[+-]?\d{1,15}([.,]\d{1,20})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(\.)\d{3}(?:\.\d{3})*,\d+|(,)\d{3}(?:,\d{3})*\.\d+)")
_GROUPED_WHOLE = re.compile(r"\d{1,3}([. ]\d{3})+")


def parse_figure(text: str, *, whole: bool = False) -> float | None:
    """The number that this text stands for; None when it says that the figure is unknown.

    ``whole`` says that only whole numbers can occur: then "11.200" is eleven thousand two hundred, and not
    eleven and a bit. Raises ValueError when the text is no number.
    """
    bare = text.replace("\u2212", "-").replace("\u00a0", " ").strip()
    bare = bare.rstrip("*").rstrip()  # a star says that the figure is provisional
    if bare.lower() in _UNKNOWN or set(bare) == {"."}:
        return None
    return _whole(bare) if whole else _decimal(bare)


def _whole(text: str) -> float:
    if _GROUPED_WHOLE.fullmatch(text):
        return float(re.sub(r"[. ]", "", text))
    value = _decimal(text)
    if value != int(value):
        raise ValueError(text)
    return value


def _decimal(text: str) -> float:
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    grouped = _GROUPED.fullmatch(text)
    if grouped is None:
        raise ValueError(text)
    return float(text.replace(".", "").replace(",", ".") if grouped[1] else text.replace(",", ""))
