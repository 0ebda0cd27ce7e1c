"""Whoever comes new sees what to do next; what cannot wait comes first."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.workflows.parenting_questions.actions.questions import screen_question
from rondom.workflows.parenting_questions.forms.sheets import in_ranges
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.question import Channel
from rondom.workflows.parenting_questions.suggesting import suggested
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_pool, make_question

ALONE = "Nog niemand doet mee"


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def test_a_pool_needs_neighbourhoods_and_says_where_they_come_from(client: Client, superuser: Any) -> None:
    client.force_login(superuser)
    page = client.get(reverse("parenting_questions:add_pool")).content.decode()
    assert f'href="{reverse("places:areas")}">Wijken</a>.' in page


def test_a_coordinator_who_is_alone_is_sent_to_the_circle(
    client: Client, pool: Pool, coordinator: Any, outsider: Any
) -> None:
    client.force_login(coordinator)
    assert ALONE in client.get(pool.get_absolute_url()).content.decode()
    add_member(pool.circle, user=outsider, role=Role.PROFESSIONAL, by=coordinator)
    assert ALONE not in client.get(pool.get_absolute_url()).content.decode()


def test_a_parent_of_the_circle_can_ask_too(
    client: Client, pool: Pool, coordinator: Any, outsider: Any
) -> None:
    add_member(pool.circle, user=outsider, role=Role.PARENT, by=coordinator)
    client.force_login(outsider)
    entrance = reverse("parenting_questions:ask_as_parent", args=[pool.entrance])
    assert entrance in client.get(pool.get_absolute_url()).content.decode()
    Pool.objects.update(open_to_parents=False)
    assert entrance not in client.get(pool.get_absolute_url()).content.decode()


def test_what_parents_wrote_themselves_is_read_first(pool: Pool) -> None:
    older = make_question(pool, today=TODAY - timedelta(weeks=9))
    own = make_question(pool, "Jak pomóc synowi zasnąć wieczorem?", channel=Channel.PARENT)
    assert list(pool.questions.to_screen()) == [own, older]


def test_after_the_last_question_comes_giving_a_theme(client: Client, pool: Pool, coordinator: Any) -> None:
    client.force_login(coordinator)
    question = make_question(pool)
    screen_question(question, by=coordinator, text=question.text)
    page = client.get(reverse("parenting_questions:screen", args=[pool.pk])).content.decode()
    assert f'href="{reverse("parenting_questions:code", args=[pool.pk])}"' in page


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Wanneer moet hij zindelijk zijn?", "zin"),
        ("Hoe lang duurt de puberteit?", "pub"),
        ("Ik ben zo moe, wat nu?", "str"),
        ("Wat is duur en wat niet?", "gld"),
    ],
)
def test_a_word_that_only_begins_alike_suggests_nothing(pool: Pool, text: str, theme: str) -> None:
    themes = pool.themes.order_by("pk")
    assert [one.code for one in suggested(make_question(pool, text), themes)] == [theme]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([], ""), ([4], "4"), ([2, 3], "2, 3"), ([9, 2, 3, 4, 7], "2 tot en met 4, 7, 9")],
)
def test_many_rows_are_said_shortly(numbers: list[int], said: str) -> None:
    assert in_ranges(numbers) == said
