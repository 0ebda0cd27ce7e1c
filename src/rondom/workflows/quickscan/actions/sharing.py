"""Whether the neighbourhoods of a scan count for other municipalities: asked, agreed, and stopped."""

from datetime import date

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.models import (
    NEXT_SHARING_STATES,
    Scan,
    Sharing,
    SharingState,
    Tally,
    TallyQuerySet,
)

ALREADY = "Dat kan nu niet: deze quickscan {}. Misschien was een collega u voor."


@transaction.atomic
def ask_to_share(scan: Scan, *, today: date, by: User) -> None:
    """The coordinator asks the policy officer; nothing counts yet."""
    if scan.circle.municipality_id is None:
        raise Refused("Deze quickscan hoort niet bij één gemeente, en kan dus niet meetellen.")
    _move(scan, SharingState.ASKED, today)
    record(by, "quickscan.sharing_asked", scan)


@transaction.atomic
def agree_to_share(scan: Scan, *, today: date, by: User) -> None:
    """The policy officer agrees: from the next night the neighbourhoods may be counted."""
    _move(scan, SharingState.ON, today)
    record(by, "quickscan.sharing_agreed", scan)


@transaction.atomic
def stop_sharing(scan: Scan, *, today: date, by: User) -> None:
    """Nothing counts any more, at once: every tally that this scan is in goes, for everyone."""
    _move(scan, SharingState.OFF, today)
    ended = end_tallies(Tally.objects.with_scan(scan), today=today)
    record(by, "quickscan.sharing_stopped", scan, tallies=ended)


def end_tallies(tallies: TallyQuerySet, *, today: date) -> int:
    """Their numbers are gone. The neighbourhoods in them are not counted again: the difference between two
    tables would tell of the one that left."""
    return tallies.standing().update(ended_on=today, document={})


def _move(scan: Scan, to: str, today: date) -> None:
    sharing = Sharing.objects.get_or_create(scan=scan, defaults={"since": today})[0]
    sharing = Sharing.objects.select_for_update().get(pk=sharing.pk)
    if to not in NEXT_SHARING_STATES[sharing.state]:
        raise Refused(ALREADY.format(sharing.get_state_display()))
    sharing.state, sharing.since = to, today
    sharing.save(update_fields=["state", "since"])
