"""The codebook, and two people who give the same questions a theme without seeing each other's."""

from django.db import IntegrityError, transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.models import Coding, Pool, Question, Theme
from rondom.workflows.parenting_questions.themes import SAFETY


@transaction.atomic
def code_blind(question: Question, *, theme: Theme, by: User) -> None:
    """Once per person; the theme under which the question counts stays what it is."""
    if theme.pool_id != question.pool_id or theme.code == SAFETY or not theme.in_use:
        raise Refused("Kies een thema uit het codeboek van deze vragenpot.")
    try:
        with transaction.atomic():
            Coding.objects.create(question=question, coder=by, theme=theme)
    except IntegrityError:
        raise Refused("U heeft deze vraag al bekeken. Neem de volgende.") from None
    record(by, "parenting_questions.question_coded_again", question)


@transaction.atomic
def describe_theme(theme: Theme, *, belongs: str, does_not_belong: str, in_use: bool, by: User) -> None:
    """What belongs to a theme and what does not, so that two people agree."""
    pool: Pool = theme.pool
    theme.belongs, theme.does_not_belong, theme.in_use = belongs.strip(), does_not_belong.strip(), in_use
    theme.save(update_fields=["belongs", "does_not_belong", "in_use"])
    record(by, "parenting_questions.theme_described", pool, theme=theme.code, in_use=in_use)
