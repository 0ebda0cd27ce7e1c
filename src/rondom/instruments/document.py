"""An instrument as a document of plain values: what the database keeps and what a package carries."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from rondom.instruments.instrument import (
    Choice,
    ChoiceList,
    Instrument,
    Item,
    Kind,
    Missing,
    Page,
    Repeat,
    Scale,
)

FORMAT = 1

Document = dict[str, Any]


class UnknownFormat(ValueError):
    """A document of a format that this version cannot read."""


def to_document(instrument: Instrument) -> Document:
    """The instrument as JSON-able values; ``from_document`` gives exactly this instrument back."""
    return {
        "format": FORMAT,
        **_plain(instrument, without=("pages", "lists", "scales")),
        "pages": [_page_out(page) for page in instrument.pages],
        "lists": [_list_out(choices) for choices in instrument.lists.values()],
        "scales": [_scale_out(scale) for scale in instrument.scales],
    }


def from_document(document: Mapping[str, Any]) -> Instrument:
    """The instrument in a document. Raises UnknownFormat."""
    if document.get("format") != FORMAT:
        raise UnknownFormat(
            f"Dit document heeft formaat {document.get('format')}; deze versie leest {FORMAT}."
        )
    values = {key: value for key, value in document.items() if key != "format"}
    return Instrument(
        **{
            **values,
            "pages": tuple(_page_in(page) for page in document["pages"]),
            "lists": {choices["name"]: _list_in(choices) for choices in document["lists"]},
            "scales": tuple(_scale_in(scale) for scale in document["scales"]),
            "languages": tuple(document["languages"]),
        }
    )


def checksum(instrument: Instrument) -> str:
    """SHA-256 of the content, in hexadecimal: two instruments with the same content have the same."""
    text = json.dumps(to_document(instrument), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any, *, without: tuple[str, ...] = ()) -> Document:
    """The fields of a value, mappings and tuples as JSON knows them."""
    return {
        field.name: _as_json(getattr(value, field.name))
        for field in fields(value)
        if field.name not in without
    }


def _as_json(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(part) for part in value]
    return str(value) if isinstance(value, Kind | Missing) else value


def _page_out(page: Page) -> Document:
    return {**_plain(page, without=("parts",)), "parts": [_part_out(part) for part in page.parts]}


def _part_out(part: Item | Repeat) -> Document:
    if isinstance(part, Item):
        return _plain(part)
    return {**_plain(part, without=("items",)), "items": [_plain(item) for item in part.items]}


def _list_out(choices: ChoiceList) -> Document:
    return {"name": choices.name, "choices": [_plain(choice) for choice in choices.choices]}


def _scale_out(scale: Scale) -> Document:
    return {**_plain(scale, without=("reverse",)), "reverse": sorted(scale.reverse)}


def _page_in(page: Document) -> Page:
    return Page(**{**page, "parts": tuple(_part_in(part) for part in page["parts"])})


def _part_in(part: Document) -> Item | Repeat:
    if "items" in part:
        return Repeat(**{**part, "items": tuple(_item_in(item) for item in part["items"])})
    return _item_in(part)


def _item_in(item: Document) -> Item:
    return Item(**{**item, "kind": Kind(item["kind"])})


def _list_in(choices: Document) -> ChoiceList:
    return ChoiceList(choices["name"], tuple(_choice_in(choice) for choice in choices["choices"]))


def _choice_in(choice: Document) -> Choice:
    missing = choice["missing"]
    return Choice(**{**choice, "missing": Missing(missing) if missing else None})


def _scale_in(scale: Document) -> Scale:
    return Scale(**{**scale, "items": tuple(scale["items"]), "reverse": frozenset(scale["reverse"])})
