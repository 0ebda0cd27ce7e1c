"""The log of a circle as people read it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.models import Entry, EntryQuerySet
from rondom.foundation.circles.models import Circle
from rondom.ui.templatetags.rondom import long_day

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Named = Callable[[Collection[Any]], Mapping[Any, str]]
"""The values of one fact -> what each is called. Asked once for a whole page."""


def describe(
    *,
    actions: Mapping[str, str] | None = None,
    facts: Mapping[str, str] | None = None,
    values: Mapping[str, Named] | None = None,
    objects: Mapping[str, Named] | None = None,
) -> None:
    """Dutch words for the log: what someone did, what a fact is called, what its values are called.

    ``objects``: what a line is about, by type (``measure.round``); its numbers come as text. An app calls
    this from ``ready()``. A fact has one name and one meaning throughout the site.
    """
    for words, more in ((_actions, actions), (_facts, facts), (_values, values), (_objects, objects)):
        words.update(more or {})  # type: ignore[arg-type]  # each pair is of one type


def described() -> tuple[frozenset[str], frozenset[str]]:
    """The actions and the facts that have words."""
    return frozenset(_actions), frozenset(_facts)


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: when, who, what, and the facts in words."""

    number: int
    at: datetime
    who: str
    what: str
    facts: tuple[tuple[str, str], ...]

    @property
    def day(self) -> date:
        """Here, where people read it."""
        return timezone.localdate(self.at)


def log_lines(circle: Circle | None, *, first: int, number: int, action: str = "") -> list[LogLine]:
    """A page of the log of a circle, or of what belongs to no circle; newest first. ``action``: only that."""
    entries = list(_entries(circle, action)[first : first + number])
    names = names_of({entry.user_id for entry in entries})
    called, about = _called(entries), _about(entries)
    return [
        LogLine(
            number=entry.number,
            at=entry.at,
            who=_who(entry.user_id, names),
            what=_what(entry.action),
            facts=(
                *about.get((entry.object_type, entry.object_id), ()),
                *(
                    (_facts.get(key, key), _in_words(value, called[key]))
                    for key, value in entry.facts.items()
                ),
            ),
        )
        for entry in entries
    ]


def log_length(circle: Circle | None, *, action: str = "") -> int:
    """How many lines this log has."""
    return _entries(circle, action).count()


def log_actions(circle: Circle | None) -> list[tuple[str, str]]:
    """What happened in this log, in code and in words, by the words."""
    found = _entries(circle).order_by("action").values_list("action", flat=True).distinct()
    return sorted(((action, _what(action)) for action in found), key=lambda pair: pair[1])


def _entries(circle: Circle | None, action: str = "") -> EntryQuerySet:
    found = Entry.objects.about(circle.pk if circle else None)
    return found.filter(action=action) if action else found


_actions: dict[str, str] = {}
_facts: dict[str, str] = {}
_values: dict[str, Named] = {}
_objects: dict[str, Named] = {}


def names_of(numbers: Collection[Any]) -> dict[Any, str]:
    """How people are called; without a name by their address, unless the account is old."""
    return {one.pk: str(one) if one.is_active else one.name for one in User.objects.filter(pk__in=numbers)}


def _who(user_id: int | None, names: dict[int, str]) -> str:
    return "het systeem" if user_id is None else names.get(user_id) or "een oud account"


def _what(action: str) -> str:
    return _actions.get(action, "las dit" if action.endswith(".read") else action)


def _called(entries: Iterable[Entry]) -> dict[str, Mapping[Any, str]]:
    """Per fact what its values on this page are called."""
    found: dict[str, set[Any]] = {}
    for entry in entries:
        for key, value in entry.facts.items():
            found.setdefault(key, set()).update([value] if isinstance(value, str | int) else [])
    return {key: _values[key](values) if key in _values else {} for key, values in found.items()}


def _about(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[tuple[str, str]]]:
    """What the lines on this page are about, where it has a name. A line about many at once has no number."""
    found: dict[str, set[str]] = {}
    for entry in entries:
        if entry.object_id:
            found.setdefault(entry.object_type, set()).add(entry.object_id)
    return {
        (kind, number): (("over", name),)
        for kind, numbers in found.items()
        if kind in _objects
        for number, name in _objects[kind](numbers).items()
    }


def _in_words(value: Any, called: Mapping[Any, str]) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return ", ".join(_in_words(one, called) for one in value)
    if isinstance(value, str | int) and value in called:
        return called[value]
    day = _day(value)
    return long_day(day) if day else str(value)


def _day(value: Any) -> date | None:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    with suppress(ValueError):
        return date.fromisoformat(value)
    return None
