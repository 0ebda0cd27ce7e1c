"""The connection drops with every form that someone sends: nothing is lost, and nothing counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Error

from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.models import Pool, Question
from rondom.workflows.parenting_questions.tests.factories import make_pool
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
