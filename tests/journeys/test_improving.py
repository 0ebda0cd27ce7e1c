"""After the plan: prework per sector, looking half-way, and seeing where every neighbourhood stands."""

from typing import Any

import pytest

from rondom.cores.measure.models import Release
from rondom.cores.measure.tests.factories import TODAY
from rondom.cores.plan.actions.plans import agree_plan, start_work
from rondom.cores.plan.models import Plan
from rondom.foundation.accounts.models import User
from rondom.workflows.quickscan.actions.round_table import prepare_round_table
from rondom.workflows.quickscan.models import Scan
from rondom.workflows.quickscan.reports import address_of
from rondom.workflows.quickscan.round_table import RECOGNISED
from rondom.workflows.quickscan.tests.factories import make_scan
from rondom.workflows.quickscan.tests.test_improve import improve, reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def release(db: None, coordinator: User) -> Release:
    """About the whole municipality."""
    return reported(make_scan(coordinator), coordinator)[0]


def test_prework_with_a_sector(signed_in: Any, coordinator: User, release: Release) -> None:
    gathering = prepare_round_table(release, by=coordinator)
    visitor = signed_in(coordinator)
    visitor.goes_to("/")
    visitor.presses(f"Stippen geven: {RECOGNISED}")
    page = visitor.page
    page.get_by_role("spinbutton").first.fill("2")
    page.get_by_label("Waar hoort u bij?").first.select_option(index=1)
    visitor.presses("Stemmen", exact=True)
    visitor.sees("Uw stippen tellen mee")
    visitor.presses("Sluiten en tellen")
    visitor.sees("De groepen zijn te klein om apart te tonen.")
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/")
    visitor.goes_to(f"/bijeenkomsten/{gathering.pk}/scherm/3/")
    visitor.sees(RECOGNISED)


def test_half_way_and_back_to_the_sentence(signed_in: Any, coordinator: User, release: Release) -> None:
    plan = improve(release, coordinator)
    agree_plan(plan, on=TODAY, by=coordinator)
    start_work(plan, by=coordinator)
    scan = Scan.objects.get()
    visitor = signed_in(coordinator)
    visitor.goes_to(f"/quickscans/{scan.pk}/")
    visitor.presses("Er een bijeenkomst van maken")
    visitor.sees("De bijeenkomst staat klaar")
    visitor.goes_to(f"/quickscans/{scan.pk}/")
    visitor.presses("Halverwege kijken")
    page = visitor.page
    page.get_by_label("Hoe gaat het?").fill("Twee van de drie bellen terug")
    page.get_by_label("bijstellen").check()
    page.get_by_label("Wat hebben wij geleerd?").fill("Bellen in de ochtend werkt beter")
    visitor.presses("Tussenstand bewaren")
    visitor.sees("Twee van de drie bellen terug")
    visitor.goes_to(plan.goals.get().get_absolute_url())
    visitor.presses(plan.goals.get().origins.get().label)
    visitor.sees("Wat hiervan kwam")
    assert Plan.objects.get().half_way_on is None
    visitor.goes_to(address_of(release))
    visitor.presses(str(plan.goals.get()))
    visitor.goes_to("/overzicht/")
    visitor.presses("Hoe ver")
    visitor.goes_to(f"/quickscans/{scan.pk}/")
    visitor.presses("Wat gaat elders samen met verbetering?")
    visitor.sees("Dit bewijst niet dat de actie hielp")
