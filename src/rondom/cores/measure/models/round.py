"""Rounds: who is asked what, and from when until when."""

from __future__ import annotations

from datetime import date

from django.db import models

from rondom.cores.measure.models.instrument import InstrumentVersion
from rondom.foundation.circles.models import InCircle, InCircleQuerySet
from rondom.foundation.refusals import Refused


class RoundState(models.TextChoices):
    """Where a round stands. It never goes back: answers that closed stay closed."""

    CONCEPT = "concept", "in voorbereiding"
    OPEN = "open", "open"
    CLOSED = "closed", "gesloten"


NEXT_STATES: dict[str, set[str]] = {
    RoundState.CONCEPT: {RoundState.OPEN},
    RoundState.OPEN: {RoundState.CLOSED},
    RoundState.CLOSED: set(),
}


class RoundQuerySet(InCircleQuerySet["Round"]):
    """Questions about many rounds."""

    def overdue_on(self, day: date) -> RoundQuerySet:
        """Rounds whose last day has passed and that nobody closed."""
        return self.filter(state=RoundState.OPEN, closes_on__lt=day)


class Round(InCircle):
    """One time that people are asked. The previous round is what its results are compared with."""

    instrument_version = models.ForeignKey(
        InstrumentVersion, verbose_name="vragenlijst", on_delete=models.PROTECT, related_name="rounds"
    )
    name = models.CharField("naam", max_length=120)
    state = models.CharField("stand", max_length=10, choices=RoundState.choices, default=RoundState.CONCEPT)
    opens_on = models.DateField("eerste dag")
    closes_on = models.DateField("laatste dag")
    previous = models.ForeignKey(
        "self",
        verbose_name="vorige meting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    contact = models.CharField("vragen over deze meting aan", max_length=200, blank=True)
    # The key that seals responses, itself sealed with the site's secret. Destroyed when the round closes.
    sealing_key = models.BinaryField(null=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        ordering = ["-opens_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="round_closes_after_opening"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_concept(self) -> bool:
        return self.state == RoundState.CONCEPT

    @property
    def is_open(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == RoundState.CLOSED

    def takes_answers_on(self, day: date) -> bool:
        """Whether someone can answer on this day."""
        return self.is_open and self.opens_on <= day <= self.closes_on

    def require_next(self, state: str) -> None:
        """Refused unless the round may go to this state now."""
        if state not in NEXT_STATES[self.state]:
            raise Refused(f"Deze meting is {self.get_state_display()}. Dat kan nu niet.")

    def require(self, state: str, doing: str) -> None:
        """Refused unless the round is in this state."""
        if self.state != state:
            raise Refused(f"Deze meting is {self.get_state_display()}. {doing}")
