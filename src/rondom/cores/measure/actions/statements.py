"""The statements of handing in, written out: hundreds of people may do it in the same minute.

Building these three queries anew each time cost twice what the database needs to carry them out;
benchmarks/submitting.py measures it.
"""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from rondom.cores.measure.models import FrameCell, InstrumentVersion, Round, Ticket

_TICKET = """
    SELECT ticket.id, ticket.spent, ticket.draft, ticket.cell_id, cell.round_id, asked.state, asked.opens_on,
           asked.closes_on, asked.sealing_key, asked.instrument_version_id, version.checksum
    FROM measure_ticket ticket
    JOIN measure_framecell cell ON cell.id = ticket.cell_id
    JOIN measure_round asked ON asked.id = cell.round_id
    JOIN measure_instrumentversion version ON version.id = asked.instrument_version_id
    WHERE ticket.lookup = %s
"""
_SPEND = "UPDATE measure_ticket SET spent = TRUE, draft = NULL WHERE id = %s AND NOT spent"
_COUNT_IN = "UPDATE measure_framecell SET submitted = submitted + %s WHERE id = %s AND NOT closed"


def ticket_to_hand_in(lookups: Sequence[str]) -> Ticket:
    """The ticket with what handing in needs of its round; other fields come when they are asked for.

    Raises Ticket.DoesNotExist when none of these finds a ticket.
    """
    for lookup in lookups:
        with connection.cursor() as cursor:
            cursor.execute(_TICKET, [lookup])
            if row := cursor.fetchone():
                return _ticket(*row)
    raise Ticket.DoesNotExist


def spend(ticket: Ticket) -> bool:
    """Take the draft away and mark the ticket, unless it changed since it was read."""
    if ticket.draft is None:
        return _changed_one(f"{_SPEND} AND draft IS NULL", ticket.pk)
    return _changed_one(f"{_SPEND} AND draft = %s", ticket.pk, bytes(ticket.draft))


def count_in(cell: int, number: int) -> bool:
    """Count answers in a cell of the frame, unless it is closed."""
    return _changed_one(_COUNT_IN, number, cell)


def _changed_one(statement: str, *values: int | bytes) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)


def _ticket(
    pk: int,
    spent: object,
    draft: bytes,
    cell: int,
    round_: int,
    state: str,
    opens_on: object,
    closes_on: object,
    key: bytes,
    version: int,
    checksum: str,
) -> Ticket:
    """The row as objects; ``from_db`` takes fields in the order of the model. Without Django's converters
    SQLite gives days as text and truth as a number."""
    days = [date.fromisoformat(str(day)) for day in (opens_on, closes_on)]
    ticket = Ticket.from_db("default", ["id", "cell_id", "spent", "draft"], [pk, cell, bool(spent), draft])
    ticket.cell = FrameCell.from_db("default", ["id", "round_id"], [cell, round_])
    ticket.cell.round = Round.from_db(
        "default",
        ["id", "instrument_version_id", "state", "opens_on", "closes_on", "sealing_key"],
        [round_, version, state, *days, key],
    )
    ticket.cell.round.instrument_version = InstrumentVersion.from_db(
        "default", ["id", "checksum"], [version, checksum]
    )
    return ticket
