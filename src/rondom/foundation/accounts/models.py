"""Users of the site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from rondom.foundation import access


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

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in with a code by e-mail or with a passkey."""

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120, blank=True)
    is_active = models.BooleanField("mag inloggen", default=True)
    is_staff = models.BooleanField("beheert de site", default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.name or self.email

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
