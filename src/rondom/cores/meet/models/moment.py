"""Choosing a time together."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from rondom.cores.meet.models.gathering import Gathering
from rondom.cores.meet.models.participant import Answer, Participant


class Moment(models.Model):
    """A time to choose from, while a gathering is being prepared."""

    gathering = models.ForeignKey(
        Gathering, verbose_name="bijeenkomst", on_delete=models.CASCADE, related_name="moments"
    )
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")

    class Meta:
        verbose_name = "moment"
        verbose_name_plural = "momenten"
        ordering = ["gathering", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "starts_at"], name="moment_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="moment_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d-%m-%Y %H.%M}"


class MomentAnswer(models.Model):
    """Whether one participant can come at one moment."""

    moment = models.ForeignKey(
        Moment, verbose_name="moment", on_delete=models.CASCADE, related_name="answers"
    )
    participant = models.ForeignKey(
        Participant, verbose_name="deelnemer", on_delete=models.CASCADE, related_name="moment_answers"
    )
    answer = models.CharField("antwoord", max_length=5, choices=Answer.choices)

    class Meta:
        verbose_name = "antwoord op een moment"
        verbose_name_plural = "antwoorden op momenten"
        ordering = ["moment", "pk"]
        constraints = [models.UniqueConstraint(fields=["moment", "participant"], name="moment_answer_once")]

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_answer_display()}"
