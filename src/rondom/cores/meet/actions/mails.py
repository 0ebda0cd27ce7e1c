"""Inviting people by e-mail, telling what changed, and reminding them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string

from rondom.cores.meet.actions.people import hand_out_pass
from rondom.cores.meet.calendars import invitation
from rondom.cores.meet.models import Gathering, Participant
from rondom.cores.meet.models.participant import Answer
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused

INVITATION, CHANGE, CANCELLATION, REMINDER = "invitation", "change", "cancelled", "reminder"
QUESTION = "question"
WITH_A_CODE = {INVITATION, CHANGE, QUESTION}
IN_CALENDARS = {INVITATION, CHANGE, CANCELLATION}


@dataclass(frozen=True, slots=True)
class Mailed:
    """What became of the mails: how many went out, and to how many the mail server said no."""

    sent: int
    refused: int


def send_news(gathering: Gathering, *, site: str, now: datetime, by: User) -> Mailed:
    """A mail for everyone with an address who does not have the latest news: invited, changed or called off.

    Who has it already gets nothing, so pressing twice does not mail twice.
    """
    if not (gathering.is_planned or gathering.is_cancelled):
        raise Refused("Mailen kan als de bijeenkomst is gepland, of als u dagen voorstelt.")
    if gathering.is_planned and gathering.is_over(now):
        raise Refused("Deze bijeenkomst is al geweest. Uitnodigen kan niet meer.")
    claimed = _claim(gathering)
    if not claimed:
        raise Refused("Iedereen met een e-mailadres heeft het laatste bericht al.")
    kinds = [(participant, _kind(gathering, had)) for participant, had in claimed]
    return _deliver(gathering, kinds, site=site, now=now, by=by)


def ask_for_days(gathering: Gathering, *, site: str, now: datetime, by: User) -> Mailed:
    """A mail for everyone with an address who was not asked yet: when can you come? Who asks, knows."""
    if not gathering.is_concept or not gathering.moments.exists():
        raise Refused("Stel eerst dagen voor. Dan kunt u vragen wie wanneer kan.")
    with transaction.atomic():
        waiting = gathering.participants.select_for_update(of=("self",), no_key=True).select_related("user")
        people = [one for one in waiting.filter(asked_at=None).exclude(user=by) if one.address]
        gathering.participants.filter(pk__in=[one.pk for one in people]).update(asked_at=now)
    if not people:
        raise Refused("Iedereen met een e-mailadres is al gevraagd.")
    return _deliver(gathering, [(one, QUESTION) for one in people], site=site, now=now, by=by)


def send_reminders(gathering: Gathering, *, site: str, now: datetime, by: User | None = None) -> Mailed:
    """A reminder for who was invited and did not say no; once."""
    with transaction.atomic():
        waiting = gathering.participants.select_for_update(of=("self",), no_key=True).select_related("user")
        people = [
            one
            for one in waiting.filter(reminded_at=None, mailed_sequence__isnull=False).exclude(
                answer=Answer.NO
            )
            if one.address
        ]
        gathering.participants.filter(pk__in=[one.pk for one in people]).update(reminded_at=now)
    return _deliver(gathering, [(one, REMINDER) for one in people], site=site, now=now, by=by)


@transaction.atomic
def _claim(gathering: Gathering) -> list[tuple[Participant, int | None]]:
    """Who needs a mail, noted as mailed before it goes: of two who press, one finds nothing to send."""
    people = gathering.participants.select_for_update(of=("self",), no_key=True).select_related("user")
    late = [one for one in people if one.address and one.mailed_sequence != gathering.sequence]
    if gathering.is_cancelled:
        late = [one for one in late if one.mailed_sequence is not None]
    had = [(one, one.mailed_sequence) for one in late]
    gathering.participants.filter(pk__in=[one.pk for one in late]).update(mailed_sequence=gathering.sequence)
    return had


def _kind(gathering: Gathering, had: int | None) -> str:
    if gathering.is_cancelled:
        return CANCELLATION
    return INVITATION if had is None else CHANGE


def _deliver(
    gathering: Gathering,
    mails: Sequence[tuple[Participant, str]],
    *,
    site: str,
    now: datetime,
    by: User | None,
) -> Mailed:
    if not mails:
        return Mailed(0, 0)
    refused: list[Participant] = []
    with _mail_server(gathering, mails) as server:
        for participant, kind in mails:
            if not _send(server, _message(participant, kind, site=site, now=now, by=by)):
                refused.append(participant)
    _unclaim(gathering, refused)
    record(by, "meet.mailed", gathering, number=len(mails) - len(refused), refused=len(refused))
    return Mailed(len(mails) - len(refused), len(refused))


@contextmanager
def _mail_server(
    gathering: Gathering, mails: Iterable[tuple[Participant, str]]
) -> Iterator[BaseEmailBackend]:
    """Open for all mails together. Refused when it cannot be reached: then nothing was sent."""
    server = get_connection()
    try:
        server.open()
    except (SMTPException, OSError):
        _unclaim(gathering, [participant for participant, _ in mails])
        raise Refused(
            "De mailserver is niet bereikbaar. Er is niets verstuurd. Probeer het later nog eens."
        ) from None
    try:
        yield server
    finally:
        server.close()


def _unclaim(gathering: Gathering, people: Sequence[Participant]) -> None:
    """These did not get it, so a next press sends it to them."""
    for one in people:
        gathering.participants.filter(pk=one.pk).update(
            mailed_sequence=one.mailed_sequence, asked_at=one.asked_at, reminded_at=one.reminded_at
        )


def _send(server: BaseEmailBackend, message: EmailMessage) -> bool:
    """Whether the mail server took it. One address that it refuses does not stop the others."""
    try:
        return bool(server.send_messages([message]))
    except (SMTPException, OSError):
        return False


def _message(
    participant: Participant, kind: str, *, site: str, now: datetime, by: User | None
) -> EmailMessage:
    gathering = participant.gathering
    needs_code = participant.user is None and kind in WITH_A_CODE
    code = hand_out_pass(participant, by=by) if needs_code else ""
    context = {"gathering": gathering, "participant": participant, "code": code, "site": site}
    subject, _, body = render_to_string(f"meet/mail/{kind}.txt", context).partition("\n")
    body = re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"
    message = EmailMessage(subject.strip(), body, to=[participant.address])
    if kind in IN_CALENDARS:
        method, file = invitation(gathering, to=participant.address, now=now)
        message.attach("bijeenkomst.ics", file, f"text/calendar; method={method}")
    return message
