"""Groups of parents that came from a bundle, and what was learnt from them."""

from __future__ import annotations

from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from rondom.foundation.circles.models import PROFESSIONAL_ROLES, InCircle, InCircleQuerySet, Membership
from rondom.foundation.refusals import Refused
from rondom.ui.templatetags.rondom import long_day
from rondom.workflows.parenting_questions.models.bundle import Bundle
from rondom.workflows.parenting_questions.models.pool import Pool
from rondom.workflows.parenting_questions.models.revised import Revised

ELEMENTS = {
    "exchange": "uitwisselen en leren",
    "meeting": "ontmoeten en steunen",
    "relaxing": "ontspannen en opladen",
    "skills": "vaardigheden van de begeleiders",
    "structure": "structuur",
    "dynamics": "hoe de groep met elkaar omgaat",
}
"""The six working elements (Spruijt and others, 2021), each given 0 to 3 after a group."""

LEVELS = ("niet", "een beetje", "ja", "heel sterk")
"""The marks 0 to 3 in words."""


class GroupState(models.TextChoices):
    """Where a group is on its way."""

    IDEA = "idea", "idee"
    PREPARING = "preparing", "in voorbereiding"
    RECRUITING = "recruiting", "zoekt ouders"
    STARTED = "started", "gestart"
    FINISHED = "finished", "klaar"
    EVALUATED = "evaluated", "geëvalueerd"
    IN_LIBRARY = "in_library", "in de bibliotheek"
    STOPPED = "stopped", "gestopt"


NEXT_GROUP_STATES: dict[GroupState, frozenset[GroupState]] = {
    GroupState.IDEA: frozenset({GroupState.PREPARING, GroupState.STOPPED}),
    GroupState.PREPARING: frozenset({GroupState.RECRUITING, GroupState.STOPPED}),
    GroupState.RECRUITING: frozenset({GroupState.STARTED, GroupState.STOPPED}),
    GroupState.STARTED: frozenset({GroupState.FINISHED, GroupState.STOPPED}),
    GroupState.FINISHED: frozenset({GroupState.EVALUATED}),
    GroupState.EVALUATED: frozenset({GroupState.IN_LIBRARY}),
    GroupState.IN_LIBRARY: frozenset(),
    GroupState.STOPPED: frozenset(),
}


ANNOUNCED = (GroupState.RECRUITING, GroupState.STARTED)
"""Parents know of it, and it still goes on."""


class ParentGroupQuerySet(InCircleQuerySet["ParentGroup"]):
    """Questions about many groups."""

    def visible_to(self, user: Any) -> Self:
        """For the professionals of the circle."""
        professional = Membership.objects.filter(user_id=user.pk, role__in=PROFESSIONAL_ROLES)
        return super().visible_to(user).filter(circle__in=professional.values("circle"))


class ParentGroup(Revised, InCircle):
    """A group of parents about one theme in one neighbourhood; it costs parents nothing.

    ``about`` and ``leaders`` (roles, no names) are what parents read; ``entrance`` is their link, from the
    moment that parents are sought. ``copied_from`` is the dossier that was taken over, and
    ``different`` what is not the same here; the text of the approach is a copy, and stays. ``key`` comes with
    the form that started it, so that a form that is sent twice starts one.
    """

    pool = models.ForeignKey(Pool, verbose_name="vragenpot", on_delete=models.CASCADE, related_name="groups")
    bundle = models.ForeignKey(Bundle, verbose_name="bundel", on_delete=models.PROTECT, related_name="groups")
    name = models.CharField("naam", max_length=80)
    approach = models.TextField("aanpak", max_length=3000, blank=True)
    about = models.TextField(
        "waar gaat het over, voor ouders", max_length=500, blank=True, help_text="Schrijf korte zinnen."
    )
    leaders = models.CharField(
        "wie begeleiden de groep",
        max_length=120,
        blank=True,
        help_text="Geen namen. Bijvoorbeeld: een jeugdverpleegkundige en een ouder uit de wijk",
    )
    places = models.PositiveSmallIntegerField(
        "aantal plaatsen", default=10, validators=[MinValueValidator(4), MaxValueValidator(30)]
    )
    starts_on = models.DateField("eerste keer", null=True, blank=True)
    starts_at = models.TimeField("hoe laat", null=True, blank=True)
    where = models.CharField("waar", max_length=120, blank=True)
    language = models.CharField("taal", max_length=60, default="Nederlands")
    childcare = models.BooleanField("er is opvang voor kinderen", default=False)
    state = models.CharField("stand", max_length=12, choices=GroupState.choices, default=GroupState.IDEA)
    entrance = models.CharField("adres voor ouders", max_length=40, blank=True)
    ended_on = models.DateField("laatste dag", null=True, blank=True)
    stopped_because = models.CharField("waarom gestopt", max_length=300, blank=True)
    elements = models.JSONField("werkende elementen", default=dict, blank=True)
    what_worked = models.TextField("wat werkte", max_length=1000, blank=True)
    copied_from = models.ForeignKey(
        "parenting_questions.Approach",
        verbose_name="overgenomen van",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
    )
    different = models.TextField("wat is hier anders", max_length=1000, blank=True)
    key = models.UUIDField("kenmerk", null=True, editable=False)

    objects = ParentGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "oudergroep"
        verbose_name_plural = "oudergroepen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entrance"], condition=~models.Q(entrance=""), name="one_group_at_an_entrance"
            ),
            models.UniqueConstraint(fields=["bundle", "key"], name="group_started_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("parenting_questions:group", args=[self.pool_id, self.pk])

    @property
    def first_time(self) -> str:
        """'donderdag 3 december 2026, 19:30', in the language of the page; the hour when it is known."""
        hour = f", {self.starts_at:%H:%M}" if self.starts_at else ""
        return f"{long_day(self.starts_on)}{hour}"

    @property
    def is_announced(self) -> bool:
        """Parents read when and where it is."""
        return self.state in ANNOUNCED

    @property
    def is_counted(self) -> bool:
        """It meets, or met just now: people count how many parents come."""
        return self.state in (GroupState.STARTED, GroupState.FINISHED)

    @property
    def written(self) -> dict[str, object]:
        """What was written at the step where it stands."""
        if self.state == GroupState.EVALUATED:
            return {"what_worked": self.what_worked, **self.elements}
        return {"because": self.stopped_because} if self.state == GroupState.STOPPED else {}

    @property
    def following(self) -> frozenset[GroupState]:
        """Where it can go from here."""
        return NEXT_GROUP_STATES[GroupState(self.state)]

    def require_next(self, state: GroupState) -> None:
        """Refused when a group cannot go there from where it is."""
        if state not in self.following:
            here = GroupState(self.state).label
            raise Refused(f"Deze groep is {here}. Zij kan niet naar ‘{state.label}’.")


class Meeting(models.Model):
    """How many parents were there: a count, no names."""

    group = models.ForeignKey(
        ParentGroup, verbose_name="oudergroep", on_delete=models.CASCADE, related_name="meetings"
    )
    day = models.DateField("dag")
    parents = models.PositiveSmallIntegerField("ouders", validators=[MaxValueValidator(60)])

    class Meta:
        verbose_name = "keer"
        verbose_name_plural = "keren"
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="group_met_once_a_day")]

    def __str__(self) -> str:
        return f"{self.group} {self.day}"
