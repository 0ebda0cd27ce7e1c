"""How it goes with the questions: taken together, answered in time, and weeks from a signal to a group."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rondom.foundation.places.models import Organisation
from rondom.workflows.parenting_questions.actions.bundles import give_back, raise_signal
from rondom.workflows.parenting_questions.figures import Figures, figures_of, going
from rondom.workflows.parenting_questions.models import Bundle, ParentGroup, Pool, Question
from rondom.workflows.parenting_questions.models.bundle import BundleState
from rondom.workflows.parenting_questions.models.group import GroupState
from rondom.workflows.parenting_questions.models.question import Channel, QuestionState
from rondom.workflows.parenting_questions.reach import reach_of
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_bundle, make_pool

SPRING, SUMMER = date(2026, 4, 6), date(2026, 7, 6)
"""Mondays in the second and the third quarter."""


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def asked(pool: Pool, number: int, week: date, bundle: Bundle | None = None, **more: Any) -> None:
    theme, area = pool.themes.get(code="slp"), pool.areas.order_by("pk")[0]
    state = QuestionState.BUNDLED if bundle else QuestionState.CODED
    fields = {"state": state, "theme": theme, "area": area, "text": "Hoe doe ik dat?", **more}
    Question.objects.bulk_create(
        Question(
            circle=pool.circle, pool=pool, week=week, channel=Channel.PROFESSIONAL, bundle=bundle, **fields
        )
        for _ in range(number)
    )


def answered(pool: Pool, on: date | None, **more: Any) -> Bundle:
    theme, area = pool.themes.get(code="slp"), pool.areas.order_by("pk")[0]
    state = BundleState.RETURNED if on else BundleState.BUNDLED
    fields = {"state": state, "returned_on": on, **more}
    return Bundle.objects.create(
        circle=pool.circle, pool=pool, theme=theme, area=area, since=SPRING, until=SUMMER, **fields
    )


def found(pool: Pool, today: date = TODAY) -> Figures:
    return figures_of([pool], today)[pool.pk]


def test_shares_are_of_what_was_asked(pool: Pool) -> None:
    in_time, late = answered(pool, SUMMER + timedelta(weeks=6)), answered(pool, SUMMER + timedelta(days=43))
    asked(pool, 6, SUMMER, in_time)
    asked(pool, 2, SUMMER, late)
    asked(pool, 2, SUMMER)
    asked(pool, 9, SUMMER, state=QuestionState.WITHHELD)
    asked(pool, 9, TODAY)  # a quarter that is not over
    shown = found(pool)
    assert shown.bundled is not None
    assert shown.in_time is not None
    assert (shown.bundled.percent, shown.bundled.of) == (80, 10)
    assert (shown.in_time.percent, shown.in_time.of) == (60, 10)
    assert shown.in_time.wide.table.rows[0][:2] == ("3e kwartaal 2026", "60")


def test_all_and_none_are_shown_too(pool: Pool) -> None:
    asked(pool, 7, SPRING, answered(pool, SPRING))
    asked(pool, 7, SUMMER)
    shown = found(pool)
    assert shown.in_time is not None
    assert [row[1] for row in shown.in_time.wide.table.rows] == ["100", "0", "90"]  # and the aim
    assert shown.in_time.percent == 50


def test_a_quarter_with_few_questions_is_not_shown_and_not_to_be_computed(pool: Pool) -> None:
    asked(pool, 4, SPRING, answered(pool, SPRING))
    asked(pool, 7, SUMMER)
    asked(pool, 8, date(2026, 1, 5))
    shown = found(pool).in_time
    assert shown is not None
    values = {row[0]: row[1] for row in shown.wide.table.rows}
    assert "2e kwartaal 2026" in values
    assert not values["2e kwartaal 2026"].isdecimal()
    assert shown.percent == 0
    assert shown.of < 15


def test_who_can_still_be_in_time_does_not_count_yet(pool: Pool) -> None:
    asked(pool, 8, date(2026, 9, 28))
    today = date(2026, 10, 5)
    shown = found(pool, today)
    assert shown.in_time is None
    assert shown.bundled is not None
    assert shown.bundled.percent == 0


def test_an_answer_of_which_the_day_was_not_kept_does_not_count(pool: Pool) -> None:
    asked(pool, 8, SUMMER, answered(pool, None, state=BundleState.CLOSED))
    asked(pool, 6, SUMMER, answered(pool, SUMMER))
    shown = found(pool).in_time
    assert shown is not None
    assert (shown.percent, shown.of) == (100, 6)


def test_weeks_to_a_group_are_the_middle_of_three(pool: Pool) -> None:
    for weeks in (4, 9, 30):
        bundle = answered(pool, None, signal_on=SPRING)
        for more in (0, 5):  # a second group of the same bundle does not count
            ParentGroup.objects.create(
                circle=pool.circle, pool=pool, bundle=bundle, name="Groep", state=GroupState.STARTED,
                starts_on=SPRING + timedelta(weeks=weeks + more),
            )  # fmt: skip
        shown = found(pool)
        assert shown.weeks == (9 if shown.groups == 3 else None)
    ParentGroup.objects.filter(starts_on=SPRING + timedelta(weeks=30)).update(state=GroupState.STOPPED)
    assert found(pool).groups == 3  # the second one of that bundle was held


def test_steps_keep_their_day(coordinator: Any) -> None:
    bundle = make_bundle(make_pool(coordinator), by=coordinator, each=8)
    raise_signal(bundle, today=TODAY, by=coordinator)
    bundle.refresh_from_db()
    assert bundle.signal_on == TODAY
    Bundle.objects.update(state=BundleState.DECIDED)
    give_back(bundle, told="Er komt een groep.", today=TODAY, by=coordinator)
    bundle.refresh_from_db()
    assert bundle.returned_on == TODAY


def test_reach_counts_an_organisation_once_in_a_neighbourhood(pool: Pool) -> None:
    area, other = pool.areas.order_by("pk")
    school, welfare = Organisation.objects.filter(areas=area).order_by("pk")
    assert reach_of(pool, SPRING) is None
    for organisation in (school, school, None):
        asked(pool, 2, SUMMER, organisation=organisation)
    asked(pool, 2, date(2026, 3, 30), organisation=welfare)
    found = reach_of(pool, SPRING)
    assert found is not None
    assert set(found.wide.table.rows) == {(area.name, "1", "2"), (other.name, "0", "2")}


def test_pages_show_them(client: Client, pool: Pool, coordinator: Any, outsider: Any) -> None:
    week = timezone.localdate() - timedelta(days=140)
    asked(pool, 8, week - timedelta(days=week.weekday()))
    client.force_login(coordinator)
    page = client.get(reverse("parenting_questions:figures", args=[pool.pk])).text
    assert "Op zoveel vragen kwam binnen zes weken iets terug" in page
    assert "dit staat hier vanaf 3 groepen" in page
    for address in (pool.get_absolute_url(), reverse("home:neighbourhoods")):
        assert "binnen zes weken iets terug" in client.get(address).text
    assert going(outsider, timezone.localdate()) == []


def test_without_a_quarter_there_is_nothing_to_show(client: Client, pool: Pool, coordinator: Any) -> None:
    client.force_login(coordinator)
    assert "Nog geen cijfers" in client.get(reverse("parenting_questions:figures", args=[pool.pk])).text
    assert going(coordinator, TODAY) == []
