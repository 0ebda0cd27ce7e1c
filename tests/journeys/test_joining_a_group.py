"""A parent joins a group with a link and leaves it with a code; the coordinator sees who comes."""

from typing import Any

import pytest
from django.utils import timezone

from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions.actions import groups
from rondom.workflows.parenting_questions.actions.enrolment import join_group
from rondom.workflows.parenting_questions.models import Enrolment, ParentGroup
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.tests.factories import make_bundle, make_pool

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def group(coordinator: User) -> ParentGroup:
    """Looks for parents; three of its four places are taken."""
    bundle = make_bundle(make_pool(coordinator), by=coordinator, each=1)
    bundle.answer = Answer.GROUP
    bundle.save()
    group = groups.start_group(bundle, name="Rustig naar bed", by=coordinator)
    changes = {
        "about": "Wil uw kind niet slapen? Kom praten met andere ouders.",
        "leaders": "een jeugdverpleegkundige en een ouder uit de wijk",
        "starts_on": timezone.localdate(),
        "where": "Buurthuis",
        "places": 4,
        "childcare": True,
    }
    groups.change_group(group, changes=changes, by=coordinator)
    groups.prepare_group(group, by=coordinator)
    groups.recruit_parents(group, by=coordinator)
    for number in range(3):
        join_group(group, first_name=f"Ouder {number}", contact=f"ouder{number}@voorbeeld.test")
    return group


def test_a_parent_joins_another_waits_and_moves_up(
    visitor: Any, signed_in: Any, coordinator: User, group: ParentGroup
) -> None:
    page = visitor.page
    visitor.goes_to(f"/groep/{group.entrance}/")
    page.get_by_label("Uw voornaam").fill("Ouder 4")
    page.get_by_label("Uw telefoonnummer of e-mailadres").fill("06 00000000")
    visitor.presses("Ik doe mee")
    visitor.sees("U heeft een plek")
    code = page.locator("strong").first.inner_text()
    visitor.goes_to(f"/groep/{group.entrance}/")
    page.get_by_label("Uw voornaam").fill("Ouder 5")
    page.get_by_label("Uw telefoonnummer of e-mailadres").fill("ouder5@voorbeeld.test")
    visitor.presses("Zet mij op de wachtlijst")
    visitor.sees("U bent nummer 1.")
    visitor.goes_to("/groep/mijn-plek/")
    page.get_by_label("Uw code").fill(code)
    visitor.presses("Kijken")
    visitor.presses("Ik meld mij af")
    visitor.sees("U bent afgemeld.")
    signed_in(coordinator)
    visitor.goes_to(group.get_absolute_url())
    visitor.presses("4 aanmeldingen")
    visitor.sees("weet nog niet dat er plek is")
    visitor.presses("Verteld aan Ouder 5")
    assert Enrolment.objects.get(first_name="Ouder 5").told
    asks = page.locator("summary", has_text="Wissen: Ouder 5")
    asks.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ja, wissen: Ouder 5").wait_for(timeout=5000)
    visitor.checks()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    visitor.sees("De aanmelding is gewist.")
    assert not Enrolment.objects.filter(first_name="Ouder 5").exists()
