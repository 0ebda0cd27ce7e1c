"""Looking back: half-way and at the end."""

from __future__ import annotations

from django.db import models

from rondom.cores.plan.models.plan import Plan


class Moment(models.TextChoices):
    """When people look back."""

    HALF_WAY = "half_way", "tussenstand"
    END = "end", "evaluatie"


class Evaluation(models.Model):
    """What was learnt, and what happens next."""

    plan = models.ForeignKey(Plan, verbose_name="plan", on_delete=models.CASCADE, related_name="evaluations")
    moment = models.CharField("soort", max_length=10, choices=Moment.choices)
    on = models.DateField("wanneer")
    learnt = models.TextField("wat hebben wij geleerd", max_length=4000)
    next_steps = models.TextField("wat doen wij hierna", max_length=2000, blank=True)

    class Meta:
        verbose_name = "terugblik"
        verbose_name_plural = "terugblikken"
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_moment_display()} op {self.on}"

    @property
    def title(self) -> str:
        """What it is called above its text."""
        return str(self.get_moment_display()).capitalize()
