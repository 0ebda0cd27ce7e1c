"""A coordinator takes in a file with sixty columns; after closing a researcher takes answers out."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Round, SealedResponse
from rondom.cores.measure.tests.factories import make_area, make_round
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import add_member, start_circle
from rondom.foundation.circles.models import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

WIDE = ";".join(f"Een kop die niets met de vragen te maken heeft {number}" for number in range(55))
FILE = f"s1;s2;zeker;wijk;idee;{WIDE}\n" + f"heel vaak;4;7;Lindenkwartier;Meer tijd{';x' * 55}\n" * 2


@pytest.fixture
def coordinator(db: None) -> User:
    return User.objects.create_user("coordinator@voorbeeld.test", "Coördinator")


@pytest.fixture
def round_(coordinator: User) -> Round:
    circle = start_circle("Voorbeeldkring", workflow="quickscan", by=coordinator)
    today = timezone.localdate()
    return make_round(
        circle, by=coordinator, area=make_area(), opens_on=today, closes_on=today + timedelta(days=14)
    )


def test_a_file_goes_in_and_answers_come_out(signed_in: Any, round_: Round, coordinator: User) -> None:
    visitor = signed_in(coordinator)
    page = visitor.page
    visitor.goes_to(f"/metingen/{round_.pk}/")
    visitor.presses("Antwoorden inlezen")
    file = {"name": "antwoorden.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    page.get_by_label("Bestand (CSV, Excel of SPSS)").set_input_files(files=[file])
    visitor.presses("Verder naar koppelen")
    visitor.sees("Hier moet u nog kiezen (1)")
    visitor.presses("Bewaren en nakijken")
    visitor.sees("2 waarden passen niet")
    visitor.presses("Koppeling veranderen")
    page.get_by_label("heel vaak").select_option("altijd")
    visitor.presses("Bewaren en nakijken")
    visitor.sees("2 vragenlijsten kloppen")
    visitor.presses("Inlezen", exact=True)
    visitor.sees("2 vragenlijsten zijn ingelezen en verzegeld")
    assert SealedResponse.objects.count() == 2
    close_round(round_, by=coordinator)
    researcher = User.objects.create_user("onderzoeker@voorbeeld.test", "Onderzoeker")
    add_member(round_.circle, user=researcher, role=Role.RESEARCHER, by=coordinator)
    signed_in(researcher)
    visitor.goes_to(f"/metingen/{round_.pk}/")
    visitor.presses("Gegevens voor onderzoek")
    page.get_by_label("Waarvoor heeft u de gegevens nodig?").fill("Betrouwbaarheid van de schalen.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Gegevens downloaden").click()
    assert download.value.suggested_filename == "quickscan-najaar-sav.zip"
