"""The history of a plan in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey

from rondom.cores.plan.definitions import LABELS
from rondom.cores.plan.models import Version
from rondom.cores.plan.models.evaluation import Course
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Audience
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.ui.templatetags.rondom import number, short_day

WHAT = {
    "added": "schreef op",
    "changed": "wijzigde",
    "moved": "bracht verder",
    "shared": "koos voor wie het is",
    "scored": "gaf een cijfer",
    "stuck": "schreef op wat in de weg staat",
    "freed": "haalde weg wat in de weg stond",
    "measured": "vulde een meetwaarde in",
    "replaced": "verving",
    "taken_back": "haalde een ingetrokken meetwaarde weg",
    "looked_back": "keek terug",
    "corrected": "verbeterde een terugblik",
    "forgotten": "haalde een oude tekst uit de geschiedenis",
}
BESIDE_FIELDS = {
    "score": "cijfer",
    "value": "waarde",
    "named": "genoemde mensen",
    "learnt": "wat hebben wij geleerd",
    "next_steps": "wat doen wij hierna",
    "look": "hoe gaat het halverwege",
    "course": "hoe verder",
}
"""What a version notes that is no field of the thing itself."""
LOOKED_UP: dict[str, Any] = {"organisation": Organisation, "owner": User, "area": WorkArea, "named": User}
CHOSEN: dict[str, Any] = {"audience": Audience, "course": Course}
NOTHING = "leeg"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it was and what it became."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One change, as people read it."""

    number: int
    at: datetime
    who: str
    what: str
    about: str
    revision: int
    why: str
    differences: tuple[Difference, ...]
    has_old_text: bool  # that can be taken out


def history(versions: Iterable[Version]) -> list[Line]:
    """Newest first, as the versions come. Ask for a page of them: names are looked up at once."""
    found = list(versions)
    names, called = _names(found), _called(found)
    return [
        Line(
            number=one.pk,
            at=one.at,
            who="het systeem" if one.by is None else str(one.by),
            what=WHAT.get(one.what, one.what),
            about=called.get((one.kind, one.thing), _noun(one.kind)),
            revision=one.revision,
            why=one.why,
            differences=tuple(
                Difference(_label(one.kind, field), *(_words(one.kind, field, v, names) for v in pair))
                for field, pair in one.changes.items()
            ),
            has_old_text=bool(one.old_texts),
        )
        for one in found
    ]


def _called(versions: Iterable[Version]) -> dict[tuple[str, int], str]:
    """What each goal, action and indicator is called now; the plan needs no name on its own pages."""
    numbers: dict[str, set[int]] = {}
    for version in versions:
        if version.kind != "plan":
            numbers.setdefault(version.kind, set()).add(version.thing)
    return {
        (kind, pk): f"{_noun(kind)} ‘{thing}’"
        for kind, wanted in numbers.items()
        for pk, thing in apps.get_model("plan", kind)._default_manager.in_bulk(wanted).items()
    }


def _noun(kind: str) -> str:
    return "het plan" if kind == "plan" else str(apps.get_model("plan", kind)._meta.verbose_name)


def _label(kind: str, name: str) -> str:
    try:
        return str(apps.get_model("plan", kind)._meta.get_field(name).verbose_name)
    except FieldDoesNotExist:
        return BESIDE_FIELDS.get(name, name)


def _names(versions: Iterable[Version]) -> dict[str, Mapping[int, str]]:
    numbers: dict[str, set[int]] = {name: set() for name in LOOKED_UP}
    for version in versions:
        for field, pair in version.changes.items():
            if field in LOOKED_UP:
                for value in pair:
                    numbers[field].update(value if isinstance(value, list) else [value] if value else [])
    return {
        field: {pk: str(one) for pk, one in model.objects.in_bulk(numbers[field]).items()}
        for field, model in LOOKED_UP.items()
        if numbers[field]
    }


def _words(kind: str, field: str, value: Any, names: Mapping[str, Mapping[int, str]]) -> str:
    if value in (None, "", [], {}):
        return NOTHING
    if field in LOOKED_UP:
        called = names.get(field, {})
        return ", ".join(
            called.get(one, "niet meer bekend") for one in (value if isinstance(value, list) else [value])
        )
    if isinstance(value, dict):
        return "; ".join(f"{LABELS.get(name, name)}: {_listed(one)}" for name, one in value.items())
    if isinstance(value, float):
        return number(value, 0 if value.is_integer() else 1)
    if field in CHOSEN:
        return str(CHOSEN[field](value).label)
    return _choice(kind, field, value) or _day(value) or str(value)


def _choice(kind: str, field: str, value: Any) -> str:
    try:
        found = apps.get_model("plan", kind)._meta.get_field(field)
    except FieldDoesNotExist:
        return ""
    if isinstance(found, ForeignKey) or not getattr(found, "choices", None):
        return ""
    return str(dict(found.flatchoices).get(value, ""))


def _day(value: Any) -> str:
    try:
        return short_day(date.fromisoformat(value)) if isinstance(value, str) and len(value) == 10 else ""
    except ValueError:
        return ""


def _listed(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)
