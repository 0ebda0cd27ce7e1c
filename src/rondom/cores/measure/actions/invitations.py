"""Inviting organisations by e-mail, and reminding them."""

from collections.abc import Iterable
from datetime import date

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from rondom.cores.measure.models import FrameCell, Round
from rondom.cores.measure.models.round import RoundState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused

INVITATION, REMINDER = "invitation", "reminder"


def send_mails(
    round_: Round, cells: Iterable[FrameCell], *, kind: str, site: str, today: date, by: User
) -> tuple[int, list[FrameCell]]:
    """Mail the link of every organisation to its own address.

    Returns how many were sent and the cells whose organisation has no address. A reminder says only that
    the round is still open: who answered is not known.
    """
    round_.require(RoundState.OPEN, "Uitnodigen doet u als de ronde open is.")
    if not round_.takes_answers_on(today):
        raise Refused("De ronde neemt vandaag geen antwoorden aan. Kijk naar de eerste en de laatste dag.")
    reachable, without = _split(cells)
    messages = [_message(round_, cell, kind, site) for cell in reachable]
    if messages:
        get_connection().send_messages(messages)
    record(by, f"measure.{kind}_sent", round_, number=len(messages))
    return len(messages), without


def _split(cells: Iterable[FrameCell]) -> tuple[list[FrameCell], list[FrameCell]]:
    reachable: list[FrameCell] = []
    without: list[FrameCell] = []
    for cell in cells:
        has_address = cell.organisation is not None and cell.organisation.contact_email
        (reachable if has_address else without).append(cell)
    return reachable, without


def _message(round_: Round, cell: FrameCell, kind: str, site: str) -> EmailMessage:
    assert cell.organisation is not None
    context = {"round": round_, "cell": cell, "address": f"{site}/meedoen/bij/{cell.entrance}/"}
    subject, _, body = render_to_string(f"measure/mail/{kind}.txt", context).partition("\n")
    return EmailMessage(subject.strip(), body.strip() + "\n", to=[cell.organisation.contact_email])
