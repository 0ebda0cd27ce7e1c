"""Preparing, opening and closing a round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from rondom.cores.measure.actions.unsealing import publish_responses
from rondom.cores.measure.models import AnswerUpload, FrameCell, InstrumentVersion, Round, Ticket
from rondom.cores.measure.models.round import RoundState
from rondom.cores.measure.sealing import lookup, new_code, new_round_key
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Circle
from rondom.foundation.places.models import Organisation, Sector, WorkArea
from rondom.foundation.refusals import Refused


@transaction.atomic
def prepare_round(
    circle: Circle,
    *,
    instrument_version: InstrumentVersion,
    name: str,
    opens_on: date,
    closes_on: date,
    by: User,
    previous: Round | None = None,
    contact: str = "",
) -> Round:
    """A new round, in preparation."""
    if closes_on < opens_on:
        raise Refused("De laatste dag ligt voor de eerste dag. Kies een latere laatste dag.")
    round_ = Round.objects.create(
        circle=circle,
        instrument_version=instrument_version,
        name=name,
        opens_on=opens_on,
        closes_on=closes_on,
        previous=previous,
        contact=contact,
    )
    record(by, "measure.round_prepared", round_, instrument=instrument_version.pk)
    return round_


@dataclass(frozen=True, slots=True)
class Invited:
    """How many people of an organisation (or of the rest of a sector) are asked in one neighbourhood."""

    area: WorkArea
    sector: Sector
    organisation: Organisation | None
    number: int


@transaction.atomic
def set_frame(round_: Round, cells: Sequence[Invited], *, by: User) -> None:
    """Who is asked. Cells can be added and numbers changed until the round closes; none is taken away
    once it is open, because answers may stand in it."""
    if round_.is_closed:
        raise Refused("Deze meting is gesloten. Het kader verandert niet meer.")
    kept = [_set_cell(round_, cell).pk for cell in cells]
    if round_.is_concept:
        round_.cells.exclude(pk__in=kept).delete()
    record(by, "measure.frame_set", round_, cells=len(kept), invited=sum(cell.number for cell in cells))


@transaction.atomic
def open_round(round_: Round, *, by: User, today: date) -> None:
    """From now on people can answer, and the questionnaire no longer changes."""
    round_.refresh_from_db(from_queryset=Round.objects.select_for_update(no_key=True))
    round_.require_next(RoundState.OPEN)
    if not round_.cells.exists():
        raise Refused("Vul eerst in welke organisaties u uitnodigt.")
    round_.state = RoundState.OPEN
    round_.sealing_key = new_round_key()
    round_.save(update_fields=["state", "sealing_key"])
    InstrumentVersion.objects.filter(pk=round_.instrument_version_id, frozen_on=None).update(frozen_on=today)
    record(by, "measure.round_opened", round_, cells=round_.cells.count())


@transaction.atomic
def close_round(round_: Round, *, by: User | None) -> None:
    """Stop taking answers; from now on the results no longer change.

    All answers come out of their seals at once, in random order. Codes, drafts, files that waited and the
    key are destroyed, so that nothing links an answer to a code any more. Closed early, today was the last
    day: reports and plans name the days on which people could answer.
    """
    _stop_answers_on_their_way(round_)
    round_.refresh_from_db(from_queryset=Round.objects.select_for_update(no_key=True))
    round_.require_next(RoundState.CLOSED)
    count = publish_responses(round_)
    Ticket.objects.filter(cell__round=round_).delete()
    AnswerUpload.objects.filter(round=round_).delete()
    round_.state = RoundState.CLOSED
    round_.sealing_key = None
    round_.closes_on = min(round_.closes_on, max(round_.opens_on, timezone.localdate()))
    round_.save(update_fields=["state", "sealing_key", "closes_on"])
    record(by, "measure.round_closed", round_, responses=count)
    transaction.on_commit(_empty_the_journal)


@transaction.atomic
def hand_out_codes(cell: FrameCell, *, number: int, by: User) -> list[str]:
    """New single-use codes for one cell. They are shown this once; the site does not keep them."""
    cell.round.require(RoundState.OPEN, "Codes deelt u uit als de meting open is.")
    if not 1 <= number <= 500:
        raise Refused("Vraag tussen 1 en 500 codes tegelijk.")
    codes = _different_codes(number)
    Ticket.objects.bulk_create(Ticket(cell=cell, lookup=lookup(code), personal=True) for code in codes)
    record(by, "measure.codes_handed_out", cell.round, cell=cell.pk, number=number)
    return codes


@transaction.atomic
def extend_round(round_: Round, *, closes_on: date, by: User) -> None:
    """Give people more (or less) time."""
    if round_.is_closed:
        raise Refused("Deze meting is gesloten. Maak een nieuwe meting.")
    if closes_on < round_.opens_on:
        raise Refused("De laatste dag ligt voor de eerste dag. Kies een latere laatste dag.")
    round_.closes_on = closes_on
    round_.save(update_fields=["closes_on"])
    record(by, "measure.round_extended", round_, closes_on=closes_on.isoformat())


def _stop_answers_on_their_way(round_: Round) -> None:
    """Wait for submissions that are being kept, and let no later one in.

    Takes the locks that a submission takes, in the same order: first its ticket, then its cell.
    """
    list(
        Ticket.objects.filter(cell__round=round_)
        .select_for_update(no_key=True)
        .order_by("pk")
        .values_list("pk")
    )
    list(round_.cells.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    round_.cells.update(closed=True)


def _empty_the_journal() -> None:
    """SQLite keeps old pages beside the database for a while: codes and seals go from there too."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_cell(round_: Round, cell: Invited) -> FrameCell:
    found, _ = FrameCell.objects.update_or_create(
        round=round_,
        area=cell.area,
        sector=cell.sector,
        organisation=cell.organisation,
        defaults={"invited": cell.number},
    )
    return found


def _different_codes(number: int) -> list[str]:
    codes: set[str] = set()
    while len(codes) < number:
        codes.add(new_code())
    return sorted(codes)
