"""Choosing a time together."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from rondom.cores.meet.actions.gatherings import choose_time
from rondom.cores.meet.models import Gathering, Moment, MomentAnswer, Participant
from rondom.cores.meet.models.participant import Answer
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def propose_moments(
    gathering: Gathering, *, periods: Sequence[tuple[datetime, datetime]], now: datetime, by: User
) -> None:
    """Times to choose from. A time that was proposed before keeps its answers."""
    _require_open(gathering)
    if any(starts_at < now for starts_at, _ends_at in periods):
        raise Refused("Dit moment is al geweest. Kies een dag en een tijd die nog komen.")
    for starts_at, ends_at in periods:
        gathering.moments.get_or_create(starts_at=starts_at, defaults={"ends_at": ends_at})
    record(by, "meet.moments_proposed", gathering, number=len(periods))


@transaction.atomic
def answer_moments(participant: Participant, *, answers: Mapping[int, str], by: User | None) -> None:
    """When someone can come: an answer by moment."""
    _require_open(participant.gathering)
    for moment in participant.gathering.moments.filter(pk__in=answers):
        if answers[moment.pk] in {Answer.YES, Answer.MAYBE, Answer.NO}:
            MomentAnswer.objects.update_or_create(
                moment=moment, participant=participant, defaults={"answer": answers[moment.pk]}
            )
    record(by, "meet.moments_answered", participant.gathering)


@transaction.atomic
def choose_moment(moment: Moment, *, by: User) -> None:
    """This is when it will be: the gathering is planned, and who said yes to this moment comes."""
    came = moment.answers.filter(answer=Answer.YES).values("participant")
    moment.gathering.participants.filter(pk__in=came, answer="").update(answer=Answer.YES)
    choose_time(moment.gathering, starts_at=moment.starts_at, ends_at=moment.ends_at, by=by)


def _require_open(gathering: Gathering) -> None:
    if not gathering.is_concept:
        raise Refused(_("De dag van deze bijeenkomst is al gekozen."))
