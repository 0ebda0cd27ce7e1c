"""Pools and their codebook."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from rondom.foundation.circles.models import InCircle, InCircleQuerySet
from rondom.foundation.places.models import WorkArea
from rondom.workflows.parenting_questions.models.revised import Revised

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""What stands on a poster is typed over: small letters and digits of which none looks like another."""


def new_entrance() -> str:
    """A part of an address that nobody guesses, in three parts of four: 'kmtr-8wqd-hj3n'."""
    return "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3))


class Pool(Revised, InCircle):
    """Where a municipality's questions come together. ``entrance`` is the link for parents.

    A signal needs so many families within so many months, from at least two organisations: that floor
    is not a setting to lower.
    """

    name = models.CharField("naam", max_length=120)
    areas: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        WorkArea, verbose_name="wijken", related_name="+"
    )
    entrance = models.CharField("adres voor ouders", max_length=40, unique=True, default=new_entrance)
    open_to_parents = models.BooleanField("ouders mogen zelf een vraag stellen", default=True)
    families = models.PositiveSmallIntegerField(
        "gezinnen voor een signaal", default=8, validators=[MinValueValidator(5)]
    )
    reporters = models.PositiveSmallIntegerField(
        "of zoveel professionals", default=5, validators=[MinValueValidator(3)]
    )
    organisations = models.PositiveSmallIntegerField(
        "van zoveel organisaties", default=2, validators=[MinValueValidator(2)]
    )
    months = models.PositiveSmallIntegerField("binnen maanden", default=3, validators=[MinValueValidator(1)])

    objects = InCircleQuerySet.as_manager()

    class Meta:
        verbose_name = "vragenpot"
        verbose_name_plural = "vragenpotten"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisations__gte=2), name="signal_of_two_organisations"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("parenting_questions:pool", args=[self.pk])


class Theme(Revised, models.Model):
    """A theme of one pool's codebook: what belongs to it and what does not, so that two people agree."""

    pool = models.ForeignKey(Pool, verbose_name="vragenpot", on_delete=models.CASCADE, related_name="themes")
    code = models.SlugField("code", max_length=10)
    label = models.CharField("thema", max_length=60)
    ages = models.CharField("leeftijd", max_length=20, blank=True)
    examples = models.CharField("bijvoorbeeld", max_length=200, blank=True)
    belongs = models.TextField("hoort erbij", blank=True, max_length=500)
    does_not_belong = models.TextField("hoort er niet bij", blank=True, max_length=500)
    words = models.CharField("begin van woorden die erop wijzen", max_length=300, blank=True)
    in_use = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema’s"
        ordering = ["pool", "label"]
        constraints = [models.UniqueConstraint(fields=["pool", "code"], name="theme_once_in_a_pool")]

    def __str__(self) -> str:
        return self.label
