"""A goal, and how near people say that it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse

from rondom.cores.plan.models.plan import Plan
from rondom.cores.plan.models.versioned import Versioned


class GoalState(models.TextChoices):
    """Where a goal stands."""

    OPEN = "open", "loopt"
    REACHED = "reached", "bereikt"
    DROPPED = "dropped", "losgelaten"


NEXT_GOAL_STATES: dict[str, set[str]] = {
    GoalState.OPEN: {GoalState.REACHED, GoalState.DROPPED},
    GoalState.REACHED: {GoalState.OPEN},
    GoalState.DROPPED: {GoalState.OPEN},
}


class GoalQuerySet(models.QuerySet["Goal"]):
    """Questions about many goals."""

    def coming_from(self, code: str) -> Self:
        """Goals that have this as an origin: the way back from a finding to what became of it."""
        return self.filter(origins__code=code).distinct()


class Goal(Versioned):
    """What people want to reach, in the words of those it is for."""

    next_states: ClassVar[Mapping[str, set[str]]] = NEXT_GOAL_STATES

    plan = models.ForeignKey(Plan, verbose_name="plan", on_delete=models.CASCADE, related_name="goals")
    words = models.CharField("doel", max_length=300)
    notice = models.TextField("wat merkt een gezin", max_length=1000, blank=True)
    theme = models.CharField("thema", max_length=80, blank=True)
    order = models.PositiveSmallIntegerField("volgorde", default=1)
    state = models.CharField("stand", max_length=10, choices=GoalState.choices, default=GoalState.OPEN)
    drop_reason = models.CharField("reden om los te laten", max_length=300, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["plan", "order", "pk"]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return reverse("plan:goal", args=[self.plan_id, self.pk])


class Score(models.Model):
    """How near the goal is at one moment, from 0 to 10, as one person or group says."""

    goal = models.ForeignKey(Goal, verbose_name="doel", on_delete=models.CASCADE, related_name="scores")
    on = models.DateField("wanneer")
    score = models.PositiveSmallIntegerField("cijfer", validators=[MaxValueValidator(10)])
    said_by = models.CharField("wie gaf dit cijfer", max_length=80, blank=True)

    class Meta:
        verbose_name = "cijfer"
        verbose_name_plural = "cijfers"
        ordering = ["on", "said_by", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "on", "said_by"], name="score_once_a_day"),
            models.CheckConstraint(condition=models.Q(score__lte=10), name="score_at_most_ten"),
        ]

    def __str__(self) -> str:
        return f"{self.score} op {self.on}"
