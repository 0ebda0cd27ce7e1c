"""Questions in parents' own words, and how people coded them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from rondom.foundation.circles.models import PROFESSIONAL_ROLES, InCircle, InCircleQuerySet, Membership
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.models.bundle import Bundle
from rondom.workflows.parenting_questions.models.pool import Pool, Theme

LONGEST = 280
"""Letters in a question."""


class AgeGroup(models.TextChoices):
    """How old the child is that a question is about; wide, so that it says little."""

    UNBORN = "unborn", _("nog niet geboren")
    BABY = "0-1", _("0 of 1 jaar")
    TODDLER = "2-3", _("2 of 3 jaar")
    YOUNG = "4-7", _("4 tot en met 7 jaar")
    OLDER = "8-11", _("8 tot en met 11 jaar")
    TEEN = "12-18", _("12 tot en met 18 jaar")
    ALL = "all", _("alle leeftijden")


ANSWERED_WITHIN = timedelta(weeks=6)
"""How soon whoever asked hears what became of it; from then on it is a debt."""


class Channel(models.TextChoices):
    """How a question came in."""

    PROFESSIONAL = "professional", "gehoord door een professional"
    PARENT = "parent", "door een ouder zelf"
    PAPER = "paper", "van een kaartje overgenomen"
    SHEET = "sheet", "uit een bestand"


class QuestionState(models.TextChoices):
    """Where a question is on its way."""

    NEW = "new", "nieuw"
    SCREENED = "screened", "nagelezen"
    CODED = "coded", "heeft een thema"
    BUNDLED = "bundled", "samengenomen"
    RETURNED = "returned", "teruggekoppeld"
    CLOSED = "closed", "afgerond"
    WITHHELD = "withheld", "weggehaald"


class WithheldFor(models.TextChoices):
    """Why a question was taken away. Whoever asked reads it with their code."""

    IDENTIFYING = "identifying", _("er staat iets in waaraan iemand te herkennen is")
    SAFETY = "safety", _("het gaat over gevaar of over onveiligheid thuis")
    ELSEWHERE = "elsewhere", _("het is geen vraag over opvoeden")
    HURTFUL = "hurtful", _("er staat iets in dat mensen pijn doet")


NEXT_STATES: dict[QuestionState, frozenset[QuestionState]] = {
    QuestionState.NEW: frozenset({QuestionState.SCREENED, QuestionState.WITHHELD}),
    QuestionState.SCREENED: frozenset({QuestionState.CODED, QuestionState.WITHHELD}),
    QuestionState.CODED: frozenset({QuestionState.BUNDLED, QuestionState.RETURNED, QuestionState.WITHHELD}),
    QuestionState.BUNDLED: frozenset({QuestionState.RETURNED, QuestionState.WITHHELD}),
    QuestionState.RETURNED: frozenset({QuestionState.CLOSED, QuestionState.WITHHELD}),
    QuestionState.CLOSED: frozenset({QuestionState.WITHHELD}),
    QuestionState.WITHHELD: frozenset(),
}


class QuestionQuerySet(InCircleQuerySet["Question"]):
    """Questions about many questions."""

    def visible_to(self, user: Any) -> Self:
        """Words of parents are for the professionals of the circle."""
        professional = Membership.objects.filter(user_id=user.pk, role__in=PROFESSIONAL_ROLES)
        return super().visible_to(user).filter(circle__in=professional.values("circle"))

    def pooled(self) -> Self:
        """What was read and has a theme: it counts."""
        counts = (QuestionState.CODED, QuestionState.BUNDLED, QuestionState.RETURNED, QuestionState.CLOSED)
        return self.filter(state__in=counts)

    def to_screen(self) -> Self:
        """New ones. What parents wrote themselves comes first: nobody looked at it yet, and it may be in
        a language in which danger is recognised less well.
        """
        late = models.Case(models.When(channel=Channel.PARENT, then=0), default=1)
        return self.filter(state=QuestionState.NEW).order_by(late, "week", "pk")

    def unread(self) -> Self:
        """Still without a theme: to be read, or read."""
        return self.filter(state__in=(QuestionState.NEW, QuestionState.SCREENED))

    def unreturned_on(self, day: date) -> Self:
        """Older than that, and whoever asked does not know yet what became of it."""
        waiting = (QuestionState.NEW, QuestionState.SCREENED, QuestionState.CODED, QuestionState.BUNDLED)
        return self.filter(state__in=waiting, week__lt=day - ANSWERED_WITHIN)


class Question(InCircle):
    """One question. There is no name, no account and no hour: ``week`` is the Monday of its week.

    ``reporter`` is a keyed digest that tells professionals apart within a quarter and says nothing else;
    ``lookup`` finds the question by the code that a parent kept, or that stood on a card; ``row_digest``,
    keyed as well, knows a row of a file again. ``key`` comes with the form, so that a form that is sent twice
    is one question.
    """

    pool = models.ForeignKey(
        Pool, verbose_name="vragenpot", on_delete=models.CASCADE, related_name="questions"
    )
    area = models.ForeignKey(WorkArea, verbose_name="wijk", on_delete=models.PROTECT, related_name="+")
    text = models.CharField("vraag", max_length=LONGEST, blank=True)
    age_group = models.CharField("leeftijd van het kind", max_length=10, choices=AgeGroup.choices)
    heard = models.PositiveSmallIntegerField(
        "hoe vaak gehoord", default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    week = models.DateField("week")
    channel = models.CharField("hoe kwam de vraag binnen", max_length=20, choices=Channel.choices)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reporter = models.CharField("verteller", max_length=64, blank=True)
    lookup = models.CharField("code", max_length=64, blank=True)
    row_digest = models.CharField("rij uit een bestand", max_length=64, blank=True)
    key = models.UUIDField("kenmerk", null=True, editable=False)
    theme = models.ForeignKey(
        Theme, verbose_name="thema", on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    bundle = models.ForeignKey(
        Bundle,
        verbose_name="bundel",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
    )
    state = models.CharField("stand", max_length=10, choices=QuestionState.choices, default=QuestionState.NEW)
    withheld_for = models.CharField(
        "reden van weghalen", max_length=12, choices=WithheldFor.choices, blank=True
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["-week", "pk"]
        indexes = [models.Index(fields=["pool", "area", "theme", "week"], name="question_by_signal")]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "row_digest"], condition=~models.Q(row_digest=""), name="sheet_row_once"
            ),
            models.UniqueConstraint(
                fields=["lookup"], condition=~models.Q(lookup=""), name="question_code_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state=QuestionState.WITHHELD) | models.Q(withheld_for=""),
                name="only_a_withheld_question_says_why",
            ),
            models.UniqueConstraint(fields=["pool", "key"], name="question_logged_once"),
        ]

    def __str__(self) -> str:
        return f"Vraag {self.pk}"

    @property
    def reasons(self) -> list[tuple[str, Any]]:
        """Why it could be taken away: values and words to choose from."""
        return WithheldFor.choices

    def require_next(self, state: QuestionState) -> None:
        """Refused when a question cannot go there from where it is."""
        if state not in NEXT_STATES[QuestionState(self.state)]:
            here = QuestionState(self.state).label
            raise Refused(f"Deze vraag is {here}. Zij kan niet naar ‘{state.label}’.")


class Coding(models.Model):
    """The theme that one person gave a question, without seeing what the other gave."""

    question = models.ForeignKey(
        Question, verbose_name="vraag", on_delete=models.CASCADE, related_name="codings"
    )
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="wie", on_delete=models.CASCADE, related_name="+"
    )
    theme = models.ForeignKey(Theme, verbose_name="thema", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "codering"
        verbose_name_plural = "coderingen"
        ordering = ["question", "pk"]
        constraints = [models.UniqueConstraint(fields=["question", "coder"], name="coded_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.theme}"
