"""The history of a plan: every change, readable, and never changed itself."""

from __future__ import annotations

from typing import Any, Never

from django.apps import apps
from django.conf import settings
from django.db import models

from rondom.cores.plan.models.plan import Plan

FORGOTTEN = "(weggehaald)"
"""Stands in the history where a text was taken out."""


OF_A_LOOK_BACK = frozenset({"learnt", "next_steps", "look"})
"""Texts that a version of a plan or goal notes, though they are fields of an evaluation."""


class AppendOnly(TypeError):
    """History is added to, never rewritten."""


class VersionQuerySet(models.QuerySet["Version"]):
    """Questions about many changes."""

    def of(self, kind: str, number: int) -> VersionQuerySet:
        """The changes of one goal, action, indicator, or of the plan itself."""
        return self.filter(kind=kind, thing=number)

    def update(self, **kwargs: Any) -> Never:
        raise AppendOnly("versions are never changed")

    def delete(self) -> Never:
        raise AppendOnly("versions are never removed")


class Version(models.Model):
    """Who changed what, when and why. ``changes``: field -> [what it was, what it became].

    ``key`` comes with the form in which something was written down: sent again, it is there already.
    """

    plan = models.ForeignKey(Plan, verbose_name="plan", on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField("soort", max_length=20)
    thing = models.BigIntegerField("nummer")
    revision = models.PositiveIntegerField("versie")
    at = models.DateTimeField("wanneer")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="wie",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    what = models.CharField("wat", max_length=40)
    changes = models.JSONField("wijzigingen", default=dict)
    why = models.CharField("waarom", max_length=300, blank=True)
    key = models.UUIDField("kenmerk", null=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie"
        verbose_name_plural = "versies"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing", "revision"], name="version_once_a_revision"),
            models.UniqueConstraint(fields=["plan", "key"], name="version_once_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}, versie {self.revision}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("versions are never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    @property
    def old_texts(self) -> dict[str, str]:
        """What people wrote and this change replaced, by field; not states, days or numbers."""
        model = apps.get_model("plan", self.kind)
        fields = {
            field.name
            for field in model._meta.local_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        }
        return {
            name: before
            for name, (before, _) in self.changes.items()
            if name in fields | OF_A_LOOK_BACK and before and before != FORGOTTEN
        }

    def rewrite(self, changes: dict[str, Any]) -> None:
        """For taking a text out, by ``forget_text`` alone."""
        models.QuerySet(Version).filter(pk=self.pk).update(changes=changes)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly("versions are never removed")
