"""Series: gatherings that belong together, in phases."""

from __future__ import annotations

from django.db import models

from rondom.foundation.circles.models import InCircle, InCircleQuerySet


class SeriesQuerySet(InCircleQuerySet["Series"]):
    """Questions about many series."""


class Series(InCircle):
    """Gatherings that belong together."""

    name = models.CharField("naam", max_length=120)
    purpose = models.TextField("waarvoor", blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A part of a series, with a purpose of its own."""

    series = models.ForeignKey(Series, verbose_name="reeks", on_delete=models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField("plaats")
    name = models.CharField("naam", max_length=120)
    purpose = models.TextField("waarvoor", blank=True)

    class Meta:
        verbose_name = "fase"
        verbose_name_plural = "fasen"
        ordering = ["series", "order"]
        constraints = [models.UniqueConstraint(fields=["series", "order"], name="phase_order_once")]

    def __str__(self) -> str:
        return self.name
