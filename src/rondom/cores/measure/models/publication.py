"""Results that were released, and the reports made of them."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone

from rondom.cores.measure.models.round import Round
from rondom.foundation.circles.models import Circle, InCircle, InCircleQuerySet
from rondom.foundation.places.models import WorkArea

if TYPE_CHECKING:
    from rondom.analysis.disclosure import Released


def new_key() -> str:
    """A key for an address that says nothing."""
    return secrets.token_hex(5)


class Audience(models.TextChoices):
    """For whom results were protected: people who take part, or everyone."""

    CIRCLE = "circle", "deelnemers"
    PUBLIC = "public", "iedereen"


class Results(models.Model):
    """What may be known of one round by one audience, frozen. A later row replaces an earlier one.

    ``document`` holds the released tables and what was computed with them; see results.py.
    """

    round = models.ForeignKey(Round, verbose_name="meting", on_delete=models.CASCADE, related_name="results")
    audience = models.CharField("voor wie", max_length=10, choices=Audience.choices)
    number = models.PositiveIntegerField("nummer")
    document = models.JSONField("inhoud")
    version = models.CharField("versie van de berekening", max_length=40)

    class Meta:
        verbose_name = "uitkomsten"
        verbose_name_plural = "uitkomsten"
        ordering = ["round", "audience", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "audience", "number"], name="results_once")]

    def __str__(self) -> str:
        return f"uitkomsten van {self.round} ({self.get_audience_display()})"

    @cached_property
    def released(self) -> Released:
        """The tables that may be shown."""
        from rondom.analysis.disclosure import thaw  # NumPy and SciPy: only where results are read

        return thaw(self.document["released"])


class PublicationQuerySet(InCircleQuerySet["Publication"]):
    """Questions about many publications."""


class Publication(InCircle):
    """A report about one round: of one neighbourhood, or (without area) of the whole municipality."""

    key = models.CharField("kenmerk", max_length=10, unique=True, default=new_key, editable=False)
    round = models.ForeignKey(
        Round, verbose_name="meting", on_delete=models.PROTECT, related_name="publications"
    )
    area = models.ForeignKey(
        WorkArea, verbose_name="wijk", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        ordering = ["round", "area__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "area"], condition=models.Q(area__isnull=False), name="publication_once"
            ),
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(area=None), name="publication_of_all_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}, {self.subject}"

    @property
    def subject(self) -> str:
        """What the report is about."""
        return str(self.area) if self.area else str(self.round.circle.municipality or self.round.circle)


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Questions about many releases."""

    def visible_to(self, user: Any) -> ReleaseQuerySet:
        """Released to everyone, or to the circle that this user is in."""
        public = models.Q(results__audience=Audience.PUBLIC)
        if not user.is_authenticated or not user.is_active:
            return self.filter(public)
        mine = Circle.objects.visible_to(user)
        return self.filter(public | models.Q(publication__circle__in=mine))

    def standing(self) -> ReleaseQuerySet:
        """Not withdrawn."""
        return self.filter(withdrawn_on=None)


class Release(models.Model):
    """One numbered version of a report. It never changes; it can only be withdrawn, with the reason."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="releases")
    results = models.ForeignKey(Results, on_delete=models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField("nummer")
    made_on = models.DateField("gemaakt op")
    document = models.JSONField("inhoud")
    pdf = models.BinaryField("rapport als PDF", null=True)  # NULL: taken away when withdrawn
    withdrawn_on = models.DateField("ingetrokken op", null=True, blank=True)
    withdrawn_because = models.CharField("reden", max_length=300, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        ordering = ["publication", "number"]
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="release_once")]

    def __str__(self) -> str:
        return f"{self.publication}, uitgave {self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def is_public(self) -> bool:
        return self.results.audience == Audience.PUBLIC

    @property
    def circle(self) -> Circle:
        """The circle whose report this is."""
        return self.publication.circle

    @property
    def circle_id(self) -> int:
        return self.publication.circle_id


STUCK_AFTER = timedelta(minutes=20)
"""A run that did not move for so long was broken off: its worker was stopped."""


class RunQuerySet(models.QuerySet["Run"]):
    """Questions about many runs."""

    def moving(self, now: datetime) -> RunQuerySet:
        """Runs that are on, and did something not long ago."""
        return self.filter(finished=False, moved_at__gt=now - STUCK_AFTER)


class Run(models.Model):
    """Making all reports of a round: how far it is, so that someone can see it move."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="runs")
    audience = models.CharField("voor wie", max_length=10, choices=Audience.choices)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished = models.BooleanField(default=False)
    moved_at = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=300, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = "rapporten maken"
        verbose_name_plural = "rapporten maken"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.done} van {self.total}"

    def is_stuck(self, now: datetime) -> bool:
        """Broken off without saying so."""
        return not self.finished and self.moved_at <= now - STUCK_AFTER
