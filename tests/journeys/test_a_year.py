"""A municipality's year: a scan, a round table, a plan, what parents ask, a group, and a scan again.

One coordinator does it all through the pages; answers and the bulk of the questions come in as they do
in life, from many people at once.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rondom.cores.measure.models import Round
from rondom.cores.measure.tests.factories import make_area, make_organisation, make_version
from rondom.cores.meet.models import Gathering
from rondom.cores.plan.models import Plan
from rondom.foundation.accounts.models import User
from rondom.workflows.quickscan.tests.factories import fill
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


class Calendar:
    """Moves the day for the whole site."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gone = timedelta()
        real = timezone.now
        monkeypatch.setattr(timezone, "now", lambda: real() + self.gone)

    def passes(self, **much: float) -> None:
        self.gone += timedelta(**much)


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    return Calendar(monkeypatch)


@pytest.fixture
def manager(db: None) -> User:
    return User.objects.create_user("beheer@voorbeeld.test", "Beheer", is_staff=True)


@pytest.fixture(autouse=True)
def partners(db: None) -> None:
    for name, code in (("Lindenkwartier", "WK990101"), ("Nieuw-Oever", "WK990102")):
        area = make_area(name, code)
        for sector in ("po", "soc"):
            make_organisation(area, f"{sector} {name} (voorbeeld)", sector)
    make_version()


def test_a_year(signed_in: Any, manager: User, calendar: Calendar) -> None:
    _scans(signed_in(manager), first=True)
    calendar.passes(weeks=5)
    _meets(signed_in(manager))
    _plans(signed_in(manager))
    calendar.passes(weeks=12)
    _asks(signed_in(manager), manager)
    _gathers_parents(signed_in(manager))
    calendar.passes(weeks=36)
    visitor = signed_in(manager)
    visitor.goes_to("/")
    visitor.presses("Het is tijd om opnieuw te meten")
    _scans(visitor, first=False)
    _sees_what_became_of_it(visitor)


def _today() -> str:
    return timezone.localdate().isoformat()


def _scans(visitor: Visitor, *, first: bool) -> None:
    page = visitor.page
    if first:
        visitor.goes_to("/quickscans/")
        visitor.presses("Nieuwe quickscan")
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
    round_ = Round.objects.latest("pk")
    fill(round_, {"po": 12, "soc": 8})
    visitor.goes_to(f"/metingen/{round_.pk}/")
    page.get_by_label("Ja, niemand hoeft meer in te vullen").check()
    visitor.presses("Meting sluiten")
    visitor.presses("Samen naar minder armoede")
    visitor.presses("Rapporten maken")
    visitor.sees("uitgave 1")
    visitor.presses("Lindenkwartier", exact=True)


def _meets(visitor: Visitor) -> None:
    page = visitor.page
    visitor.goes_to("/quickscans/")
    visitor.presses("Samen naar minder armoede")
    visitor.presses("Lindenkwartier", exact=True)
    visitor.presses("Rondetafel voorbereiden")
    visitor.presses("Wijzigen", exact=True)
    page.get_by_label("Dag").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.get_by_label("Begint om").fill("13:30")
    page.get_by_label("Plaats").fill("Buurthuis")
    visitor.presses("Bewaren")
    visitor.presses("Wie doet mee")
    for label, role in (("ouder 1", "ouder"), ("ouder 2", "ouder"), ("school", "leerkracht")):
        page.get_by_label("Of alleen een aanduiding").fill(label)
        page.get_by_label("Rol in deze bijeenkomst").fill(role)
        visitor.presses("Toevoegen", exact=True)
    gathering = Gathering.objects.get()
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/")
    visitor.presses("Bijeenkomst plannen")
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/")
    visitor.presses("Besluit opschrijven")
    page.get_by_label("Wat is besloten?").fill("Elke school praat met ouders over geld")
    page.get_by_label("samen besloten").check()
    visitor.presses("Besluit bewaren")
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/")
    visitor.presses("De bijeenkomst is gehouden")
    page.get_by_label("ouder 1 (ouder)").check()
    visitor.presses("Opkomst bewaren")
    visitor.presses("Verslag lezen en bevestigen")


def _plans(visitor: Visitor) -> None:
    page = visitor.page
    visitor.goes_to("/quickscans/")
    visitor.presses("Samen naar minder armoede")
    visitor.presses("Lindenkwartier", exact=True)
    visitor.presses("Verbeterplan maken")
    page.get_by_label("Elke school praat met ouders over geld").check()
    page.locator("[name=item]").first.check()
    visitor.presses("Verbeterplan maken")
    visitor.sees("Het verbeterplan staat klaar")
    visitor.presses("Actie erbij")
    page.get_by_label("Wat gaat er gebeuren?").fill("Een avond voor leerkrachten")
    page.get_by_label("Wanneer is het klaar?").fill(_today())
    visitor.presses("Bewaren")
    plan = Plan.objects.get()
    visitor.goes_to(f"/plannen/{plan.pk}/")
    visitor.presses("Plan vaststellen")
    visitor.presses("Aan het werk")


def _asks(visitor: Visitor, manager: User) -> None: ...


def _gathers_parents(visitor: Visitor) -> None: ...


def _sees_what_became_of_it(visitor: Visitor) -> None:
    visitor.sees("Een avond voor leerkrachten")
