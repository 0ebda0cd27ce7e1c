"""Questions from a file enter the pool together: each once, and none that leads to a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.places.models import Organisation
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.questions import (
    AboutSafety,
    AskAboutSafety,
    Asked,
    Identifying,
    require_fit_to_keep,
)
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.models.question import Channel


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it may be kept; ``week`` is a Monday."""

    asked: Asked
    week: date
    organisation: Organisation | None = None

    def digest(self, pool: Pool) -> str:
        """Keyed: knows this row again, in this pool, however often it was heard; says nothing of its text."""
        partner = self.organisation.pk if self.organisation else ""
        words = " ".join(self.asked.text.casefold().split())
        parts = (pool.pk, self.week, self.asked.area.pk, self.asked.age_group, partner, words)
        return salted_hmac("rondom.parenting_questions.sheet", "|".join(map(str, parts))).hexdigest()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many questions were new, and how many the pool knew."""

    added: int
    double: int


@transaction.atomic
def take_in_questions(pool: Pool, rows: Sequence[SheetRow], *, today: date, by: User) -> TakenIn:
    """Keep what is new, still to be read by a coordinator.

    A row has no reporter: who puts a file together is not who heard it, so a signal sees the families and
    the organisations of a file, and no professionals. It has no code either: there is nobody to give it to.
    """
    Pool.objects.select_for_update(no_key=True).get(pk=pool.pk)  # one file at a time
    for row in rows:
        _require_fit(row, today)
    fresh = {row.digest(pool): row for row in reversed(rows)}
    for digest in known_digests(pool, fresh):
        del fresh[digest]
    Question.objects.bulk_create(
        Question(
            circle_id=pool.circle_id,
            pool=pool,
            area=row.asked.area,
            text=" ".join(row.asked.text.split()),
            age_group=row.asked.age_group,
            heard=row.asked.heard,
            week=row.week,
            channel=Channel.SHEET,
            organisation=row.organisation,
            theme=row.asked.theme,
            row_digest=digest,
        )
        for digest, row in reversed(fresh.items())
    )
    taken = TakenIn(len(fresh), len(rows) - len(fresh))
    record(by, "parenting_questions.questions_taken_in", pool, questions=taken.added, double=taken.double)
    return taken


def known_digests(pool: Pool, digests: Iterable[str]) -> set[str]:
    """Those of rows that this pool took in before, whatever became of them."""
    return set(
        pool.questions.filter(row_digest__in=list(digests)).order_by().values_list("row_digest", flat=True)
    )


def monday_of(day: date) -> date:
    """The first day of its week: all that is kept of when something was asked."""
    return day - timedelta(days=day.weekday())


def _require_fit(row: SheetRow, today: date) -> None:
    if row.week > today or row.week.weekday():
        raise Refused("Een week ligt in de toekomst. Kijk het bestand na.")
    try:
        require_fit_to_keep(" ".join(row.asked.text.split()), row.asked)
    except (AboutSafety, AskAboutSafety, Identifying):
        raise Refused("In een vraag staat iets dat wij niet mogen bewaren. Kijk het bestand na.") from None
