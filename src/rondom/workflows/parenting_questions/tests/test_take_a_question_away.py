"""A coordinator takes a question away that turned out to lead to a person, wherever it stands."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.circles.models import Membership, Role
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.bundles import raise_signal
from rondom.workflows.parenting_questions.actions.questions import withhold_question
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.models.question import QuestionState, WithheldFor
from rondom.workflows.parenting_questions.tests.factories import (
    TODAY,
    make_bundle,
    make_coded,
    make_pool,
    make_question,
)


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


@pytest.mark.parametrize("state", sorted({*QuestionState} - {QuestionState.WITHHELD}))
def test_from_every_place(client: Client, pool: Pool, coordinator: Any, state: str) -> None:
    question = make_coded(pool, by=coordinator)
    question.state = state
    question.save()
    client.force_login(coordinator)
    address = reverse("parenting_questions:withhold", args=[pool.pk])
    page = client.post(address, {"question": question.pk, "reason": "hurtful"}, follow=True)
    assert page.status_code == 200
    assert "De vraag is weggehaald." in page.content.decode()
    question.refresh_from_db()
    assert (question.state, question.text) == (QuestionState.WITHHELD, "")
    assert question.withheld_for == WithheldFor.HURTFUL


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.POLICY, Role.RESEARCHER])
def test_others_read_no_button(
    client: Client, pool: Pool, coordinator: Any, outsider: Any, role: str
) -> None:
    question = make_coded(pool, by=coordinator)
    Membership.objects.create(circle=pool.circle, user=outsider, role=role)
    address = reverse("parenting_questions:questions", args=[pool.pk])
    client.force_login(outsider)
    shown = client.get(address).content.decode()
    assert question.text in shown
    assert "De vraag weghalen" not in shown
    client.force_login(coordinator)
    assert "De vraag weghalen" in client.get(address).content.decode()


def test_a_bundle_shows_that_it_is_gone(client: Client, pool: Pool, coordinator: Any) -> None:
    bundle = make_bundle(pool, by=coordinator)
    first = bundle.questions.order_by("pk")[0]
    client.force_login(coordinator)
    address = reverse("parenting_questions:withhold", args=[pool.pk])
    page = client.post(address, {"question": first.pk, "reason": "identifying"}, follow=True)
    assert page.redirect_chain == [(bundle.get_absolute_url(), 302)]
    assert "weggehaald <span" in page.content.decode()


def test_what_is_gone_makes_no_signal(pool: Pool, coordinator: Any) -> None:
    bundle = make_bundle(pool, by=coordinator)
    withhold_question(bundle.questions.order_by("pk")[0], reason="identifying", by=coordinator)
    with pytest.raises(Refused, match="nog geen signaal"):
        raise_signal(bundle, today=TODAY, by=coordinator)


def test_a_question_that_was_not_read_yet_is_taken_away_there_too(
    client: Client, pool: Pool, coordinator: Any
) -> None:
    question = make_question(pool)
    client.force_login(coordinator)
    form = {"question": question.pk, "reason": "elsewhere"}
    answer = client.post(reverse("parenting_questions:withhold", args=[pool.pk]), form)
    assert answer.headers["Location"] == reverse("parenting_questions:screen", args=[pool.pk])
    question.refresh_from_db()
    assert question.state == QuestionState.WITHHELD


@pytest.mark.parametrize("form", [{}, {"reason": ""}, {"reason": "zomaar"}])
def test_without_a_reason_nothing_is_taken_away(
    client: Client, pool: Pool, coordinator: Any, form: dict[str, str]
) -> None:
    question = make_question(pool)
    client.force_login(coordinator)
    address = reverse("parenting_questions:withhold", args=[pool.pk])
    answer = client.post(address, {"question": question.pk, **form})
    assert answer.status_code == 409
    assert "Kies waarom de vraag weg moet" in answer.content.decode()
    before = question.text
    question.refresh_from_db()
    assert (question.state, question.text) == (QuestionState.NEW, before)
