"""Everyone may know how questions are read; the circle sees what was done, without a word of a parent."""

import csv
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from rondom.foundation.circles.models import Membership, Role
from rondom.workflows.parenting_questions.actions.questions import (
    Asked,
    log_question,
    screen_question,
    withhold_question,
)
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.models.question import Channel, QuestionState, WithheldFor
from rondom.workflows.parenting_questions.reading_policy import HEAD, read_until
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_pool, make_question

QUARTER = TODAY.replace(month=10, day=1)
BEFORE = QUARTER.replace(month=9)


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def ask(pool: Pool, number: int, **extra: Any) -> list[Question]:
    return [make_question(pool, **{"today": BEFORE, **extra}) for _ in range(number)]


def test_everyone_reads_who_reads_and_why_something_leaves(client: Client, pool: Pool) -> None:
    page = client.get(reverse("parenting_questions:how_we_read", args=[pool.entrance])).content.decode()
    assert "Een mens leest elke vraag." in page
    for reason in WithheldFor:
        assert str(reason.label)[1:] in page
    assert "Hoe vaak gebeurt dat?" not in page


@pytest.mark.parametrize(("withheld", "said"), [(0, 0), (4, 0), (5, 5)])
def test_a_small_number_is_not_said(pool: Pool, coordinator: Any, withheld: int, said: int) -> None:
    asked = ask(pool, 12)
    for question in asked[:withheld]:
        withhold_question(question, reason="identifying", by=coordinator)
    read = read_until(pool, TODAY)
    assert read is not None
    assert (read.before, read.questions, read.withheld) == (QUARTER, 12, said)


@pytest.mark.parametrize(("asked", "withheld"), [(0, 0), (4, 0), (9, 5)])
def test_nothing_is_said_of_a_few(pool: Pool, coordinator: Any, asked: int, withheld: int) -> None:
    for question in ask(pool, asked)[:withheld]:
        withhold_question(question, reason="identifying", by=coordinator)
    assert read_until(pool, TODAY) is None


def test_a_question_of_now_changes_no_number(client: Client, pool: Pool) -> None:
    ask(pool, 12)
    address = reverse("parenting_questions:how_we_read", args=[pool.entrance])
    before = read_until(pool, TODAY)
    assert "12" in client.get(address).content.decode()
    make_question(pool)
    assert read_until(pool, TODAY) == before


@pytest.mark.parametrize("reason", WithheldFor.values)
def test_whoever_asked_reads_why(client: Client, pool: Pool, coordinator: Any, reason: str) -> None:
    asked = Asked("Mijn kind wil niet slapen, wat kan ik doen?", pool.areas.order_by("name")[0])
    question, code = log_question(pool, asked, channel=Channel.PARENT, today=TODAY, by=None)
    withhold_question(question, reason=reason, by=coordinator)
    page = client.post(reverse("parenting_questions:what_became"), {"code": code}).content.decode()
    assert str(WithheldFor(reason).label)[1:] in page
    assert ("0800-2000" in page) == (reason == WithheldFor.SAFETY)
    assert ("U mag uw vraag anders opschrijven." in page) == (reason in {"identifying", "hurtful"})


def test_the_log_says_what_was_done_and_no_word_of_a_parent(
    client: Client, pool: Pool, coordinator: Any
) -> None:
    first, second, third = (make_question(pool, text=f"Wat is wijs bij {what}?") for what in "abc")
    screen_question(first, text=first.text, by=coordinator)
    screen_question(second, text="Wat is wijs?", by=coordinator)
    withhold_question(third, reason="safety", by=coordinator)
    client.force_login(coordinator)
    answer = client.get(reverse("parenting_questions:reading_log", args=[pool.pk]))
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert tuple(rows[0]) == HEAD
    assert sorted(row[1:] for row in rows[1:]) == [
        ["nagelezen", "", "ja"],
        ["nagelezen", "", "nee"],
        ["weggehaald", str(WithheldFor.SAFETY.label), "nee"],
    ]
    assert "wijs" not in answer.content.decode()
    assert str(coordinator) not in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PROFESSIONAL, 200), (Role.POLICY, 200), (Role.RESEARCHER, 200), (Role.PARENT, 403), (None, 404)],
)
def test_who_may_have_the_log(
    client: Client, pool: Pool, outsider: Any, role: str | None, status: int
) -> None:
    if role:
        Membership.objects.create(circle=pool.circle, user=outsider, role=role)
    client.force_login(outsider)
    assert client.get(reverse("parenting_questions:reading_log", args=[pool.pk])).status_code == status


def test_only_what_was_taken_away_says_why(pool: Pool) -> None:
    question = make_question(pool)
    question.withheld_for = WithheldFor.SAFETY
    with pytest.raises(IntegrityError), transaction.atomic():
        question.save()
    question.state = QuestionState.WITHHELD
    question.save()
