"""Answers: a draft while someone writes, sealed until the round closes, then one of many.

Nothing here holds a moment, an address or a running number that tells who answered when.
"""

from __future__ import annotations

import uuid

from django.db import models

from rondom.cores.measure.models.frame import FrameCell
from rondom.cores.measure.models.round import Round


class Origin(models.TextChoices):
    """How answers came in; counts are always split by it."""

    ONLINE = "online", "zelf ingevuld"
    PAPER = "paper", "van papier overgenomen"
    IMPORTED = "imported", "uit een bestand"


class Ticket(models.Model):
    """A code with which one person answers once.

    The code itself is kept nowhere: ``lookup`` finds the ticket, and the draft opens with the code.
    """

    cell = models.ForeignKey(FrameCell, on_delete=models.CASCADE, related_name="tickets")
    lookup = models.CharField(max_length=64, unique=True)
    personal = models.BooleanField(default=False)  # handed out beforehand, so counted as invited
    spent = models.BooleanField(default=False)
    draft = models.BinaryField(null=True)

    class Meta:
        verbose_name = "invulcode"
        verbose_name_plural = "invulcodes"
        ordering = ["lookup"]

    def __str__(self) -> str:
        return "invulcode"


class SealedResponse(models.Model):
    """Submitted answers that nobody can read until the round closes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sealed_responses")
    content = models.BinaryField()

    class Meta:
        verbose_name = "verzegelde vragenlijst"
        verbose_name_plural = "verzegelde vragenlijsten"
        ordering = ["id"]

    def __str__(self) -> str:
        return "verzegelde vragenlijst"


class Response(models.Model):
    """The answers of one person in a closed round, without open answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cell = models.ForeignKey(FrameCell, on_delete=models.PROTECT, related_name="responses")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    answers = models.JSONField()

    class Meta:
        verbose_name = "ingevulde vragenlijst"
        verbose_name_plural = "ingevulde vragenlijsten"
        ordering = ["id"]

    def __str__(self) -> str:
        return "ingevulde vragenlijst"
