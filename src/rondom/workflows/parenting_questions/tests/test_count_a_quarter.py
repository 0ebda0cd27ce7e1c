"""Counting a quarter in the background: asked for once, refused at once, and it says how it ended."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.cores.measure.models.publication import STUCK_AFTER
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions import tasks
from rondom.workflows.parenting_questions.actions import counting as actions
from rondom.workflows.parenting_questions.models import Counting, Pool, QuarterCount
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_coded, make_pool, make_question

SUMMER = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    pool = make_pool(coordinator)
    make_coded(pool, by=coordinator, today=date(2026, 7, 6))
    return pool


@pytest.fixture
def visitor(client: Client, coordinator: Any) -> Client:
    client.force_login(coordinator)
    return client


def press(client: Client, pool: Pool) -> Any:
    address = reverse("parenting_questions:count", args=[pool.pk])
    return client.post(address, {"quarter": SUMMER.isoformat()})


def address_of(counting: Counting) -> str:
    return reverse("parenting_questions:counting", args=[counting.pool_id, counting.pk])


def test_it_is_counted_and_one_comes_back_to_the_signals(visitor: Client, pool: Pool) -> None:
    response = press(visitor, pool)
    counting = Counting.objects.get()
    assert (counting.finished, counting.problem) == (True, "")
    assert response.url == address_of(counting)
    assert visitor.get(response.url).url == reverse("parenting_questions:signals", args=[pool.pk])  # type: ignore[attr-defined]  # it redirects
    assert "HX-Redirect" in visitor.get(response.url, headers={"HX-Request": "true"})
    assert QuarterCount.objects.get().quarter == SUMMER
    assert Entry.objects.filter(action="parenting_questions.quarter_counted").count() == 1


def test_what_stands_in_the_way_is_said_at_once(visitor: Client, pool: Pool) -> None:
    make_question(pool, today=date(2026, 7, 6))
    response = press(visitor, pool)
    assert response.status_code == 409
    assert "Lees eerst alle vragen" in response.content.decode()
    assert not Counting.objects.exists()


def test_a_counting_that_is_on_is_not_started_twice(visitor: Client, pool: Pool) -> None:
    running, _ = actions.ask_to_count(pool, SUMMER, today=TODAY)
    assert press(visitor, pool).url == address_of(running)
    assert (Counting.objects.count(), QuarterCount.objects.count()) == (1, 0)
    page = visitor.get(address_of(running)).content.decode()
    assert "Wij tellen het 3e kwartaal 2026" in page
    assert "every 2s" in page


def test_one_that_is_stuck_says_so_and_can_be_started_again(visitor: Client, pool: Pool) -> None:
    old = Counting.objects.create(
        pool=pool, quarter=SUMMER, asked_at=timezone.now() - STUCK_AFTER - timedelta(minutes=1)
    )
    page = visitor.get(address_of(old)).content.decode()
    assert "blijven steken" in page
    assert "every 2s" not in page
    press(visitor, pool)
    assert QuarterCount.objects.count() == 1


def test_a_question_that_came_in_between_is_said_on_the_page(visitor: Client, pool: Pool) -> None:
    counting, _ = actions.ask_to_count(pool, SUMMER, today=TODAY)
    make_question(pool, today=date(2026, 7, 6))
    tasks.count_quarter.call(counting.pk, None)
    counting.refresh_from_db()
    assert counting.finished
    assert "Lees eerst alle vragen" in visitor.get(address_of(counting)).content.decode()
    assert not QuarterCount.objects.exists()


def test_two_that_run_together_keep_one_count(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second comes in after the first looked, and before it kept anything."""

    def meanwhile(*args: Any) -> dict[str, Any]:
        QuarterCount.objects.create(pool=pool, quarter=SUMMER, document={})
        return {"columns": {}}

    monkeypatch.setattr(actions, "_document", meanwhile)
    with pytest.raises(Refused, match="al geteld"):
        actions.count_quarter(pool, SUMMER, today=TODAY, by=None)
    assert QuarterCount.objects.count() == 1
    assert not Entry.objects.filter(action="parenting_questions.quarter_counted").exists()


def test_an_error_in_the_program_is_said_and_not_swallowed(
    visitor: Client, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting, _ = actions.ask_to_count(pool, SUMMER, today=TODAY)

    def broken(*args: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "_document", broken)
    with pytest.raises(ZeroDivisionError):
        actions.finish_counting(counting, today=TODAY, by=None)
    assert "fout in het programma" in visitor.get(address_of(counting)).content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_is_locked_while_it_is_decided_what_may_be_shown(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    monkeypatch.setattr(actions, "release", lambda *_, **__: held.append(connection.in_atomic_block))
    monkeypatch.setattr(actions, "freeze", lambda released: {})
    actions.count_quarter(pool, SUMMER, today=TODAY, by=None)
    assert held == [False]


def test_a_counting_of_another_pool_is_not_found(visitor: Client, pool: Pool, coordinator: Any) -> None:
    other = Pool.objects.create(circle=pool.circle, name="Andere pot")
    counting = Counting.objects.create(pool=other, quarter=SUMMER)
    address = reverse("parenting_questions:counting", args=[pool.pk, counting.pk])
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("quarter", ["9999-10-01", "0001-01-01", "2026-07-02", "x"])
def test_a_quarter_that_nobody_can_count_is_refused(visitor: Client, pool: Pool, quarter: str) -> None:
    address = reverse("parenting_questions:count", args=[pool.pk])
    assert visitor.post(address, {"quarter": quarter}).status_code == 409
    assert not Counting.objects.exists()
