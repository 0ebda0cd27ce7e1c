"""Two people give the same questions a theme, blind, and see how well they agree."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.coding import code_blind
from rondom.workflows.parenting_questions.agreeing import agreeing, next_to_code
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.tests.factories import make_coded, make_pool


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def test_the_second_person_gets_what_the_first_one_saw(pool: Pool, coordinator: Any, researcher: Any) -> None:
    make_coded(pool, by=coordinator)
    last = make_coded(pool, by=coordinator)
    code_blind(last, theme=pool.themes.get(code="slp"), by=coordinator)
    assert next_to_code(pool, researcher) == last
    assert next_to_code(pool, coordinator) != last
    with pytest.raises(Refused, match="al bekeken"):
        code_blind(last, theme=pool.themes.get(code="etn"), by=coordinator)


def test_agreement_and_what_is_mixed_up(pool: Pool, coordinator: Any, researcher: Any) -> None:
    sleep, food = pool.themes.get(code="slp"), pool.themes.get(code="etn")
    for number in range(10):
        question = make_coded(pool, by=coordinator)
        code_blind(question, theme=sleep if number < 5 else food, by=coordinator)
        code_blind(question, theme=sleep if number < 6 else food, by=researcher)
    found = agreeing(pool)
    values = {name: value for name, value, _ in found.measures}
    assert values["Zelfde thema"] == "0,90"
    assert values["Kappa van Cohen"] == "0,80"
    assert found.mixed_up == (("Eten en drinken", "Slapen", "1"),)
    assert {one.theme for one in Question.objects.select_related("theme").order_by("pk")} == {sleep}


def test_the_pages(pool: Pool, coordinator: Any, client: Client) -> None:
    question = make_coded(pool, by=coordinator)
    client.force_login(coordinator)
    address = reverse("parenting_questions:code_twice", args=[pool.pk])
    assert question.text in client.get(address).content.decode()
    theme = pool.themes.get(code="etn")
    assert client.post(address, {"question": question.pk, "theme": theme.pk}).status_code == 302
    assert "U bent klaar" in client.get(address).content.decode()
    of_theme = reverse("parenting_questions:theme", args=[pool.pk, "etn"])
    sent = {"belongs": "Snoepen", "does_not_belong": "", "in_use": "on", "revision": "1"}
    assert client.post(of_theme, sent).status_code == 302
    assert "Snoepen" in client.get(reverse("parenting_questions:codebook", args=[pool.pk])).content.decode()
