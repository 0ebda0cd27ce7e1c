"""What keeps its history: every change raises the revision, and stands beside it as a version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models

from rondom.foundation.refusals import Refused


class Versioned(models.Model):
    """A row that remembers what it was. ``revision`` tells a form that someone else was first."""

    next_states: ClassVar[Mapping[str, set[str]]] = {}

    revision = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def noun(cls) -> str:
        """What its versions call it."""
        return str(cls._meta.model_name)

    def require_next(self, state: str) -> None:
        """Refused unless it may go to this state now."""
        if state not in self.next_states[self.state]:  # type: ignore[attr-defined]  # those with states
            name, now = self._meta.verbose_name, self.get_state_display()  # type: ignore[attr-defined]
            raise Refused(f"Het onderdeel '{name}' staat op '{now}'. Dat kan nu niet.")


def plain(value: Any) -> Any:
    """A value as a version keeps it: text, a number, a day as text, or the number of a row."""
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value
