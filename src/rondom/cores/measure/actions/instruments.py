"""Adding versions of an instrument."""

from django.db import transaction

from rondom.cores.measure.models import InstrumentVersion
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.instruments import Instrument, checksum, to_document


@transaction.atomic
def add_instrument(instrument: Instrument, *, by: User | None) -> InstrumentVersion:
    """Keep an instrument. The same content gives the version that is there already.

    The newest version is replaced as long as no round uses it; else a new version is added.
    """
    digest = checksum(instrument)
    versions = InstrumentVersion.objects.select_for_update(no_key=True).filter(name=instrument.name)
    same = versions.filter(checksum=digest).first()
    if same:
        return same
    newest = versions.order_by("-number").first()
    if newest is None or newest.is_frozen or newest.rounds.exists():
        newest = InstrumentVersion(name=instrument.name, number=(newest.number if newest else 0) + 1)
    newest.title = instrument.text(instrument.title) or instrument.name
    newest.document = to_document(instrument)
    newest.checksum = digest
    newest.save()
    record(by, "measure.instrument_added", newest, checksum=digest)
    return newest
