"""One of everything that belongs to a circle, with words by which it would be recognised on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from rondom.cores.measure.models import Dossier, OpenAnswer, Publication, Release, Results, Round, Run
from rondom.cores.measure.models.publication import Audience
from rondom.cores.measure.tests.factories import (
    TODAY,
    make_area,
    make_edition,
    make_organisation,
    make_round,
)
from rondom.cores.meet.actions.ballots import prepare_ballot
from rondom.cores.meet.actions.contributions import enter_paper
from rondom.cores.meet.actions.decisions import decide, object_to
from rondom.cores.meet.actions.moments import propose_moments
from rondom.cores.meet.models import Gathering, Series
from rondom.cores.meet.tests.factories import STARTS, make_gathering
from rondom.foundation.circles.models import Circle
from rondom.workflows.quickscan.actions.scans import start_scan
from rondom.workflows.quickscan.models import Scan, Wave

CIRCLE, ROUND, WRITTEN = "Kenmerk van de kring", "Kenmerk van de meting", "Kenmerk van wat iemand schreef"


@dataclass(frozen=True, slots=True)
class World:
    """A scan in its circle, with an open round, an open answer, and a report that is for the circle."""

    scan: Scan
    round: Round
    answer: OpenAnswer
    publication: Publication
    release: Release
    run: Run
    dossier: Dossier
    gathering: Gathering

    @property
    def circle(self) -> Circle:
        return self.scan.circle


def make_world(by: Any) -> World:
    """Coordinated by this user; nobody else is in it."""
    area = make_area()
    organisation = make_organisation(area)
    scan = start_scan(CIRCLE, municipality=area.municipality, areas=[area], by=by)
    round_ = make_round(scan.circle, by=by, area=area, organisation=organisation, name=ROUND)
    Wave.objects.create(scan=scan, round=round_, number=1)
    publication = Publication.objects.create(circle=scan.circle, round=round_)
    results = Results.objects.create(
        round=round_, audience=Audience.CIRCLE, number=1, document={}, version="1"
    )
    return World(
        scan,
        round_,
        OpenAnswer.objects.create(round=round_, area=area, item="idee", text=WRITTEN),
        publication,
        Release.objects.create(
            publication=publication, results=results, number=1, made_on=TODAY, document={}, pdf=b"%PDF-"
        ),
        Run.objects.create(round=round_, audience=Audience.CIRCLE, total=2),
        make_edition(round_),
        _gathering(scan.circle, by),
    )


def _gathering(circle: Circle, by: Any) -> Gathering:
    """With one of everything that belongs to a gathering."""
    Series.objects.create(circle=circle, name=WRITTEN)
    gathering = make_gathering(circle, by=by, title=WRITTEN)
    enter_paper(gathering, number=1, on_behalf="ouder", text=WRITTEN, by=by)
    decision = decide(gathering, text=WRITTEN, reason="", kind="together", by=by)
    object_to(decision, kind="dissent", text=WRITTEN, who="ouder", by=by)
    prepare_ballot(gathering, question=WRITTEN, dots=3, options=["a", "b"], by=by)
    propose_moments(gathering, periods=[(STARTS, STARTS + timedelta(hours=1))], by=by)
    return gathering
