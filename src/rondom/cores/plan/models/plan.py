"""A plan: what it is about, where it stands, and when people look back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.urls import reverse

from rondom.cores.plan.models.versioned import Versioned
from rondom.foundation.circles.models import Shared, SharedQuerySet
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused


class PlanState(models.TextChoices):
    """Where a plan stands."""

    CONCEPT = "concept", "in voorbereiding"
    AGREED = "agreed", "vastgesteld"
    RUNNING = "running", "in uitvoering"
    EVALUATED = "evaluated", "geëvalueerd"
    CLOSED = "closed", "afgesloten"
    STOPPED = "stopped", "gestopt"


NEXT_PLAN_STATES: dict[str, set[str]] = {
    PlanState.CONCEPT: {PlanState.AGREED, PlanState.STOPPED},
    PlanState.AGREED: {PlanState.RUNNING, PlanState.STOPPED},
    PlanState.RUNNING: {PlanState.EVALUATED, PlanState.STOPPED},
    PlanState.EVALUATED: {PlanState.RUNNING, PlanState.CLOSED, PlanState.STOPPED},
    PlanState.CLOSED: set(),
    PlanState.STOPPED: set(),
}
ENDED = (PlanState.CLOSED, PlanState.STOPPED)
AT_WORK = (PlanState.AGREED, PlanState.RUNNING, PlanState.EVALUATED)


class PlanQuerySet(SharedQuerySet["Plan"]):
    """Questions about many plans."""

    def not_ended(self) -> Self:
        """Plans that are neither closed nor stopped."""
        return self.exclude(state__in=ENDED)

    def half_way_by(self, day: date) -> Self:
        """Running plans of which the half-way look is due."""
        return self.filter(state=PlanState.RUNNING, half_way_on__lte=day)

    def evaluation_due_by(self, day: date) -> Self:
        """Running plans that must be evaluated by this day."""
        return self.filter(state=PlanState.RUNNING, evaluate_on__lte=day)


class Plan(Versioned, Shared):
    """What a circle, or part of it, will do together. After the half-way look its day is empty again."""

    next_states: ClassVar[Mapping[str, set[str]]] = NEXT_PLAN_STATES

    title = models.CharField("titel", max_length=160)
    area = models.ForeignKey(
        WorkArea, verbose_name="wijk", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("stand", max_length=10, choices=PlanState.choices, default=PlanState.CONCEPT)
    stop_reason = models.CharField("reden om te stoppen", max_length=300, blank=True)
    half_way_on = models.DateField("tussenstand op", null=True, blank=True)
    evaluate_on = models.DateField("evaluatie op", null=True, blank=True)
    four_eyes = models.BooleanField("een tweede persoon stelt vast", default=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "plannen"
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:plan", args=[self.pk])

    @property
    def plan(self) -> Plan:
        """So that versions are found in the same way for a plan and for what is in it."""
        return self

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    def require_not_ended(self) -> None:
        """Refused when the plan is closed or stopped: then it stays as it is."""
        if self.has_ended:
            raise Refused(f"Dit plan is {self.get_state_display()}. Er verandert niets meer aan.")
