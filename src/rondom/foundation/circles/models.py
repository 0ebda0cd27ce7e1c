"""Circles, their members, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models


class Role(models.TextChoices):
    """What someone is in one circle. There are no roles outside circles but site management."""

    COORDINATOR = "coordinator", "coördinator"
    RESEARCHER = "researcher", "onderzoeker"
    POLICY = "policy", "beleidsmedewerker"
    PROFESSIONAL = "professional", "professional"
    PARENT = "parent", "ouder"
    EXPERT = "expert", "ervaringsdeskundige"


M = TypeVar("M", bound=models.Model)

PROFESSIONAL_ROLES = (Role.COORDINATOR, Role.RESEARCHER, Role.POLICY, Role.PROFESSIONAL)


class CircleQuerySet(models.QuerySet["Circle"]):
    """Questions about many circles."""

    def visible_to(self, user: Any) -> CircleQuerySet:
        """The circles that this user is a member of."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(memberships__user=user).distinct()


class Circle(models.Model):
    """People who work on one thing together."""

    name = models.CharField("naam", max_length=160)
    workflow = models.CharField("werkwijze", max_length=40)
    municipality = models.ForeignKey(
        "places.Place",
        verbose_name="gemeente",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    members: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="+"
    )

    objects = CircleQuerySet.as_manager()

    class Meta:
        verbose_name = "kring"
        verbose_name_plural = "kringen"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def has_member(self, user: Any, *roles: str) -> bool:
        """Whether this user is a member, in one of these roles if any are named."""
        known = getattr(user, REMEMBERED, None)
        if known is not None:
            return self.pk in known and (not roles or known[self.pk] in roles)
        memberships = self.memberships.filter(user_id=user.pk)
        return (memberships.filter(role__in=roles) if roles else memberships).exists()


REMEMBERED = "_roles_in_circles"


@contextmanager
def roles_remembered(user: Any) -> Iterator[None]:
    """Ask once which roles a user has, for a list that asks the rules about many circles."""
    roles = dict(Membership.objects.filter(user_id=user.pk).values_list("circle_id", "role"))
    setattr(user, REMEMBERED, roles)
    try:
        yield
    finally:
        delattr(user, REMEMBERED)


class Membership(models.Model):
    """Someone's role in one circle."""

    circle = models.ForeignKey(
        Circle, verbose_name="kring", on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gebruiker",
        on_delete=models.CASCADE,
        related_name="+",
    )
    role = models.CharField("rol", max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        ordering = ["role", "user__name"]
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} in {self.circle}"


class InCircleQuerySet(models.QuerySet[M]):
    """Questions about what belongs to circles."""

    def visible_to(self, user: Any) -> Self:
        """What this user may know to exist: one query, the same everywhere."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(circle__in=Circle.objects.visible_to(user))


class InCircle(models.Model):
    """Something that belongs to exactly one circle, and is seen by nobody else."""

    reading_is_logged: ClassVar[bool] = False

    circle = models.ForeignKey(Circle, verbose_name="kring", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Audience(models.TextChoices):
    """Who in the circle may see one thing. It narrows, never widens."""

    CIRCLE = "circle", "iedereen in de kring"
    PROFESSIONALS = "professionals", "professionals in de kring"
    NAMED = "named", "alleen genoemde mensen"


class SharedQuerySet(InCircleQuerySet[M]):
    """Questions about what is shared with part of a circle."""

    def visible_to(self, user: Any) -> Self:
        in_circle = super().visible_to(user)
        roles = Membership.objects.filter(user_id=user.pk, role__in=PROFESSIONAL_ROLES)
        return in_circle.filter(
            models.Q(audience=Audience.CIRCLE)
            | models.Q(audience=Audience.PROFESSIONALS, circle__in=roles.values("circle"))
            | models.Q(audience=Audience.NAMED, named=user.pk)
        ).distinct()


class Shared(InCircle):
    """Something in a circle that not everyone in it needs to see."""

    audience = models.CharField("voor wie", max_length=20, choices=Audience.choices, default=Audience.CIRCLE)
    named: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name="genoemde mensen", blank=True, related_name="+"
    )

    class Meta:
        abstract = True
