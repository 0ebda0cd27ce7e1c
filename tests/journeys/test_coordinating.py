"""What a coordinator does beside the main road: mailing, reading open answers, reading in a questionnaire."""

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import InstrumentVersion, Round
from rondom.cores.measure.tests.factories import answer, make_round
from rondom.foundation.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def round_(circle: Any, coordinator: User) -> Round:
    today = timezone.localdate()
    return make_round(circle, by=coordinator, opens_on=today, closes_on=today)


def test_an_impatient_person_mails_once(signed_in: Any, coordinator: User, round_: Round) -> None:
    visitor = signed_in(coordinator)
    visitor.goes_to(f"/metingen/{round_.pk}/uitnodigen/")
    visitor.page.get_by_role("button", name="Mail de uitnodiging").dblclick()
    visitor.sees("Verstuurd aan 1 organisatie.")
    visitor.checks()
    assert len(mail.outbox) == 1


def test_open_answers_are_read_by_keyboard_alone(signed_in: Any, coordinator: User, round_: Round) -> None:
    for text in ("Een vast inloopmoment", "Vaker samen eten"):
        answer(round_.cells.get(), {"idee": text}, today=timezone.localdate())
    close_round(round_, by=coordinator)
    visitor = signed_in(coordinator)
    visitor.goes_to(f"/metingen/{round_.pk}/open-antwoorden/")
    for left in ("Nog 1 antwoord te lezen", "Alles is gelezen"):
        visitor.page.get_by_label("Welk idee heeft u?").focus()
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.press("Enter")
        visitor.sees(left)
        visitor.checks()
    assert round_.open_answers.shown().count() == 2


def test_a_file_that_is_no_questionnaire_is_explained(
    signed_in: Any, coordinator: User, circle: Any, tmp_path: Any
) -> None:
    wrong = tmp_path / "vragen.xlsx"
    wrong.write_text("geen werkblad")
    visitor = signed_in(coordinator)
    visitor.goes_to("/vragenlijsten/inlezen/")
    visitor.page.get_by_label("Bestand").set_input_files(wrong)
    visitor.page.get_by_role("button", name="Inlezen").click()
    visitor.sees("Wat er niet klopt")
    visitor.errors.clear()  # the browser reports the status 422 itself
    visitor.checks()
    assert visitor.page.evaluate("document.activeElement.id") == "fouten"
    assert not InstrumentVersion.objects.exists()
