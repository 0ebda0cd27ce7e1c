"""Pages that say what to do, where something cannot be done yet or is not enough."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rondom.workflows.parenting_questions.forms.sheets import RowForm
from rondom.workflows.parenting_questions.models import Bundle
from rondom.workflows.parenting_questions.models.bundle import Answer
from rondom.workflows.parenting_questions.sheets import COLUMNS
from rondom.workflows.parenting_questions.tests.factories import make_approach, make_pool
from rondom.workflows.parenting_questions.understanding import words_of

pytestmark = pytest.mark.django_db


def test_a_row_that_is_too_short_says_what_to_write(coordinator: Any) -> None:
    row = {**dict.fromkeys(COLUMNS, ""), "text": "Hm"}
    form = RowForm(2, row, words=words_of(make_pool(coordinator)), today=timezone.localdate())
    assert "Te kort. Schrijf in een paar woorden wat de ouder vroeg" in str(form.errors["text"])


@pytest.mark.parametrize(("transferable", "decided"), [(True, False), (True, True), (False, False)])
def test_a_dossier_says_what_is_needed_to_take_it_over(
    client: Client, coordinator: Any, transferable: bool, decided: bool
) -> None:
    pool = make_pool(coordinator)
    approach = make_approach(pool, by=coordinator, transferable=transferable, conditions="Een zaal")
    if decided:
        bundle = approach.group.bundle
        Bundle.objects.create(
            circle=pool.circle,
            pool=pool,
            theme=bundle.theme,
            area=bundle.area,
            since=bundle.since,
            until=bundle.until,
            answer=Answer.GROUP,
        )
    client.force_login(coordinator)
    page = client.get(approach.get_absolute_url()).text
    assert ("heeft besloten dat er een groep komt" in page) is (transferable and not decided)
    assert ("Begin met deze aanpak een groep" in page) is decided
