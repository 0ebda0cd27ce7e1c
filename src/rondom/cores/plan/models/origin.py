"""What something came from, as data: a core knows no report, no advice and no gathering."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

from rondom.cores.plan.models.action import Action
from rondom.cores.plan.models.goal import Goal
from rondom.cores.plan.models.plan import Plan

ON_THIS_SITE = re.compile(r"/(?![/\\])[^\s\\]*")


def validate_address(address: str) -> None:
    """A page of this site, or nothing."""
    if address and not ON_THIS_SITE.fullmatch(address):
        raise ValidationError("Gebruik een adres op deze site dat met / begint.")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from: words, a page of this site, and a code by which it is found again."""

    label: str
    address: str = ""
    code: str = ""


class Origin(models.Model):
    """One source of a plan, of one of its goals, or of one of its actions."""

    plan = models.ForeignKey(Plan, verbose_name="plan", on_delete=models.CASCADE, related_name="origins")
    goal = models.ForeignKey(
        Goal, verbose_name="doel", on_delete=models.CASCADE, null=True, blank=True, related_name="origins"
    )
    action = models.ForeignKey(
        Action, verbose_name="actie", on_delete=models.CASCADE, null=True, blank=True, related_name="origins"
    )
    label = models.CharField("komt uit", max_length=300)
    address = models.CharField("adres", max_length=300, blank=True, validators=[validate_address])
    code = models.CharField("code", max_length=120, blank=True, db_index=True)

    class Meta:
        verbose_name = "herkomst"
        verbose_name_plural = "herkomsten"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal=None) | models.Q(action=None), name="origin_of_one_thing"
            )
        ]

    def __str__(self) -> str:
        return self.label
