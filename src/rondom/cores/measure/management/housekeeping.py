"""What happens at night: late rounds close, and what was deleted leaves the disk as well."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import AnswerUpload, OpenAnswer, Round, SealedResponse, Ticket
from rondom.cores.measure.models.round import RoundState
from rondom.cores.measure.sealing import WrongKey
from rondom.foundation.audit.actions import record
from rondom.foundation.nightly import jobs
from rondom.foundation.refusals import Refused

LOSES_CONTENT = (Ticket, SealedResponse, OpenAnswer, Round, AnswerUpload)
"""Tables from which drafts, seals, texts, keys and files are taken away."""


class CannotShrink(RuntimeError):
    """Something else holds the database, so deleted content may still be on the disk."""


@dataclass(frozen=True, slots=True)
class Closing:
    """One late round, and why it did not close; empty when it did."""

    round: Round
    problem: str


def close_overdue(today: date) -> list[Closing]:
    """Close every round whose last day has passed. One that fails does not hold up the others."""
    return [Closing(round_, _closed(round_)) for round_ in Round.objects.overdue_on(today)]


def remove_leftovers() -> int:
    """Take away codes, seals and keys of rounds that are not open. Closing does this itself, so this finds
    something only in a database that was put together by hand. Returns how many were taken away."""
    return sum(_without_leftovers(round_) for round_ in Round.objects.exclude(state=RoundState.OPEN))


def shrink(connection: BaseDatabaseWrapper) -> None:
    """Rewrite the tables that content was deleted from, so that it is not left on the disk.

    Cannot run within a transaction. Raises CannotShrink when another process stands in the way.
    """
    if connection.vendor == "sqlite":
        _shrink_sqlite(connection)
    else:
        _shrink_postgresql(connection)


def _closed(round_: Round) -> str:
    try:
        close_round(round_, by=None)
    except (Refused, WrongKey) as error:
        return str(error)
    return ""


@transaction.atomic
def _without_leftovers(round_: Round) -> int:
    sealed, _ = round_.sealed_responses.all().delete()
    tickets, _ = Ticket.objects.filter(cell__round=round_).delete()
    keys = Round.objects.filter(pk=round_.pk, sealing_key__isnull=False).update(sealing_key=None)
    if sealed or tickets or keys:
        record(None, "measure.leftovers_removed", round_, sealed=sealed, tickets=tickets, keys=keys)
    return sealed + tickets + keys


def _shrink_sqlite(connection: BaseDatabaseWrapper) -> None:
    """The write-ahead log holds old pages too: it is emptied after the file was rewritten."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone() or (0,)
    if busy:
        raise CannotShrink("a reader kept the write-ahead log of SQLite in use")


def _shrink_postgresql(connection: BaseDatabaseWrapper) -> None:
    """FULL writes a table anew and cuts the old file to nothing."""
    tables: list[type[Model]] = [*LOSES_CONTENT, *(table for job in jobs() for table in job.loses)]
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (FULL) {names}")
