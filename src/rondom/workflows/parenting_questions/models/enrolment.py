"""Parents who join a group: a first name and a way to reach them, for the coordinator, and not for long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db import models

from rondom.foundation.circles.models import InCircle, InCircleQuerySet, Membership, Role
from rondom.workflows.parenting_questions.models.group import ParentGroup

KEPT = timedelta(weeks=4)
"""How long after the end of a group someone can still be reached."""

LONGEST = timedelta(weeks=52)
"""A group that nobody finishes keeps nobody longer than this after its first day."""


LISTED = 2
"""Times the places of a group: so many parents can be on its list, half of them waiting."""


class EnrolmentQuerySet(InCircleQuerySet["Enrolment"]):
    """Questions about many enrolments."""

    def visible_to(self, user: Any) -> Self:
        """Who joins is for the coordinator alone."""
        coordinated = Membership.objects.filter(user_id=user.pk, role=Role.COORDINATOR)
        return super().visible_to(user).filter(circle__in=coordinated.values("circle"))

    def placed(self) -> Self:
        """Those who can come."""
        return self.filter(has_place=True)

    def waiting(self) -> Self:
        """Those who wait for a place, the first one first."""
        return self.filter(has_place=False)

    def overdue_on(self, day: date) -> Self:
        """Those whom nobody needs to reach any more."""
        ended = models.Q(group__ended_on__lte=day - KEPT)
        return self.filter(ended | models.Q(group__starts_on__lte=day - LONGEST))


class Enrolment(InCircle):
    """One parent. ``lookup`` finds it by the code that the parent kept.

    A place that was given is not taken back; ``told`` says that the parent knows of it. ``key`` comes with
    the form, so that a form that is sent twice takes one place.
    """

    group = models.ForeignKey(
        ParentGroup, verbose_name="oudergroep", on_delete=models.CASCADE, related_name="enrolments"
    )
    first_name = models.CharField("voornaam", max_length=40)
    contact = models.CharField("telefoonnummer of e-mailadres", max_length=120)
    lookup = models.CharField("code", max_length=64)
    has_place = models.BooleanField("heeft een plek", default=False)
    told = models.BooleanField("weet van de plek", default=False)
    key = models.UUIDField("kenmerk", null=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "key"], name="parent_joined_once")]

    def __str__(self) -> str:
        return f"aanmelding {self.pk}"

    @property
    def turn(self) -> int:
        """Which one on the waiting list."""
        return self.group.enrolments.waiting().filter(pk__lte=self.pk).count()
