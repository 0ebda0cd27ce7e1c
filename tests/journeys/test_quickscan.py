"""A coordinator runs a quickscan, from a new scan to a report that is withdrawn."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rondom.cores.measure.models import Release, Round
from rondom.foundation.accounts.models import User
from rondom.workflows.quickscan.tests.factories import fill

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("partners"),
]


def test_from_new_scan_to_withdrawn_report(signed_in: Any, manager: User) -> None:
    visitor = signed_in(manager)
    page = visitor.page
    visitor.goes_to("/quickscans/nieuw/")
    page.get_by_label("Naam van de quickscan").fill("Samen naar minder armoede")
    page.get_by_label("Lindenkwartier").check()
    page.get_by_label("Nieuw-Oever").check()
    visitor.presses("Quickscan aanmaken")
    visitor.presses("Meting klaarzetten")
    page.get_by_label("Proefvragenlijst").check()
    page.get_by_label("Laatste dag").fill((timezone.localdate() + timedelta(days=14)).isoformat())
    visitor.presses("Meting klaarzetten")
    for field in page.get_by_role("spinbutton").all():
        field.fill("20")
    visitor.presses("Bewaren")
    visitor.presses("Meting openen")
    visitor.presses("po Lindenkwartier (voorbeeld)")
    page.get_by_label("Hoeveel codes?").fill("2")
    visitor.presses("Kaarten maken")
    assert page.locator(".cards li").count() == 2
    round_ = Round.objects.get()
    fill(round_, {"po": 12, "soc": 8})
    visitor.goes_to(f"/metingen/{round_.pk}/")
    visitor.sees("40 professionals vulden tot nu toe in")
    page.get_by_label("Ja, niemand hoeft meer in te vullen").check()
    visitor.presses("Meting sluiten")
    visitor.presses("Samen naar minder armoede")
    visitor.presses("Rapporten maken")
    visitor.sees("uitgave 1")
    visitor.presses("Lindenkwartier", exact=True)
    visitor.sees("20 van de 40 professionals deden mee")
    page.get_by_text("Bekijk als tabel").first.click()
    visitor.checks()
    page.get_by_text("Deze uitgave intrekken").click()
    page.get_by_label("Waarom trekt u deze uitgave in?").fill("Het aantal genodigden klopte niet.")
    page.get_by_role("button", name="Intrekken").click()
    visitor.sees("Deze uitgave is ingetrokken")
    assert Release.objects.exclude(withdrawn_on=None).count() == 1


def test_pages_of_every_day(signed_in: Any, circle: Any, coordinator: User) -> None:
    visitor = signed_in(coordinator)
    for path in (
        "/",
        "/wijken/",
        "/partners/",
        "/sectoren/",
        "/quickscans/",
        "/vragenlijsten/",
        "/vragenlijsten/inlezen/",
        f"/kringen/{circle.pk}/leden/",
        f"/kringen/{circle.pk}/logboek/",
        "/mijn-account/",
        "/wie-ziet-wat/",
    ):
        visitor.goes_to(path)
