"""Writing a question down: quickly, without identity, and with help at once where that is needed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.actions.questions import (
    AboutSafety,
    AskAboutSafety,
    Asked,
    Identifying,
    log_question,
    reporter_of,
)
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.models.question import Channel
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_pool, make_question

QUESTION = "Mijn kind van 4 wil niet slapen. Wat kan ik doen?"


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def test_keeps_the_words_the_week_and_nothing_of_who_asked(pool: Pool, coordinator: Any) -> None:
    question, code = log_question(
        pool,
        Asked(f"  {QUESTION}\n", pool.areas.all()[0]),
        channel=Channel.PROFESSIONAL,
        today=TODAY,
        by=coordinator,
    )
    assert question.text == QUESTION
    assert question.week.weekday() == 0
    assert code not in str(vars(question))
    assert str(coordinator.pk) != question.reporter
    assert coordinator.email not in str(vars(question))


@pytest.mark.parametrize(
    "text",
    ["Bel mij op 06-12345678 over slapen", "Mijn zoon Xander luistert niet", "Wij wonen op 3511 AB, en nu?"],
)
def test_what_leads_to_a_person_is_not_kept(pool: Pool, text: str) -> None:
    with pytest.raises(Identifying):
        make_question(pool, text)
    assert not Question.objects.exists()


@pytest.mark.parametrize("text", ["Mijn man slaat mij, wat nu?", "Zij wil niet meer leven, help"])
def test_a_question_about_danger_never_enters_the_pool(pool: Pool, text: str) -> None:
    with pytest.raises(AboutSafety):
        make_question(pool, text)
    assert not Question.objects.exists()


def test_words_that_may_be_about_danger_are_asked_about(pool: Pool) -> None:
    area = pool.areas.all()[0]
    asked = Asked("Mijn zoon slaat andere kinderen", area)
    with pytest.raises(AskAboutSafety):
        log_question(pool, asked, channel=Channel.PARENT, today=TODAY, by=None)
    sure = Asked(asked.text, area, not_unsafe=True)
    assert log_question(pool, sure, channel=Channel.PARENT, today=TODAY, by=None)[0].text == asked.text


def test_a_question_on_paper_counts_once(pool: Pool) -> None:
    make_question(pool, channel=Channel.PAPER, card="boom-hek-kip-012")
    with pytest.raises(Refused, match="telt één keer"):
        make_question(pool, channel=Channel.PAPER, card="boom-hek-kip-012")
    with pytest.raises(Refused, match="drie woorden"):
        make_question(pool, channel=Channel.PAPER, card="zomaar")
    assert Question.objects.count() == 1


def test_the_log_says_nothing_about_what_a_parent_asked(pool: Pool, client: Client) -> None:
    lines = Entry.objects.count()
    address = reverse("parenting_questions:ask_as_parent", args=[pool.entrance])
    response = client.post(address, {"text": QUESTION, "age_group": "4-7", "area": pool.areas.all()[0].pk})
    assert response.status_code == 200
    assert Question.objects.get().channel == Channel.PARENT
    assert Entry.objects.count() == lines


def test_professionals_are_told_apart_within_a_quarter_only(
    pool: Pool, coordinator: Any, researcher: Any
) -> None:
    here = reporter_of(pool, coordinator, TODAY)
    assert here == reporter_of(pool, coordinator, TODAY.replace(month=10))
    assert here != reporter_of(pool, researcher, TODAY)
    assert here != reporter_of(pool, coordinator, TODAY.replace(month=9))


@pytest.mark.parametrize(("role", "status"), [(None, 404), (Role.PARENT, 403), (Role.PROFESSIONAL, 200)])
def test_who_may_write_down(
    pool: Pool, client: Client, outsider: Any, coordinator: Any, role: str | None, status: int
) -> None:
    if role:
        add_member(pool.circle, user=outsider, role=role, by=coordinator)
    client.force_login(outsider)
    assert client.get(reverse("parenting_questions:ask", args=[pool.pk])).status_code == status


def test_a_name_is_pointed_at_and_the_words_stay_on_the_page(
    pool: Pool, client: Client, coordinator: Any
) -> None:
    client.force_login(coordinator)
    given = {"text": "Mijn zoon Xander slaapt slecht", "age_group": "4-7", "area": pool.areas.all()[0].pk}
    response = client.post(reverse("parenting_questions:ask", args=[pool.pk]), given)
    assert response.status_code == 422
    assert "naam: <a" in response.content.decode()
    assert given["text"] in response.content.decode()
    assert not Question.objects.exists()


def test_danger_shows_help_and_keeps_nothing(pool: Pool, client: Client) -> None:
    address = reverse("parenting_questions:ask_as_parent", args=[pool.entrance])
    given = {"text": "Mijn man slaat mij, wat nu?", "age_group": "all", "area": pool.areas.all()[0].pk}
    page = client.post(address, given).content.decode()
    assert "0800-2000" in page
    assert "niet bewaard" in page
    assert not Question.objects.exists()


def test_whoever_says_that_it_is_about_safety_gets_help(pool: Pool, client: Client) -> None:
    address = reverse("parenting_questions:ask_as_parent", args=[pool.entrance])
    given = {"text": "Mijn zoon slaat ons", "age_group": "all", "area": pool.areas.all()[0].pk}
    assert "Gaat dit over geweld" in client.post(address, given).content.decode()
    assert "niet bewaard" in client.post(address, {**given, "unsafe": "1"}).content.decode()
    assert not Question.objects.exists()


def test_what_was_chosen_last_time_stands_ready(pool: Pool, client: Client, coordinator: Any) -> None:
    client.force_login(coordinator)
    area = pool.areas.order_by("-name")[0]
    address = reverse("parenting_questions:ask", args=[pool.pk])
    client.post(address, {"text": QUESTION, "age_group": "4-7", "area": area.pk})
    form = client.get(address).context["form"]
    assert (form.initial["area"], form.initial["age_group"]) == (area.pk, "4-7")
    assert "text" not in form.initial


def test_whoever_asked_sees_what_became_of_it(pool: Pool, client: Client) -> None:
    address = reverse("parenting_questions:ask_as_parent", args=[pool.entrance])
    code = client.post(
        address, {"text": QUESTION, "age_group": "4-7", "area": pool.areas.all()[0].pk}
    ).context["code"]
    became = reverse("parenting_questions:what_became")
    page = client.post(became, {"code": code.upper().replace("-", " ")}).content.decode()
    assert QUESTION in page
    assert "Uw vraag is binnen" in page
    assert client.post(became, {"code": "fout-fout-fout-000"}).status_code == 422


def test_a_theme_that_was_chosen_stands_ready_and_one_look_is_enough(
    pool: Pool, client: Client, coordinator: Any
) -> None:
    client.force_login(coordinator)
    theme = pool.themes.get(code="lui")
    given = {"text": QUESTION, "age_group": "4-7", "area": pool.areas.all()[0].pk, "theme": theme.pk}
    client.post(reverse("parenting_questions:ask", args=[pool.pk]), given)
    question = Question.objects.get()
    assert question.state == "new"
    address = reverse("parenting_questions:screen", args=[pool.pk])
    form = client.get(address).context["form"]
    assert form.initial["theme"] == theme
    client.post(address, {"question": question.pk, "text": QUESTION, "theme": theme.pk})
    question.refresh_from_db()
    assert (question.state, question.theme) == ("coded", theme)


def test_without_a_theme_its_words_point_at_one_and_it_can_wait(
    pool: Pool, client: Client, coordinator: Any
) -> None:
    client.force_login(coordinator)
    question = make_question(pool, QUESTION)
    address = reverse("parenting_questions:screen", args=[pool.pk])
    assert client.get(address).context["form"].initial["theme"].code == "slp"
    client.post(address, {"question": question.pk, "text": QUESTION, "theme": ""})
    question.refresh_from_db()
    assert (question.state, question.theme) == ("screened", None)


def test_a_professional_who_chooses_safety_gets_help(pool: Pool, client: Client, coordinator: Any) -> None:
    client.force_login(coordinator)
    theme = pool.themes.get(code="vei")
    given = {"text": QUESTION, "age_group": "4-7", "area": pool.areas.all()[0].pk, "theme": theme.pk}
    page = client.post(reverse("parenting_questions:ask", args=[pool.pk]), given).content.decode()
    assert "niet bewaard" in page
    assert not Question.objects.exists()


def test_who_to_call_does_not_wait_for_the_rest_of_the_form(
    client: Client, pool: Pool, coordinator: Any
) -> None:
    unfinished = {"text": "Mijn man slaat mij en de kinderen"}
    parent = reverse("parenting_questions:ask_as_parent", args=[pool.entrance])
    assert "0800-2000" in _said_after(client, parent, unfinished)
    client.force_login(coordinator)
    professional = reverse("parenting_questions:ask", args=[pool.pk])
    assert "0800-2000" in _said_after(client, professional, unfinished)
    chosen = {"text": QUESTION, "theme": pool.themes.get(code="vei").pk}
    assert "0800-2000" in _said_after(client, professional, chosen)
    assert not Question.objects.exists()


def _said_after(client: Client, address: str, unfinished: dict[str, Any]) -> str:
    page = client.post(address, unfinished).content.decode()
    assert "De vraag is niet bewaard" in page
    return page
