"""The chain can be walked both ways: sentence, goal, actions, numbers, and back to the sentence."""

import re
from typing import Any

import pytest
from django.test import Client

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.cores.plan.actions.actions import add_action
from rondom.cores.plan.actions.indicators import choose_indicator
from rondom.cores.plan.actions.plans import agree_plan, share_plan
from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.models import Plan, Reading
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Audience, Role
from rondom.workflows.quickscan.actions.improving import start_improvement
from rondom.workflows.quickscan.actions.round_table import prepare_round_table
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.reports import address_of
from rondom.workflows.quickscan.tests.factories import make_scan, make_wave
from rondom.workflows.quickscan.tests.test_improve import PEOPLE, improve, released, reported
from rondom.workflows.quickscan.tests.test_network import TIGHT
from rondom.workflows.quickscan.tests.test_round_table import decision_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def release(scan: Scan, coordinator: Any) -> Release:
    """About the first neighbourhood."""
    return reported(scan, coordinator)[1]


@pytest.fixture
def plan(release: Release, coordinator: Any) -> Plan:
    plan = improve(release, coordinator)
    agree_plan(plan, on=TODAY, by=coordinator)
    return plan


def read(client: Client, user: Any, address: str) -> str:
    client.force_login(user)
    return client.get(address).content.decode()


def filled_in_from() -> set[str]:
    return set(Reading.objects.filter(is_baseline=False).values_list("address", flat=True))


def test_from_a_sentence_to_the_goal_and_back(
    release: Release, plan: Plan, coordinator: Any, client: Client
) -> None:
    goal = plan.goals.get()
    add_action(goal, what="Bellen", by=coordinator)
    report = read(client, coordinator, address_of(release))
    origin = goal.origins.get()
    address, _, anchor = origin.address.partition("#")
    assert address == address_of(release)
    line = report[report.index(f'<li id="{anchor}">') :].partition("</li>")[0]
    assert goal.get_absolute_url() in line
    assert "1 actie" in line
    assert f'href="{origin.address}"' in read(client, coordinator, goal.get_absolute_url())


def test_from_a_number_to_the_report_about_its_own_neighbourhood(
    scan: Scan, release: Release, plan: Plan, coordinator: Any, client: Client
) -> None:
    second = released(make_wave(scan, by=coordinator, people=PEOPLE, partners=TIGHT), coordinator)
    own = next(one for one in second if one.publication.area == plan.area)
    assert set(Reading.objects.filter(is_baseline=False).values_list("address", flat=True)) == {
        address_of(own)
    }
    goal = plan.goals.get()
    parameters = {"measure": "contact.density"}
    choose_indicator(goal, name="Dichtheid", kind=Kind.NETWORK, parameters=parameters, by=coordinator)
    page = read(client, coordinator, goal.get_absolute_url())
    found: set[str] = set()
    for report in (release, own):
        found = set(re.findall(rf'href="{address_of(report)}#([^"]+)"', page))
        assert {place.partition("-")[0] for place in found} >= {"antwoorden", "schaal"}
        there = read(client, coordinator, address_of(report))
        assert [place for place in found if f'id="{place}"' not in there] == []
    assert "netwerk" in found


def test_where_a_neighbourhood_has_no_report_the_municipality_says_why(
    scan: Scan, plan: Plan, coordinator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rondom.workflows.quickscan.actions.reports.subjects", lambda results: [None])
    whole = reported(scan, coordinator)[0]
    assert filled_in_from() == {address_of(whole)}


def test_who_does_not_see_the_plan_sees_no_goal_in_the_report(
    scan: Scan, release: Release, plan: Plan, coordinator: Any, outsider: Any, client: Client
) -> None:
    share_plan(plan, audience=Audience.NAMED, named=[coordinator], by=coordinator)
    add_member(scan.circle, user=outsider, role=Role.PROFESSIONAL, by=coordinator)
    assert "Wat hiervan kwam" not in read(client, outsider, address_of(release))
    assert "Wat hiervan kwam" in read(client, coordinator, address_of(release))


def test_a_reader_outside_the_circle_sees_no_goal(
    scan: Scan, plan: Plan, coordinator: Any, client: Client
) -> None:
    public = next(
        one for one in released(scan.waves.get(), coordinator, "public") if one.publication.area == plan.area
    )
    assert "Wat hiervan kwam" not in client.get(address_of(public)).content.decode()


def test_from_a_decision_at_the_round_table_to_its_goal(
    scan: Scan, release: Release, coordinator: Any, client: Client
) -> None:
    made = decision_at(prepare_round_table(release, by=coordinator), coordinator)
    plan = start_improvement(
        release, items=[], decisions=[str(made.pk)], advice=[], today=TODAY, by=coordinator
    )
    reported(scan, coordinator)
    page = read(client, coordinator, scan.get_absolute_url())
    assert made.gathering.get_absolute_url() in page
    assert plan.goals.get().get_absolute_url() in page
