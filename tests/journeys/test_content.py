"""A researcher writes down what people said of the questions, corrects it, and reads it in the log."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rondom.cores.measure.models import ContentRecord, Round
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
    return make_round(
        circle, by=coordinator, area=make_area(), opens_on=today, closes_on=today + timedelta(days=14)
    )


def test_what_people_said_is_written_down_and_corrected(
    signed_in: Any, round_: Round, researcher: User
) -> None:
    visitor = signed_in(researcher)
    visitor.goes_to(f"/metingen/{round_.pk}/kwaliteit/")
    visitor.presses("Wat mensen van de vragen vonden")
    visitor.presses("Onderzoek vastleggen")
    page = visitor.page
    page.get_by_label("Wanneer was dit?").fill(str(timezone.localdate() - timedelta(days=9)))
    page.get_by_label("Hardop denken").check()
    page.get_by_label("Invullers die moeite hebben met lezen").fill("2")
    page.get_by_label("Mensen die de vragenlijst invullen").fill("6")
    for title, said in (
        ("Doen de vragen ertoe?", "het nut van de vragen"),
        ("Is het volledig?", "wat er ontbreekt"),
        ("Zijn de vragen te begrijpen?", "hoe duidelijk het is"),
    ):
        page.get_by_role("group", name=title).get_by_label("Goed", exact=True).check()
        page.get_by_label(f"Wat zeiden zij over {said}").fill("Duidelijk.")
    page.get_by_text("Gaf een panel elke vraag een cijfer?").click()
    page.get_by_label("s1. deed ik 1.").fill("5")
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    visitor.sees("1 ding klopt nog niet")
    visitor.errors.clear()  # the browser tells of the status 422
    visitor.checks()
    page.get_by_label("Hoeveel mensen zaten in het panel?").fill("5")
    visitor.presses("Vastleggen", exact=True)
    visitor.sees("Het staat erin")
    visitor.presses("Wijzigen")
    page.get_by_label("Waar is het na te lezen?").fill("Verslag")
    page.get_by_label("Waarom wijzigt u dit?").fill("De bron ontbrak")
    visitor.presses("Wijziging bewaren")
    visitor.sees("Geschiedenis")
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    visitor.checks()
    assert ContentRecord.objects.count() == 2
    visitor.goes_to(f"/kringen/{round_.circle_id}/logboek/")
    page.get_by_label("Wat wilt u zien?").select_option("wijzigde wat mensen van de vragen vonden")
    visitor.presses("Tonen", exact=True)
    visitor.sees("De bron ontbrak")
    visitor.sees("1 regel bij deze keuze")
