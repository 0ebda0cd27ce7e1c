"""Saving a text that others may be writing too: nothing is overwritten unseen, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from rondom.cores.meet.models import AgendaPoint, Contribution, Decision, EarlierText, Outcome
from rondom.foundation.accounts.models import User

Worded = AgendaPoint | Contribution | Decision | Outcome


class Overtaken(Exception):
    """Someone else saved meanwhile. Nothing was overwritten."""


def reword(thing: Worded, *, seen: int, changes: Mapping[str, Any], by: User | None, why: str = "") -> bool:
    """Save the changes if ``seen`` is still the last version; whether they came in.

    What they replace is kept as an earlier text. What came too late is kept too, set aside. Within a
    transaction of the caller, who raises Overtaken after it.
    """
    current: Any = type(thing)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)
    is_late = current.version != seen
    replaced = current.as_text
    for name, value in changes.items():
        setattr(current, name, value)
    EarlierText.objects.create(
        **{type(thing).__name__.lower().removeprefix("agenda"): current},
        version=seen,
        text=current.as_text if is_late else replaced,
        aside=is_late,
        why=why,
        by=by,
    )
    if not is_late:
        current.version += 1
        current.save(update_fields=[*changes, "version"])
    return not is_late
