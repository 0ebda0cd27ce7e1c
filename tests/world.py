"""One of everything that belongs to a circle, with words by which it would be recognised on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from rondom.cores.measure.actions.content import record_content
from rondom.cores.measure.models import (
    ContentRecord,
    Dossier,
    OpenAnswer,
    Publication,
    Release,
    Results,
    Round,
    Run,
)
from rondom.cores.measure.models.publication import Audience
from rondom.cores.measure.tests.factories import (
    TODAY,
    make_area,
    make_edition,
    make_organisation,
    make_round,
    make_study,
)
from rondom.cores.meet.actions.ballots import prepare_ballot
from rondom.cores.meet.actions.contributions import enter_paper
from rondom.cores.meet.actions.decisions import decide, note_outcome, object_to
from rondom.cores.meet.actions.moments import propose_moments
from rondom.cores.meet.actions.statements import prepare_round
from rondom.cores.meet.models import Gathering, Series
from rondom.cores.meet.tests.factories import STARTS, make_gathering
from rondom.cores.plan.actions.evaluations import look_half_way
from rondom.cores.plan.actions.indicators import add_indicator
from rondom.cores.plan.models import Action, Goal, Indicator, Plan
from rondom.cores.plan.tests.factories import PAST, make_action, make_plan
from rondom.foundation.circles.models import Circle
from rondom.foundation.places.models import WorkArea
from rondom.workflows.parenting_questions.models import (
    Approach,
    Bundle,
    Counting,
    Enrolment,
    ParentGroup,
    Pool,
    Question,
    Theme,
)
from rondom.workflows.quickscan.actions.scans import start_scan
from rondom.workflows.quickscan.models import Scan, Wave

CIRCLE, ROUND, WRITTEN = "Kenmerk van de kring", "Kenmerk van de meting", "Kenmerk van wat iemand schreef"
PLAN = "Kenmerk van het plan"


@dataclass(frozen=True, slots=True)
class World:
    """A scan in its circle, with an open round, an open answer, a report, a plan and a gathering."""

    scan: Scan
    round: Round
    answer: OpenAnswer
    publication: Publication
    release: Release
    run: Run
    dossier: Dossier
    content: ContentRecord
    pool: Pool
    action: Action
    indicator: Indicator
    gathering: Gathering

    @property
    def circle(self) -> Circle:
        return self.scan.circle

    @property
    def goal(self) -> Goal:
        return self.action.goal

    @property
    def plan(self) -> Plan:
        return self.action.goal.plan


def make_world(by: Any, *, area: WorkArea | None = None) -> World:
    """Coordinated by this user; nobody else is in it. A second world needs an area of its own."""
    area = area or make_area()
    organisation = make_organisation(area, f"Basisschool {area} (voorbeeld)")
    scan = start_scan(CIRCLE, municipality=area.municipality, areas=[area], by=by)
    round_ = make_round(scan.circle, by=by, area=area, organisation=organisation, name=ROUND)
    Wave.objects.create(scan=scan, round=round_, number=1)
    pool = Pool.objects.create(circle=scan.circle, name=CIRCLE)
    pool.areas.add(area)
    Question.objects.create(circle=scan.circle, pool=pool, area=area, text=WRITTEN, week=TODAY)
    theme = Theme.objects.create(pool=pool, code="slp", label=WRITTEN)
    bundle = Bundle.objects.create(
        circle=scan.circle, pool=pool, theme=theme, area=area, since=TODAY, until=TODAY, told=WRITTEN
    )
    group = ParentGroup.objects.create(
        circle=scan.circle, pool=pool, bundle=bundle, name=WRITTEN, entrance=f"ingang-{area.pk}"
    )
    Enrolment.objects.create(circle=scan.circle, group=group, first_name=WRITTEN, contact=WRITTEN)
    Approach.objects.create(circle=scan.circle, group=group, name=WRITTEN, approach=WRITTEN)
    Counting.objects.create(pool=pool, quarter=TODAY, problem=WRITTEN)
    publication = Publication.objects.create(circle=scan.circle, round=round_)
    results = Results.objects.create(
        round=round_, audience=Audience.CIRCLE, number=1, document={}, version="1"
    )
    plan = make_plan(scan.circle, by=by, running=True, title=PLAN)
    action = make_action(
        plan, by=by, what=f"{PLAN}: actie", organisation=organisation, owner=by, starts_on=PAST, due_on=PAST
    )
    look_half_way(plan, learnt="Wat wij leerden", on=TODAY, by=by)
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
        record_content(round_, make_study(source=WRITTEN), by=by),
        pool,
        action,
        add_indicator(action.goal, name="Aantal spreekuren", kind="count", by=by),
        _gathering(scan.circle, by),
    )


def _gathering(circle: Circle, by: Any) -> Gathering:
    """With one of everything that belongs to a gathering."""
    Series.objects.create(circle=circle, name=WRITTEN)
    gathering = make_gathering(circle, by=by, title=WRITTEN)
    enter_paper(gathering, number=1, on_behalf="ouder", text=WRITTEN, by=by)
    decision = decide(gathering, text=WRITTEN, reason="", kind="together", by=by)
    object_to(decision, kind="dissent", text=WRITTEN, who="ouder", by=by)
    note_outcome(gathering, kind="finding", text=WRITTEN, by=by)
    prepare_ballot(gathering, question=WRITTEN, dots=3, options=["a", "b"], by=by)
    prepare_round(gathering, question=WRITTEN, statements=[WRITTEN], by=by)
    propose_moments(gathering, periods=[(STARTS, STARTS + timedelta(hours=1))], now=timezone.now(), by=by)
    return gathering
