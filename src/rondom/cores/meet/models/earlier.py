"""What stood somewhere before, and what was written at the same moment by someone else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from rondom.cores.meet.models.agenda import AgendaPoint
from rondom.cores.meet.models.contribution import Contribution, KeptQuerySet
from rondom.cores.meet.models.decision import Decision, Outcome

THINGS = ("point", "contribution", "decision", "outcome")


def _of_one_thing() -> models.Q:
    """Exactly one of the things is filled in."""
    each = [models.Q(**{f"{one}__isnull": one != filled for one in THINGS}) for filled in THINGS]
    return each[0] | each[1] | each[2] | each[3]


class EarlierText(models.Model):
    """A text that was replaced, or (``aside``) that came too late to replace anything. Never removed."""

    point = models.ForeignKey(
        AgendaPoint, verbose_name="agendapunt", on_delete=models.CASCADE, null=True, related_name="earlier"
    )
    contribution = models.ForeignKey(
        Contribution, verbose_name="inbreng", on_delete=models.PROTECT, null=True, related_name="earlier"
    )
    decision = models.ForeignKey(
        Decision, verbose_name="besluit", on_delete=models.PROTECT, null=True, related_name="earlier"
    )
    outcome = models.ForeignKey(
        Outcome, verbose_name="uitkomst", on_delete=models.PROTECT, null=True, related_name="earlier"
    )
    version = models.PositiveIntegerField("versie")
    text = models.TextField("tekst")
    aside = models.BooleanField("tegelijk geschreven", default=False)
    why = models.CharField("waarom anders", max_length=300, blank=True)
    at = models.DateTimeField("wanneer", default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="door", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "eerdere tekst"
        verbose_name_plural = "eerdere teksten"
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=_of_one_thing(), name="earlier_text_of_one_thing")]

    def __str__(self) -> str:
        return f"versie {self.version}"
