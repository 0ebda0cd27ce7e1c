"""Parents read before they ask who will read it: the same on their page and on the poster, and true."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from rondom.foundation.access import roles_that_may
from rondom.foundation.circles.models import Role
from rondom.workflows.parenting_questions import posters
from rondom.workflows.parenting_questions.audience import who_reads_questions
from rondom.workflows.parenting_questions.models import Pool
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_pool

pytestmark = pytest.mark.django_db

NAMED = {
    Role.COORDINATOR: "mensen die in de wijk met ouders werken",
    Role.PROFESSIONAL: "mensen die in de wijk met ouders werken",
    Role.POLICY: "de gemeente",
    Role.RESEARCHER: "onderzoekers",
}


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def test_the_words_name_every_role_that_may_read_a_question_and_no_other(pool: Pool) -> None:
    assert roles_that_may("parenting_questions.view_question") == set(NAMED)
    words = who_reads_questions(pool).casefold()
    assert all(said in words for said in NAMED.values())
    assert "ouders lezen" not in words


def test_the_page_and_the_poster_name_the_municipality_in_the_same_words(
    client: Client, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[dict[str, Any]] = []

    def make_pdf(template: str, data: dict[str, Any], *, made_on: date) -> bytes:
        made.append(data)
        return b""

    monkeypatch.setattr(posters, "make_pdf", make_pdf)
    posters.poster_of_pool(pool, "https://wijk.test/vraag/x/", made_on=TODAY)
    said = who_reads_questions(pool)
    assert f"de gemeente {pool.circle.municipality} en onderzoekers" in said
    assert ("Wie leest uw vraag?", said) in made[0]["parts"]
    page = client.get(reverse("parenting_questions:ask_as_parent", args=[pool.entrance])).text
    assert escape(said) in page


def test_without_a_municipality_no_name_is_missing(pool: Pool) -> None:
    pool.circle.municipality = None
    assert "Ook de gemeente en onderzoekers lezen hem." in who_reads_questions(pool)


@pytest.mark.parametrize("language", ["en", "ar", "pl", "tr"])
def test_in_every_language_the_municipality_is_named(pool: Pool, language: str) -> None:
    with override(language):
        said = who_reads_questions(pool)
    assert str(pool.circle.municipality) in said
    assert "Uw vraag" not in said
