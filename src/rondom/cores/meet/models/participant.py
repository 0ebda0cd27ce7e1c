"""Who takes part, with a name or without."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from rondom.cores.meet.models.gathering import Gathering


class Answer(models.TextChoices):
    """Whether someone comes."""

    UNKNOWN = "", "nog niet bekend"
    YES = "yes", "komt"
    MAYBE = "maybe", "komt misschien"
    NO = "no", "komt niet"


class Participant(models.Model):
    """Someone in one gathering: with an account, with an e-mail address, or with a label alone."""

    gathering = models.ForeignKey(
        Gathering, verbose_name="bijeenkomst", on_delete=models.PROTECT, related_name="participants"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="account",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    email = models.EmailField("e-mailadres", blank=True)
    label = models.CharField("aanduiding", max_length=80, blank=True)
    role = models.CharField("rol", max_length=60)
    grounds = models.CharField("waarom erbij", max_length=200, blank=True)
    leads = models.BooleanField("leidt of schrijft mee", default=False)
    answer = models.CharField("antwoord", max_length=5, choices=Answer.choices, blank=True, default="")
    attended = models.BooleanField("was erbij", null=True, blank=True)
    mailed_sequence = models.PositiveIntegerField("laatst gemailde wijziging", null=True, editable=False)
    asked_at = models.DateTimeField("gevraagd naar dagen", null=True, editable=False)
    reminded_at = models.DateTimeField("herinnerd", null=True, editable=False)

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["gathering", "role", "label", "user__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "user"], condition=models.Q(user__isnull=False), name="participant_once"
            ),
            models.UniqueConstraint(
                fields=["gathering", "email"], condition=~models.Q(email=""), name="participant_address_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user else self.label or self.role

    @property
    def address(self) -> str:
        """Where mail goes; empty for who has no address here."""
        return self.user.email if self.user else self.email

    @property
    def named(self) -> str:
        """The name, with the role."""
        return f"{self} ({self.role})" if str(self) != self.role else str(self)


class PassQuerySet(models.QuerySet["Pass"]):
    """Questions about many passes."""

    def of(self, digests: list[str]) -> Pass | None:
        """The pass of a code that someone typed."""
        found = self.select_related("participant__gathering__circle", "participant__user")
        return found.filter(digest__in=digests).first()


class Pass(models.Model):
    """A code with which one participant takes part without an account. The code itself is kept nowhere."""

    participant = models.ForeignKey(
        Participant, verbose_name="deelnemer", on_delete=models.CASCADE, related_name="passes"
    )
    digest = models.CharField("controlegetal", max_length=64, unique=True)
    made_at = models.DateTimeField("gemaakt", default=timezone.now)

    objects = PassQuerySet.as_manager()

    class Meta:
        verbose_name = "toegang"
        verbose_name_plural = "toegangen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"toegang voor {self.participant}"


class HeadCount(models.Model):
    """How many people of one role came without a name."""

    gathering = models.ForeignKey(
        Gathering, verbose_name="bijeenkomst", on_delete=models.PROTECT, related_name="head_counts"
    )
    role = models.CharField("rol", max_length=60)
    number = models.PositiveSmallIntegerField("aantal")

    class Meta:
        verbose_name = "telling"
        verbose_name_plural = "tellingen"
        ordering = ["gathering", "role"]
        constraints = [models.UniqueConstraint(fields=["gathering", "role"], name="head_count_once")]

    def __str__(self) -> str:
        return f"{self.number} × {self.role}"


class Confirmation(models.Model):
    """What one participant says of the minutes: they are right, or what is not."""

    participant = models.OneToOneField(
        Participant, verbose_name="deelnemer", on_delete=models.PROTECT, related_name="confirmation"
    )
    agrees = models.BooleanField("klopt")
    remark = models.TextField("opmerking", blank=True)
    at = models.DateTimeField("wanneer", default=timezone.now)

    class Meta:
        verbose_name = "bevestiging van het verslag"
        verbose_name_plural = "bevestigingen van het verslag"
        ordering = ["at"]

    def __str__(self) -> str:
        return _("klopt") if self.agrees else _("klopt niet")
