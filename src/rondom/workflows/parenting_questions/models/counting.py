"""The counting of a quarter while it goes on: deciding what may be shown can take a minute."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from rondom.cores.measure.models.publication import STUCK_AFTER
from rondom.workflows.parenting_questions.models.pool import Pool


class CountingQuerySet(models.QuerySet["Counting"]):
    """Questions about many countings."""

    def moving(self, now: datetime) -> CountingQuerySet:
        """Those that are on, and were asked for not long ago."""
        return self.filter(finished=False, asked_at__gt=now - STUCK_AFTER)


class Counting(models.Model):
    """Work in the background on one quarter; what comes of it is a QuarterCount. ``problem``: why not."""

    pool = models.ForeignKey(
        Pool, verbose_name="vragenpot", on_delete=models.CASCADE, related_name="countings"
    )
    quarter = models.DateField("eerste dag van het kwartaal")
    asked_at = models.DateTimeField(default=timezone.now)
    finished = models.BooleanField(default=False)
    problem = models.CharField(max_length=300, blank=True)

    objects = CountingQuerySet.as_manager()

    class Meta:
        verbose_name = "telling"
        verbose_name_plural = "tellingen"
        ordering = ["pool", "quarter", "pk"]

    def __str__(self) -> str:
        return f"telling van {self.pool} {self.quarter}"

    def is_stuck(self, now: datetime) -> bool:
        """Broken off without saying so."""
        return not self.finished and self.asked_at <= now - STUCK_AFTER
