"""Released results as a JSON document and back, so that a report never changes after it went out."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from rondom.analysis.disclosure.released import (
    VERSION,
    Figure,
    Group,
    Mean,
    Released,
    Share,
    Shares,
    Why,
    seal,
)

KIND = "rondom-released"


def freeze(released: Released) -> dict[str, Any]:
    """A document that JSON can hold; the same results give the same bytes when written with sorted keys."""
    body = {
        "minimum": released.minimum,
        "rows": list(released.rows),
        "columns": list(released.columns),
        "lines": {name: list(rows) for name, rows in released.lines.items()},
        "merged": {name: list(labels) for name, labels in released.merged.items()},
        "groups": [_plain(group) for group in released.groups.values()],
        "means": [_plain(mean) for mean in released.means.values()],
        "distributions": [_plain_shares(shares) for shares in released.distributions.values()],
        "figures": [_plain(figure) for figure in released.figures.values()],
        "gap": released.gap,
    }
    return {"kind": KIND, "version": released.version, "checksum": _checksum(body), "released": body}


def thaw(document: Mapping[str, Any]) -> Released:
    """The results of a frozen document. Raises ValueError when it is of another kind or was changed."""
    body = _checked(document)
    groups = [Group(seal=seal(), **_typed(each)) for each in body["groups"]]
    means = [Mean(seal=seal(), **_typed(each)) for each in body["means"]]
    distributions = [_shares(each) for each in body["distributions"]]
    figures = [Figure(seal=seal(), **_typed(each)) for each in body["figures"]]
    return Released(
        seal=seal(),
        minimum=body["minimum"],
        rows=tuple(body["rows"]),
        columns=tuple(body["columns"]),
        lines={name: tuple(rows) for name, rows in body["lines"].items()},
        merged={name: tuple(labels) for name, labels in body["merged"].items()},
        groups={(each.row, each.column): each for each in groups},
        means={(each.measure, each.row, each.column): each for each in means},
        distributions={(each.item, each.row, each.column): each for each in distributions},
        figures={each.name: each for each in figures},
        version=document["version"],
        gap=body["gap"],
    )


def _checked(document: Mapping[str, Any]) -> Mapping[str, Any]:
    if document.get("kind") != KIND:
        raise ValueError("Dit document bevat geen vrijgegeven resultaten. Kies een ander document.")
    if document.get("version") != VERSION:
        raise ValueError(
            f"Dit document heeft versie {document.get('version')}; deze installatie leest versie {VERSION}. "
            "Maak de publicatie opnieuw."
        )
    body = document.get("released")
    if not isinstance(body, Mapping) or document.get("checksum") != _checksum(body):
        raise ValueError("Dit document is gewijzigd na het vrijgeven. Haal het terug uit de reservekopie.")
    return body


def _checksum(body: Mapping[str, Any]) -> str:
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(result: Group | Mean | Shares | Figure) -> dict[str, Any]:
    return {name: getattr(result, name) for name in result.__dataclass_fields__ if name != "seal"}


def _plain_shares(result: Shares) -> dict[str, Any]:
    shares = [{"codes": list(share.codes), "percent": share.percent} for share in result.shares]
    return {**_plain(result), "shares": shares}


def _shares(fields: Mapping[str, Any]) -> Shares:
    shares = tuple(Share(codes=tuple(share["codes"]), percent=share["percent"]) for share in fields["shares"])
    return Shares(seal=seal(), **{**_typed(fields), "shares": shares})


def _typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    why = fields["why"]
    return {**fields, "why": None if why is None else Why(why)}
