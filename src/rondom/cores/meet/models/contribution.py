"""What people bring in, and what stood there before it was changed."""

from __future__ import annotations

import uuid
from typing import Any, Never

from django.conf import settings
from django.db import models
from django.utils import timezone

from rondom.cores.meet.models.agenda import InGathering
from rondom.cores.meet.models.participant import Participant


class When(models.TextChoices):
    """When something was brought in."""

    BEFORE = "before", "vooraf"
    DURING = "during", "tijdens"
    AFTER = "after", "achteraf"


class NeverRemoved(TypeError):
    """This was said, and stays."""


class KeptQuerySet(models.QuerySet[Any]):
    """Rows that stay."""

    def delete(self) -> Never:
        raise NeverRemoved("what was said is never removed")


class Contribution(InGathering):
    """Something that someone brings in: about a point of the agenda, or about anything.

    Written by a participant, or on behalf of someone from a numbered paper, which counts once. ``key``
    comes from the form: sent again after a broken connection, it is still one contribution.
    """

    when = models.CharField("wanneer", max_length=10, choices=When.choices)
    text = models.TextField("inbreng")
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    participant = models.ForeignKey(
        Participant,
        verbose_name="deelnemer",
        on_delete=models.PROTECT,
        null=True,
        related_name="contributions",
    )
    on_behalf = models.CharField("namens", max_length=80, blank=True)
    paper_number = models.PositiveIntegerField("nummer op papier", null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ingevoerd door",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    key = models.UUIDField("kenmerk", default=uuid.uuid4, editable=False)
    at = models.DateTimeField("geschreven", default=timezone.now, editable=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "inbreng"
        verbose_name_plural = "inbreng"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "key"], name="contribution_once"),
            models.UniqueConstraint(fields=["gathering", "paper_number"], name="contribution_paper_once"),
            models.CheckConstraint(
                condition=models.Q(participant__isnull=False, paper_number=None)
                | models.Q(participant=None, paper_number__isnull=False),
                name="contribution_has_one_source",
            ),
        ]

    def __str__(self) -> str:
        return f"inbreng {self.get_when_display()}"

    @property
    def as_text(self) -> str:
        """All that someone wrote."""
        return self.text

    @property
    def who(self) -> str:
        """Whose it is."""
        return (
            self.participant.named
            if self.participant
            else f"{self.on_behalf}, van papier {self.paper_number}"
        )
