"""A municipality lets its neighbourhoods count for others: asked by one, agreed by another."""

from typing import Any

import pytest

from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import add_member
from rondom.foundation.circles.models import Role
from rondom.workflows.quickscan.models import Scan, Sharing, SharingState, Tally
from rondom.workflows.quickscan.tests.factories import make_scan
from rondom.workflows.quickscan.tests.test_share_elsewhere import invented

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def scan(db: None, coordinator: User, outsider: User) -> Scan:
    """With someone of the municipality in the circle."""
    scan = make_scan(coordinator)
    add_member(scan.circle, user=outsider, role=Role.POLICY, by=coordinator)
    return scan


def test_ask_agree_and_stop(signed_in: Any, coordinator: User, outsider: User, scan: Scan) -> None:
    invented()
    visitor = signed_in(coordinator)
    visitor.goes_to(f"/quickscans/{scan.pk}/samen-met-verbetering/")
    visitor.sees("ging omhoog in 15 van de 30 wijken")
    visitor.presses("Meetellen: wat gaat de grens over")
    press_with_the_keyboard(visitor, "Aan de beleidsmedewerker vragen")
    visitor.sees("De beleidsmedewerker in uw kring beslist.")
    signed_in(outsider)
    visitor.goes_to("/")
    visitor.presses("Beslissen over meetellen voor andere gemeenten")
    press_with_the_keyboard(visitor, "Instemmen: onze wijken tellen mee")
    visitor.sees("Het tellen gebeurt ’s nachts.")
    assert Sharing.objects.get(scan=scan).state == SharingState.ON
    press_with_the_keyboard(visitor, "Stoppen met meetellen")
    visitor.sees("Er gaat niets over uw wijken naar andere gemeenten.")
    assert Tally.objects.standing().exists()


def press_with_the_keyboard(visitor: Any, name: str) -> None:
    """As someone without a mouse."""
    page = visitor.page
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            break
    else:
        raise AssertionError(f"no Tab comes to {name}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    visitor.checks()
