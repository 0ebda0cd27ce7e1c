"""The frame of a round: whom it wants to hear, and how many there are."""

from __future__ import annotations

import secrets

from django.db import models

from rondom.cores.measure.models.round import Round
from rondom.foundation.places.models import Organisation, Sector, WorkArea


def new_entrance() -> str:
    """An address that cannot be guessed."""
    return secrets.token_urlsafe(12)


class FrameCell(models.Model):
    """One organisation (or the rest of a sector) in one neighbourhood, with the number invited.

    ``submitted`` counts; it says nothing about who. ``invited`` 0 means that the number is not known.
    """

    round = models.ForeignKey(Round, verbose_name="meting", on_delete=models.CASCADE, related_name="cells")
    area = models.ForeignKey(WorkArea, verbose_name="wijk", on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey(Sector, verbose_name="sector", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    invited = models.PositiveIntegerField("genodigd", default=0)
    submitted = models.PositiveIntegerField("ingevuld", default=0, editable=False)
    closed = models.BooleanField("neemt niets meer aan", default=False, editable=False)  # with its round
    entrance = models.CharField("toegang", max_length=32, unique=True, default=new_entrance, editable=False)

    class Meta:
        verbose_name = "vak van het kader"
        verbose_name_plural = "kader"
        ordering = ["area__name", "sector__order", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "area", "organisation"],
                condition=models.Q(organisation__isnull=False),
                name="frame_cell_once",
            ),
            models.UniqueConstraint(
                fields=["round", "area", "sector"],
                condition=models.Q(organisation=None),
                name="frame_rest_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.sector}, {self.area}"
