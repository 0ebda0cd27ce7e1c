"""From what parents asked to a group and what worked in it, as a coordinator does it."""

from typing import Any

import pytest
from django.utils import timezone

from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.models import ParentGroup
from rondom.workflows.parenting_questions.models.group import ELEMENTS
from rondom.workflows.parenting_questions.tests.factories import make_pool, make_signal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_from_a_signal_to_an_approach_that_others_take_over(signed_in: Any, coordinator: User) -> None:
    pool = make_pool(coordinator)
    make_signal(pool, by=coordinator)
    visitor = signed_in(coordinator)
    page = visitor.page
    today = timezone.localdate().isoformat()
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/signalen/")
    visitor.presses("Samennemen")
    visitor.presses("Ja, maak er een signaal van")
    page.get_by_label("Wat zit erachter?").fill("Ouders weten niet wat gewoon is.")
    visitor.presses("Bewaren")
    page.get_by_label("een groep voor ouders").check()
    page.get_by_label("Waarom dit?").fill("Ouders willen elkaar leren kennen.")
    visitor.presses("Bewaren")
    visitor.checks()
    page.get_by_label("Wat horen ouders terug?").fill("Er komt een groep. U bent welkom.")
    visitor.presses("Kijken of het makkelijk leest")
    visitor.sees("Dit leest makkelijk")
    visitor.checks()
    visitor.presses("Teruggeven", exact=True)
    visitor.presses("Groep beginnen")
    page.get_by_label("Hoe heet de groep?").fill("Rustig naar bed")
    visitor.presses("Bewaren")
    visitor.presses("Voorbereiden")
    visitor.presses("Wijzigen", exact=True)
    page.get_by_label("Aanpak").fill("Eerst samen eten, dan praten.")
    page.locator("[name=starts_on]").fill(today)
    page.locator("[name=where]").fill("Buurthuis")
    visitor.checks()
    visitor.presses("Bewaren")
    visitor.presses("Ouders zoeken")
    visitor.presses("Starten")
    page.locator("[name=day]").fill(today)
    page.get_by_label("Hoeveel ouders waren er?").fill("7")
    visitor.presses("Tellen")
    visitor.sees("7 ouders")
    page.locator("[name=day]").fill(today)
    page.get_by_label("Hoeveel ouders waren er?").fill("8")
    with page.expect_navigation():
        page.get_by_role("button", name="Tellen").click()
    visitor.sees("staat er al 7 ouders. U vulde 8 in.")
    visitor.errors.clear()  # the browser reports the status 409 itself
    visitor.checks()
    visitor.presses("Laten staan wat er staat")
    visitor.sees("7 ouders")
    visitor.presses("Klaar", exact=True)
    page.get_by_label("Wat werkte?").fill("Samen eten.")
    for element in ELEMENTS:
        page.locator(f"[name={element}]").select_option("2")
    visitor.checks()
    visitor.presses("Bewaren")
    visitor.presses("Dossier maken")
    page.get_by_label("Wat vroegen ouders?").fill("Hoe gaat een kind op tijd naar bed?")
    page.get_by_label("Met wie?").fill("Consultatiebureau en school")
    page.get_by_label("Ja", exact=True).check()
    visitor.presses("Bewaren")
    assert ParentGroup.objects.get().state == "in_library"
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/groepen/")
    visitor.presses("Aanpakken om over te nemen")
    visitor.sees("Rustig naar bed")
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/codeboek/")
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/cijfers/")
    visitor.sees("Hoe gaat het met de vragen?")
