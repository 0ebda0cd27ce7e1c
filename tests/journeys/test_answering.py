"""Someone fills in the questionnaire on a phone or at a desk, with and without the keyboard alone."""

from typing import Any

import pytest
from django.utils import timezone

from rondom.cores.measure.models import SealedResponse
from rondom.cores.measure.tests.factories import make_organisation, make_round
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def entrance(circle: Any, coordinator: Any) -> str:
    today = timezone.localdate()
    cell = make_round(circle, by=coordinator, opens_on=today, closes_on=today).cells.get()
    make_organisation(cell.area, "Wijkteam (voorbeeld)", "soc")
    return f"/meedoen/bij/{cell.entrance}/"


def test_from_link_to_thanks(visitor: Visitor, entrance: str) -> None:
    page = visitor.page
    visitor.goes_to(entrance)
    visitor.presses("Beginnen")
    for name in ("s1", "s2", "s3", "s4"):
        page.locator(f"#{name}").get_by_label("vaak").check()
    visitor.presses("Verder")
    page.get_by_label("Hoe zeker?").fill("7")
    visitor.presses("Verder")
    page.get_by_label("Wijkteam (voorbeeld)").check()
    visitor.presses("Verder")
    page.get_by_role("group", name="Hoe vaak?").get_by_label("soms").check()
    visitor.presses("Verder")
    page.get_by_label("Welk idee heeft u?").fill("Samen eten in het buurthuis")
    visitor.presses("Verder")
    visitor.presses("Versturen")
    visitor.sees("Dank u wel")
    assert SealedResponse.objects.count() == 1


def test_answers_are_kept_while_someone_fills_in(visitor: Visitor, entrance: str) -> None:
    visitor.goes_to(entrance)
    visitor.presses("Beginnen")
    visitor.page.locator("#s1").get_by_label("vaak").check()
    visitor.sees("Bewaard.")
    visitor.page.reload()
    assert visitor.page.locator("#s1").get_by_label("vaak").is_checked()


def test_an_answer_that_does_not_fit_is_explained_where_it_stands(visitor: Visitor, entrance: str) -> None:
    visitor.goes_to(entrance)
    visitor.presses("Beginnen")
    visitor.presses("Verder")
    visitor.page.get_by_label("Hoe zeker?").fill("12")
    visitor.page.get_by_role("button", name="Verder").click()
    visitor.settles()
    visitor.errors.clear()  # the browser reports the status 422 itself
    visitor.checks()
    assert visitor.page.locator("#fouten").evaluate("it => it === document.activeElement")


def test_the_keyboard_alone_is_enough(visitor: Visitor, entrance: str) -> None:
    visitor.goes_to(entrance)
    page = visitor.page
    _tab_to(page, "Beginnen")
    page.keyboard.press("Enter")
    visitor.settles()
    page.locator("#s1 input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.locator('#s1 input[value="2"]').is_checked()
    _tab_to(page, "Verder")
    page.keyboard.press("Enter")
    page.wait_for_url("**/werk/")
    visitor.checks()


def test_in_another_language_from_link_to_thanks(visitor: Visitor, entrance: str) -> None:
    page = visitor.page
    visitor.goes_to(entrance)
    visitor.presses("English")
    visitor.presses("Start")
    page.locator("#s1 input").first.check()
    visitor.sees("Saved.")
    visitor.presses("Continue")
    page.get_by_label("Hoe zeker?").fill("7")
    visitor.presses("Nederlands")
    visitor.presses("Verder")
    visitor.presses("English")
    for _ in range(2):
        visitor.presses("Continue")
    visitor.presses("Send")
    visitor.sees("Thank you")
    assert SealedResponse.objects.count() == 1


def _tab_to(page: Any, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"'{name}' cannot be reached with the Tab key")
