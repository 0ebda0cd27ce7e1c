"""From a first goal to what was learnt: a plan as its coordinator and someone who pulls an action see it."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rondom.cores.plan.models import Action, Plan
from rondom.cores.plan.tests.factories import make_action, make_plan
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Circle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_a_plan_from_its_first_goal_to_what_was_learnt(
    signed_in: Any, coordinator: User, circle: Circle
) -> None:
    visitor = signed_in(coordinator)
    page = visitor.page
    visitor.goes_to(f"/kringen/{circle.pk}/leden/")
    visitor.presses("Plannen", exact=True)
    visitor.goes_to(f"/plannen/kring/{circle.pk}/")
    visitor.presses("Een plan beginnen")
    page.get_by_label("Titel").fill("Verbeterplan Lindenkwartier")
    visitor.presses("Beginnen")
    page.get_by_label("Wat willen wij bereiken?").fill("Wij horen terug of de hulp is aangekomen")
    page.get_by_label("Wat merkt een gezin hiervan?").fill("Ik hoef niet zelf te bellen")
    visitor.presses("Bewaren")
    visitor.presses("Actie erbij")
    page.get_by_label("Wat gaat er gebeuren?").fill("Na drie weken terugbellen")
    page.get_by_label("Wanneer is het klaar?").fill(timezone.localdate().isoformat())
    visitor.presses("Bewaren")
    visitor.presses("Kiezen hoe u dat ziet")
    page.get_by_label("Waaraan ziet u of het beter gaat?").fill("Gezinnen die wij terugbelden")
    page.get_by_label("Hoe meten wij dit?").select_option(label="aantal dat u zelf telt")
    page.get_by_label("Streefwaarde").fill("20")
    visitor.presses("Bewaren")
    visitor.presses("Aantal invullen")
    page.get_by_label("Hoeveel telde u?").fill("12")
    visitor.presses("Bewaren")
    visitor.sees("Gezinnen die wij terugbelden: 12")
    visitor.presses("Een cijfer geven")
    page.get_by_label("Cijfer van 0").fill("4")
    visitor.presses("Bewaren")
    plan = Plan.objects.get()
    for name in ("bord", "acties", "tijdlijn", "geschiedenis", "voor-wie", "wijzigen"):
        visitor.goes_to(f"/plannen/{plan.pk}/{name}/")
    visitor.goes_to(f"/plannen/{plan.pk}/")
    for button in ("Plan vaststellen", "Aan het werk", "Evalueren"):
        visitor.presses(button)
    page.get_by_label("Wat hebben wij geleerd?").fill("Terugbellen werkt")
    visitor.presses("Bewaren")
    visitor.presses("Plan afsluiten")
    visitor.sees("Dit plan is afgesloten")
    assert not page.get_by_role("button", name="Doel erbij").count()


def test_whoever_pulls_an_action_moves_it_by_keyboard_and_says_that_it_is_stuck(
    signed_in: Any, coordinator: User, professional: User, circle: Circle
) -> None:
    plan = make_plan(circle, by=coordinator, running=True)
    make_action(plan, by=coordinator, owner=professional, due_on=timezone.localdate())
    make_action(plan, by=coordinator, what="Van een ander")
    visitor = signed_in(professional)
    visitor.goes_to("/")
    visitor.sees("Inloopmoment in de school")
    visitor.goes_to(f"/plannen/{plan.pk}/bord/")
    assert visitor.page.get_by_role("button", name="Begin").count() == 1
    visitor.page.get_by_role("button", name="Begin").focus()
    visitor.page.keyboard.press("Enter")
    visitor.sees("Bezig (1)")
    visitor.checks()
    visitor.presses("Inloopmoment in de school")
    visitor.page.get_by_label("Waar loopt het op vast?").fill("Geen zaal")
    visitor.presses("Bewaren")
    visitor.sees("loopt vast")
    assert Action.objects.stuck().get().obstacle == "Geen zaal"


def test_two_people_write_at_once_and_see_both_texts(
    signed_in: Any, coordinator: User, circle: Circle
) -> None:
    plan = make_plan(circle, by=coordinator, running=True)
    goal = plan.goals.get()
    visitor = signed_in(coordinator)
    address = f"/plannen/{plan.pk}/doelen/{goal.pk}/wijzigen/"
    visitor.goes_to(address)
    other = Client()
    other.force_login(coordinator)
    other.post(address, {"words": "De tekst van de ander", "revision": 1})
    visitor.page.get_by_label("Wat willen wij bereiken?").fill("Mijn eigen tekst")
    visitor.page.get_by_role("button", name="Bewaren").click()
    visitor.sees("De tekst van de ander")
    visitor.errors.clear()  # the browser reports the status 422 itself
    visitor.checks()
    assert visitor.page.evaluate("document.activeElement.id") == "fouten"
    assert visitor.page.get_by_label("Wat willen wij bereiken?").input_value() == "Mijn eigen tekst"
    visitor.presses("Bewaren")
    goal.refresh_from_db()
    assert goal.words == "Mijn eigen tekst"


def test_a_list_with_long_names_fits_the_screen(signed_in: Any, coordinator: User, circle: Circle) -> None:
    plan = make_plan(circle, by=coordinator)
    make_action(
        plan,
        by=coordinator,
        what="Meerjarenonderhoudsplanningsoverleg voorbereiden",
        role="schuldhulpverleningscoördinator van de gemeente",
        due_on=timezone.localdate(),
    )
    visitor = signed_in(coordinator)
    visitor.goes_to(f"/plannen/{plan.pk}/acties/")
    visitor.page.get_by_text("schuldhulpverleningscoördinator").locator("visible=true").wait_for()
    table = visitor.page.get_by_role("region", name="Acties")
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")


def test_without_a_connection_what_was_typed_stays(signed_in: Any, coordinator: User, circle: Circle) -> None:
    plan = make_plan(circle, by=coordinator, running=True)
    visitor = signed_in(coordinator)
    page = visitor.page
    address = plan.goals.get().get_absolute_url()
    visitor.goes_to(address)
    visitor.presses("Actie erbij")
    page.get_by_label("Wat gaat er gebeuren?").fill("Na drie weken terugbellen")
    page.context.set_offline(True)
    page.get_by_role("button", name="Bewaren").click()
    visitor.sees("Er is geen verbinding")
    visitor.errors.clear()  # the browser reports the connection itself
    visitor.looks()
    assert page.get_by_label("Wat gaat er gebeuren?").input_value() == "Na drie weken terugbellen"
    page.context.set_offline(False)
    visitor.presses("Bewaren")
    assert Action.objects.get().what == "Na drie weken terugbellen"
