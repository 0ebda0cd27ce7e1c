"""The lines of the log, and the head of their chain."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any, Never

from django.db import models
from django.utils import timezone


class AppendOnly(TypeError):
    """A line of the log cannot be changed or removed."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Questions about many lines."""

    def about(self, circle_id: int | None) -> EntryQuerySet:
        """What happened in one circle, or outside all circles; newest first."""
        return self.filter(circle_id=circle_id).order_by("-number")

    def update(self, **kwargs: Any) -> Never:
        raise AppendOnly("lines of the log are never changed")

    def delete(self) -> Never:
        raise AppendOnly("lines of the log are never removed")


class Entry(models.Model):
    """One line: who did what to which object, with facts and without personal data.

    The user and the circle are kept as numbers without a foreign key, so that a line outlives both.
    """

    number = models.PositiveBigIntegerField("regel", primary_key=True)
    at = models.DateTimeField("wanneer")
    user_id = models.BigIntegerField("wie", null=True)
    circle_id = models.BigIntegerField("kring", null=True, db_index=True)
    action = models.CharField("wat", max_length=80, db_index=True)
    object_type = models.CharField("soort", max_length=80)
    object_id = models.CharField("nummer", max_length=64)
    facts = models.JSONField("feiten", default=dict)
    previous = models.CharField("vorige", max_length=64)
    digest = models.CharField("controlegetal", max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("lines of the log are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly("lines of the log are never removed")

    def computed_digest(self) -> str:
        """What the digest must be, given the line and the digest before it."""
        content = [
            self.number,
            timezone.localtime(self.at, timezone.get_fixed_timezone(0)).isoformat(),
            self.user_id,
            self.circle_id,
            self.action,
            self.object_type,
            self.object_id,
            _plain(self.facts),
            self.previous,
        ]
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


class Head(models.Model):
    """The last line of the chain: what a next line builds on, and what shows that lines were cut off."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "einde van het logboek"
        verbose_name_plural = "einde van het logboek"

    def __str__(self) -> str:
        return f"{self.number} {self.digest[:8]}"


def _plain(value: Any) -> Any:
    """Facts as every database gives them back: PostgreSQL keeps 1.0 and 1e16 as whole numbers."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(Decimal(repr(value)))
    return value
