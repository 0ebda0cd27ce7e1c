"""An action: who does what, when, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from rondom.cores.plan.models.goal import Goal, GoalState
from rondom.cores.plan.models.plan import AT_WORK, Plan
from rondom.cores.plan.models.versioned import Versioned
from rondom.foundation.places.models import Organisation


class ActionState(models.TextChoices):
    """Where an action stands."""

    NEW = "new", "nieuw"
    BUSY = "busy", "bezig"
    DONE = "done", "klaar"
    STOPPED = "stopped", "gestopt"


NEXT_ACTION_STATES: dict[str, set[str]] = {
    ActionState.NEW: {ActionState.BUSY, ActionState.DONE, ActionState.STOPPED},
    ActionState.BUSY: {ActionState.DONE, ActionState.STOPPED},
    ActionState.DONE: {ActionState.BUSY},
    ActionState.STOPPED: {ActionState.BUSY},
}
TO_DO = (ActionState.NEW, ActionState.BUSY)


class ActionQuerySet(models.QuerySet["Action"]):
    """Questions about many actions."""

    def visible_to(self, user: Any) -> Self:
        """The actions of the plans that this user may know of."""
        return self.filter(goal__plan__in=Plan.objects.visible_to(user))

    def to_do(self) -> Self:
        """Neither done nor stopped, for a goal that people still want, in a plan that they work on."""
        wanted = self.exclude(goal__state=GoalState.DROPPED)
        return wanted.filter(state__in=TO_DO, goal__plan__state__in=AT_WORK)

    def overdue_on(self, day: date) -> Self:
        """Due before this day and not done."""
        return self.to_do().filter(due_on__lt=day)

    def stuck(self) -> Self:
        """Not done, and something stands in the way."""
        return self.to_do().exclude(obstacle="")

    def due_between(self, first: date, last: date) -> Self:
        """To be done in these days, both included."""
        return self.to_do().filter(due_on__range=(first, last))

    def owned_by(self, user: Any) -> Self:
        """The actions that this account pulls."""
        return self.filter(owner_id=user.pk)

    def with_names(self) -> Self:
        """For lists: what a row shows comes along at once."""
        return self.select_related("goal__plan__circle", "organisation", "owner")


class Action(Versioned):
    """Something that someone does for a goal."""

    next_states: ClassVar[Mapping[str, set[str]]] = NEXT_ACTION_STATES

    goal = models.ForeignKey(Goal, verbose_name="doel", on_delete=models.CASCADE, related_name="actions")
    what = models.CharField("wat", max_length=300)
    contribution = models.CharField("zo helpt het voor het doel", max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisatie die trekt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    role = models.CharField("functie van de trekker", max_length=120, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="account van de trekker",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    partners = models.CharField("met wie", max_length=300, blank=True)
    needs = models.CharField("wat is er nodig", max_length=300, blank=True)
    starts_on = models.DateField("begint op", null=True, blank=True)
    due_on = models.DateField("klaar op", null=True, blank=True)
    state = models.CharField("stand", max_length=10, choices=ActionState.choices, default=ActionState.NEW)
    stop_reason = models.CharField("reden om te stoppen", max_length=300, blank=True)
    obstacle = models.CharField("loopt vast op", max_length=300, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["goal__order", "goal", models.F("due_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("starts_on"))
                | models.Q(due_on=None)
                | models.Q(starts_on=None),
                name="action_due_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("plan:action", args=[self.goal.plan_id, self.pk])

    @property
    def plan(self) -> Plan:
        return self.goal.plan

    @property
    def is_to_do(self) -> bool:
        return self.state in TO_DO

    @property
    def is_stuck(self) -> bool:
        return self.is_to_do and bool(self.obstacle)

    @property
    def who(self) -> str:
        """Who pulls it: organisation and role, or the account when neither is filled in."""
        named = ", ".join(part for part in (str(self.organisation or ""), self.role) if part)
        return named or str(self.owner or "")

    def is_late_on(self, day: date) -> bool:
        """Whether it should have been done by now. Nobody waits for what was for a goal that was let go."""
        is_wanted = self.goal.state != GoalState.DROPPED
        return is_wanted and self.is_to_do and self.due_on is not None and self.due_on < day
