"""A municipality's year: a scan, a round table, a plan, what parents ask, a group, and a scan again.

One coordinator does it all through the pages; answers come in as they do in life, from many people
at once.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db.models import Count
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import FilePayload

from rondom.cores.measure.models import Round
from rondom.cores.meet.models import Gathering
from rondom.cores.plan.models import Indicator, Plan
from rondom.foundation.accounts.models import User
from rondom.foundation.places.models import Organisation
from rondom.workflows.parenting_questions.models import ParentGroup, Pool, Question
from rondom.workflows.parenting_questions.models.group import ELEMENTS
from rondom.workflows.quickscan.tests.factories import fill
from rondom.workflows.quickscan.tests.test_network import naming
from tests.addresses import PUBLIC, SIGNED_IN
from tests.journeys.conftest import Visitor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("partners"),
]


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


def test_a_year(signed_in: Any, manager: User, calendar: Calendar, client: Client, outsider: User) -> None:
    visitor = signed_in(manager)
    visitor.goes_to("/quickscans/")
    visitor.presses("Nieuwe quickscan")
    _starts(visitor)
    visitor.presses("Meting klaarzetten")
    _measures(visitor)
    calendar.passes(weeks=5)
    signed_in(manager)
    _meets(visitor)
    _plans(visitor)
    calendar.passes(weeks=12)
    signed_in(manager)
    code = _hears_questions(visitor, client)
    _starts_a_group(visitor)
    _joins(visitor, code)
    _ends_the_group(visitor)
    calendar.passes(weeks=40)
    signed_in(manager)
    visitor.goes_to("/")
    visitor.presses("Opnieuw meten")
    _measures(visitor)
    _sees_what_became_of_it(visitor)
    _is_closed_to(outsider, visitor)


def _today() -> str:
    return timezone.localdate().isoformat()


def _starts(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_label("Naam van de quickscan").fill("Samen naar minder armoede")
    page.get_by_label("Lindenkwartier").check()
    page.get_by_label("Nieuw-Oever").check()
    visitor.presses("Quickscan aanmaken")


def _measures(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_label("Proefvragenlijst").check()
    page.get_by_label("Laatste dag").fill((timezone.localdate() + timedelta(days=14)).isoformat())
    visitor.presses("Meting klaarzetten")
    for field in page.get_by_role("spinbutton").all():
        field.fill("20")
    visitor.presses("Bewaren")
    visitor.presses("Meting openen")
    round_ = Round.objects.latest("pk")
    fill(round_, {"po": 12, "soc": 8}, partners=naming(po=("soc",), soc=("po",)))
    visitor.goes_to(f"/metingen/{round_.pk}/")
    page.get_by_label("Ja, niemand hoeft meer in te vullen").check()
    visitor.presses("Meting sluiten")
    visitor.presses("Samen naar minder armoede")
    visitor.presses("Rapporten maken")
    visitor.sees("uitgave 1")
    visitor.presses("Lindenkwartier", exact=True)
    visitor.sees("Met wie wordt samengewerkt")


def _meets(visitor: Visitor) -> None:
    page = visitor.page
    visitor.goes_to("/quickscans/")
    visitor.presses("Samen naar minder armoede")
    visitor.presses("Lindenkwartier", exact=True)
    visitor.presses("Rondetafel voorbereiden")
    visitor.presses("Wijzigen", exact=True)
    page.get_by_label("Dag").fill(timezone.localdate().isoformat())
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
    _follows_the_network(visitor, plan)
    visitor.goes_to(f"/plannen/{plan.pk}/")
    visitor.presses("Plan vaststellen")
    visitor.presses("Aan het werk")


def _follows_the_network(visitor: Visitor, plan: Plan) -> None:
    """A measure that someone chooses has the number of now at once."""
    page = visitor.page
    visitor.goes_to(plan.goals.order_by("order")[0].get_absolute_url())
    visitor.presses("Kiezen hoe u dat ziet")
    page.get_by_label("Waaraan ziet u of het beter gaat?").fill("Wij weten elkaar te vinden")
    choice = page.locator("option", has_text="Dichtheid: deel van de andere sectoren")
    page.get_by_label("Hoe meten wij dit?").select_option(choice.get_attribute("value"))
    visitor.presses("Bewaren")
    visitor.sees("Wij weten elkaar te vinden: 75")


def _hears_questions(visitor: Visitor, client: Client) -> str:
    """Fifty: of a professional, of a parent, whose code comes back, and a list that someone brings."""
    page = visitor.page
    visitor.goes_to("/opvoedvragen/")
    visitor.presses("Nieuwe vragenpot")
    page.get_by_label("Naam").fill("Opvoedvragen in de stad")
    page.get_by_label("Lindenkwartier").check()
    page.get_by_label("Nieuw-Oever").check()
    visitor.presses("Vragenpot maken")
    visitor.presses("Vraag opschrijven")
    page.get_by_label("De vraag, in de woorden van de ouder").fill("Hoe krijg ik mijn kind in bed?")
    page.get_by_label("Lindenkwartier").check()
    visitor.presses("Bewaren")
    visitor.sees("De vraag is bewaard")
    pool = Pool.objects.get()
    visitor.goes_to(f"/vraag/{pool.entrance}/")
    page.get_by_label("Welke vraag over opvoeden").fill("Mijn kind slaapt niet door. Wat kan ik doen?")
    page.get_by_label("Lindenkwartier").check()
    visitor.presses("Bewaren")
    code = page.locator("strong").first.inner_text()
    partners = Organisation.objects.filter(areas__name="Lindenkwartier").order_by("name")
    day = timezone.localdate().strftime("%d-%m-%Y")
    asked = ("Hoe lang mag mijn kind gamen, {} minuten?", "Mijn kind slaapt al {} nachten niet. Wat nu?")
    rows = [
        f"{asked[number % 2].format(number + 2)};5;Lindenkwartier;{day};{partners[number // 2 % 2]}"
        for number in range(48)
    ]
    content = "\r\n".join(["vraag;leeftijd;wijk;week;organisatie", *rows]).encode()
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/bestand/")
    chosen = page.get_by_label("Bestand (Excel of CSV)")
    chosen.set_input_files(FilePayload(name="vragen.csv", mimeType="text/csv", buffer=content))
    visitor.presses("Bestand nakijken")
    visitor.presses("Zet 48 vragen in de pot")
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/nalezen/")
    visitor.presses("Telt mee")
    address = f"/opvoedvragen/{pool.pk}/nalezen/"
    while (found := client.get(address).context)["question"]:
        theme = found["form"].initial["theme"]
        question = found["question"]
        client.post(address, {"question": question.pk, "text": question.text, "theme": theme.pk})
    assert Question.objects.pooled().count() == 50
    return code


def _starts_a_group(visitor: Visitor) -> None:
    page = visitor.page
    visitor.goes_to("/opvoedvragen/")
    visitor.presses("Opvoedvragen in de stad")
    visitor.presses("Wat vaak wordt gevraagd")
    visitor.page.get_by_role("button", name=re.compile("Samennemen.*Slapen")).first.click()
    visitor.settles()
    visitor.checks()
    visitor.presses("Ja, maak er een signaal van")
    page.get_by_label("Wat zit erachter?").fill("Ouders weten niet wat gewoon is.")
    visitor.presses("Bewaren")
    page.get_by_label("een groep voor ouders").check()
    page.get_by_label("Waarom dit?").fill("Ouders willen elkaar leren kennen.")
    visitor.presses("Bewaren")
    page.get_by_label("Wat horen ouders terug?").fill("Er komt een groep. U bent welkom.")
    visitor.presses("Teruggeven", exact=True)
    visitor.presses("Groep beginnen")
    page.get_by_label("Hoe heet de groep?").fill("Rustig naar bed")
    visitor.presses("Bewaren")
    visitor.presses("Voorbereiden")
    visitor.presses("Wijzigen", exact=True)
    page.locator("[name=about]").fill("Kom praten met andere ouders.")
    page.get_by_label("Aanpak").fill("Eerst samen eten, dan praten.")
    page.locator("[name=starts_on]").fill(_today())
    page.locator("[name=where]").fill("Buurthuis")
    visitor.presses("Bewaren")
    visitor.presses("Ouders zoeken")


def _joins(visitor: Visitor, code: str) -> None:
    """The parent who asked reads the answer with the code, and joins."""
    page = visitor.page
    visitor.goes_to("/vraag/terug/")
    page.get_by_label("Uw code").fill(code)
    visitor.presses("Kijken")
    visitor.sees("Er komt een groep. U bent welkom.")
    visitor.goes_to(f"/groep/{ParentGroup.objects.get().entrance}/")
    page.get_by_label("Uw voornaam").fill("Ouder 1")
    page.get_by_label("Uw telefoonnummer of e-mailadres").fill("06 00000000")
    visitor.presses("Ik doe mee")
    visitor.sees("U heeft een plek")


def _ends_the_group(visitor: Visitor) -> None:
    page = visitor.page
    visitor.goes_to(ParentGroup.objects.get().get_absolute_url())
    visitor.presses("1 aanmelding")
    visitor.presses("Rustig naar bed")
    visitor.presses("Starten")
    page.locator("[name=day]").fill(_today())
    page.get_by_label("Hoeveel ouders waren er?").fill("7")
    visitor.presses("Tellen")
    visitor.presses("Klaar", exact=True)
    page.get_by_label("Wat werkte?").fill("Samen eten.")
    for element in ELEMENTS:
        page.locator(f"[name={element}]").select_option("2")
    visitor.presses("Bewaren")
    visitor.presses("Dossier maken")
    page.get_by_label("Wat vroegen ouders?").fill("Hoe gaat een kind op tijd naar bed?")
    page.get_by_label("Met wie?").fill("Consultatiebureau en school")
    page.get_by_label("Ja", exact=True).check()
    visitor.presses("Bewaren")
    assert ParentGroup.objects.get().state == "in_library"


def _sees_what_became_of_it(visitor: Visitor) -> None:
    """The second report says what became of each goal; the plan has the number of now."""
    visitor.sees("Wat wij ons voornamen")
    visitor.sees("0 acties zijn klaar")
    plan = Plan.objects.get()
    visitor.goes_to(f"/plannen/{plan.pk}/")
    read = Indicator.objects.filter(goal__plan=plan).values("pk").annotate(times=Count("readings"))
    assert {one["times"] for one in read} == {2}


def _is_closed_to(outsider: User, visitor: Visitor) -> None:
    """Someone with an account who takes part in nothing sees no page of all these."""
    client = Client()
    client.force_login(outsider)
    for address in dict.fromkeys(visitor.seen):
        status = client.get(address).status_code
        is_everyones = resolve(urlsplit(address).path).view_name in {*PUBLIC, *SIGNED_IN}
        assert (status in (403, 404)) is not is_everyones, f"{address}: {status}"
