"""A dossier as plain values, for JSON: every number, with the reason where there is none."""

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import numpy as np

from rondom.analysis.estimates import NotComputed
from rondom.dossier.evidence import Dossier


def document_of(dossier: Dossier) -> dict[str, Any]:
    """All of it. A part that was not computed is {"niet berekend": reason}."""
    found = plain(dossier)
    assert isinstance(found, dict)
    found["uses"] = [{**plain(use), "outcome": use.outcome.value} for use in dossier.uses]
    return found


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
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _key(key: object) -> str:
    return " ~ ".join(key) if isinstance(key, tuple) else str(key)
