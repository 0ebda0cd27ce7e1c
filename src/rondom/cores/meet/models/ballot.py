"""Dot voting: everyone divides a few dots over options."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rondom.cores.meet.models.agenda import InGathering
from rondom.cores.meet.models.participant import Participant
from rondom.foundation.refusals import Refused


class BallotState(models.TextChoices):
    """Where a ballot stands. Once closed it is counted, and who gave which dot is gone."""

    CONCEPT = "concept", _("in voorbereiding")
    OPEN = "open", _("open")
    CLOSED = "closed", _("gesloten")


NEXT_BALLOT_STATES: dict[str, set[str]] = {
    BallotState.CONCEPT: {BallotState.OPEN},
    BallotState.OPEN: {BallotState.CLOSED},
    BallotState.CLOSED: set(),
}


class Polling(InGathering):
    """Something that people answer while it is open; once closed it is counted."""

    state = models.CharField("stand", max_length=10, choices=BallotState.choices, default=BallotState.CONCEPT)

    class Meta:
        abstract = True

    @property
    def is_concept(self) -> bool:
        return self.state == BallotState.CONCEPT

    @property
    def is_open(self) -> bool:
        return self.state == BallotState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == BallotState.CLOSED

    def require_next(self, state: str) -> None:
        """Refused unless it may go to this state now."""
        if state not in NEXT_BALLOT_STATES[self.state]:
            raise Refused(f"Deze {self._meta.verbose_name} is {self.get_state_display()}. Dat kan nu niet.")


class Ballot(Polling):
    """A choice by dots. ``voters`` is known when it closes.

    With ``groups`` (names, such as sectors) voters may say to which they belong; ``by_group`` is what may be
    shown of that when it closes: see counting.py.
    """

    question = models.CharField("vraag", max_length=200)
    explanation = models.TextField("uitleg", max_length=600, blank=True)
    dots = models.PositiveSmallIntegerField("stippen per persoon", default=3)
    voters = models.PositiveIntegerField("stemmers", default=0, editable=False)
    group_question = models.CharField("vraag naar de groep", max_length=100, blank=True)
    groups = models.JSONField("groepen", default=list, blank=True)
    by_group = models.JSONField("per groep", default=list, editable=False)

    class Meta:
        verbose_name = "stemming"
        verbose_name_plural = "stemmingen"
        ordering = ["gathering", "pk"]

    def __str__(self) -> str:
        return self.question

    def require_open(self) -> None:
        """Refused unless dots can be given."""
        if not self.is_open:
            raise Refused(_("Deze stemming is %s. Stemmen kan nu niet.") % self.get_state_display())


class Option(models.Model):
    """Something to give dots to. ``dots`` is counted when the ballot closes."""

    ballot = models.ForeignKey(
        Ballot, verbose_name="stemming", on_delete=models.CASCADE, related_name="options"
    )
    order = models.PositiveSmallIntegerField("plaats")
    text = models.CharField("keuze", max_length=200)
    dots = models.PositiveIntegerField("stippen", default=0, editable=False)

    class Meta:
        verbose_name = "keuze"
        verbose_name_plural = "keuzes"
        ordering = ["ballot", "order"]
        constraints = [models.UniqueConstraint(fields=["ballot", "order"], name="option_order_once")]

    def __str__(self) -> str:
        return self.text


class Paper(models.Model):
    """What one person answers, while it is open: a participant, or a numbered paper."""

    participant = models.ForeignKey(
        Participant, verbose_name="deelnemer", on_delete=models.CASCADE, null=True, related_name="+"
    )
    paper_number = models.PositiveIntegerField("nummer op papier", null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ingevoerd door",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    class Meta:
        abstract = True


def once_each(polling: str, name: str) -> list[models.BaseConstraint]:
    """A paper is of a participant or has a number, and of each there is one."""
    of_a_participant = models.Q(participant__isnull=False, paper_number=None)
    with_a_number = models.Q(participant=None, paper_number__isnull=False)
    return [
        models.UniqueConstraint(fields=[polling, "participant"], name=f"{name}_paper_once"),
        models.UniqueConstraint(fields=[polling, "paper_number"], name=f"{name}_number_once"),
        models.CheckConstraint(condition=of_a_participant | with_a_number, name=f"{name}_paper_of_one"),
    ]


class BallotPaper(Paper):
    """The dots of one person."""

    ballot = models.ForeignKey(
        Ballot, verbose_name="stemming", on_delete=models.CASCADE, related_name="papers"
    )
    group = models.CharField("groep", max_length=80, blank=True)

    class Meta:
        verbose_name = "stembriefje"
        verbose_name_plural = "stembriefjes"
        ordering = ["pk"]
        constraints = once_each("ballot", "ballot")

    def __str__(self) -> str:
        return "stembriefje"


class Dots(models.Model):
    """The dots that one paper gives to one option."""

    paper = models.ForeignKey(
        BallotPaper, verbose_name="stembriefje", on_delete=models.CASCADE, related_name="dots"
    )
    option = models.ForeignKey(Option, verbose_name="keuze", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField("stippen")

    class Meta:
        verbose_name = "stippen"
        verbose_name_plural = "stippen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "option"], name="dots_once"),
            models.CheckConstraint(condition=models.Q(number__gt=0), name="dots_are_given"),
        ]

    def __str__(self) -> str:
        return str(self.number)
