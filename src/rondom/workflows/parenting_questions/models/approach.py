"""Dossiers of approaches: what a group did and what came of it, for whoever wants to do it too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from rondom.foundation.circles.models import PROFESSIONAL_ROLES, InCircle, InCircleQuerySet, Membership
from rondom.workflows.parenting_questions.models.bundle import Bundle
from rondom.workflows.parenting_questions.models.group import ParentGroup
from rondom.workflows.parenting_questions.models.revised import Revised

CLEARLY = 2
"""From this mark on (of 0 to 3) a working element was clearly there."""


def texts_of(written: Mapping[str, str | bool]) -> list[str]:
    """What people wrote, of fields by name."""
    return [value for value in written.values() if isinstance(value, str)]


class ApproachQuerySet(InCircleQuerySet["Approach"]):
    """Questions about many dossiers."""

    def visible_to(self, user: Any) -> Self:
        """For the professionals of the circle; one that is shared for professionals of every circle."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        professional = Membership.objects.filter(user_id=user.pk, role__in=PROFESSIONAL_ROLES)
        return self.filter(
            models.Q(circle__in=professional.values("circle"))
            | models.Q(models.Exists(professional), shared=True)
        )

    def about(self, theme: str) -> Self:
        """Of a theme by its code: every pool has its own codebook, and the codes are the same."""
        return self.filter(group__bundle__theme__code=theme)

    def with_element(self, name: str) -> Self:
        """In which this working element was clearly there."""
        return self.filter(**{f"group__elements__{name}__gte": CLEARLY})

    def to_take_over(self, bundle: Bundle) -> Self:
        """What a group of this bundle can do too; what is about its theme comes first.

        Of its own circle or shared: whoever is in two circles carries nothing from one to the other.
        """
        is_other = models.Case(models.When(group__bundle__theme__code=bundle.theme.code, then=0), default=1)
        known = models.Q(circle=bundle.circle_id) | models.Q(shared=True)
        return self.filter(known, transferable=True).order_by(is_other, "name", "pk")


class Approach(Revised, InCircle):
    """The dossier of one group that was evaluated. The texts are the coordinator's own, never a parent's.

    Theme, neighbourhood, marks and numbers of parents stand with the group, where nothing changes any more.
    """

    group = models.OneToOneField(
        ParentGroup, verbose_name="oudergroep", on_delete=models.PROTECT, related_name="dossier"
    )
    name = models.CharField("naam", max_length=80)
    question = models.TextField("vraag", max_length=1000)
    cause = models.TextField("oorzaak", max_length=2000)
    approach = models.TextField("aanpak", max_length=3000)
    partners = models.CharField("partners", max_length=300)
    what_worked = models.TextField("wat werkte", max_length=1000)
    tips = models.TextField("tips", max_length=1000, blank=True)
    transferable = models.BooleanField("over te nemen", default=True)
    conditions = models.TextField("voorwaarden", max_length=1000, blank=True)
    shared = models.BooleanField("gedeeld met andere gemeenten", default=False)

    objects = ApproachQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier van een aanpak"
        verbose_name_plural = "dossiers van aanpakken"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("parenting_questions:approach", args=[self.pk])

    @property
    def texts(self) -> list[str]:
        """Everything that was written in it."""
        return texts_of({field.name: getattr(self, field.attname) for field in self._meta.local_fields})


class Correction(models.Model):
    """A dossier was corrected: by whom, when and why. ``before``: field -> what stood there.

    For the circle alone, also when the dossier is shared. ``before`` is empty once it was taken out.
    """

    approach = models.ForeignKey(
        Approach, verbose_name="dossier", on_delete=models.CASCADE, related_name="corrections"
    )
    revision = models.PositiveIntegerField("versie")
    at = models.DateTimeField("wanneer", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="wie", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    why = models.CharField("waarom", max_length=300)
    before = models.JSONField("wat er stond", default=dict, blank=True)

    class Meta:
        verbose_name = "wijziging van een dossier"
        verbose_name_plural = "wijzigingen van dossiers"
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["approach", "revision"], name="approach_corrected_once_a_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.approach}, versie {self.revision}"
