"""Statements in a gathering: prepared, answered, proposed, let through, counted; with the keyboard too."""

from typing import Any

import pytest

from rondom.cores.meet.actions.statements import give_stances
from rondom.cores.meet.models import StatementRound
from rondom.cores.meet.tests.factories import make_gathering
from rondom.foundation.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

STATEMENTS = (
    "School is open na vijf uur",
    "Ouders koken samen",
    "Er is opvang bij elke avond",
    "Hulp komt bij ons thuis",
)
PROPOSED = "Kinderen denken mee"


def test_from_a_question_to_what_people_agree_on(signed_in: Any, coordinator: User, circle: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state="planned")
    visitor = signed_in(coordinator)
    page = visitor.page
    visitor.goes_to(gathering.get_absolute_url())
    visitor.presses("Stellingen maken")
    page.get_by_label("Waarover gaan de stellingen?").fill("Wat helpt ouders?")
    page.get_by_label("Stellingen", exact=True).fill("\n".join(STATEMENTS))
    visitor.presses("Stellingen maken")
    visitor.presses("Stellingenronde openen")
    first = page.get_by_role("group", name=STATEMENTS[0])
    first.get_by_label("Eens", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    visitor.settles()
    visitor.sees("Uw antwoorden tellen mee")
    page.get_by_label("Mist u een stelling?").fill(PROPOSED)
    visitor.presses("Stelling voorstellen")
    visitor.presses("Toelaten")
    visitor.sees(PROPOSED)
    round_ = StatementRound.objects.get()
    numbers = list(round_.statements.values_list("pk", flat=True))
    for paper in range(1, 17):
        others = "agree" if paper % 2 else "disagree"
        stances = {**dict.fromkeys(numbers[1:4], others), numbers[0]: "agree"}
        give_stances(round_, stances=stances, paper_number=paper, by=coordinator)
    visitor.goes_to(f"{gathering.get_absolute_url()}stellingen/{round_.pk}/")
    visitor.presses("Sluiten en tellen")
    visitor.sees("17 deelnemers antwoordden")
    visitor.sees("Hier is bijna iedereen het over eens")
    visitor.sees("De antwoorden laten 2 groepen zien die hetzelfde denken")
    page.get_by_text("Bekijk als tabel").click()
    visitor.sees("niet getoond: te weinig antwoorden")
    visitor.checks()
    round_.point = gathering.points.order_by("order")[0]
    round_.save(update_fields=["point"])
    for address in ("scherm/1/", "verslag/"):
        visitor.goes_to(f"{gathering.get_absolute_url()}{address}")
        visitor.sees("bijna iedereen het eens")
