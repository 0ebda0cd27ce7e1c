"""Acting on what belongs to a circle: only who may see it, only what they may do, only in its state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import OpenAnswer, Response, Round, Ticket
from rondom.cores.measure.models.round import RoundState
from rondom.cores.measure.tests.factories import make_round
from rondom.foundation.access import may, permissions
from rondom.foundation.circles.actions import start_circle
from rondom.foundation.circles.models import Membership, Role
from tests.world import World, make_world

APPS = {"circles", "measure", "meet", "plan", "quickscan"}
ON_A_CIRCLE = sorted(name for name in permissions() if name.split(".")[0] in APPS)
SITE_WIDE = {
    "measure.view_instruments",
    "measure.manage_instruments",
    "quickscan.start_scan",
}

STEPS = {"open": {}, "close": {"sure": "on"}, "extend": {"closes_on": "2027-01-31"}, "codes": {"number": "2"}}
WHO = ("coordinator", "researcher", "professional", "outsider", "superuser")


@pytest.fixture
def world(coordinator: Any) -> World:
    return make_world(coordinator)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {who: request.getfixturevalue(who) for who in WHO}


@pytest.fixture
def elsewhere(outsider: Any, world: World) -> Round:
    """A round of another circle, in the same neighbourhood."""
    cell = world.round.cells.get()
    circle = start_circle("Andere kring", workflow="quickscan", by=outsider)
    return make_round(
        circle, by=outsider, area=cell.area, organisation=cell.organisation, name="Elders", invited=7
    )


@pytest.mark.parametrize("role", [*Role.values, None])
def test_who_may_do_anything_with_it_may_see_it(world: World, outsider: Any, role: str | None) -> None:
    if role:
        Membership.objects.create(circle=world.circle, user=outsider, role=role)
    for thing in (world.circle, world.round, world.scan, world.publication, world.plan, world.gathering):
        may_do = [name for name in ON_A_CIRCLE if name not in SITE_WIDE and may(outsider, name, thing)]
        visible = type(thing).objects.visible_to(outsider).filter(pk=thing.pk).exists()
        assert visible or not may_do
        assert not [name for name in ON_A_CIRCLE if may(AnonymousUser(), name, thing)]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
@given(taken=st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(sorted(STEPS))), max_size=7))
def test_a_round_goes_only_where_its_coordinator_brings_it(
    circle: Any, cast: dict[str, Any], taken: list[tuple[str, str]]
) -> None:
    with transaction.atomic():
        round_ = make_round(circle, by=cast["coordinator"], opened=False)
        cell, expected, last_day = round_.cells.get(), RoundState.CONCEPT, round_.closes_on
        codes = 0
        for who, step in taken:
            client = Client()
            client.force_login(cast[who])
            args = [round_.pk, cell.pk] if step == "codes" else [round_.pk]
            status = client.post(reverse(f"measure:{step}", args=args), STEPS[step]).status_code
            assert status in ({200, 302, 409} if who == "coordinator" else {403, 404})
            if who == "coordinator":
                match expected, step:
                    case RoundState.CONCEPT, "open":
                        expected = RoundState.OPEN
                    case RoundState.OPEN, "close":
                        expected, codes = RoundState.CLOSED, 0
                        last_day = min(last_day, max(round_.opens_on, timezone.localdate()))
                    case RoundState.OPEN, "codes":
                        codes += 2
                    case ((RoundState.CONCEPT | RoundState.OPEN), "extend"):
                        last_day = date(2027, 1, 31)
            round_.refresh_from_db()
            assert (round_.state, round_.closes_on) == (expected, last_day)
            assert Ticket.objects.filter(cell=cell).count() == codes
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", ["measure:poster", "measure:codes"])
def test_a_cell_of_another_round_is_not_found(
    client: Client, world: World, elsewhere: Round, coordinator: Any, name: str
) -> None:
    client.force_login(coordinator)
    address = reverse(name, args=[world.round.pk, elsewhere.cells.get().pk])
    assert client.post(address, {"number": "3"}).status_code == 404
    assert not Ticket.objects.exists()


def test_an_open_answer_of_another_round_is_not_found(
    client: Client, world: World, elsewhere: Round, coordinator: Any
) -> None:
    theirs = OpenAnswer.objects.create(
        round=elsewhere, area=world.answer.area, item="idee", text="Van een ander"
    )
    client.force_login(coordinator)
    sent = {"answer": str(theirs.pk), "state": "shown", "text": "Overgenomen"}
    assert client.post(reverse("measure:moderate", args=[world.round.pk]), sent).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.text, theirs.state) == ("Van een ander", "waiting")


@pytest.mark.parametrize("number", ["geen nummer", "", "0", "' OR 1=1"])
def test_a_number_that_is_none_is_not_found(
    client: Client, world: World, coordinator: Any, number: str
) -> None:
    client.force_login(coordinator)
    address = reverse("measure:moderate", args=[world.round.pk])
    assert client.post(address, {"answer": number, "state": "shown"}).status_code == 404


def test_a_session_ends_with_signing_out(client: Client, coordinator: Any) -> None:
    client.force_login(coordinator)
    kept = client.cookies["rondom_sessie"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["rondom_sessie"] = kept
    assert thief.get(reverse("accounts:me")).status_code == 302


def test_a_session_ends_when_the_account_is_closed(client: Client, coordinator: Any, superuser: Any) -> None:
    client.force_login(coordinator)
    manager = Client()
    manager.force_login(superuser)
    manager.post(reverse("home:change_user", args=[coordinator.pk]), {"name": "Weg"})
    coordinator.refresh_from_db()
    assert not coordinator.is_active
    assert client.get(reverse("accounts:me")).status_code == 302


@pytest.mark.parametrize("right", ["is_staff", "is_active"])
def test_nobody_changes_their_own_rights(client: Client, superuser: Any, right: str) -> None:
    client.force_login(superuser)
    sent = {"name": "Beheer", "is_staff": "on", "is_active": "on"}
    del sent[right]
    assert client.post(reverse("home:change_user", args=[superuser.pk]), sent).status_code == 409
    superuser.refresh_from_db()
    assert superuser.is_staff
    assert superuser.is_active


def test_a_lost_code_locks_nobody_out(
    client: Client, world: World, coordinator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone who lost their code begins again through the same link, and only what is sent counts."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: world.round.opens_on)
    link = reverse("measure:entrance", args=[world.round.cells.get().entrance])
    before, after = Client(), Client()
    for browser, tick in ((before, "1"), (after, "4")):
        browser.post(link)
        browser.post(reverse("measure:page", args=["signaleren"]), {"s1": tick, "go": "on"})
    after.post(reverse("measure:send"))
    assert Ticket.objects.count() == 2
    close_round(world.round, by=coordinator)
    assert Response.objects.get().answers == {"s1": "4"}
