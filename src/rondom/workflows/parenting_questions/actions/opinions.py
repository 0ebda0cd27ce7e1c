"""Noting what parents thought of a group."""

from collections.abc import Mapping

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.revising import lock, revise
from rondom.workflows.parenting_questions.models import Opinion, ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState

TAKES_OPINIONS = (GroupState.FINISHED, GroupState.EVALUATED)
"""After the last meeting, and until there is a dossier: what stands there changes no more."""


@transaction.atomic
def note_opinions(
    group: ParentGroup, *, counts: Mapping[str, int], by: User, revision: int | None = None
) -> None:
    """How many papers came in, and how many parents ticked each answer. Raises Overtaken."""
    lock(group)
    if group.state not in TAKES_OPINIONS:
        raise Refused("Schrijf dit op als de groep klaar is, en voordat u er een dossier van maakt.")
    opinion, _ = Opinion.objects.get_or_create(group=group)
    if revise(opinion, counts, revision=revision):
        record(by, "parenting_questions.opinions_noted", group)
