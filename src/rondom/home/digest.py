"""A mail with how much waits for someone: never what, never more often than they chose, never at night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.home.overviews import summary, waiting_for

SUBJECT = "Er wacht iets op u in Rondom"


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails went out, and how many the mail server refused."""

    sent: int
    refused: int


def send_digests(now: datetime, *, site: str) -> Sent:
    """Mail everyone for whom something waits, who is owed a mail, and for whom it is not quiet now.

    ``now`` may be in any time zone; quiet hours are hours in the Netherlands. Who is not reached today is
    tried again at the next run.
    """
    local = timezone.localtime(now)
    owed = [user for user in User.objects.owed_a_digest_on(local.date()) if not user.is_quiet_at(local.hour)]
    outcomes = [_send(user, local, site) for user in owed]
    counts = Sent(outcomes.count(True), outcomes.count(False))
    if counts.sent:
        record(None, "accounts.digests_sent", User, number=counts.sent)
    return counts


def _send(user: User, local: datetime, site: str) -> bool | None:
    """Whether it went out; None when there was nothing to say, or another run said it."""
    waiting = waiting_for(user, local.date())
    if not waiting or not _claimed(user, local):
        return None
    context = {"user": user, "summary": summary(waiting, local.date()), "site": site}
    try:
        send_mail(SUBJECT, render_to_string("home/mail/digest.txt", context), None, [user.email])
    except (SMTPException, OSError):
        User.objects.filter(pk=user.pk).update(digest_on=user.digest_on)
        return False
    return True


def _claimed(user: User, local: datetime) -> bool:
    """Noted before it is sent: two runs at the same moment mail once."""
    still = User.objects.filter(pk=user.pk, digest_on=user.digest_on)
    return still.update(digest_on=local.date()) == 1
