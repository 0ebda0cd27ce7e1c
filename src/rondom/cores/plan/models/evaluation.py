"""Looking back: half-way and at the end."""

from __future__ import annotations

import hashlib
import json

from django.db import models

from rondom.cores.plan.models.goal import Goal
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

    @property
    def words(self) -> dict[str, str]:
        """What people wrote, by the name of its field in a form."""
        looks = {f"look-{look.pk}": look.words for look in self.looks.all()}
        return {"learnt": self.learnt, "next_steps": self.next_steps, **looks}

    @property
    def mark(self) -> str:
        """Tells whether the words that someone read still stand there."""
        return hashlib.sha256(json.dumps(self.words, sort_keys=True).encode()).hexdigest()


class Course(models.TextChoices):
    """What happens with a goal after the half-way look."""

    CONTINUE = "continue", "doorgaan"
    ADJUST = "adjust", "bijstellen"
    STOP = "stop", "stoppen"


class GoalLook(models.Model):
    """Half-way: how it goes with one goal, in a sentence, and what happens with it."""

    evaluation = models.ForeignKey(
        Evaluation, verbose_name="terugblik", on_delete=models.CASCADE, related_name="looks"
    )
    goal = models.ForeignKey(Goal, verbose_name="doel", on_delete=models.CASCADE, related_name="looks")
    words = models.CharField("hoe gaat het", max_length=300)
    course = models.CharField("hoe verder", max_length=10, choices=Course.choices)

    class Meta:
        verbose_name = "tussenstand van een doel"
        verbose_name_plural = "tussenstanden van doelen"
        ordering = ["evaluation", "goal__order", "goal"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "goal"], name="goal_look_once")]

    def __str__(self) -> str:
        return f"{self.get_course_display()}: {self.words}"
