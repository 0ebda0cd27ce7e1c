"""What is asked often or more than before: only from two organisations, and never a small number."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from rondom.analysis.disclosure import thaw
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.places.models import Organisation
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.actions.bundles import set_thresholds
from rondom.workflows.parenting_questions.actions.counting import count_quarter
from rondom.workflows.parenting_questions.models import Pool, QuarterCount, Question
from rondom.workflows.parenting_questions.models.question import Channel, QuestionState
from rondom.workflows.parenting_questions.pooling import table_of
from rondom.workflows.parenting_questions.signals import found_signals
from rondom.workflows.parenting_questions.tests.factories import (
    TODAY,
    make_coded,
    make_pool,
    make_question,
    make_signal,
)

SUMMER = date(2026, 7, 1)


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def fill(pool: Pool, numbers: dict[str, int], week: date, *, area: int = 0) -> None:
    """So many questions per theme, in turn from two organisations."""
    place = pool.areas.order_by("name")[area]
    partners = list(Organisation.objects.filter(areas=place).order_by("name"))
    themes = {theme.code: theme for theme in pool.themes.order_by("pk")}
    Question.objects.bulk_create(
        Question(
            circle=pool.circle,
            pool=pool,
            area=place,
            text="Hoe doe ik dat?",
            week=week,
            channel=Channel.PROFESSIONAL,
            organisation=partners[number % 2],
            theme=themes[code],
            state=QuestionState.CODED,
        )
        for code, many in numbers.items()
        for number in range(many)
    )


def test_quarters_follow_each_other() -> None:
    assert quarters.quarter_of(date(2026, 12, 31)) == date(2026, 10, 1)
    assert quarters.after(date(2026, 10, 1)) == date(2027, 1, 1)
    assert quarters.said(SUMMER) == "3e kwartaal 2026"
    assert quarters.ended(date(2026, 2, 3), date(2026, 7, 1)) == [date(2026, 1, 1), date(2026, 4, 1)]


def test_a_theme_that_recurs_is_a_signal(pool: Pool, coordinator: Any) -> None:
    make_signal(pool, by=coordinator)
    (signal,) = found_signals(pool, TODAY)
    assert (signal.theme.code, signal.area.name, signal.recurs) == ("slp", "Lindenkwartier", True)


@pytest.mark.parametrize(("each", "organisations"), [(3, 2), (20, 1)])
def test_too_few_families_or_one_organisation_is_none(
    pool: Pool, coordinator: Any, each: int, organisations: int
) -> None:
    make_signal(pool, by=coordinator, each=each, organisations=organisations)
    assert found_signals(pool, TODAY) == []


def test_parents_alone_are_no_organisation(pool: Pool, coordinator: Any) -> None:
    for _ in range(10):
        make_coded(pool, by=coordinator, channel=Channel.PARENT)
    assert found_signals(pool, TODAY) == []


def test_what_is_too_long_ago_does_not_count(pool: Pool) -> None:
    fill(pool, {"slp": 8}, date(2026, 7, 6))
    assert found_signals(pool, TODAY) == []


@pytest.mark.parametrize("when", [date(2026, 9, 7), date(2026, 7, 6)])
def test_a_theme_that_rises_is_a_signal_below_the_threshold(pool: Pool, when: date) -> None:
    Pool.objects.filter(pk=pool.pk).update(families=50, reporters=50)
    pool.refresh_from_db()
    for month in (1, 4, 10):
        fill(pool, {"slp": 1, "etn": 20}, date(2025 if month == 10 else 2026, month, 7))
    fill(pool, {"slp": 12, "etn": 20}, when)
    (signal,) = found_signals(pool, TODAY)
    assert (signal.theme.code, signal.rises, signal.recurs) == ("slp", True, False)


def test_more_people_who_write_down_is_no_rise(pool: Pool) -> None:
    Pool.objects.filter(pk=pool.pk).update(families=500, reporters=500)
    pool.refresh_from_db()
    for month in (1, 4, 10):
        fill(pool, {"slp": 4, "etn": 8}, date(2025 if month == 10 else 2026, month, 7))
    fill(pool, {"slp": 24, "etn": 48}, date(2026, 9, 7))
    assert found_signals(pool, TODAY) == []


def test_the_floor_is_no_setting_to_lower(pool: Pool, coordinator: Any) -> None:
    with pytest.raises(ValidationError):
        set_thresholds(pool, families=4, reporters=5, organisations=2, months=3, by=coordinator)
    with pytest.raises(ValidationError):
        set_thresholds(pool, families=8, reporters=5, organisations=1, months=3, by=coordinator)


def test_a_quarter_shows_no_small_numbers(pool: Pool, coordinator: Any) -> None:
    fill(pool, {"slp": 12, "etn": 3, "lui": 9}, date(2026, 7, 6))
    fill(pool, {"slp": 11, "lui": 8}, date(2026, 7, 6), area=1)
    released = thaw(count_quarter(pool, SUMMER, today=TODAY, by=coordinator).document["released"])
    assert all(group.n is None or group.n >= 5 for group in released.groups.values())
    assert released.group("*", "etn").n is None


def test_a_theme_with_nothing_to_show_looks_like_one_that_nobody_asked_about(
    pool: Pool, coordinator: Any
) -> None:
    fill(pool, {"slp": 30, "etn": 1}, date(2026, 7, 6))
    table = table_of(count_quarter(pool, SUMMER, today=TODAY, by=coordinator))
    assert "Eten en drinken" not in str(table)


def test_a_quarter_is_counted_once_and_only_when_it_is_over_and_read(pool: Pool, coordinator: Any) -> None:
    with pytest.raises(Refused, match="niet voorbij"):
        count_quarter(pool, date(2026, 10, 1), today=TODAY, by=coordinator)
    with pytest.raises(Refused, match="niets gevraagd"):
        count_quarter(pool, SUMMER, today=TODAY, by=coordinator)
    fill(pool, {"slp": 12}, date(2026, 7, 6))
    late = make_question(pool, today=SUMMER.replace(day=8))
    with pytest.raises(Refused, match="Lees eerst"):
        count_quarter(pool, SUMMER, today=TODAY, by=coordinator)
    late.delete()
    count_quarter(pool, SUMMER, today=TODAY, by=coordinator)
    with pytest.raises(Refused, match="al geteld"):
        count_quarter(pool, SUMMER, today=TODAY, by=coordinator)
    assert QuarterCount.objects.count() == 1


@pytest.mark.parametrize(("role", "words"), [(Role.PARENT, False), (Role.COORDINATOR, True)])
def test_the_page_shows_parents_what_may_be_shown_and_no_more(
    pool: Pool, coordinator: Any, outsider: Any, client: Client, role: str, words: bool
) -> None:
    fill(pool, {"slp": 12}, date(2026, 7, 6))
    count_quarter(pool, SUMMER, today=TODAY, by=coordinator)
    make_signal(pool, by=coordinator, theme="lui")
    add_member(pool.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    page = client.get(reverse("parenting_questions:signals", args=[pool.pk])).content.decode()
    assert "Luisteren in Lindenkwartier" in page
    assert "3e kwartaal 2026" in page
    assert ("Nog niet samengenomen" in page) == words
    assert "/bundel/" not in page


def test_the_coordinator_counts_and_sets_thresholds(pool: Pool, coordinator: Any, client: Client) -> None:
    fill(pool, {"slp": 12}, date(2026, 7, 6))
    client.force_login(coordinator)
    count = reverse("parenting_questions:count", args=[pool.pk])
    response = client.post(count, {"quarter": "2026-07-01"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("parenting_questions:signals", args=[pool.pk])
    assert client.post(count, {"quarter": "2026-07-01"}).status_code == 409
    assert client.post(count, {"quarter": "ooit"}).status_code == 409
    page = client.get(reverse("parenting_questions:signals", args=[pool.pk]), {"thema": "slp"})
    assert "zoveel gezinnen vroegen ernaar" in page.content.decode()
    address = reverse("parenting_questions:thresholds", args=[pool.pk])
    low = {"families": 4, "reporters": 5, "organisations": 1, "months": 3, "revision": 1}
    assert client.post(address, low).status_code == 422
    assert client.post(address, {**low, "families": 10, "organisations": 3}).status_code == 302
    pool.refresh_from_db()
    assert (pool.families, pool.organisations) == (10, 3)
