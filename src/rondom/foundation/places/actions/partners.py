"""Adding and changing partners."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.events import tell
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.foundation.places.partner_list import PartnerList, PartnerRow
from rondom.foundation.refusals import Refused


@dataclass(frozen=True, slots=True)
class ImportedPartners:
    """What an import of partners did. Counts only."""

    added: int
    changed: int


@transaction.atomic
def save_partner(
    organisation: Organisation, *, areas: Iterable[WorkArea], within: Collection[WorkArea], by: User | None
) -> Organisation:
    """Keep a new or changed partner. Of its areas only those ``within`` reach change."""
    is_new = organisation.pk is None
    organisation.save()
    _set_areas(organisation, areas, within)
    tell(by, "places.partner_added" if is_new else "places.partner_changed", organisation)
    return organisation


@transaction.atomic
def set_taking_part(organisation: Organisation, *, active: bool, by: User | None) -> None:
    """A partner that stops stays in what was; it is no longer invited."""
    if organisation.active == active:
        raise Refused("Dit was al zo. Ga terug en vernieuw de pagina.")
    organisation.active = active
    organisation.save(update_fields=["active"])
    tell(by, "places.partner_resumed" if active else "places.partner_stopped", organisation)


@transaction.atomic
def import_partners(
    partners: PartnerList, *, within: Collection[WorkArea], by: User | None
) -> ImportedPartners:
    """Take in a whole list, or nothing when a row has a fault."""
    if partners.faults:
        raise Refused("Er staan nog fouten in deze lijst. Verbeter die eerst.")
    for row in partners.rows:
        organisation = _filled(row)
        organisation.save()
        if row.areas is not None:
            _set_areas(organisation, row.areas, within)
    done = ImportedPartners(added=len(partners.new), changed=len(partners.changed))
    tell(by, "places.partner_list_taken_in", Organisation, added=done.added, renewed=done.changed)
    return done


def _filled(row: PartnerRow) -> Organisation:
    organisation = row.existing or Organisation()
    organisation.name, organisation.sector = row.name, row.sector
    if row.email is not None:
        organisation.contact_email = row.email
    if row.may_be_named is not None:
        organisation.may_be_named = row.may_be_named
    if row.active is not None:
        organisation.active = row.active
    return organisation


def _set_areas(organisation: Organisation, areas: Iterable[WorkArea], within: Collection[WorkArea]) -> None:
    reach = {area.pk for area in within}
    beyond = [area for area in organisation.areas.all() if area.pk not in reach]
    organisation.areas.set([*beyond, *(area for area in areas if area.pk in reach)])
