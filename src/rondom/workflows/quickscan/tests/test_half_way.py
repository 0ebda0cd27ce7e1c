"""Looking half-way at an improvement plan, with the people of the round table."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.cores.meet.actions.gatherings import cancel_gathering
from rondom.cores.meet.actions.people import add_participant
from rondom.cores.meet.models import Gathering
from rondom.cores.plan.actions.evaluations import Look, look_half_way
from rondom.cores.plan.actions.plans import agree_plan, share_plan, start_work
from rondom.cores.plan.models import Plan
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Audience, Role
from rondom.foundation.refusals import Refused
from rondom.workflows.quickscan.actions.half_way import prepare_half_way
from rondom.workflows.quickscan.actions.round_table import prepare_round_table
from rondom.workflows.quickscan.models import Scan, Wave
from rondom.workflows.quickscan.round_table import HALF_WAY
from rondom.workflows.quickscan.stages import stages
from rondom.workflows.quickscan.tests.factories import make_scan
from rondom.workflows.quickscan.tests.test_improve import address, improve, released, reported

pytestmark = pytest.mark.django_db
HOW = "Het gaat langzaam maar goed"


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def release(scan: Scan, coordinator: Any) -> Release:
    return reported(scan, coordinator)[0]


@pytest.fixture
def plan(release: Release, coordinator: Any) -> Plan:
    """A plan that runs."""
    made = improve(release, coordinator)
    agree_plan(made, on=TODAY, by=coordinator)
    start_work(made, by=coordinator)
    return made


def wave_of(scan: Scan) -> Wave:
    return scan.waves.get()


def prepare(scan: Scan, plan: Plan, by: Any) -> Gathering:
    return prepare_half_way(wave_of(scan), plan, today=TODAY, by=by)


def look(plan: Plan, by: Any, course: str = "adjust") -> None:
    said = [Look(goal, HOW, course) for goal in plan.goals.all()]
    look_half_way(plan, learnt="Vaker bellen helpt", on=TODAY, looks=said, by=by)


def test_the_agenda_says_what_was_done_and_measured(scan: Scan, plan: Plan, coordinator: Any) -> None:
    points = list(prepare(scan, plan, coordinator).points.order_by("order"))
    assert [point.title for point in points] == [one.title for one in HALF_WAY.points]
    goal = plan.goals.get()
    assert f"- {goal.words}: 0 acties zijn klaar." in points[1].text
    assert str(goal.indicators.order_by("pk")[0]) in points[2].text


def test_the_people_of_the_round_table_are_on_the_list(
    scan: Scan, release: Release, plan: Plan, coordinator: Any
) -> None:
    table = prepare_round_table(release, by=coordinator)
    add_participant(table, label="ouder 1", role="ouder", by=coordinator)
    gathering = prepare(scan, plan, coordinator)
    assert sorted(str(one) for one in gathering.participants.all()) == sorted([str(coordinator), "ouder 1"])
    assert gathering.follows == table


def test_once_unless_it_was_called_off(scan: Scan, plan: Plan, coordinator: Any) -> None:
    first = prepare(scan, plan, coordinator)
    with pytest.raises(Refused, match="al een bijeenkomst"):
        prepare(scan, plan, coordinator)
    cancel_gathering(first, because="te weinig mensen", by=coordinator)
    assert prepare(scan, plan, coordinator).pk != first.pk


def test_not_of_a_plan_that_does_not_run(scan: Scan, release: Release, coordinator: Any) -> None:
    with pytest.raises(Refused, match="in uitvoering"):
        prepare(scan, improve(release, coordinator), coordinator)
    assert not Gathering.objects.exists()


def test_a_plan_for_some_is_not_told_to_all(scan: Scan, plan: Plan, coordinator: Any) -> None:
    share_plan(plan, audience=Audience.NAMED, named=[coordinator], by=coordinator)
    with pytest.raises(Refused, match="deel van de kring"):
        prepare(scan, plan, coordinator)
    assert not Gathering.objects.exists()


def test_it_is_no_second_round_table(scan: Scan, release: Release, plan: Plan, coordinator: Any) -> None:
    prepare(scan, plan, coordinator)
    assert prepare_round_table(release, by=coordinator).points.count() == 8


def test_the_scan_passes_half_way_once_people_looked(scan: Scan, plan: Plan, coordinator: Any) -> None:
    def now() -> str:
        return next(stage.name for stage in stages(scan) if stage.state == "now")

    assert now() == "Verbeterplan"
    look(plan, coordinator)
    assert now() == "Tussenstand"


def test_the_next_report_says_how_it_went_half_way(
    scan: Scan, plan: Plan, coordinator: Any, client: Client
) -> None:
    look(plan, coordinator)
    client.force_login(coordinator)
    page = client.get(address(reported(scan, coordinator)[0])).content.decode()
    assert f"maandag 23 november 2026: {HOW}" in page
    assert "bijstellen" in page


def test_a_reader_outside_the_circle_does_not_read_it(
    scan: Scan, plan: Plan, coordinator: Any, client: Client
) -> None:
    look(plan, coordinator)
    public = released(wave_of(scan), coordinator, "public")[0]
    assert HOW not in client.get(address(public)).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(None, 404), (Role.PROFESSIONAL, 403), (Role.POLICY, 403), (Role.EXPERT, 403), (Role.COORDINATOR, 302)],
)
def test_who_prepares_it(
    scan: Scan, plan: Plan, coordinator: Any, outsider: Any, client: Client, role: str | None, status: int
) -> None:
    if role:
        add_member(scan.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    assert client.post(reverse("quickscan:half_way", args=[scan.pk, plan.pk])).status_code == status


def test_a_plan_of_something_else_is_refused(scan: Scan, coordinator: Any, client: Client) -> None:
    from rondom.cores.plan.tests.factories import make_plan

    other = make_plan(scan.circle, by=coordinator, running=True)
    client.force_login(coordinator)
    assert client.post(reverse("quickscan:half_way", args=[scan.pk, other.pk])).status_code == 409


def test_the_page_of_the_scan_offers_it(scan: Scan, plan: Plan, coordinator: Any, client: Client) -> None:
    client.force_login(coordinator)
    page = client.get(scan.get_absolute_url()).content.decode()
    assert reverse("plan:half_way", args=[plan.pk]) in page
    client.post(reverse("quickscan:half_way", args=[scan.pk, plan.pk]))
    page = client.get(scan.get_absolute_url()).content.decode()
    assert Gathering.objects.get().get_absolute_url() in page
    assert reverse("quickscan:half_way", args=[scan.pk, plan.pk]) not in page
