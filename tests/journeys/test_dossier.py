"""From a group that was evaluated to a dossier, and to a group elsewhere that takes the approach over."""

from typing import Any

import pytest

from rondom.foundation.accounts.models import User
from rondom.foundation.circles.actions import start_circle
from rondom.workflows.parenting_questions.models import Approach, Bundle, ParentGroup, Pool
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_evaluated, make_pool

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def group(coordinator: User) -> ParentGroup:
    return make_evaluated(make_pool(coordinator), by=coordinator)


@pytest.fixture
def elsewhere(group: ParentGroup, outsider: User) -> Bundle:
    """In another circle someone decided that a group comes, about the same theme."""
    circle = start_circle("Andere stad", workflow="parenting_questions", by=outsider)
    pool = Pool.objects.create(circle=circle, name="Vragen in een andere stad")
    theme = pool.themes.create(code="slp", label="Slapen")
    return Bundle.objects.create(
        circle=circle, pool=pool, theme=theme, area=group.bundle.area, since=TODAY, until=TODAY,
        answer=Answer.GROUP,
    )  # fmt: skip


def test_a_dossier_is_written_shared_and_taken_over(
    signed_in: Any, coordinator: User, outsider: User, group: ParentGroup, elsewhere: Bundle
) -> None:
    visitor = signed_in(coordinator)
    page = visitor.page
    visitor.goes_to(group.get_absolute_url())
    visitor.presses("Dossier maken")
    page.get_by_label("Wat vroegen ouders?").fill("Slapen: hoe gaat een kind op tijd naar bed?")
    page.get_by_label("Wat zat erachter?").fill("Ouders weten niet wat gewoon is.")
    page.get_by_label("Met wie?").fill("Bel 06 12345678")
    page.get_by_label("Wat werkte?").fill("Samen eten.")
    page.get_by_label("Ja", exact=True).check()
    _is_stopped(visitor, "Haal dit eerst weg")
    page.get_by_label("Met wie?").fill("Consultatiebureau en school")
    visitor.presses("Bewaren")
    visitor.sees("1 bijeenkomst, met 7 ouders per keer.")
    visitor.presses("Dossier wijzigen")
    page.get_by_label("Tips").fill("Zorg voor oppas.")
    page.get_by_label("Waarom wijzigt u dit?").fill("Een tip erbij")
    visitor.presses("Bewaren")
    page.get_by_text("Versie 2,").click()
    visitor.checks()
    page.get_by_label("Ik heb het dossier nagelezen").check()
    visitor.presses("Delen", exact=True)
    visitor.sees("gedeeld met andere gemeenten")

    signed_in(outsider)
    visitor.goes_to("/opvoedvragen/aanpakken/?thema=slp&element=exchange")
    visitor.presses("Rustig naar bed")
    visitor.presses("Slapen in")
    page.get_by_label("Hoe heet de groep?").fill("Ook rustig naar bed")
    _is_stopped(visitor, "Schrijf op wat hier anders is")
    page.get_by_label("Wat is hier anders?").fill("Hier ’s avonds")
    visitor.presses("Bewaren")
    visitor.sees("Hier anders: Hier ’s avonds")
    assert elsewhere.groups.get().copied_from == Approach.objects.get()


def _is_stopped(visitor: Any, because: str) -> None:
    """The form comes back with what was written and what to do."""
    visitor.page.get_by_role("button", name="Bewaren").click()
    visitor.sees(because)
    visitor.errors.clear()  # the browser reports the status 422 itself
    visitor.checks()
