"""A calendar of one's own, at a secret address."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Feed(models.Model):
    """The secret address of someone's calendar. Only a digest of the secret is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="gebruiker", on_delete=models.CASCADE, related_name="+"
    )
    digest = models.CharField("controlegetal", max_length=64, unique=True)
    made_at = models.DateTimeField("gemaakt", default=timezone.now)

    class Meta:
        verbose_name = "agenda-abonnement"
        verbose_name_plural = "agenda-abonnementen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return "agenda-abonnement"
