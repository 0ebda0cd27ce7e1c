"""What comes next in a neighbourhood, for whoever may know it."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.cores.meet.actions.gatherings import choose_time, hold_gathering
from rondom.cores.meet.models.gathering import period
from rondom.cores.plan.actions.actions import add_action, finish_action
from rondom.cores.plan.actions.evaluations import evaluate_plan
from rondom.cores.plan.actions.plans import agree_plan, months_after, share_plan, start_work
from rondom.cores.plan.models import Plan
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Audience, Role
from rondom.foundation.workflow import Standing
from rondom.workflows.quickscan.actions.round_table import prepare_round_table
from rondom.workflows.quickscan.coming import AGAIN_WITHIN, PLAN_WITHIN, TABLE_WITHIN
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.overviews import standing
from rondom.workflows.quickscan.tests.factories import make_scan
from rondom.workflows.quickscan.tests.test_improve import improve, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def scan(coordinator: Any) -> Scan:
    return make_scan(coordinator)


@pytest.fixture
def release(scan: Scan, coordinator: Any) -> Release:
    """About the whole municipality, so that what comes of it counts for each neighbourhood."""
    return reported(scan, coordinator)[0]


def coming(user: Any) -> tuple[str, date | None]:
    (found,) = {(one.following, one.day) for one in standing(user)}
    return found


def running(release: Release, by: Any) -> Plan:
    plan = improve(release, by)
    agree_plan(plan, on=TODAY, by=by)
    start_work(plan, by=by)
    return plan


def test_from_nothing_to_a_next_wave(scan: Scan, coordinator: Any) -> None:
    assert coming(coordinator) == ("eerste meting klaarzetten", None)
    release = reported(scan, coordinator)[0]
    closed = release.results.round.closes_on
    assert coming(coordinator) == ("rondetafel houden", closed + TABLE_WITHIN)
    table = prepare_round_table(release, by=coordinator)
    starts_at, ends_at = period(TODAY + timedelta(days=9), time(13, 30), 120)
    choose_time(table, starts_at=starts_at, ends_at=ends_at, by=coordinator)
    assert coming(coordinator) == ("rondetafel houden", TODAY + timedelta(days=9))
    table.refresh_from_db()
    hold_gathering(table, today=TODAY + timedelta(days=9), by=coordinator)
    assert coming(coordinator) == ("plan maken", closed + PLAN_WITHIN)
    plan = improve(release, coordinator)
    assert coming(coordinator) == ("plan vaststellen", closed + PLAN_WITHIN)
    agree_plan(plan, on=TODAY, by=coordinator)
    assert coming(coordinator) == ("halverwege kijken", months_after(TODAY, 6))
    start_work(plan, by=coordinator)
    Plan.objects.update(half_way_on=None)
    assert coming(coordinator) == ("evalueren", plan.evaluate_on)
    plan.refresh_from_db()
    evaluate_plan(plan, learnt="Veel", on=TODAY, by=coordinator)
    assert coming(coordinator) == ("opnieuw meten", closed + AGAIN_WITHIN)


def test_says_how_many_actions_are_done(release: Release, coordinator: Any) -> None:
    goal = running(release, coordinator).goals.get()
    first, _ = (add_action(goal, what=what, by=coordinator) for what in ("Bellen", "Schrijven"))
    finish_action(first, by=coordinator)
    assert {one.details for one in standing(coordinator)} == {("1 van 2 acties klaar",)}
    goal.actions.update(due_on=timezone.localdate() - timedelta(days=1))
    assert {one.details for one in standing(coordinator)} == {("1 van 2 acties klaar, 1 te laat",)}


def test_a_plan_for_some_gives_others_no_day_and_no_numbers(
    scan: Scan, release: Release, coordinator: Any, outsider: Any
) -> None:
    plan = running(release, coordinator)
    add_action(plan.goals.get(), what="Bellen", by=coordinator)
    share_plan(plan, audience=Audience.NAMED, named=[coordinator], by=coordinator)
    add_member(scan.circle, user=outsider, role=Role.PROFESSIONAL, by=coordinator)

    def said(one: Standing) -> tuple[Any, ...]:
        return one.following, one.details

    assert {said(one) for one in standing(coordinator)} == {("halverwege kijken", ("0 van 1 acties klaar",))}
    assert {said(one) for one in standing(outsider)} == {("rondetafel houden", ())}


def test_asks_as_much_with_many_plans(release: Release, coordinator: Any) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            standing(coordinator)
        return len(queries)

    running(release, coordinator)
    few = asked()
    for _ in range(4):
        add_action(running(release, coordinator).goals.get(), what="Bellen", by=coordinator)
    assert asked() == few


def test_a_plan_of_an_earlier_wave_is_not_forgotten(scan: Scan, release: Release, coordinator: Any) -> None:
    plan = running(release, coordinator)
    add_action(plan.goals.get(), what="Bellen", by=coordinator)
    reported(scan, coordinator)
    Plan.objects.update(half_way_on=TODAY)
    assert coming(coordinator) == ("halverwege kijken", TODAY)
    assert {one.details for one in standing(coordinator)} == {("0 van 1 acties klaar",)}
    Plan.objects.update(half_way_on=None, evaluate_on=None)
    assert coming(coordinator)[0] == "rondetafel houden"
