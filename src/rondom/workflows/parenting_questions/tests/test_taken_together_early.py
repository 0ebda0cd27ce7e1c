"""Questions that were taken together before there were enough: those that come later count with them."""

from typing import Any

import pytest
from django.test import Client

from rondom.foundation.places.models import Organisation
from rondom.workflows.parenting_questions.actions.bundles import bundle_questions, give_back, raise_signal
from rondom.workflows.parenting_questions.models import Bundle, Pool
from rondom.workflows.parenting_questions.models.bundle import BundleState
from rondom.workflows.parenting_questions.signals import found_signals
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_coded, make_pool

NOT_YET = "Dit is nog geen signaal."
BUTTON = "Ja, maak er een signaal van"


@pytest.fixture
def pool(coordinator: Any) -> Pool:
    return make_pool(coordinator)


def test_what_comes_later_joins_and_together_they_are_a_signal(pool: Pool, coordinator: Any) -> None:
    early = _asked(pool, coordinator, each=2)
    assert not found_signals(pool, TODAY)
    _asks(pool, coordinator, each=2)
    (signal,) = found_signals(pool, TODAY)
    assert signal.recurs
    late = bundle_questions(pool, theme=early.theme, area=early.area, today=TODAY, by=coordinator)
    assert late == early
    assert late.questions.count() == 8
    raise_signal(late, today=TODAY, by=coordinator)
    assert not found_signals(pool, TODAY)


def test_what_parents_heard_something_about_stays_as_it_was(pool: Pool, coordinator: Any) -> None:
    early = _asked(pool, coordinator, each=1)
    give_back(early, told="Wij praten erover.", today=TODAY, by=coordinator)
    late = _asked(pool, coordinator, each=1)
    assert late != early
    assert late.state == BundleState.BUNDLED


def test_says_that_it_is_no_signal_instead_of_offering_it(
    client: Client, pool: Pool, coordinator: Any
) -> None:
    client.force_login(coordinator)
    page = client.get(_asked(pool, coordinator, each=1).get_absolute_url()).content.decode()
    assert NOT_YET in page
    assert BUTTON not in page
    page = client.get(_asked(pool, coordinator, each=3).get_absolute_url()).content.decode()
    assert NOT_YET not in page
    assert BUTTON in page


def _asks(pool: Pool, by: Any, *, each: int) -> None:
    area = pool.areas.order_by("name")[0]
    for organisation in Organisation.objects.filter(areas=area):
        for _ in range(each):
            make_coded(pool, by=by, organisation=organisation)


def _asked(pool: Pool, by: Any, *, each: int) -> Bundle:
    """So many questions at each of two organisations, taken together."""
    _asks(pool, by, each=each)
    area = pool.areas.order_by("name")[0]
    return bundle_questions(pool, theme=pool.themes.get(code="slp"), area=area, today=TODAY, by=by)
