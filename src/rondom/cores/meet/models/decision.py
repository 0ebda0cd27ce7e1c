"""What was decided, who objected, and what else came out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rondom.cores.meet.models.agenda import InGathering
from rondom.cores.meet.models.contribution import KeptQuerySet
from rondom.cores.meet.models.gathering import Gathering, GatheringQuerySet
from rondom.foundation.came_of import CameOf


class DecisionKind(models.TextChoices):
    """How it was decided."""

    CONSENT = "consent", _("niemand had een bezwaar dat zwaar woog")
    TOGETHER = "together", _("samen besloten")
    VOTE = "vote", _("gestemd")
    ONE = "one", _("besloten door wie daarover gaat")


class DecisionQuerySet(KeptQuerySet):
    """Questions about many decisions."""

    def to_look_back_on(self, user: Any, day: date) -> DecisionQuerySet:
        """Decisions whose day has come, of gatherings that this user leads."""
        led = Gathering.objects.visible_to(user)
        assert isinstance(led, GatheringQuerySet)
        return self.filter(
            gathering__in=led.led_by(user).values("pk"), look_back_on__lte=day, looked_back_on=None
        )


class CameOut(InGathering):
    """Something that came out of a gathering, and of which more may come."""

    came_of: tuple[CameOf, ...] = ()
    """What one reader may see of that; overviews fill it in."""

    class Meta:
        abstract = True

    @property
    def code(self) -> str:
        """By which what was made of it says where it comes from."""
        return f"{self._meta.model_name}:{self.pk}"


class Decision(CameOut):
    """Something that was decided, and on which day one looks back at it."""

    text = models.TextField("besluit")
    reason = models.TextField("waarom", blank=True)
    kind = models.CharField("hoe besloten", max_length=10, choices=DecisionKind.choices)
    look_back_on = models.DateField("terugkijken op", null=True, blank=True)
    looked_back_on = models.DateField("teruggekeken op", null=True, blank=True)
    looking_back = models.TextField("wat wij zagen", blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    at = models.DateTimeField("genomen", default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def as_text(self) -> str:
        """All that someone wrote."""
        return f"{self.text}\n\nWaarom: {self.reason}" if self.reason else self.text


class ObjectionKind(models.TextChoices):
    """A reason not to do it, or another opinion that should be kept."""

    OBJECTION = "objection", _("bezwaar")
    DISSENT = "dissent", _("andere mening")


class Objection(models.Model):
    """An objection or another opinion. It stays for good; it can only be answered."""

    decision = models.ForeignKey(
        Decision, verbose_name="besluit", on_delete=models.PROTECT, related_name="objections"
    )
    kind = models.CharField("soort", max_length=10, choices=ObjectionKind.choices)
    text = models.TextField("bezwaar")
    who = models.CharField("van wie", max_length=160)
    at = models.DateTimeField("wanneer", default=timezone.now, editable=False)
    answer = models.TextField("antwoord", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="beantwoord door",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "bezwaar"
        verbose_name_plural = "bezwaren"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class OutcomeKind(models.TextChoices):
    """What came out beside decisions."""

    FINDING = "finding", _("inzicht")
    ACTION = "action", _("afspraak")


class Outcome(CameOut):
    """Something that came out: what was understood, or who does what."""

    kind = models.CharField("soort", max_length=10, choices=OutcomeKind.choices)
    text = models.TextField("uitkomst")
    who = models.CharField("wie", max_length=160, blank=True)
    day = models.DateField("wanneer klaar", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    at = models.DateTimeField("geschreven", default=timezone.now, editable=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = "uitkomst"
        verbose_name_plural = "uitkomsten"
        ordering = ["kind", "at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def as_text(self) -> str:
        """All that someone wrote."""
        return ", ".join(
            [self.text, *([self.who] if self.who else []), *([str(self.day)] if self.day else [])]
        )
