"""From a report to a round table, and from what was decided there to the plan."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.cores.meet.actions.decisions import decide
from rondom.cores.meet.actions.gatherings import cancel_gathering, choose_time
from rondom.cores.meet.models import Gathering
from rondom.cores.plan.models import Plan
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.improving import start_improvement
from rondom.workflows.quickscan.actions.round_table import prepare_round_table
from rondom.workflows.quickscan.improving import proposals
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.overviews import standing
from rondom.workflows.quickscan.round_table import AGENDA, FAMILIES, FIRST, RECOGNISED
from rondom.workflows.quickscan.stages import stages
from rondom.workflows.quickscan.tests.factories import make_scan
from rondom.workflows.quickscan.tests.test_improve import address, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def release(scan: Scan, coordinator: Any) -> Release:
    return reported(scan, coordinator)[0]


def decision_at(gathering: Gathering, by: Any, text: str = "Elke maand een spreekuur op school") -> Any:
    now = timezone.now()
    choose_time(gathering, starts_at=now, ends_at=now + timedelta(hours=2), by=by)
    gathering.refresh_from_db()
    return decide(gathering, text=text, reason="", kind="consent", by=by)


def test_the_agenda_comes_from_the_report_and_takes_two_hours(release: Release, coordinator: Any) -> None:
    gathering = prepare_round_table(release, by=coordinator)
    points = list(gathering.points.order_by("order"))
    assert [point.title for point in points] == [one.title for one in AGENDA.points]
    assert sum(point.minutes for point in points) == AGENDA.minutes == 120
    assert "professionals deden mee" in points[1].text


def test_prework_is_open_and_the_dots_for_at_the_table_wait(release: Release, coordinator: Any) -> None:
    gathering = prepare_round_table(release, by=coordinator)
    ballots = {one.question: one for one in gathering.ballots.all()}
    assert (ballots[RECOGNISED].is_open, ballots[FIRST].is_concept) == (True, True)
    assert "Mensen die in de wijk werken" in ballots[RECOGNISED].explanation
    options = [option.text for option in ballots[FIRST].options.order_by("order")]
    assert options == [one.sentence for one in proposals(release)]


def test_prework_asks_the_sector_and_belongs_to_recognising(release: Release, coordinator: Any) -> None:
    gathering = prepare_round_table(release, by=coordinator)
    prework = gathering.ballots.get(question=RECOGNISED)
    asked = {cell.sector.name for cell in release.results.round.cells.select_related("sector")}
    assert set(prework.groups) == {*asked, FAMILIES}
    assert prework.point is not None
    assert prework.point.title == "Herkennen wij dit?"
    assert gathering.ballots.get(question=FIRST).groups == []


def test_one_round_table_per_report_unless_it_was_called_off(release: Release, coordinator: Any) -> None:
    first = prepare_round_table(release, by=coordinator)
    with pytest.raises(Refused, match="al een rondetafel"):
        prepare_round_table(release, by=coordinator)
    cancel_gathering(first, because="te weinig mensen", by=coordinator)
    assert prepare_round_table(release, by=coordinator).pk != first.pk


def test_a_decision_becomes_a_goal_that_knows_where_it_came_from(release: Release, coordinator: Any) -> None:
    made = decision_at(prepare_round_table(release, by=coordinator), coordinator)
    item = proposals(release)[0].item
    plan = start_improvement(
        release, items=[item], decisions=[str(made.pk)], advice=[], today=TODAY, by=coordinator
    )
    first, second = plan.goals.order_by("order")
    assert first.words == made.text
    assert first.origins.get().code == f"decision:{made.pk}"
    assert second.origins.get().code.endswith(f":{item}")


def test_decisions_and_questions_together_are_three_at_most(release: Release, coordinator: Any) -> None:
    made = decision_at(prepare_round_table(release, by=coordinator), coordinator)
    items = [one.item for one in proposals(release)[:3]]
    with pytest.raises(Refused, match="hooguit 3"):
        start_improvement(
            release, items=items, decisions=[str(made.pk)], advice=[], today=TODAY, by=coordinator
        )


def test_the_page_offers_what_was_decided(release: Release, coordinator: Any, client: Client) -> None:
    made = decision_at(prepare_round_table(release, by=coordinator), coordinator)
    client.force_login(coordinator)
    assert made.text in client.get(address(release, "improve")).content.decode()
    client.post(address(release, "improve"), {"decision": [made.pk]})
    assert Plan.objects.get().goals.get().words == made.text


def test_a_scan_with_a_round_table_stands_at_the_round_table(
    scan: Scan, release: Release, coordinator: Any, client: Client
) -> None:
    gathering = prepare_round_table(release, by=coordinator)
    assert next(stage.name for stage in stages(scan) if stage.state == "now") == "Rondetafel"
    assert {one.stage for one in standing(coordinator)} == {"rondetafel"}
    client.force_login(coordinator)
    page = client.get(scan.get_absolute_url()).content.decode()
    assert gathering.get_absolute_url() in page


@pytest.mark.parametrize(
    ("role", "status"), [(None, 404), (Role.PROFESSIONAL, 403), (Role.EXPERT, 403), (Role.COORDINATOR, 302)]
)
def test_who_prepares_a_round_table(
    release: Release, coordinator: Any, outsider: Any, client: Client, role: str | None, status: int
) -> None:
    if role:
        add_member(release.publication.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    where = reverse(
        "quickscan:round_table", args=[release.made_on.year, release.publication.key, release.number]
    )
    assert client.post(where).status_code == status
