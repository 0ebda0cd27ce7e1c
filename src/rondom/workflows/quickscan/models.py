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
        found = self.select_related("circle", "sharing")
        return found.prefetch_related(models.Prefetch("waves", waves), "areas")


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
    def sharing_state(self) -> str:
        """Whether its neighbourhoods count for other municipalities."""
        return self.sharing.state if hasattr(self, "sharing") else SharingState.OFF

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


class SharingState(models.TextChoices):
    """Whether the neighbourhoods of a scan count for other municipalities."""

    OFF = "off", "telt niet mee"
    ASKED = "asked", "gevraagd"
    ON = "on", "telt mee"


NEXT_SHARING_STATES: dict[str, set[str]] = {
    SharingState.OFF: {SharingState.ASKED},
    SharingState.ASKED: {SharingState.ON, SharingState.OFF},
    SharingState.ON: {SharingState.OFF},
}


class Sharing(models.Model):
    """What a circle decided about counting elsewhere: its coordinator asks, its policy officer agrees."""

    scan = models.OneToOneField(
        Scan, verbose_name="quickscan", on_delete=models.CASCADE, related_name="sharing"
    )
    state = models.CharField("stand", max_length=6, choices=SharingState.choices, default=SharingState.OFF)
    since = models.DateField("sinds")

    class Meta:
        verbose_name = "meetellen voor andere gemeenten"
        verbose_name_plural = "meetellen voor andere gemeenten"
        ordering = ["scan"]

    def __str__(self) -> str:
        return f"{self.scan}: {self.get_state_display()}"


class TallyQuerySet(models.QuerySet["Tally"]):
    """Questions about many tallies."""

    def standing(self) -> Self:
        """Those that may be read."""
        return self.filter(ended_on=None)

    def with_scan(self, scan: Scan) -> Self:
        """In which neighbourhoods of this scan are counted."""
        return self.filter(pk__in=Tallied.objects.filter(wave__scan=scan).values("tally"))

    def resting_on(self, round_: Round) -> Self:
        """In which a change from or to this round is counted."""
        here = models.Q(wave__round=round_) | models.Q(wave__round__previous=round_)
        return self.filter(pk__in=Tallied.objects.filter(here).values("tally"))


class Tally(models.Model):
    """In how many neighbourhoods of municipalities together one scale rose. Made once, never changed.

    ``document`` holds released counts only, and is emptied when one of the municipalities stops.
    """

    scale = models.CharField("schaal", max_length=40)
    name = models.CharField("naam van de schaal", max_length=120)
    made_on = models.DateField("gemaakt op")
    ended_on = models.DateField("vervallen op", null=True, blank=True)
    document = models.JSONField("telling", default=dict, blank=True)
    note = models.CharField("toelichting", max_length=200, blank=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "telling over gemeenten"
        verbose_name_plural = "tellingen over gemeenten"
        ordering = ["made_on", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.made_on}"


class Tallied(models.Model):
    """A neighbourhood of a wave was tried for a tally. It stays when the tally ends: nothing is tried twice.

    What came out for this neighbourhood is kept nowhere.
    """

    tally = models.ForeignKey(Tally, verbose_name="telling", on_delete=models.PROTECT, related_name="tallied")
    wave = models.ForeignKey(Wave, verbose_name="meting", on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(WorkArea, verbose_name="wijk", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "getelde wijk"
        verbose_name_plural = "getelde wijken"
        ordering = ["tally", "pk"]
        constraints = [models.UniqueConstraint(fields=["tally", "wave", "area"], name="tallied_once")]

    def __str__(self) -> str:
        return f"{self.area}, {self.wave}"
