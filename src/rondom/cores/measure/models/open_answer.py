"""Open answers, apart from all other answers of the same person."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from rondom.cores.measure.models.round import Round
from rondom.foundation.circles.models import Circle
from rondom.foundation.places.models import WorkArea


class OpenState(models.TextChoices):
    """Whether others may read it."""

    WAITING = "waiting", "nog nalezen"
    SHOWN = "shown", "mag in het rapport"
    WITHHELD = "withheld", "blijft weg"


class OpenAnswerQuerySet(models.QuerySet["OpenAnswer"]):
    """Questions about many open answers."""

    def visible_to(self, user: Any) -> OpenAnswerQuerySet:
        return self.filter(round__circle__in=Circle.objects.visible_to(user))

    def waiting(self) -> OpenAnswerQuerySet:
        return self.filter(state=OpenState.WAITING)

    def shown(self) -> OpenAnswerQuerySet:
        return self.filter(state=OpenState.SHOWN)


class OpenAnswer(models.Model):
    """What someone wrote. ``text`` is what a moderator lets others read; the original is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="open_answers")
    area = models.ForeignKey(WorkArea, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=64)
    text = models.TextField("tekst")
    state = models.CharField("stand", max_length=10, choices=OpenState.choices, default=OpenState.WAITING)

    objects = OpenAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "open antwoord"
        verbose_name_plural = "open antwoorden"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"open antwoord bij {self.item}"
