"""Bringing something in. Nothing that was written is lost: not by two writers, nor by a broken connection."""

import uuid

from django.db import IntegrityError, transaction

from rondom.cores.meet.actions.rewording import Overtaken, reword
from rondom.cores.meet.models import AgendaPoint, Contribution, Gathering, Participant
from rondom.cores.meet.models.contribution import When
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def contribute(
    participant: Participant, *, text: str, key: uuid.UUID, point: AgendaPoint | None = None, by: User | None
) -> Contribution:
    """Something from a participant. Sent again with the same key it is the same contribution."""
    gathering = Gathering.objects.select_for_update(of=("self",), no_key=True).get(
        pk=participant.gathering_id
    )
    found = gathering.contributions.filter(key=key, participant=participant).first()
    if isinstance(found, Contribution):
        return found
    gathering.require_writing()
    made = Contribution.objects.create(
        gathering=gathering,
        participant=participant,
        point=gathering.own(point),
        text=text,
        when=moment(gathering),
        key=key,
        entered_by=by,
    )
    record(by, "meet.contributed", gathering, when=made.when)
    return made


@transaction.atomic
def enter_paper(
    gathering: Gathering,
    *,
    number: int,
    on_behalf: str,
    text: str,
    point: AgendaPoint | None = None,
    by: User,
) -> Contribution:
    """What someone wrote on paper, entered for them. One paper counts once."""
    gathering.require_writing()
    try:
        with transaction.atomic():
            made = Contribution.objects.create(
                gathering=gathering,
                point=gathering.own(point),
                text=text,
                when=moment(gathering),
                on_behalf=on_behalf,
                paper_number=number,
                entered_by=by,
            )
    except IntegrityError:
        raise Refused(f"Papier {number} is al ingevoerd. Elk papier telt één keer.") from None
    record(by, "meet.paper_entered", gathering, paper=number)
    return made


def change_contribution(contribution: Contribution, *, text: str, seen: int, by: User | None) -> None:
    """Another text; the former stays readable. Raises Overtaken when someone else saved meanwhile."""
    with transaction.atomic():
        contribution.gathering.require_writing()
        came_in = reword(contribution, seen=seen, changes={"text": text}, by=by)
        record(by, "meet.contribution_changed", contribution.gathering, aside=not came_in)
    if not came_in:
        raise Overtaken


def moment(gathering: Gathering) -> str:
    """Before, during or after: from where the gathering stands and which point was begun."""
    if not gathering.is_coming:
        return When.AFTER
    begun = gathering.points.filter(began_at__isnull=False).exists()
    return When.DURING if begun else When.BEFORE
