"""Parents write their question on a card; it counts once, and they keep its code."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.sealing import is_code, new_code
from rondom.workflows.parenting_questions.cards import NUMBER, cards_of, languages
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.models.question import Channel
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_evaluated, make_pool

CODE = re.compile(r"\b[a-z]+-[a-z]+-[a-z]+-\d{3}\b")
QUESTION = "Hoe krijg ik mijn kind op tijd in bed?"


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def words_of(made: bytes, folder: Path) -> str:
    """What a reader sees in the document."""
    (folder / "cards.pdf").write_bytes(made)
    done = subprocess.run(
        ["pdftotext", "-layout", folder / "cards.pdf", "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def form_of(pool: Pool, **extra: Any) -> dict[str, Any]:
    return {"text": QUESTION, "age_group": "4-7", "area": pool.areas.all()[0].pk, **extra}


@pytest.mark.parametrize("language", ["nl", "en", "pl", "tr"])
def test_every_card_has_a_code_of_its_own_twice(pool: Pool, tmp_path: Path, language: str) -> None:
    assert language in dict(languages())
    link = "https://wijk.test/vraag/terug/"
    said = words_of(cards_of(pool, link, language=language, made_on=TODAY), tmp_path)
    found = CODE.findall(said)
    assert len(found) == 2 * NUMBER
    assert len({*found}) == NUMBER
    assert all(is_code(one) for one in found)
    assert said.count("wijk.test/vraag/terug/") == NUMBER
    assert "0800-2000" in said
    assert "□" not in said
    assert ("Bewaar dit strookje." in said) == (language == "nl")


def test_a_language_that_cannot_be_printed_is_not_offered(
    client: Client, pool: Pool, coordinator: Any
) -> None:
    assert "ar" not in dict(languages())
    client.force_login(coordinator)
    answer = client.get(reverse("parenting_questions:cards", args=[pool.pk]), {"taal": "ar"})
    assert answer.headers["Content-Disposition"].endswith('-nl.pdf"')


def test_a_card_is_taken_over_once_and_its_code_says_what_became_of_it(
    client: Client, pool: Pool, coordinator: Any
) -> None:
    client.force_login(coordinator)
    address = reverse("parenting_questions:ask", args=[pool.pk])
    code = new_code()
    typed = code.upper().replace("-", " ")
    kept = client.post(address, form_of(pool, card=typed))
    assert kept.status_code == 200
    assert code not in kept.content.decode()
    assert "De ouder heeft de code al" in kept.content.decode()
    assert Question.objects.get().channel == Channel.PAPER
    again = client.post(address, form_of(pool, card=code))
    assert again.status_code == 422
    assert "Het telt één keer." in again.content.decode()
    assert QUESTION in again.content.decode()
    assert Question.objects.count() == 1
    client.logout()
    page = client.post(reverse("parenting_questions:what_became"), {"code": code})
    assert QUESTION in page.content.decode()


@pytest.mark.parametrize("code", ["12", "boom-hek-kip", "boom-hek-kip-12", "boom-hek-xyzzy-012", "a b c 123"])
def test_what_is_no_code_of_a_card_is_said(client: Client, pool: Pool, coordinator: Any, code: str) -> None:
    client.force_login(coordinator)
    page = client.post(reverse("parenting_questions:ask", args=[pool.pk]), form_of(pool, card=code))
    assert page.status_code == 422
    assert "drie woorden en drie cijfers" in page.content.decode()
    assert not Question.objects.exists()


def test_parents_themselves_are_not_asked_for_a_card(client: Client, pool: Pool) -> None:
    address = reverse("parenting_questions:ask_as_parent", args=[pool.entrance])
    assert "kaartje" not in client.get(address).content.decode()
    client.post(address, form_of(pool, card="boom-hek-kip-012"))
    assert Question.objects.get().channel == Channel.PARENT


@pytest.mark.parametrize(("language", "said"), [("nl", "Had u hier iets aan?"), ("tr", "faydası")])
def test_parents_say_with_a_cross_and_no_name_what_they_thought(
    client: Client, pool: Pool, coordinator: Any, tmp_path: Path, language: str, said: str
) -> None:
    group = make_evaluated(pool, by=coordinator)
    client.force_login(coordinator)
    page = client.get(reverse("parenting_questions:opinions", args=[pool.pk, group.pk])).content.decode()
    address = reverse("parenting_questions:opinion_paper", args=[pool.pk, group.pk])
    assert f'href="{address}?taal={language}"' in page
    words = words_of(client.get(address, {"taal": language}).content, tmp_path)
    assert words.count(said) == 4
    assert "□" not in words
