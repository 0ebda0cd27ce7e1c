"""The agenda of a gathering."""

from __future__ import annotations

from django.db import models

from rondom.cores.meet.models.gathering import Gathering


class AgendaPoint(models.Model):
    """One thing to talk about, and how long. Its time of day follows from the points before it."""

    gathering = models.ForeignKey(
        Gathering, verbose_name="bijeenkomst", on_delete=models.CASCADE, related_name="points"
    )
    order = models.PositiveSmallIntegerField("plaats")
    title = models.CharField("onderwerp", max_length=160)
    minutes = models.PositiveSmallIntegerField("minuten", default=10)
    text = models.TextField("toelichting", blank=True)
    began_at = models.DateTimeField("begonnen om", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["gathering", "order", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def as_text(self) -> str:
        """All that someone wrote."""
        return f"{self.title} ({self.minutes} min)\n{self.text}".strip()


class InGathering(models.Model):
    """Something of a gathering, perhaps about one point of its agenda. It stays when the point goes."""

    gathering = models.ForeignKey(
        Gathering, verbose_name="bijeenkomst", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    point = models.ForeignKey(
        AgendaPoint,
        verbose_name="agendapunt",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )

    class Meta:
        abstract = True
