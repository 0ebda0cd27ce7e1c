"""How questions are read before they count, as everyone may know it; and what was done, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from rondom.analysis.disclosure import FLOOR
from rondom.foundation.audit.models import Entry
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.question import QuestionState, WithheldFor


@dataclass(frozen=True, slots=True)
class Read:
    """How many questions of before the first day of this quarter there are, and how many were taken away.

    ``withheld`` is 0 as well when it is under the floor.
    """

    before: date
    questions: int
    withheld: int


def read_until(pool: Pool, today: date) -> Read | None:
    """Counts for everyone, of quarters that ended; nothing when there are too few questions to say any.

    A new question changes nothing until its quarter is over, so that it cannot be followed from day to day.
    """
    before = quarters.quarter_of(today)
    found = pool.questions.filter(week__lt=before).aggregate(
        questions=Count("pk"), withheld=Count("pk", filter=Q(state=QuestionState.WITHHELD))
    )
    if found["questions"] - found["withheld"] < FLOOR:
        return None
    return Read(before, found["questions"], found["withheld"] if found["withheld"] >= FLOOR else 0)


HEAD = ("week", "wat", "waarom", "tekst veranderd")
WHAT = {
    "parenting_questions.question_screened": "nagelezen",
    "parenting_questions.question_withheld": "weggehaald",
}


def reading_log(pool: Pool) -> list[tuple[str, str, str, str]]:
    """What was done with questions, oldest week first: no text, no number, nobody's name and no hour."""
    entries = Entry.objects.about(pool.circle_id).filter(action__in=WHAT)
    return sorted(
        (
            _monday(timezone.localdate(at)),
            WHAT[action],
            str(WithheldFor(facts["withheld_for"]).label) if "withheld_for" in facts else "",
            "ja" if facts.get("changed") else "nee",
        )
        for at, action, facts in entries.values_list("at", "action", "facts")
    )


def _monday(day: date) -> str:
    return (day - timedelta(days=day.weekday())).isoformat()
