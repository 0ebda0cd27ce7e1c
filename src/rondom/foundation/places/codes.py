"""Codes of Statistics Netherlands for areas: NL00, GM0164, WK016401, BU01640101.

Since 2023 the last positions of a wijk or buurt can be letters (WK0363MB).
"""

import re

from django.db import models


class Kind(models.TextChoices):
    """The four levels of areas, from large to small."""

    LAND = "land", "land"
    GEMEENTE = "gemeente", "gemeente"
    WIJK = "wijk", "wijk"
    BUURT = "buurt", "buurt"


COUNTRY = "NL00"

_SHAPES = {
    Kind.LAND: re.compile(r"NL(00|01)"),
    Kind.GEMEENTE: re.compile(r"GM\d{4}"),
    Kind.WIJK: re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    Kind.BUURT: re.compile(r"BU\d{4}[0-9A-Z]{4}"),
}


def clean_code(text: str) -> str:
    """The code as we keep it: without padding, in capitals; NL01 (used in some tables) is the country too."""
    code = text.strip().upper()
    return COUNTRY if code == "NL01" else code


def kind_of(code: str) -> Kind | None:
    """The level that this code stands for; None when it is no such code."""
    return next((kind for kind, shape in _SHAPES.items() if shape.fullmatch(code)), None)


def parent_code(code: str) -> str | None:
    """The code of the area that this one lies in; None for the country."""
    parents = {
        Kind.GEMEENTE: COUNTRY,
        Kind.WIJK: f"GM{code[2:6]}",
        Kind.BUURT: f"WK{code[2:8]}",
    }
    kind = kind_of(code)
    return parents.get(kind) if kind else None
