"""After a group: looking back, counts, a dossier and the library, without a mouse."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.models import Approach, Opinion, ParentGroup
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.tests.factories import make_evaluated, make_pool

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

HERE = """() => {
  const here = document.activeElement, place = here.getBoundingClientRect();
  const ringed = one => one && getComputedStyle(one).outlineStyle !== 'none';
  const ring = ringed(here) || ringed(here.closest('.choice'));
  if (here === document.body) return {name: ''};
  const label = here.labels && here.labels.length ? here.labels[0].innerText : here.innerText;
  const shown = place.bottom > 0 && place.top < innerHeight;
  return {name: label.trim(), seen: ring && shown, place: here.id || here.name || here.href};
}"""


def tabs_to(page: Page, name: str) -> None:
    """With Tab alone, and at every step one sees where one is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["name"].startswith(name):
            assert here["seen"], f"{page.url}: nothing shows that one is at {here}"
            return
    raise AssertionError(f"{page.url}: Tab does not come to {name}")


def test_a_coordinator_finishes_a_group(signed_in: Any, coordinator: User) -> None:
    group = make_evaluated(make_pool(coordinator), by=coordinator, elements={})
    ended = timezone.localdate() - timedelta(weeks=3)
    ParentGroup.objects.update(state=GroupState.FINISHED, ended_on=ended)
    visitor = signed_in(coordinator)
    page, keys = visitor.page, visitor.page.keyboard
    visitor.goes_to("/")
    tabs_to(page, "Terugkijken op de groep")
    with page.expect_navigation():
        keys.press("Enter")
    tabs_to(page, "Aantallen opschrijven")
    with page.expect_navigation():
        keys.press("Enter")
    visitor.checks()
    for label, number in (
        ("Hoeveel ouders", "7"),
        ("Hoe vaak stond er ‘veel’", "5"),
        ("Hoe vaak", "2"),
        ("Hoe", "0"),
    ):
        tabs_to(page, label)
        keys.type(number)
    with page.expect_navigation():
        keys.press("Enter")
    visitor.sees("veel 5, een beetje 2, niet 0")
    assert Opinion.objects.get().papers == 7
    tabs_to(page, "Per keer")
    keys.press("Space")
    visitor.sees(": 7 ouders")
    tabs_to(page, "Wat werkte?")
    keys.type("Samen eten.")
    for label in ELEMENTS.values():
        tabs_to(page, label.capitalize())
        keys.press("ArrowDown")
        keys.press("ArrowDown")
    visitor.checks()
    tabs_to(page, "Bewaren")
    with page.expect_navigation():
        keys.press("Space")
    group.refresh_from_db()
    assert (group.state, set(group.elements.values())) == (GroupState.EVALUATED, {1})
    tabs_to(page, "Dossier maken")
    with page.expect_navigation():
        keys.press("Enter")
    tabs_to(page, "Wat vroegen ouders?")
    keys.press("Control+End")
    keys.type("hoe gaat een kind op tijd naar bed?")
    for label, text in (("Wat zat erachter?", "Ouders weten niet wat gewoon is."), ("Met wie?", "De school")):
        tabs_to(page, label)
        keys.type(text)
    tabs_to(page, "Ja")
    keys.press("Space")
    tabs_to(page, "Bewaren")
    with page.expect_navigation():
        keys.press("Enter")
    visitor.checks()
    approach = Approach.objects.get()
    visitor.sees("Meer dan de helft zei: veel.")
    tabs_to(page, "Aanpakken")
    with page.expect_navigation():
        keys.press("Enter")
    tabs_to(page, "Thema")
    tabs_to(page, "Tonen")
    with page.expect_navigation():
        keys.press("Space")
    tabs_to(page, approach.name)
    with page.expect_navigation():
        keys.press("Enter")
    tabs_to(page, "Ik heb het dossier nagelezen")
    keys.press("Space")
    tabs_to(page, "Delen")
    with page.expect_navigation():
        keys.press("Enter")
    visitor.sees("Het dossier is gedeeld.")
    approach.refresh_from_db()
    assert approach.shared
