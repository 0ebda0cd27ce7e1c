"""Starting a scan, and a wave of it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from rondom.cores.measure.actions.instruments import add_instrument
from rondom.cores.measure.actions.rounds import Invited, prepare_round, set_frame
from rondom.cores.measure.models import InstrumentVersion
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.places.models import Organisation, Place, WorkArea
from rondom.foundation.refusals import Refused
from rondom.instruments import shipped
from rondom.workflows.quickscan.models import Scan, Wave


@transaction.atomic
def start_scan(name: str, *, municipality: Place, areas: Sequence[WorkArea], by: User) -> Scan:
    """A new scan with a circle of its own, coordinated by whoever starts it."""
    if not areas:
        raise Refused("Kies minstens één wijk.")
    if any(area.municipality_id != municipality.pk for area in areas):
        raise Refused("Kies alleen wijken van deze gemeente.")
    circle = start_circle(name, workflow="quickscan", by=by, municipality=municipality)
    scan = Scan.objects.create(circle=circle, name=name)
    scan.areas.set(areas)
    record(by, "quickscan.scan_started", scan, areas=len(areas))
    return scan


@transaction.atomic
def start_wave(
    scan: Scan,
    *,
    name: str,
    opens_on: date,
    closes_on: date,
    by: User,
    instrument_version: InstrumentVersion | None = None,
    contact: str = "",
) -> Wave:
    """Ask (again). The frame begins as the partners of the neighbourhoods, with the numbers of last time."""
    last = scan.latest_wave
    if last and not last.round.is_closed:
        raise Refused("De vorige meting is nog niet gesloten. Sluit die eerst.")
    version = instrument_version or add_instrument(shipped("quickscan"), by=by)
    round_ = prepare_round(
        scan.circle,
        instrument_version=version,
        name=name,
        opens_on=opens_on,
        closes_on=closes_on,
        previous=last.round if last else None,
        contact=contact,
        by=by,
    )
    wave = Wave.objects.create(scan=scan, round=round_, number=last.number + 1 if last else 1)
    set_frame(round_, proposed_frame(scan, last), by=by)
    return wave


def proposed_frame(scan: Scan, last: Wave | None) -> list[Invited]:
    """Every active partner in every neighbourhood of the scan, with the number invited last time."""
    before = {
        (cell.area_id, cell.organisation_id): cell.invited
        for cell in (last.round.cells.all() if last else ())
    }
    frame: list[Invited] = []
    for area in scan.areas.all():
        partners = Organisation.objects.filter(areas=area, active=True).select_related("sector")
        frame.extend(
            Invited(area, one.sector, one, before.get((area.pk, one.pk), 0))
            for one in partners.order_by("sector__order", "name")
        )
    return frame
