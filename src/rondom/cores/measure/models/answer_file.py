"""Files of answers that were gathered elsewhere: what was taken in, and what waits to be looked through."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models

from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.models.round import Round


class AnswerFile(models.Model):
    """A file that was taken in. It is kept to notice the same file once more; its name and content are not.

    ``checksum`` is keyed with the site's secret, so that a file cannot be found by trying answers.
    """

    round = models.ForeignKey(
        Round, verbose_name="meting", on_delete=models.CASCADE, related_name="answer_files"
    )
    checksum = models.CharField("controlegetal", max_length=64)
    rows = models.PositiveIntegerField("rijen")
    origin = models.CharField("herkomst", max_length=10, choices=Origin.choices)
    taken_in_on = models.DateField("ingelezen op")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ingelezen door",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "ingelezen bestand"
        verbose_name_plural = "ingelezen bestanden"
        ordering = ["-taken_in_on", "-pk"]
        indexes = [models.Index(fields=["round", "checksum"], name="answer_file_checksum")]

    def __str__(self) -> str:
        return f"bestand met {self.rows} rijen"


class AnswerUploadQuerySet(models.QuerySet["AnswerUpload"]):
    """Questions about many uploads."""

    def left_before(self, day: date) -> AnswerUploadQuerySet:
        """What someone did not finish on the day itself."""
        return self.filter(started_on__lt=day)


class AnswerUpload(models.Model):
    """A file between choosing it and taking it in. One per person and round; gone when that is done.

    ``content`` and ``plan`` are sealed with the key of the round, like answers that were handed in: when
    the round closes nobody can open them any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, verbose_name="meting", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="gekozen door", on_delete=models.CASCADE, related_name="+"
    )
    started_on = models.DateField("gekozen op")
    checksum = models.CharField("controlegetal", max_length=64)
    content = models.BinaryField("inhoud")
    plan = models.BinaryField("koppeling")

    objects = AnswerUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "gekozen bestand"
        verbose_name_plural = "gekozen bestanden"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "by"], name="answer_upload_once")]

    def __str__(self) -> str:
        return "gekozen bestand"
