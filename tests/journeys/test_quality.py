"""A researcher has the questionnaire examined, sees how far it is, and reads what was found."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from numpy.random import default_rng

from rondom.cores.measure.actions.answering import hand_in
from rondom.cores.measure.actions.dossiers import ask_for_dossier, make_dossier
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Round
from rondom.cores.measure.models.response import Origin
from rondom.cores.measure.tests.factories import make_area, make_round
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import add_member, start_circle
from rondom.foundation.circles.models import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def researcher(db: None) -> User:
    return User.objects.create_user("onderzoeker@voorbeeld.test", "Onderzoeker")


@pytest.fixture
def round_(researcher: User) -> Round:
    coordinator = User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")
    circle = start_circle("Voorbeeldkring", workflow="quickscan", by=coordinator)
    add_member(circle, user=researcher, role=Role.RESEARCHER, by=coordinator)
    today = timezone.localdate()
    round_ = make_round(
        circle, by=coordinator, area=make_area(), opens_on=today, closes_on=today + timedelta(days=14)
    )
    rng, cell = default_rng(1), round_.cells.get()
    points = [{f"s{item}": str(rng.integers(1, 6)) for item in range(1, 5)} for _ in range(40)]
    hand_in(round_, [(cell, answers) for answers in points], origin=Origin.ONLINE)
    close_round(round_, by=coordinator)
    return round_


def test_a_dossier_is_made_and_read(signed_in: Any, round_: Round, researcher: User) -> None:
    visitor = signed_in(researcher)
    visitor.goes_to(f"/metingen/{round_.pk}/")
    visitor.presses("Kwaliteit van de vragenlijst")
    visitor.sees("nog niet onderzocht")
    dossier, _ = ask_for_dossier(round_, by=researcher)
    visitor.goes_to(f"/metingen/{round_.pk}/kwaliteit/")
    visitor.presses("Het dossier wordt gemaakt")
    visitor.sees("Wij onderzoeken de vragenlijst")
    make_dossier(dossier, by=researcher)
    visitor.page.wait_for_url("**/kwaliteit/v1/")  # by itself
    visitor.checks()
    visitor.sees("Waarvoor is de vragenlijst te gebruiken?")
    visitor.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    visitor.checks()


def test_the_answer_is_on_the_first_screen_and_the_rest_opens_with_keys_and_links(
    signed_in: Any, round_: Round, researcher: User
) -> None:
    visitor = signed_in(researcher)
    dossier, _ = ask_for_dossier(round_, by=researcher)
    make_dossier(dossier, by=researcher)
    address, page = f"/metingen/{round_.pk}/kwaliteit/", visitor.page
    visitor.goes_to(address)
    last = page.get_by_role("heading", name="Eén instelling beoordelen").bounding_box()
    assert last["y"] + last["height"] < 700
    page.keyboard.press("Tab")
    for _ in range(40):
        if page.evaluate("document.activeElement.matches('.use summary')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    visitor.goes_to(f"{address}#punten")
    visitor.sees("Bronnen van de grenzen")
    shut = "document.querySelectorAll('main details:not(figure details):not([open])').length"
    before = page.evaluate(shut)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(shut) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(shut) == before > 0
