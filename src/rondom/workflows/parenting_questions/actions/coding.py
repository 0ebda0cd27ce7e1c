"""The codebook, and two people who give the same questions a theme without seeing each other's."""

from django.db import IntegrityError, transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.revising import revise
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
def describe_theme(
    theme: Theme, *, belongs: str, does_not_belong: str, in_use: bool, by: User, revision: int | None = None
) -> None:
    """What belongs to a theme and what does not, so that two people agree. Raises Overtaken."""
    changes = {"belongs": belongs.strip(), "does_not_belong": does_not_belong.strip(), "in_use": in_use}
    if revise(theme, changes, revision=revision):
        pool: Pool = theme.pool
        record(by, "parenting_questions.theme_described", pool, theme=theme.code, in_use=in_use)
