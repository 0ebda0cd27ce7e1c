"""Which actions go with improvement elsewhere: released numbers only, and never as proof."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondom.cores.measure.actions.releases import withdraw
from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.cores.plan.actions.actions import add_action, finish_action
from rondom.cores.plan.actions.plans import agree_plan, share_plan, start_work
from rondom.cores.plan.models import Action, Plan, Version
from rondom.cores.plan.models.origin import Source
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Audience, Role
from rondom.workflows.quickscan import together as module
from rondom.workflows.quickscan.actions.scans import start_scan
from rondom.workflows.quickscan.advice import Advice
from rondom.workflows.quickscan.measured import Change
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.tests.factories import make_scan
from rondom.workflows.quickscan.tests.test_improve import improve, released, reported
from rondom.workflows.quickscan.together import Together, together

pytestmark = pytest.mark.django_db
CALL = Advice("bellen", ("s1",), "Bel na drie weken terug", "alle organisaties", "klein")
PROOF = "Dit bewijst niet dat de actie hielp"


@pytest.fixture(autouse=True)
def one_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIBRARY", (CALL,))


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def plan(scan: Scan, coordinator: Any) -> Plan:
    """After the first wave: of the first neighbourhood."""
    return started(reported(scan, coordinator)[1], coordinator)


def started(release: Release, by: Any) -> Plan:
    plan = improve(release, by)
    agree_plan(plan, on=TODAY, by=by)
    start_work(plan, by=by)
    return plan


def call_back(plan: Plan, by: Any, *, done: bool = True) -> Action:
    goal = plan.goals.order_by("pk")[0]
    action = add_action(goal, what=CALL.activity, origins=[Source("advies", code="advice:bellen")], by=by)
    if done:
        finish_action(action, by=by)
        finished_on(action, TODAY - timedelta(days=1))
    return action


def finished_on(action: Action, day: date) -> None:
    """As if the last change was made that day."""
    last = Version.objects.of("action", action.pk).order_by("-pk")[0]
    models.QuerySet(Version).filter(pk=last.pk).update(
        at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    )


def counts(scan: Scan, by: Any) -> tuple[int, int]:
    (found,) = together(Scan.objects.filter(pk=scan.pk).with_waves(), by)
    return len(found.done), len(found.without)


def test_done_in_one_neighbourhood_and_not_in_two(scan: Scan, plan: Plan, coordinator: Any) -> None:
    call_back(plan, coordinator)
    reported(scan, coordinator)
    assert counts(scan, coordinator) == (1, 2)


def test_without_a_second_report_there_is_nothing(scan: Scan, plan: Plan, coordinator: Any) -> None:
    call_back(plan, coordinator)
    assert counts(scan, coordinator) == (0, 0)


def test_what_was_planned_and_not_done_is_on_neither_side(scan: Scan, plan: Plan, coordinator: Any) -> None:
    call_back(plan, coordinator, done=False)
    reported(scan, coordinator)
    assert counts(scan, coordinator) == (0, 2)


def test_what_was_done_after_the_second_wave_does_not_count(scan: Scan, plan: Plan, coordinator: Any) -> None:
    action = call_back(plan, coordinator, done=False)
    reported(scan, coordinator)
    finish_action(action, by=coordinator)
    finished_on(action, TODAY + timedelta(days=1))
    assert counts(scan, coordinator) == (0, 2)


def test_a_plan_of_the_municipality_counts_in_every_neighbourhood(scan: Scan, coordinator: Any) -> None:
    call_back(started(reported(scan, coordinator)[0], coordinator), coordinator)
    reported(scan, coordinator)
    assert counts(scan, coordinator) == (3, 0)


def test_a_neighbourhood_with_a_plan_for_some_is_left_out_for_everyone(
    scan: Scan, plan: Plan, coordinator: Any
) -> None:
    call_back(plan, coordinator)
    share_plan(plan, audience=Audience.NAMED, named=[coordinator], by=coordinator)
    reported(scan, coordinator)
    assert counts(scan, coordinator) == (0, 2)


@pytest.mark.parametrize("which", [0, 1])
def test_what_was_withdrawn_is_not_shown(scan: Scan, plan: Plan, coordinator: Any, which: int) -> None:
    call_back(plan, coordinator)
    second = reported(scan, coordinator)[0]
    first = Release.objects.get(publication__round=second.results.round.previous, publication__area=None)
    withdraw((first, second)[which], because="Verkeerde antwoorden", today=TODAY, by=coordinator)
    assert counts(scan, coordinator) == (0, 0)


def test_a_report_for_everyone_alone_is_not_enough(scan: Scan, coordinator: Any) -> None:
    from rondom.workflows.quickscan.tests.factories import make_wave

    people = {"po": 14, "soc": 12, "won": 13}
    for _ in range(2):
        released(make_wave(scan, by=coordinator, people=people), coordinator, "public")
    assert counts(scan, coordinator) == (0, 0)


def test_another_circle_is_never_among_it(
    scan: Scan, plan: Plan, coordinator: Any, outsider: Any, client: Client
) -> None:
    call_back(plan, coordinator)
    reported(scan, coordinator)
    areas = list(scan.areas.all())
    other = start_scan("Een andere", municipality=areas[0].municipality, areas=areas, by=outsider)
    client.force_login(outsider)
    page = client.get(reverse("quickscan:together", args=[other.pk])).content.decode()
    assert "Het gaat om 1 quickscan." in page
    assert page.count('<td class="n">0</td>') == 2


def change(area: str, points: float) -> Change:
    return Change(area, 50, 50 + points, points, points - 8, points + 8)


@pytest.mark.parametrize(("done", "without", "enough"), [(3, 3, True), (2, 9, False), (9, 2, False)])
def test_three_on_both_sides_is_the_least(done: int, without: int, enough: bool) -> None:
    sides = (tuple(change(f"Wijk {at}", 4) for at in range(number)) for number in (done, without))
    assert Together(CALL, "Signaleren", *sides).is_enough is enough


def test_the_page_shows_both_sides_and_says_that_it_proves_nothing(
    scan: Scan, coordinator: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = tuple(change(f"Met {at}", points) for at, points in enumerate((12, 5, -3)))
    without = tuple(change(f"Zonder {at}", points) for at, points in enumerate((1, 2, -8)))
    found = [Together(CALL, "Signaleren", done, without)]
    monkeypatch.setattr("rondom.workflows.quickscan.views.together.together", lambda scans, user: found)
    client.force_login(coordinator)
    page = client.get(reverse("quickscan:together", args=[scan.pk])).content.decode()
    assert "Signaleren ging omhoog in 2 van de 3 wijken met deze actie." in page
    assert "+5 punten met, en +1 punt zonder (3 wijken)" in page
    assert page.count(PROOF) >= 2
    assert "Met 0" in page
    assert " p =" not in page


def test_the_page_says_honestly_that_there_are_too_few(
    scan: Scan, plan: Plan, coordinator: Any, client: Client
) -> None:
    call_back(plan, coordinator)
    reported(scan, coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("quickscan:together", args=[scan.pk])).content.decode()
    assert "Er zijn nog te weinig wijken" in page
    assert "<figure" not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (None, 404), (Role.PARENT, 403), (Role.EXPERT, 403), (Role.PROFESSIONAL, 403),
        (Role.POLICY, 200), (Role.RESEARCHER, 200), (Role.COORDINATOR, 200),
    ],
)  # fmt: skip
def test_who_may_see_it(
    scan: Scan, coordinator: Any, outsider: Any, client: Client, role: str | None, status: int
) -> None:
    if role:
        add_member(scan.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    assert client.get(reverse("quickscan:together", args=[scan.pk])).status_code == status


def test_asks_as_much_with_many_actions(scan: Scan, plan: Plan, coordinator: Any) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            together(Scan.objects.filter(pk=scan.pk).with_waves(), coordinator)
        return len(queries)

    call_back(plan, coordinator)
    reported(scan, coordinator)
    asked()
    few = asked()
    for _ in range(5):
        call_back(plan, coordinator)
    assert asked() == few
