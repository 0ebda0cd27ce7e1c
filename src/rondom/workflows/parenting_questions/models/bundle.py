"""Questions taken together, and counts of a quarter as they may be shown."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.urls import reverse

from rondom.foundation.circles.models import PROFESSIONAL_ROLES, InCircle, InCircleQuerySet, Membership
from rondom.foundation.places.models import WorkArea
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.models.pool import Pool, Theme


class QuarterCount(models.Model):
    """What may be shown of one quarter that has ended: decided once, and never again for the same people.

    ``document`` holds the frozen release, and the names of its rows and columns.
    """

    pool = models.ForeignKey(
        Pool, verbose_name="vragenpot", on_delete=models.CASCADE, related_name="quarter_counts"
    )
    quarter = models.DateField("eerste dag van het kwartaal")
    document = models.JSONField("wat getoond mag worden")

    class Meta:
        verbose_name = "kwartaaltelling"
        verbose_name_plural = "kwartaaltellingen"
        ordering = ["pool", "quarter"]
        constraints = [models.UniqueConstraint(fields=["pool", "quarter"], name="quarter_counted_once")]

    def __str__(self) -> str:
        return f"{self.pool} {self.quarter}"


class BundleState(models.TextChoices):
    """Where questions that were taken together stand."""

    BUNDLED = "bundled", "samengenomen"
    SIGNAL = "signal", "een signaal"
    INTERPRETED = "interpreted", "geduid"
    DECIDED = "decided", "besloten"
    RETURNED = "returned", "teruggekoppeld"
    CLOSED = "closed", "afgerond"


NEXT_BUNDLE_STATES: dict[BundleState, frozenset[BundleState]] = {
    BundleState.BUNDLED: frozenset({BundleState.SIGNAL, BundleState.RETURNED}),
    BundleState.SIGNAL: frozenset({BundleState.INTERPRETED}),
    BundleState.INTERPRETED: frozenset({BundleState.DECIDED}),
    BundleState.DECIDED: frozenset({BundleState.RETURNED}),
    BundleState.RETURNED: frozenset({BundleState.CLOSED}),
    BundleState.CLOSED: frozenset(),
}


WRITTEN: dict[str, tuple[str, ...]] = {
    BundleState.INTERPRETED: ("behind",),
    BundleState.DECIDED: ("answer", "reason"),
    BundleState.RETURNED: ("told",),
}
"""What is written on the way to a state."""


class Answer(models.TextChoices):
    """What people decide to do with a signal."""

    GROUP = "group", "een groep voor ouders"
    INFORMATION = "information", "informatie geven"
    SURROUNDINGS = "surroundings", "iets veranderen in de omgeving"
    INDIVIDUAL = "individual", "ouders één voor één helpen"


class BundleQuerySet(InCircleQuerySet["Bundle"]):
    """Questions about many bundles."""

    def visible_to(self, user: Any) -> Self:
        """A bundle holds words of parents: it is for the professionals of the circle."""
        professional = Membership.objects.filter(user_id=user.pk, role__in=PROFESSIONAL_ROLES)
        return super().visible_to(user).filter(circle__in=professional.values("circle"))

    def for_a_group(self) -> Self:
        """Of which people decided that a group will come."""
        return self.filter(answer=Answer.GROUP).exclude(state=BundleState.CLOSED)


class Bundle(InCircle):
    """Questions about one theme in one neighbourhood, from ``since`` until ``until`` (both Mondays).

    ``signal_on`` and ``returned_on`` are the days of those steps: how long they took, figures.py says.
    Fewer than a signal can be answered too, without one: whoever asked has a right to hear something.
    """

    pool = models.ForeignKey(Pool, verbose_name="vragenpot", on_delete=models.CASCADE, related_name="bundles")
    theme = models.ForeignKey(Theme, verbose_name="thema", on_delete=models.PROTECT, related_name="bundles")
    area = models.ForeignKey(WorkArea, verbose_name="wijk", on_delete=models.PROTECT, related_name="+")
    since = models.DateField("vanaf")
    until = models.DateField("tot en met")
    state = models.CharField("stand", max_length=12, choices=BundleState.choices, default=BundleState.BUNDLED)
    behind = models.TextField("wat zit erachter", blank=True, max_length=2000)
    answer = models.CharField("besluit", max_length=15, choices=Answer.choices, blank=True)
    reason = models.TextField("waarom", blank=True, max_length=1000)
    told = models.TextField("wat ouders terughoren", blank=True, max_length=1500)
    signal_on = models.DateField("signaal op", null=True, editable=False)
    returned_on = models.DateField("teruggekoppeld op", null=True, editable=False)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "bundel"
        verbose_name_plural = "bundels"
        ordering = ["-until", "-pk"]

    def __str__(self) -> str:
        return f"{self.theme} in {self.area}"

    def get_absolute_url(self) -> str:
        return reverse("parenting_questions:bundle", args=[self.pool_id, self.pk])

    @property
    def written(self) -> dict[str, object]:
        """What was written at the step where it stands."""
        return {name: getattr(self, name) for name in WRITTEN.get(self.state, ())}

    @property
    def following(self) -> list[BundleState]:
        """Where it can go from here, in the order of the way."""
        return [state for state in BundleState if state in NEXT_BUNDLE_STATES[BundleState(self.state)]]

    def require_next(self, state: BundleState) -> None:
        """Refused when a bundle cannot go there from where it is."""
        if state not in self.following:
            here = BundleState(self.state).label
            raise Refused(f"Deze bundel is {here}. Zij kan niet naar ‘{state.label}’.")
