"""Questionnaires, one row per version."""

from __future__ import annotations

from django.db import models

from rondom.instruments import Instrument, from_document

MOST_READ = 50
_read: dict[str, Instrument] = {}


class InstrumentVersionQuerySet(models.QuerySet["InstrumentVersion"]):
    """Questions about many versions."""

    def latest_of_each(self) -> InstrumentVersionQuerySet:
        """The newest version of every instrument."""
        newest = models.Subquery(
            InstrumentVersion.objects.filter(name=models.OuterRef("name"))
            .order_by("-number")
            .values("pk")[:1]
        )
        return self.filter(pk=newest).order_by("title")


class InstrumentVersion(models.Model):
    """One version of an instrument. ``document`` is the instrument as a value, see rondom.instruments."""

    name = models.SlugField("code", max_length=64)
    number = models.PositiveIntegerField("versie")
    title = models.CharField("titel", max_length=200)
    document = models.JSONField("inhoud")
    checksum = models.CharField("controlegetal", max_length=64)
    frozen_on = models.DateField("vast sinds", null=True, blank=True)  # NULL: never asked

    objects = InstrumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "vragenlijst"
        verbose_name_plural = "vragenlijsten"
        ordering = ["name", "number"]
        constraints = [models.UniqueConstraint(fields=["name", "number"], name="instrument_version_once")]

    def __str__(self) -> str:
        return f"{self.title}, versie {self.number}"

    @property
    def instrument(self) -> Instrument:
        """The questionnaire as a value; read once a process, because every page of answering asks for it."""
        if self.checksum not in _read:
            if len(_read) >= MOST_READ:
                _read.clear()
            _read[self.checksum] = from_document(self.document)
        return _read[self.checksum]

    @property
    def is_frozen(self) -> bool:
        """A round asked this version, so it stays as it is."""
        return self.frozen_on is not None
