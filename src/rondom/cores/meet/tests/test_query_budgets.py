"""Twenty of something ask the database no more than one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rondom.cores.meet.actions.agenda import add_point
from rondom.cores.meet.actions.contributions import contribute
from rondom.cores.meet.actions.decisions import decide, object_to
from rondom.cores.meet.actions.gatherings import start_series
from rondom.cores.meet.actions.moments import propose_moments
from rondom.cores.meet.actions.people import add_participant, participant_of
from rondom.cores.meet.actions.statements import close_round, give_stances, open_round, prepare_round
from rondom.cores.meet.models import Gathering, Series, Statement, StatementRound
from rondom.cores.meet.models.statements import StatementState
from rondom.cores.meet.tests.factories import STARTS, make_gathering
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Membership, Role

PAGES = (
    "gatherings", "series", "gathering", "people", "agenda", "minutes", "minutes_pdf", "moments",
    "screen", "home",
)  # fmt: skip


@pytest.fixture
def series(circle: Any, coordinator: Any) -> Series:
    return start_series(circle, name="Reeks", purpose="", phases=[("Dromen", "")], by=coordinator)


def more(first: Gathering, series: Series, number: int, by: User) -> None:
    """A gathering that follows, with something that waits; and in the first one more of everything."""
    made = make_gathering(first.circle, by=by, state="planned")
    decide(made, text="Besluit", reason="", kind="vote", look_back_on=timezone.localdate(), by=by)
    Gathering.objects.filter(pk=made.pk).update(follows=first, series=series)
    person = User.objects.create_user(f"iemand{number}@voorbeeld.test", f"Iemand {number}")
    Membership.objects.create(circle=first.circle, user=person, role=Role.PARENT)
    place = add_participant(first, user=person, role="ouder", by=by)
    contribute(place, text="Inbreng", key=uuid4(), by=person)
    decision = decide(first, text="Besluit", reason="", kind="vote", by=by)
    object_to(decision, kind="dissent", text="Liever niet", who="ouder", by=by)
    add_point(first, title="Punt", minutes=5, text="", by=by)
    another_round(first, by)
    start = STARTS + timedelta(days=number)
    propose_moments(first, periods=[(start, start + timedelta(hours=1))], now=timezone.now(), by=by)


def another_round(gathering: Gathering, by: User) -> None:
    """Closed, at the first point."""
    point = gathering.points.order_by("pk").first()
    made = prepare_round(gathering, question="Wat vindt u?", statements=["Een", "Twee"], point=point, by=by)
    open_round(made, by=by)
    close_round(made, by=by)


@pytest.mark.parametrize("state", ["open", "closed"])
def test_more_statements_ask_no_more(
    client: Client, planned: Gathering, coordinator: Any, as_guest: Client, state: str
) -> None:
    made = prepare_round(planned, question="Wat vindt u?", statements=["Een"], by=coordinator)
    open_round(made, by=coordinator)
    give_stances(made, stances={made.statements.get().pk: "agree"}, paper_number=1, by=coordinator)
    StatementRound.objects.update(state=state)
    client.force_login(coordinator)
    address = reverse("meet:statements", args=[planned.pk, made.pk])
    places = [(client, address), (as_guest, "/erbij/bijeenkomst/")]
    for browser, address in places:
        browser.get(address)
    few = [len(questions(*place)) for place in places]
    Statement.objects.bulk_create(
        Statement(round=made, text=f"{state} {number}", state=state)
        for number in range(20)
        for state in StatementState.values
    )
    assert [len(questions(*place)) for place in places] <= few


@pytest.mark.parametrize("page", PAGES)
def test_more_rows_ask_no_more(
    client: Client, concept: Gathering, series: Series, coordinator: Any, page: str
) -> None:
    participant_of(concept, coordinator)
    more(concept, series, 0, coordinator)
    pk = {"gatherings": concept.circle_id, "series": series.pk}.get(page, concept.pk)
    more_args = [1] if page == "screen" else []
    address = "/" if page == "home" else reverse(f"meet:{page}", args=[pk, *more_args])
    client.force_login(coordinator)
    client.get(address)  # what is asked once a process does not count
    few = questions(client, address)
    for number in range(1, 20):
        more(concept, series, number, coordinator)
    many = questions(client, address)
    assert len(many) <= len(few), "\n".join(sorted(set(many)))


def questions(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return [query["sql"][:160] for query in asked]
