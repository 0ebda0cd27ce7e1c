"""Preparing the round table about a report."""

from __future__ import annotations

from django.db import transaction

from rondom.cores.measure.models import Release
from rondom.cores.measure.models.publication import Audience
from rondom.cores.meet.actions.agenda import add_point
from rondom.cores.meet.actions.ballots import open_ballot, prepare_ballot
from rondom.cores.meet.actions.gatherings import prepare_gathering
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.models.gathering import GatheringState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.places.models import Sector
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.improving import proposals
from rondom.workflows.quickscan.models import RoundTable, Wave
from rondom.workflows.quickscan.reports import report_of
from rondom.workflows.quickscan.round_table import (
    AGENDA,
    DOTS,
    EXPLAINED,
    FAMILIES,
    FIRST,
    RECOGNISED,
    SECTOR,
    put_in,
)


@transaction.atomic
def prepare_round_table(release: Release, *, by: User) -> Gathering:
    """A gathering with an agenda made from the report, prework that is open now, and dots to divide there."""
    if release.results.audience != Audience.CIRCLE:
        raise Refused("Houd een rondetafel over een rapport voor de kring.")
    publication = release.publication
    wave = Wave.objects.get(round=release.results.round)
    before = RoundTable.objects.filter(wave=wave, area=publication.area, plan=None)
    if before.exclude(gathering__state=GatheringState.CANCELLED).exists():
        raise Refused("Er is al een rondetafel over dit rapport. U vindt hem op de pagina van de quickscan.")
    gathering = prepare_gathering(
        publication.circle,
        fields={
            "title": f"Rondetafel {publication.subject}",
            "purpose": f"Samen kijken naar {release.results.round.name} en hooguit drie dingen kiezen.",
        },
        by=by,
    )
    RoundTable.objects.create(wave=wave, area=publication.area, gathering=gathering)
    said = put_in(report_of(release.results, release.document))
    points = {
        one.title: add_point(
            gathering,
            title=one.title,
            minutes=one.minutes,
            text="\n\n".join(part for part in (one.text, said.get(one.title, "")) if part),
            by=by,
        )
        for one in AGENDA.points
    }
    choices = [one.sentence for one in proposals(release)]
    if len(choices) > 1:
        recognised = prepare_ballot(
            gathering,
            question=RECOGNISED,
            explanation=EXPLAINED,
            dots=DOTS,
            options=choices,
            point=points["Herkennen wij dit?"],
            group_question=SECTOR,
            groups=[*_sectors(wave), FAMILIES],
            by=by,
        )
        open_ballot(recognised, by=by)
        prepare_ballot(
            gathering,
            question=FIRST,
            explanation=EXPLAINED,
            dots=DOTS,
            options=choices,
            point=points["Kiezen"],
            by=by,
        )
    record(by, "quickscan.round_table_prepared", wave.scan)
    return gathering


def _sectors(wave: Wave) -> list[str]:
    """The sectors that were asked, as people know them."""
    asked = Sector.objects.filter(pk__in=wave.round.cells.values("sector"))
    return [one.name for one in asked.order_by("order", "name")]
