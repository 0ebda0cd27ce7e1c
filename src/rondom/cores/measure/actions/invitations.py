"""Inviting organisations by e-mail, and reminding them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from rondom.cores.measure.models import FrameCell, Round
from rondom.cores.measure.models.round import RoundState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.audit.models import Entry
from rondom.foundation.places.models import Organisation
from rondom.foundation.refusals import Refused

INVITATION, REMINDER = "invitation", "reminder"
ONCE_PER = timedelta(minutes=5)
"""The same mail goes out once in this time: who presses twice does not mail twice."""


def last_mailed(round_: Round) -> dict[str, datetime]:
    """When the invitation and the reminder of this round went out last, as the log has it."""
    lines = Entry.objects.about(round_.circle_id).filter(
        object_type=round_._meta.label_lower,
        object_id=str(round_.pk),
        action__in=[f"measure.{kind}_sent" for kind in (INVITATION, REMINDER)],
    )
    newest = lines.values("action").order_by("action").annotate(at=Max("at"))
    return {line["action"].split(".")[1].removesuffix("_sent"): line["at"] for line in newest}


@dataclass(frozen=True, slots=True)
class Mailed:
    """What became of the mails, by the name of the organisation (or of the sector, for the rest of it)."""

    sent: tuple[str, ...]
    refused: tuple[str, ...]  # by the mail server
    without_address: tuple[str, ...]


def send_mails(
    round_: Round, cells: Iterable[FrameCell], *, kind: str, site: str, today: date, by: User
) -> Mailed:
    """One mail for every organisation that has an address, with its link for every neighbourhood.

    A reminder says only that the round is still open: who answered is not known.
    """
    round_.require(RoundState.OPEN, "Uitnodigen doet u als de meting open is.")
    if not round_.takes_answers_on(today):
        raise Refused("De meting neemt vandaag geen antwoorden aan. Kijk naar de eerste en de laatste dag.")
    _require_not_just_sent(round_, kind)
    reachable, without = _split(cells)
    sent: list[str] = []
    refused: list[str] = []
    with _mail_server() as server:
        _note(round_, kind, number=len(reachable), by=by)
        for organisation, its_cells in reachable.items():
            done = _send(server, _message(round_, organisation, its_cells, kind, site))
            (sent if done else refused).append(organisation.name)
    if refused:
        record(by, "measure.mail_refused", round_, number=len(refused))
    return Mailed(tuple(sent), tuple(refused), without)


@transaction.atomic
def _note(round_: Round, kind: str, *, number: int, by: User) -> None:
    """The line in the log comes before the mails, so that a second press finds it."""
    Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    _require_not_just_sent(round_, kind)
    if number:
        record(by, f"measure.{kind}_sent", round_, number=number)


def _require_not_just_sent(round_: Round, kind: str) -> None:
    last = last_mailed(round_).get(kind)
    if last is not None and last > timezone.now() - ONCE_PER:
        raise Refused("Deze mail is net verstuurd. Wacht vijf minuten als u hem nog een keer wilt versturen.")


def _split(
    cells: Iterable[FrameCell],
) -> tuple[dict[Organisation, list[FrameCell]], tuple[str, ...]]:
    reachable: dict[Organisation, list[FrameCell]] = {}
    without = set()
    for cell in cells:
        if cell.organisation is not None and cell.organisation.contact_email:
            reachable.setdefault(cell.organisation, []).append(cell)
        else:
            without.add(str(cell.organisation or cell.sector))
    return reachable, tuple(sorted(without))


@contextmanager
def _mail_server() -> Iterator[BaseEmailBackend]:
    """Open for all mails together. Refused when it cannot be reached: then nothing was sent."""
    server = get_connection()
    try:
        server.open()
    except (SMTPException, OSError):
        raise Refused(
            "De mailserver is niet bereikbaar. Er is niets verstuurd. Probeer het later nog eens."
        ) from None
    try:
        yield server
    finally:
        server.close()


def _send(server: BaseEmailBackend, message: EmailMessage) -> bool:
    """Whether the mail server took it. One address that it refuses does not stop the others."""
    try:
        return bool(server.send_messages([message]))
    except (SMTPException, OSError):
        return False


def _message(
    round_: Round, organisation: Organisation, cells: Sequence[FrameCell], kind: str, site: str
) -> EmailMessage:
    links = [(cell.area.name, f"{site}/meedoen/bij/{cell.entrance}/") for cell in cells]
    context = {"round": round_, "organisation": organisation, "links": links}
    subject, _, body = render_to_string(f"measure/mail/{kind}.txt", context).partition("\n")
    return EmailMessage(subject.strip(), body.strip() + "\n", to=[organisation.contact_email])
