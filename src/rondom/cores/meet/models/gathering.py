"""Gatherings: when, where, what for, and where they stand."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from rondom.cores.meet.models.series import Phase, Series
from rondom.foundation.circles.models import Membership, Role, Shared, SharedQuerySet
from rondom.foundation.refusals import Refused
from rondom.ui.templatetags.rondom import clock

P = TypeVar("P")

NEUTRAL_TITLE = gettext_noop("Bijeenkomst")


class GatheringState(models.TextChoices):
    """Where a gathering stands. What was held or called off does not become a plan again."""

    CONCEPT = "concept", _("in voorbereiding")
    PLANNED = "planned", _("gepland")
    HELD = "held", _("gehouden")
    CLOSED = "closed", _("afgesloten")
    CANCELLED = "cancelled", _("afgezegd")


NEXT_STATES: dict[str, set[str]] = {
    GatheringState.CONCEPT: {GatheringState.PLANNED, GatheringState.CANCELLED},
    GatheringState.PLANNED: {GatheringState.HELD, GatheringState.CANCELLED},
    GatheringState.HELD: {GatheringState.CLOSED},
    GatheringState.CLOSED: set(),
    GatheringState.CANCELLED: set(),
}
BEFORE = (GatheringState.CONCEPT, GatheringState.PLANNED)


class GatheringQuerySet(SharedQuerySet["Gathering"]):
    """Questions about many gatherings."""

    def led_by(self, user: Any) -> GatheringQuerySet:
        """Where this user prepares and writes down: as coordinator of the circle, or named as leader."""
        coordinated = Membership.objects.filter(user_id=user.pk, role=Role.COORDINATOR).values("circle")
        leading = Gathering.objects.filter(participants__user_id=user.pk, participants__leads=True)
        return self.filter(models.Q(circle__in=coordinated) | models.Q(pk__in=leading.values("pk")))

    def coming(self, now: datetime) -> GatheringQuerySet:
        """Being prepared, or planned and not over yet."""
        over = models.Q(state=GatheringState.PLANNED, ends_at__lt=now)
        return self.filter(state__in=BEFORE).exclude(over)

    def planned_between(self, first: datetime, last: datetime) -> GatheringQuerySet:
        """Planned to start in this time."""
        return self.filter(state=GatheringState.PLANNED, starts_at__gte=first, starts_at__lt=last)


class Gathering(Shared):
    """People come together once. ``uid`` and ``sequence`` are what calendars know it by."""

    series = models.ForeignKey(
        Series,
        verbose_name="reeks",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gatherings",
    )
    phase = models.ForeignKey(
        Phase, verbose_name="fase", on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    follows = models.ForeignKey(
        "self",
        verbose_name="volgt op",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
    )
    title = models.CharField("titel", max_length=160)
    neutral_title = models.CharField("titel in agenda's", max_length=80, default=NEUTRAL_TITLE)
    purpose = models.TextField("waarvoor", blank=True)
    starts_at = models.DateTimeField("begint", null=True, blank=True)
    ends_at = models.DateTimeField("eindigt", null=True, blank=True)
    place = models.CharField("plaats", max_length=200, blank=True)
    link = models.URLField("link", max_length=400, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=GatheringState.choices, default=GatheringState.CONCEPT
    )
    cancelled_because = models.CharField("reden van afzeggen", max_length=300, blank=True)
    uid = models.UUIDField("kenmerk", unique=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField("wijziging", default=0, editable=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = [models.F("starts_at").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="gathering_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[GatheringState.CONCEPT, GatheringState.CANCELLED])
                | models.Q(starts_at__isnull=False, ends_at__isnull=False),
                name="gathering_planned_has_times",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meet:gathering", args=[self.pk])

    @property
    def is_concept(self) -> bool:
        return self.state == GatheringState.CONCEPT

    @property
    def is_planned(self) -> bool:
        return self.state == GatheringState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == GatheringState.HELD

    @property
    def is_closed(self) -> bool:
        return self.state == GatheringState.CLOSED

    @property
    def is_cancelled(self) -> bool:
        return self.state == GatheringState.CANCELLED

    @property
    def is_coming(self) -> bool:
        """It has still to be held."""
        return self.state in BEFORE

    @property
    def takes_writing(self) -> bool:
        """People can still bring something in."""
        return self.state not in {GatheringState.CLOSED, GatheringState.CANCELLED}

    @property
    def hours(self) -> str:
        """'13.30 tot 14.30 uur'; nothing while no time was chosen."""
        return f"{clock(self.starts_at)[:-4]} tot {clock(self.ends_at)}" if self.starts_at else ""

    @property
    def day(self) -> date | None:
        return timezone.localdate(self.starts_at) if self.starts_at else None

    def is_over(self, now: datetime) -> bool:
        """Its time has passed."""
        return self.ends_at is not None and self.ends_at < now

    def may_be_held_on(self, today: date) -> bool:
        """Its day has come."""
        return self.is_planned and self.day is not None and self.day <= today

    def require_next(self, state: str) -> None:
        """Refused unless the gathering may go to this state now."""
        if state not in NEXT_STATES[self.state]:
            raise Refused(_("Deze bijeenkomst is %s. Dat kan nu niet.") % self.get_state_display())

    def require_coming(self) -> None:
        """Refused when it was held or called off."""
        if not self.is_coming:
            words = _("Deze bijeenkomst is %s. De voorbereiding verandert niet meer.")
            raise Refused(words % self.get_state_display())

    def require_writing(self) -> None:
        """Refused when nothing can be brought in any more."""
        if not self.takes_writing:
            raise Refused(_("Deze bijeenkomst is %s. Er kan niets meer bij.") % self.get_state_display())

    def own(self, point: P) -> P:
        """The point, if there is one; refused when it stands on another agenda."""
        if point is not None and getattr(point, "gathering_id", None) != self.pk:
            raise Refused(_("Kies een punt van deze agenda."))
        return point


def period(day: date, starts: time, minutes: int) -> tuple[datetime, datetime]:
    """From when until when, in the time of the site."""
    begin = timezone.make_aware(datetime.combine(day, starts))
    return begin, begin + timedelta(minutes=minutes)
