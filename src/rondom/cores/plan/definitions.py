"""What an indicator measures, as data that a computer can work out again: a kind with its parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import models

NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:-]{0,63}")
MOST_CODES = 20


class Kind(models.TextChoices):
    """How an indicator is worked out. Only a count is filled in by hand."""

    ITEM_MEAN = "item_mean", "gemiddelde van een vraag"
    ITEM_SHARE = "item_share", "deel dat een antwoord geeft, in procenten"
    SCALE_MEAN = "scale_mean", "score op een schaal"
    NETWORK = "network", "maat van het netwerk"
    COUNT = "count", "aantal dat u zelf telt"


PARAMETERS: dict[str, tuple[str, ...]] = {
    Kind.ITEM_MEAN: ("item",),
    Kind.ITEM_SHARE: ("item", "codes"),
    Kind.SCALE_MEAN: ("scale",),
    Kind.NETWORK: ("measure",),
    Kind.COUNT: (),
}


def problem_with(kind: str, parameters: Any) -> str:
    """Why this definition cannot be worked out, in Dutch; empty when it can."""
    if kind not in Kind.values:
        return "Kies een soort uit de lijst."
    if not isinstance(parameters, Mapping):
        return "De gegevens van deze indicator zijn niet te lezen."
    asked = PARAMETERS[kind]
    if missing := [name for name in asked if name not in parameters]:
        return f"Vul in: {', '.join(LABELS[name] for name in missing)}."
    if set(parameters) - set(asked):
        return "Deze soort indicator heeft minder gegevens nodig. Laat de andere leeg."
    wrong = [name for name in asked if not _fits(name, parameters[name])]
    return f"Dit klopt niet: {', '.join(LABELS[name] for name in wrong)}. {_HOW}" if wrong else ""


LABELS = {
    "item": "code van de vraag",
    "codes": "codes van de antwoorden",
    "scale": "code van de schaal",
    "measure": "naam van de maat",
}
_HOW = "Gebruik de code uit de vragenlijst: letters, cijfers en streepjes."


def _fits(name: str, value: Any) -> bool:
    if name != "codes":
        return isinstance(value, str) and NAME.fullmatch(value) is not None
    return (
        isinstance(value, list)
        and 1 <= len(value) <= MOST_CODES
        and len(set(map(str, value))) == len(value)
        and all(isinstance(code, str) and NAME.fullmatch(code) for code in value)
    )
