"""Statements: everyone says of each whether they agree. Once closed, who said what is gone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from rondom.cores.meet.models.ballot import Paper, Polling, once_each
from rondom.foundation.refusals import Refused

LONGEST = 140
"""Letters in a statement: one thought, read on a phone at a glance."""


class StatementState(models.TextChoices):
    """Whether people can answer a statement. What someone proposes waits for whoever leads."""

    PROPOSED = "proposed", "voorgesteld"
    ADMITTED = "admitted", "toegelaten"
    DECLINED = "declined", "niet toegelaten"


NEXT_STATEMENT_STATES: dict[str, set[str]] = {
    StatementState.PROPOSED: {StatementState.ADMITTED, StatementState.DECLINED},
    StatementState.ADMITTED: set(),
    StatementState.DECLINED: set(),
}


class StanceValue(models.TextChoices):
    """What someone says of a statement."""

    AGREE = "agree", _("Eens")
    DISAGREE = "disagree", _("Oneens")
    UNSURE = "unsure", _("Weet niet")


class StatementRound(Polling):
    """A question with statements. ``voters`` and ``opinion_groups`` are known when it closes."""

    question = models.CharField("vraag", max_length=200)
    voters = models.PositiveIntegerField("stemmers", default=0, editable=False)
    opinion_groups = models.JSONField("meningsgroepen", default=list, editable=False)

    class Meta:
        verbose_name = "stellingenronde"
        verbose_name_plural = "stellingenrondes"
        ordering = ["gathering", "pk"]

    def __str__(self) -> str:
        return self.question

    def require_open(self) -> None:
        """Refused unless people can answer and propose."""
        if not self.is_open:
            raise Refused(_("Deze stellingenronde is %s. Meedoen kan nu niet.") % self.get_state_display())


class Statement(models.Model):
    """Something to agree with or not. Who proposed it is kept nowhere.

    Of one that was declined the text is gone; the reason stays. The counts are known when the round closes.
    """

    round = models.ForeignKey(
        StatementRound, verbose_name="stellingenronde", on_delete=models.CASCADE, related_name="statements"
    )
    text = models.CharField("stelling", max_length=LONGEST, blank=True)
    state = models.CharField("stand", max_length=10, choices=StatementState.choices)
    reason = models.CharField("reden", max_length=200, blank=True)
    agree = models.PositiveIntegerField("eens", null=True, editable=False)
    disagree = models.PositiveIntegerField("oneens", null=True, editable=False)
    unsure = models.PositiveIntegerField("weet niet", null=True, editable=False)

    class Meta:
        verbose_name = "stelling"
        verbose_name_plural = "stellingen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text or "stelling"

    @property
    def answered(self) -> int | None:
        """How many answered it; nothing when those were too few to show."""
        if self.agree is None or self.disagree is None or self.unsure is None:
            return None
        return self.agree + self.disagree + self.unsure

    def require_next(self, state: str) -> None:
        """Refused unless this can still be decided."""
        if state not in NEXT_STATEMENT_STATES[self.state]:
            raise Refused("Over deze stelling is al besloten.")


class StancePaper(Paper):
    """What one person says of the statements."""

    round = models.ForeignKey(
        StatementRound, verbose_name="stellingenronde", on_delete=models.CASCADE, related_name="papers"
    )

    class Meta:
        verbose_name = "antwoordblad"
        verbose_name_plural = "antwoordbladen"
        ordering = ["pk"]
        constraints = once_each("round", "stance")

    def __str__(self) -> str:
        return "antwoordblad"


class Stance(models.Model):
    """What one person says of one statement."""

    paper = models.ForeignKey(
        StancePaper, verbose_name="antwoordblad", on_delete=models.CASCADE, related_name="stances"
    )
    statement = models.ForeignKey(
        Statement, verbose_name="stelling", on_delete=models.CASCADE, related_name="+"
    )
    value = models.CharField("antwoord", max_length=8, choices=StanceValue.choices)

    class Meta:
        verbose_name = "antwoord op een stelling"
        verbose_name_plural = "antwoorden op stellingen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["paper", "statement"], name="stance_once")]

    def __str__(self) -> str:
        return "antwoord op een stelling"
