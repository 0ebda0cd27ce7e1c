"""A coordinator has a quarter counted: waits on a page, reads why it stopped, and sees the table."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from rondom.foundation.accounts.models import User
from rondom.workflows.parenting_questions import quarters
from rondom.workflows.parenting_questions.models import Counting
from rondom.workflows.parenting_questions.tests.factories import make_coded, make_pool

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_counting_says_how_it_goes(signed_in: Any, coordinator: User) -> None:
    pool = make_pool(coordinator)
    quarter = quarters.quarter_of(quarters.quarter_of(timezone.localdate()) - timedelta(days=1))
    for _ in range(6):
        make_coded(pool, by=coordinator, today=quarter + timedelta(days=40))
    counting = Counting.objects.create(pool=pool, quarter=quarter)
    visitor = signed_in(coordinator)
    visitor.goes_to(f"/opvoedvragen/{pool.pk}/signalen/tellen/{counting.pk}/")
    visitor.sees(f"Wij tellen het {quarters.said(quarter)}")
    Counting.objects.update(finished=True, problem="Lees eerst alle vragen van dit kwartaal na.")
    visitor.sees("Het tellen is gestopt")  # the page asked again by itself
    visitor.checks()
    visitor.presses("Naar de signalen")
    visitor.presses(f"{quarters.said(quarter)} tellen")
    visitor.sees(f"Aantal gezinnen, {quarters.said(quarter)}")
