"""What a ballot and a round of statements do alike: open, and take one paper of everyone."""

from __future__ import annotations

from typing import TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from rondom.cores.meet.models import Participant
from rondom.cores.meet.models.ballot import BallotState, Paper, Polling
from rondom.foundation.accounts.models import User
from rondom.foundation.refusals import Refused

P = TypeVar("P", bound=Polling)
One = TypeVar("One", bound=Paper)


def open_polling(polling: Polling) -> None:
    """From now on people can answer. In a transaction of the caller."""
    current = locked(polling)
    current.require_next(BallotState.OPEN)
    current.gathering.require_writing()
    current.state = BallotState.OPEN
    current.save(update_fields=["state"])


def locked(polling: P) -> P:
    """As it is now; whoever else wants to change it waits until this is done."""
    found = type(polling)._default_manager.select_for_update(of=("self",), no_key=True)
    return found.select_related("gathering").get(pk=polling.pk)


def paper_of(
    papers: models.Manager[One], participant: Participant | None, number: int | None, by: User | None
) -> One:
    """The one of a participant, or a new one with a number that counts once."""
    if participant is not None:
        return papers.get_or_create(participant=participant)[0]
    try:
        with transaction.atomic():
            return papers.create(paper_number=number, entered_by=by)
    except IntegrityError:
        raise Refused(f"Papier {number} is al ingevoerd. Elk papier telt één keer.") from None


def require_own(polling: Polling, participant: Participant | None) -> None:
    """Refused for who takes part in another gathering."""
    if participant is not None and participant.gathering_id != polling.gathering_id:
        raise Refused(_("U doet niet mee aan deze bijeenkomst."))
