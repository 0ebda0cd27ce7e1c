"""A gathering from its first thought to minutes that are confirmed, with a parent who has only a card."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from rondom.cores.meet.actions.people import add_participant, hand_out_pass
from rondom.cores.meet.models import Confirmation, Contribution, Gathering
from rondom.cores.meet.tests.factories import make_gathering
from rondom.foundation.accounts.models import User
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_from_first_thought_to_minutes(signed_in: Any, coordinator: User, circle: Any) -> None:
    visitor: Visitor = signed_in(coordinator)
    page = visitor.page
    visitor.goes_to("/bijeenkomsten/")
    visitor.presses("Bijeenkomst voorbereiden")
    page.get_by_label("Waar gaat het over?").fill("Opvoeden in de wijk")
    page.get_by_label("Dag").fill(timezone.localdate().isoformat())
    page.get_by_label("Begint om").fill("23:30")
    page.get_by_label("Plaats").fill("Buurthuis")
    visitor.presses("Verder naar de agenda")
    page.get_by_label("Algemene bijeenkomst").check()
    visitor.presses("Voorbeeld gebruiken")
    visitor.sees("5 punten, samen 60 minuten")
    visitor.presses("Verder: wie doet mee")
    page.get_by_label("Of alleen een aanduiding").fill("ouder 2")
    page.get_by_label("Rol in deze bijeenkomst").fill("ouder")
    visitor.presses("Toevoegen", exact=True)
    visitor.presses("Kaart voor ouder 2")
    visitor.sees("Druk deze kaart nu af")
    gathering = Gathering.objects.get()
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/")
    visitor.presses("Bijeenkomst plannen")
    visitor.presses("Mail 1 deelnemer")
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/")
    page.get_by_label("Wat wilt u inbrengen?").fill("Een plek om te spelen")
    visitor.presses("Inbrengen")
    visitor.presses("Stemming maken")
    page.get_by_label("Waarover stemmen wij?").fill("Wat eerst?")
    page.get_by_label("Keuzes").fill("Spelen\nSamen eten")
    visitor.presses("Stemming maken")
    visitor.presses("Stemming openen")
    page.get_by_label("Samen eten").first.fill("2")
    visitor.presses("Stemmen", exact=True)
    visitor.presses("Sluiten en tellen")
    visitor.sees("1 stem")
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/")
    visitor.presses("Besluit opschrijven")
    page.get_by_label("Wat is besloten?").fill("Elke week samen eten")
    page.get_by_label("samen besloten").check()
    visitor.presses("Besluit bewaren")
    page.get_by_label("andere mening").check()
    page.get_by_label("Uw bezwaar of mening").fill("Liever elke dag")
    visitor.presses("Erbij zetten")
    visitor.sees("Liever elke dag")
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/")
    visitor.presses("De bijeenkomst is gehouden")
    page.get_by_label("ouder 2 (ouder)").check()
    visitor.presses("Opkomst bewaren")
    visitor.presses("Verslag lezen en bevestigen")
    page.get_by_label("Ja, het klopt").check()
    visitor.presses("Reactie geven")
    visitor.presses("Opvoeden in de wijk")
    visitor.presses("Afsluiten")
    assert Gathering.objects.get().is_closed


def test_a_parent_with_a_card_takes_part(visitor: Visitor, coordinator: User, circle: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state="planned")
    guest = add_participant(gathering, label="ouder 2", role="ouder", by=coordinator)
    code = hand_out_pass(guest, by=coordinator)
    visitor.goes_to("/erbij/")
    visitor.page.get_by_label("Uw code").fill("bcdf ghjk mnpq")
    visitor.page.keyboard.press("Enter")
    visitor.sees("Wij kennen deze code niet")
    visitor.errors.clear()  # the browser reports the status 422 itself
    visitor.checks()
    visitor.page.goto("about:blank")  # a link in a mail opens a page anew
    visitor.goes_to(f"/erbij/#code={code}")
    visitor.sees("Komt u?")
    visitor.checks()
    visitor.page.get_by_label("Ik kom", exact=True).check()
    visitor.presses("Antwoorden")
    visitor.page.get_by_label("Wat wilt u inbrengen?").fill("Graag met oppas")
    visitor.presses("Versturen")
    visitor.sees("Graag met oppas")
    assert Contribution.objects.get().participant == guest
    assert code not in visitor.page.url
    visitor.presses("Stoppen op dit apparaat")
    visitor.goes_to("/erbij/bijeenkomst/")
    visitor.sees("Doe mee met uw code")


def test_the_screen_is_led_by_keyboard(signed_in: Any, coordinator: User, circle: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state="planned")
    visitor: Visitor = signed_in(coordinator)
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/scherm/1/")
    visitor.sees("punt 1 van 2")
    visitor.page.keyboard.press("ArrowRight")
    visitor.sees("punt 2 van 2")
    visitor.page.get_by_role("button", name="Klok starten").focus()
    visitor.page.keyboard.press("Enter")
    visitor.sees("nog 20 min")
    visitor.checks()
    assert not Confirmation.objects.exists()


def test_two_editors_see_both_texts(signed_in: Any, coordinator: User, circle: Any) -> None:
    gathering = make_gathering(circle, by=coordinator)
    point = gathering.points.order_by("order")[0]
    visitor: Visitor = signed_in(coordinator)
    address = f"/bijeenkomsten/{gathering.pk}/agenda/{point.pk}/"
    visitor.goes_to(address)
    other = visitor.page.context.new_page()
    other.goto(visitor.site + address)
    for page, text in ((other, "Van de ander"), (visitor.page, "Van mij")):
        page.get_by_label("Onderwerp").fill(text)
        with page.expect_navigation():
            page.get_by_role("button", name="Bewaren").click()
    visitor.errors.clear()  # the browser reports the status 409 itself
    visitor.sees("Iemand anders bewaarde dit ook")
    visitor.checks()
    assert visitor.page.get_by_label("Onderwerp").input_value() == "Van mij"
    visitor.sees("Van de ander")
    visitor.presses("Bewaren")
    point.refresh_from_db()
    assert point.title == "Van mij"


@pytest.mark.parametrize(
    ("path", "label", "button"),
    [
        ("", "Wat wilt u inbrengen?", "Inbrengen"),
        ("besluiten/nieuw/", "Wat is besloten?", "Besluit bewaren"),
        ("agenda/", "Onderwerp", "Toevoegen"),
    ],
)
def test_without_a_connection_nothing_is_lost(
    signed_in: Any, coordinator: User, circle: Any, path: str, label: str, button: str
) -> None:
    gathering = make_gathering(circle, by=coordinator, state="planned")
    visitor: Visitor = signed_in(coordinator)
    visitor.goes_to(f"{gathering.get_absolute_url()}{path}")
    page = visitor.page
    page.get_by_label(label).fill("Samen eten op school")
    if path.startswith("besluiten"):
        page.get_by_label("samen besloten").check()
    page.context.set_offline(offline=True)
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("heading", name="Er is geen verbinding").wait_for()
    assert page.get_by_label(label).input_value() == "Samen eten op school"
    page.context.set_offline(offline=False)
    visitor.errors.clear()  # the browser reports that it could not reach the site
    visitor.checks()
    visitor.presses(button, exact=True)
    visitor.sees("Samen eten op school")
    assert page.get_by_role("alert").count() == 0
