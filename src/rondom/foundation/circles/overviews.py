"""The log of a circle as people read it."""

from dataclasses import dataclass
from datetime import datetime

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.models import Circle


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: when, who, what, and the facts in words."""

    number: int
    at: datetime
    who: str
    what: str
    facts: tuple[tuple[str, str], ...]


def log_lines(circle: Circle, *, first: int, number: int) -> list[LogLine]:
    """A page of the log, newest first."""
    entries = list(Entry.objects.about(circle.pk)[first : first + number])
    names = dict(User.objects.filter(pk__in={entry.user_id for entry in entries}).values_list("pk", "name"))
    return [
        LogLine(
            number=entry.number,
            at=entry.at,
            who=_who(entry.user_id, names),
            what=WHAT.get(entry.action, entry.action),
            facts=tuple((FACTS.get(key, key), str(value)) for key, value in entry.facts.items()),
        )
        for entry in entries
    ]


def log_length(circle: Circle) -> int:
    """How many lines the log of this circle has."""
    return Entry.objects.about(circle.pk).count()


def _who(user_id: int | None, names: dict[int, str]) -> str:
    return "het systeem" if user_id is None else names.get(user_id) or "een oud account"


WHAT: dict[str, str] = {
    "circles.circle_started": "begon deze kring",
    "circles.member_added": "liet iemand toe",
    "circles.member_removed": "haalde iemand weg",
}
"""Action -> what someone did, in Dutch. Apps add their own in ready()."""

FACTS: dict[str, str] = {
    "workflow": "werkwijze",
    "member": "gebruiker",
    "role": "rol",
    "number": "aantal",
    "reason": "reden",
}
"""Fact -> its Dutch name."""
