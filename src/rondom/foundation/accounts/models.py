"""Users of the site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from rondom.foundation import access


class Frequency(models.TextChoices):
    """How often someone wants a mail about what waits for them."""

    DAILY = "daily", "hoogstens elke dag"
    WEEKLY = "weekly", "hoogstens elke week"
    NEVER = "never", "nooit"


PERIODS = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}


class UserManager(BaseUserManager["User"]):
    """Makes users; an address is kept in lower case, so that one person has one account."""

    def create_user(self, email: str, name: str = "", **extra: Any) -> User:
        user = self.model(email=email.strip().lower(), name=name.strip(), **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str = "", password: str | None = None, **extra: Any) -> User:
        """For Django's createsuperuser. A password is not used to sign in and is not kept."""
        return self.create_user(email, name, is_staff=True, is_superuser=True, **extra)

    def owed_a_digest_on(self, day: date) -> models.QuerySet[User]:
        """Who wants a mail about what waits, and had none for as long as they chose."""
        owed = models.Q()
        for frequency, period in PERIODS.items():
            had_none = models.Q(digest_on=None) | models.Q(digest_on__lte=day - period)
            owed |= models.Q(digest_every=frequency) & had_none
        return self.filter(owed, is_active=True)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in with a code by e-mail or with a passkey."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120, blank=True)
    is_active = models.BooleanField("mag inloggen", default=True)
    is_staff = models.BooleanField("beheert de site", default=False)

    digest_every = models.CharField(
        "mail over wat wacht", max_length=8, choices=Frequency.choices, default=Frequency.WEEKLY
    )
    quiet_from = models.PositiveSmallIntegerField("geen mail vanaf", default=20)
    quiet_until = models.PositiveSmallIntegerField("weer mail vanaf", default=8)
    digest_on = models.DateField("laatste mail over wat wacht", null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(
                condition=models.Q(quiet_from__lte=23, quiet_until__lte=23), name="user_quiet_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def is_quiet_at(self, hour: int) -> bool:
        """Whether no mail goes out to this user at this hour, 0 to 23. Two equal hours: never quiet."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until

    def has_usable_password(self) -> bool:
        """Nobody has one, however the account was made: allauth then never asks for it."""
        return False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Our own rules decide about objects, whoever asks: a superuser has no case files."""
        if obj is not None:
            return access.may(self, perm, obj)
        return super().has_perm(perm)

    def has_perms(self, perm_list: Iterable[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)
