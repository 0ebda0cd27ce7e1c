"""What parents thought of a group: counts from papers without a name."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from rondom.workflows.parenting_questions.models.group import ParentGroup
from rondom.workflows.parenting_questions.models.revised import Revised

QUESTION = "Had u hier iets aan?"
ANSWERS = {"much": "veel", "a_little": "een beetje", "nothing": "niet"}
"""Field -> what a parent ticked, the best first."""


class Opinion(Revised):
    """Of one group: how many filled in a paper, and how many ticked each answer. Some tick nothing."""

    group = models.OneToOneField(
        ParentGroup, verbose_name="oudergroep", on_delete=models.CASCADE, related_name="opinion"
    )
    papers = models.PositiveSmallIntegerField(
        "hoeveel ouders vulden een papier in?", default=0, validators=[MaxValueValidator(60)]
    )
    much = models.PositiveSmallIntegerField("veel", default=0)
    a_little = models.PositiveSmallIntegerField("een beetje", default=0)
    nothing = models.PositiveSmallIntegerField("niet", default=0)

    class Meta:
        verbose_name = "wat ouders vonden"
        verbose_name_plural = "wat ouders vonden"
        ordering = ["group"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(papers__gte=models.F("much") + models.F("a_little") + models.F("nothing")),
                name="no_more_answers_than_papers",
                violation_error_message="Er zijn meer antwoorden dan papieren. Tel nog eens.",
            )
        ]

    def __str__(self) -> str:
        return f"wat ouders vonden van {self.group}"

    @property
    def answers(self) -> dict[str, int]:
        """How many ticked each answer, in words."""
        return {words: getattr(self, name) for name, words in ANSWERS.items()}
