"""A dossier as plain values, for JSON: every number, with the reason where there is none."""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

import numpy as np

from rondom.analysis.estimates import NotComputed
from rondom.dossier.between_groups import group_checks
from rondom.dossier.evidence import Dossier, Use
from rondom.dossier.limits import ORGANISATION

DECIMALS = 3
"""Of what readers get as JSON."""


def document_of(dossier: Dossier) -> dict[str, Any]:
    """All of it. A part that was not computed is {"niet berekend": reason}."""
    found = plain(dossier)
    assert isinstance(found, dict)
    found["uses"] = [{**plain(use), "outcome": use.outcome.value} for use in dossier.uses]
    return found


def shareable_document(dossier: Dossier) -> dict[str, Any]:
    """What readers may have: evidence about the questions, nothing by which answers of a few are found back.

    Left out: counts, means and spreads of answers, sizes of groups that are too small to take part, names of
    organisations, and decimals that nobody reads.
    """
    found = document_of(dossier)
    found["scales"] = [_shareable_scale(scale) for scale in found["scales"]]
    found["comparisons"] = [_shareable_groups(one) for one in found["comparisons"]]
    found["structure"].pop("hand_over")
    found["comparable"] = {
        one.by: Use("", "", group_checks(one, one.by)).outcome.value for one in dossier.comparisons
    }
    rounded = _rounded(found)
    assert isinstance(rounded, dict)
    return rounded


def _shareable_scale(scale: dict[str, Any]) -> dict[str, Any]:
    kept = {name: scale[name] for name in ("name", "label", "alpha", "omega", "ordinal_alpha")}
    error = scale["measurement_error"]
    if "value" in error:  # with alpha the spread follows from it, so in coarse steps
        error = {"value": round(error["value"], 1), "n": error["n"]}
    items = [{name: item[name] for name in ("name", "r_drop", "alpha_drop")} for item in scale["items"]]
    return {**kept, "measurement_error": error, "items": items}


def _shareable_groups(found: dict[str, Any]) -> dict[str, Any]:
    groups = len(found["groups"]) if found["by"] == ORGANISATION else found["groups"]
    return {**found, "groups": groups, "left_out": len(found["left_out"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return round(value, DECIMALS) if isinstance(value, float) else value


def plain(value: Any) -> Any:
    """Dataclasses, tuples and numbers as JSON knows them; a pair of names becomes 'one ~ other'."""
    if isinstance(value, NotComputed):
        return {"niet berekend": value.reason}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {_key(key): plain(one) for key, one in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _key(key: object) -> str:
    return " ~ ".join(key) if isinstance(key, tuple) else str(key)
