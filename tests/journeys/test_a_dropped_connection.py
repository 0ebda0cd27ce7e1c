"""The connection drops with every form that someone sends: nothing is lost, and nothing counts twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Error

from rondom.cores.measure.models import SealedResponse
from rondom.cores.measure.tests.factories import make_round
from rondom.cores.plan.tests.factories import make_plan
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import verify
from rondom.foundation.circles.models import Circle
from rondom.workflows.parenting_questions.models import Approach, Pool, Question
from rondom.workflows.parenting_questions.models.group import ELEMENTS
from rondom.workflows.parenting_questions.tests.factories import make_pool, make_question, make_signal
from tests.broken_line import Cut
from tests.journeys.dropping import Dropping, dropping

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

QUESTION = "Hoe krijg ik mijn kind in bed?"

IN_THE_BROWSER = """async () => [
  localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length, document.cookie]"""


@pytest.fixture
def someone(browser: Browser, live_server: Any) -> Iterator[Dropping]:
    with dropping(browser, live_server.url) as someone:
        yield someone


@pytest.fixture
def pool(coordinator: User) -> Pool:
    return make_pool(coordinator)


def test_a_question_of_a_parent_on_a_phone_that_is_shared(someone: Dropping, pool: Pool) -> None:
    address, page = f"/vraag/{pool.entrance}/", someone.page
    someone.goes_to(address)
    page.locator("#id_text").fill(QUESTION)
    page.get_by_label("Lindenkwartier").check()
    someone.context.set_offline(True)
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Wat u invulde, is niet verstuurd.").wait_for()
    assert page.evaluate("document.activeElement.id") == "geen-verbinding"
    assert page.locator("#id_text").input_value() == QUESTION
    assert page.evaluate(IN_THE_BROWSER) == [0, 0, 0, 0, 0, ""]
    someone.context.set_offline(False)
    someone.sends("Bewaren")
    page.get_by_role("heading", name="De vraag is bewaard").wait_for()
    assert Question.objects.get().text == QUESTION
    code = page.locator("strong").first.inner_text()
    page.reload()
    assert page.locator("strong").first.inner_text() == code  # what was written down stays right
    assert Question.objects.count() == 1
    assert {one["name"] for one in someone.context.cookies()} <= {"csrftoken", "rondom_taal"}
    assert page.evaluate(IN_THE_BROWSER) == [0, 0, 0, 0, 0, ""]

    someone.goes_to("/vraag/terug/")
    page.get_by_label("Uw code").fill(code)
    page.get_by_role("button", name="Kijken").click()
    page.get_by_text(QUESTION).wait_for()
    for _ in range(4):  # whoever has the phone next goes back, and back
        with suppress(Error):  # a browser asks before it shows the answer to a form again
            page.go_back()
        page.wait_for_timeout(200)
        assert QUESTION not in page.content()
        assert code not in page.content()
        fields = page.locator("main form :is(textarea, input:not([type=hidden]):not([type=radio]))")
        assert not any(field.input_value() for field in fields.all())


def test_a_question_that_a_professional_heard(
    someone: Dropping, pool: Pool, coordinator: User, client: Client
) -> None:
    someone.becomes(client, coordinator)
    someone.goes_to(f"/opvoedvragen/{pool.pk}/vraag/")
    someone.page.locator("#id_text").fill(QUESTION)
    someone.page.get_by_label("Nieuw-Oever").check()
    someone.sends("Bewaren")
    someone.page.get_by_role("heading", name="De vraag is bewaard").wait_for()
    assert Question.objects.get().area.name == "Nieuw-Oever"
    assert someone.line.cut is Cut.NOWHERE


def test_from_a_question_to_a_dossier(
    someone: Dropping, pool: Pool, coordinator: User, client: Client
) -> None:
    """Everything that a coordinator does, and a parent who joins."""
    page, send = someone.page, someone.sends
    make_signal(pool, by=coordinator)
    make_question(pool)
    here = f"/opvoedvragen/{pool.pk}"
    someone.becomes(client, coordinator)
    someone.goes_to(f"{here}/nalezen/")
    page.locator("#id_text").fill("Hoe slaapt een kind van drie door?")
    page.get_by_label("Thema").select_option(label="Kies ik later")
    send("Telt mee")
    someone.goes_to(f"{here}/thema/")
    page.get_by_label("Slapen", exact=True).check()
    send("Bewaren")
    assert pool.questions.filter(theme__code="slp", state="coded").count() == 9

    someone.goes_to(f"{here}/signalen/")
    send(page.get_by_role("button", name=re.compile("Samennemen.*Slapen")).first)
    send("Ja, maak er een signaal van")
    page.get_by_label("Wat zit erachter?").fill("Ouders weten niet wat gewoon is.")
    send("Bewaren")
    page.get_by_label("een groep voor ouders").check()
    page.get_by_label("Waarom dit?").fill("Ouders willen elkaar leren kennen.")
    send("Bewaren")
    page.get_by_label("Wat horen ouders terug?").fill("Er komt een groep. U bent welkom.")
    send("Teruggeven")
    bundle = pool.bundles.get()
    assert (bundle.behind, bundle.answer) == ("Ouders weten niet wat gewoon is.", "group")

    someone.goes_to(f"{here}/bundel/{bundle.pk}/groep/")
    page.get_by_label("Hoe heet de groep?").fill("Rustig naar bed")
    send("Bewaren")
    group = pool.groups.get()
    at = f"{here}/groep/{group.pk}"
    send("Voorbereiden")
    someone.goes_to(f"{at}/wijzigen/")
    page.locator("[name=about]").fill("Kom praten met andere ouders.")
    page.locator("[name=approach]").fill("Eerst samen eten, dan praten.")
    page.locator("[name=starts_on]").fill(timezone.localdate().isoformat())
    page.locator("[name=where]").fill("Buurthuis")
    send("Bewaren")
    send("Ouders zoeken")
    someone.goes_to(f"/groep/{pool.groups.get().entrance}/")
    page.get_by_label("Uw voornaam").fill("Ouder 1")
    page.get_by_label("Uw telefoonnummer of e-mailadres").fill("06 00000000")
    send("Ik doe mee")
    assert group.enrolments.count() == 1

    someone.goes_to(f"{at}/")
    send("Starten")
    page.locator("[name=day]").fill(timezone.localdate().isoformat())
    page.get_by_label("Hoeveel ouders waren er?").fill("7")
    send("Tellen")
    send("Klaar")
    someone.goes_to(f"{at}/vonden/")
    for name, number in (("papers", "7"), ("much", "6"), ("a_little", "1"), ("nothing", "0")):
        page.locator(f"[name={name}]").fill(number)
    send("Bewaren")
    page.get_by_label("Wat werkte?").fill("Samen eten.")
    for element in ELEMENTS:
        page.locator(f"[name={element}]").select_option("2")
    send("Bewaren")
    someone.goes_to(f"{at}/dossier/")
    page.get_by_label("Wat vroegen ouders?").fill("Hoe gaat een kind op tijd naar bed?")
    page.get_by_label("Met wie?").fill("Consultatiebureau en school")
    page.get_by_label("Ja", exact=True).check()
    send("Bewaren")
    assert Approach.objects.get().group.meetings.get().parents == 7
    assert verify().broken is None


def test_a_plan_while_it_runs(someone: Dropping, coordinator: User, circle: Circle, client: Client) -> None:
    plan = make_plan(circle, by=coordinator, running=True)
    goal, page, send = plan.goals.get(), someone.page, someone.sends
    someone.becomes(client, coordinator)
    someone.goes_to(f"/plannen/{plan.pk}/doelen/{goal.pk}/wijzigen/")
    page.get_by_label("Wat willen wij bereiken?").fill("Elke ouder kent iemand in de buurt.")
    send("Bewaren")
    someone.goes_to(f"/plannen/{plan.pk}/doelen/{goal.pk}/acties/nieuw/")
    page.get_by_label("Wat gaat er gebeuren?").fill("Elke week samen eten")
    send("Bewaren")
    action = goal.actions.get()
    someone.goes_to(f"/plannen/{plan.pk}/acties/{action.pk}/")
    send(page.locator("button[name=state]").first)
    page.get_by_label("Waar loopt het op vast?").fill("Er is geen zaal.")
    send(page.locator("form", has=page.locator("[name=obstacle]")).get_by_role("button"))
    someone.goes_to(f"/plannen/{plan.pk}/terugkijken/tussenstand/")
    page.get_by_label("Hoe gaat het?").fill("Steeds meer ouders komen.")
    page.get_by_label("doorgaan").check()
    page.get_by_label("Wat hebben wij geleerd?").fill("Samen eten helpt.")
    send("Tussenstand bewaren")
    someone.goes_to(f"/plannen/{plan.pk}/terugkijken/evaluatie/")
    page.get_by_label("Wat hebben wij geleerd?").fill("Het werkte.")
    send("Bewaren")
    action.refresh_from_db()
    assert (action.state, action.obstacle) == ("busy", "Er is geen zaal.")
    assert [one.moment for one in plan.evaluations.order_by("pk")] == ["half_way", "end"]
    assert goal.looks.count() == 1


def test_a_questionnaire(
    someone: Dropping, coordinator: User, circle: Circle, live_server: Any, browser: Browser
) -> None:
    """Answers that were not saved stay on the page; two tabs and a lost answer still count once."""
    today = timezone.localdate()
    round_ = make_round(circle, by=coordinator, opens_on=today, closes_on=today)
    page = someone.page
    someone.goes_to(f"/meedoen/bij/{round_.cells.get().entrance}/")
    page.get_by_role("button", name="Beginnen").click()
    page.locator("#s1").wait_for()
    someone.line.cut = Cut.LINE
    for name in ("s1", "s2", "s3", "s4"):
        page.locator(f"#{name}").get_by_label("vaak").check()
    page.get_by_text("Niet bewaard: er is geen verbinding.").wait_for()
    someone.sends("Verder")
    page.get_by_label("Hoe zeker?").fill("7")
    someone.sends("Verder")
    other = someone.context.new_page()
    other.goto(page.url)
    while page.get_by_role("button", name="Verder", exact=True).count():
        someone.sends("Verder")
    other.goto(page.url)
    other.get_by_role("button", name="Versturen").wait_for()
    someone.misses_the_answer("Versturen")
    with other.expect_navigation():
        other.get_by_role("button", name="Versturen").click()
    for tab in (other, page):
        tab.reload()
        tab.get_by_text("Dank u wel").wait_for()
    assert round_.cells.get().submitted == 1
    assert SealedResponse.objects.count() == 1
