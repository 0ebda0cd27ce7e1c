"""What shows whether a goal comes nearer: a definition, and what it gave at each moment."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models

from rondom.analysis.disclosure.released import Why
from rondom.cores.plan.definitions import Kind, problem_with
from rondom.cores.plan.models.goal import Goal
from rondom.cores.plan.models.origin import validate_address
from rondom.cores.plan.models.plan import AT_WORK, Plan
from rondom.cores.plan.models.versioned import Versioned


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", "hoger is beter"
    DOWN = "down", "lager is beter"


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Questions about many indicators."""

    def current(self) -> Self:
        """Those that were not replaced by another definition."""
        return self.filter(replaced_by=None)

    def waiting_for(self, code: str) -> Self:
        """What is worked out, stands in a plan at work, and has nothing yet from this source.

        Of a goal that was reached or let go too: people want to see whether it stayed so.
        """
        at_work = self.current().filter(goal__plan__state__in=AT_WORK)
        return at_work.exclude(kind=Kind.COUNT).exclude(readings__code=code)


class Indicator(Versioned):
    """A definition that can be worked out again. Another definition is another row, so that numbers
    that were worked out differently never stand on one line."""

    goal = models.ForeignKey(Goal, verbose_name="doel", on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField("naam", max_length=160)
    kind = models.CharField("hoe meten wij dit", max_length=12, choices=Kind.choices)
    parameters = models.JSONField("gegevens", default=dict, blank=True)
    direction = models.CharField(
        "wat is beter", max_length=4, choices=Direction.choices, default=Direction.UP
    )
    target = models.FloatField("streefwaarde", null=True, blank=True)
    unit = models.CharField("eenheid", max_length=40, blank=True)
    number = models.PositiveSmallIntegerField("versie van de definitie", default=1, editable=False)
    replaced_by = models.OneToOneField(
        "self",
        verbose_name="vervangen door",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="replaces",
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ["goal", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if problem := problem_with(self.kind, self.parameters):
            raise ValidationError(problem)

    @property
    def plan(self) -> Plan:
        return self.goal.plan

    @property
    def is_counted(self) -> bool:
        """Whether people fill it in themselves."""
        return self.kind == Kind.COUNT

    @property
    def is_replaced(self) -> bool:
        return self.replaced_by_id is not None


class Reading(models.Model):
    """What an indicator gave at one moment. No value means that it may not be shown, and ``why`` says so."""

    indicator = models.ForeignKey(
        Indicator, verbose_name="indicator", on_delete=models.CASCADE, related_name="readings"
    )
    on = models.DateField("wanneer")
    value = models.FloatField("waarde", null=True, blank=True)
    low = models.FloatField("ondergrens", null=True, blank=True)
    high = models.FloatField("bovengrens", null=True, blank=True)
    n = models.PositiveIntegerField("aantal antwoorden", null=True, blank=True)
    why = models.CharField(
        "waarom niet getoond",
        max_length=12,
        blank=True,
        choices=[(why.value, why.value) for why in Why],
    )
    is_baseline = models.BooleanField("nulwaarde", default=False)
    label = models.CharField("komt uit", max_length=300, blank=True)
    address = models.CharField("adres", max_length=300, blank=True, validators=[validate_address])
    code = models.CharField("code", max_length=120, blank=True, db_index=True)

    class Meta:
        verbose_name = "meetwaarde"
        verbose_name_plural = "meetwaarden"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "code"], condition=~models.Q(code=""), name="reading_once_a_source"
            ),
            models.UniqueConstraint(
                fields=["indicator"], condition=models.Q(is_baseline=True), name="baseline_once"
            ),
            models.CheckConstraint(
                condition=models.Q(value=None) & ~models.Q(why="")
                | models.Q(value__isnull=False) & models.Q(why=""),
                name="reading_shown_or_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} op {self.on}"
