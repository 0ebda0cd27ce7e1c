"""What people who looked at the questions said of them: versions of studies, none of which ever changes."""

from __future__ import annotations

from django.db import models

from rondom.cores.measure.models.instrument import InstrumentVersion
from rondom.cores.measure.models.round import Round
from rondom.dossier.content import ContentStudy
from rondom.dossier.content_file import study_from
from rondom.foundation.circles.models import InCircle, InCircleQuerySet


class ContentRecordQuerySet(InCircleQuerySet["ContentRecord"]):
    """Questions about many versions of many studies."""

    def about(self, round_: Round) -> ContentRecordQuerySet:
        """Of the circle and the version of the questionnaire that a round belongs to."""
        return self.filter(circle=round_.circle_id, instrument_version=round_.instrument_version_id)

    def newest(self) -> ContentRecordQuerySet:
        """Of every study the version that holds."""
        later = ContentRecord.objects.filter(
            circle=models.OuterRef("circle"),
            instrument_version=models.OuterRef("instrument_version"),
            study_number=models.OuterRef("study_number"),
            version__gt=models.OuterRef("version"),
        )
        return self.filter(~models.Exists(later))

    def standing(self) -> ContentRecordQuerySet:
        """What holds and was not withdrawn: what a dossier is made with."""
        return self.newest().filter(withdrawn=False)


class ContentRecord(InCircle):
    """One version of what people said of one version of a questionnaire, in one circle.

    It never changes: a correction is a next version, with the reason; withdrawing is one as well.
    ``document`` is the study as a value, see rondom.dossier.content.
    """

    instrument_version = models.ForeignKey(
        InstrumentVersion, verbose_name="vragenlijst", on_delete=models.PROTECT, related_name="+"
    )
    study_number = models.PositiveIntegerField("nummer van het onderzoek")
    version = models.PositiveIntegerField("versie", default=1)
    document = models.JSONField("inhoud")
    made_on = models.DateField("vastgelegd op")
    because = models.CharField("reden van de wijziging", max_length=300, blank=True)
    withdrawn = models.BooleanField("ingetrokken", default=False)

    objects = ContentRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel over de inhoud"
        verbose_name_plural = "oordelen over de inhoud"
        ordering = ["circle", "instrument_version", "study_number", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "instrument_version", "study_number", "version"], name="content_record_once"
            )
        ]

    def __str__(self) -> str:
        return f"onderzoek {self.study_number} naar de inhoud van {self.instrument_version}"

    @property
    def study(self) -> ContentStudy:
        """The study as a value."""
        return study_from(self.document)
