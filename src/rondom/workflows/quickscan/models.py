"""Scans and their waves."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.urls import reverse

from rondom.cores.measure.models import Round
from rondom.cores.meet.models import Gathering
from rondom.cores.plan.models import Plan
from rondom.foundation.circles.models import InCircle, InCircleQuerySet
from rondom.foundation.places.models import WorkArea


class ScanQuerySet(InCircleQuerySet["Scan"]):
    """Questions about many scans."""

    def with_waves(self) -> Self:
        """For lists: circles, waves with their rounds, and neighbourhoods come along at once."""
        waves = Wave.objects.select_related("round__instrument_version", "round__circle")
        waves = waves.prefetch_related("tables__gathering")
        return self.select_related("circle").prefetch_related(models.Prefetch("waves", waves), "areas")


class Scan(InCircle):
    """A quickscan of one municipality, in the neighbourhoods that take part."""

    name = models.CharField("naam", max_length=120)
    areas: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        WorkArea, verbose_name="wijken", related_name="+"
    )

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = "quickscan"
        verbose_name_plural = "quickscans"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("quickscan:scan", args=[self.pk])

    @property
    def latest_wave(self) -> Wave | None:
        """The wave that is asked now or was asked last."""
        return max(self.waves.all(), key=lambda wave: wave.number, default=None)


class Wave(models.Model):
    """One time that a scan is asked: a round of the measure core, with its number in the row."""

    scan = models.ForeignKey(Scan, verbose_name="quickscan", on_delete=models.CASCADE, related_name="waves")
    round = models.OneToOneField(Round, verbose_name="meting", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("hoeveelste keer")

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ["scan", "number"]
        constraints = [models.UniqueConstraint(fields=["scan", "number"], name="wave_once")]

    def __str__(self) -> str:
        return f"{self.scan}, meting {self.number}"


class RoundTable(models.Model):
    """A gathering about the results of a wave: in one neighbourhood, or (without one) in the municipality.

    With a ``plan`` it is the half-way look at that plan.
    """

    wave = models.ForeignKey(Wave, verbose_name="meting", on_delete=models.CASCADE, related_name="tables")
    area = models.ForeignKey(
        WorkArea, verbose_name="wijk", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gathering = models.OneToOneField(
        Gathering, verbose_name="bijeenkomst", on_delete=models.PROTECT, related_name="+"
    )
    plan = models.ForeignKey(
        Plan, verbose_name="plan", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "rondetafel"
        verbose_name_plural = "rondetafels"
        ordering = ["wave", "pk"]

    def __str__(self) -> str:
        return str(self.gathering)

    @property
    def is_on(self) -> bool:
        """Whether it was not called off."""
        return not self.gathering.is_cancelled

    @property
    def is_about_results(self) -> bool:
        """Whether it is the round table itself, and goes on."""
        return self.plan_id is None and self.is_on
