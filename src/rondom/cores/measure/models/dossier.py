"""What answers show about a questionnaire: numbered editions, each made in the background."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from rondom.cores.measure.models.instrument import InstrumentVersion
from rondom.cores.measure.models.publication import STUCK_AFTER
from rondom.cores.measure.models.round import Round
from rondom.foundation.circles.models import InCircle, InCircleQuerySet


class DossierQuerySet(InCircleQuerySet["Dossier"]):
    """Questions about many dossiers."""

    def about(self, round_: Round) -> DossierQuerySet:
        """Of the circle and the version of the questionnaire that a round belongs to."""
        return self.filter(circle=round_.circle_id, instrument_version=round_.instrument_version_id)

    def made(self) -> DossierQuerySet:
        """Those that can be read, the newest first, without the paper: that is large."""
        return self.filter(number__isnull=False).order_by("-number").defer("pdf")

    def moving(self, now: datetime) -> DossierQuerySet:
        """Those that are being made, and did something not long ago."""
        return self.filter(finished=False, moved_at__gt=now - STUCK_AFTER)


class Dossier(InCircle):
    """One edition of the evidence about one version of a questionnaire in one circle.

    It has a number once it is made, and never changes after that. ``shown`` is what pages show,
    ``document`` the same evidence for a machine: both without anything by which answers of a few are found
    back. ``rounds`` are the names of the rounds that count, ``left_out`` of those with too few people.
    """

    instrument_version = models.ForeignKey(
        InstrumentVersion, verbose_name="vragenlijst", on_delete=models.PROTECT, related_name="dossiers"
    )
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    now = models.CharField(max_length=200, blank=True)  # what is being computed
    finished = models.BooleanField(default=False)
    moved_at = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=300, blank=True)

    number = models.PositiveIntegerField("nummer", null=True)  # NULL: not made (yet)
    made_on = models.DateField("gemaakt op", null=True)
    respondents = models.PositiveIntegerField("mensen", default=0)
    rounds = models.JSONField("metingen", default=list)
    left_out = models.JSONField("metingen die niet meetellen", default=list)
    shown = models.JSONField("inhoud", default=dict)
    document = models.JSONField("inhoud voor een machine", default=dict)
    hand_over = models.TextField("script om na te rekenen", blank=True)
    pdf = models.BinaryField("dossier als PDF", null=True)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["circle", "instrument_version", "-number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "instrument_version", "number"], name="dossier_once"),
            models.UniqueConstraint(
                fields=["circle", "instrument_version"],
                condition=models.Q(finished=False),
                name="dossier_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        edition = f", uitgave {self.number}" if self.number else ""
        return f"kwaliteit van {self.instrument_version}{edition}"

    def is_stuck(self, now: datetime) -> bool:
        """Broken off without saying so."""
        return not self.finished and self.moved_at <= now - STUCK_AFTER
