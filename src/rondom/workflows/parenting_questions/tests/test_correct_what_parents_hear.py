"""What parents read can be made better after it was given back, until the bundle is closed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rondom.workflows.parenting_questions.actions.bundles import close_bundle, give_back
from rondom.workflows.parenting_questions.models import Bundle
from rondom.workflows.parenting_questions.tests.factories import TODAY, make_bundle, make_pool

FIRST, BETTER, LATE = "De groep begint in mei.", "De groep begint in juni.", "De groep begint in juli."


@pytest.fixture
def bundle(client: Client, coordinator: Any) -> Bundle:
    client.force_login(coordinator)
    bundle = make_bundle(make_pool(coordinator), by=coordinator)
    give_back(bundle, told=FIRST, today=TODAY, by=coordinator)
    return bundle


def test_the_text_stands_ready_and_is_replaced(client: Client, bundle: Bundle) -> None:
    assert _form(client, bundle)["told"] == FIRST
    assert _sent(client, bundle, told=BETTER).status_code == 302
    bundle.refresh_from_db()
    assert (bundle.state, bundle.told) == ("returned", BETTER)


def test_what_may_not_be_kept_or_is_hard_stays_in_the_form(client: Client, bundle: Bundle) -> None:
    for told, status, said in (
        ("Bel 06-12345678 voor een plek.", 422, "Haal dit eerst weg: 06-12345678"),
        ("", 422, "Vul dit in."),
        ("Wij gaan dit inventariseren.", 200, "Nog niet teruggegeven"),
    ):
        page = _sent(client, bundle, told=told)
        assert page.status_code == status
        assert said in page.content.decode()
        assert 'name="correct"' in page.content.decode()
    bundle.refresh_from_db()
    assert bundle.told == FIRST


def test_who_is_second_reads_both(client: Client, bundle: Bundle) -> None:
    opened = _form(client, bundle)
    _sent(client, bundle, told=BETTER)
    late = client.post(_address(bundle), {**opened, "told": LATE})
    assert late.status_code == 409
    assert BETTER in late.content.decode()
    assert LATE in late.content.decode()
    bundle.refresh_from_db()
    assert bundle.told == BETTER


def test_not_after_it_was_closed(client: Client, bundle: Bundle, coordinator: Any) -> None:
    opened = _form(client, bundle)
    close_bundle(bundle, by=coordinator)
    assert "Tekst verbeteren" not in client.get(bundle.get_absolute_url()).content.decode()
    assert client.post(_address(bundle), {**opened, "told": LATE}).status_code == 409
    bundle.refresh_from_db()
    assert bundle.told == FIRST


def _address(bundle: Bundle) -> str:
    return reverse("parenting_questions:go_on", args=[bundle.pool_id, bundle.pk])


def _form(client: Client, bundle: Bundle) -> dict[str, str]:
    """What the form on the page would send."""
    context = client.get(bundle.get_absolute_url()).context
    told = context["correct"]["told"].value()
    return {"to": "returned", "correct": "1", "seen": context["seen"], "told": told}


def _sent(client: Client, bundle: Bundle, *, told: str) -> Any:
    return client.post(_address(bundle), {**_form(client, bundle), "told": told})
