"""A list with twenty rows asks the database no more than a list with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondom.cores.measure.models import FrameCell, OpenAnswer
from rondom.cores.measure.tests.factories import TODAY, make_edition, make_organisation, make_version
from rondom.cores.meet.actions.agenda import add_point
from rondom.cores.meet.actions.contributions import contribute
from rondom.cores.meet.actions.decisions import decide, object_to
from rondom.cores.meet.actions.moments import propose_moments
from rondom.cores.meet.actions.people import add_participant
from rondom.cores.meet.models import Series
from rondom.cores.meet.tests.factories import STARTS, make_gathering
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Membership, Role
from rondom.workflows.quickscan.models import Wave
from tests.world import World, make_world

More = Callable[[World, int], Any]


def another_scan(world: World, number: int) -> None:
    scan, round_ = world.scan, world.round
    areas = list(scan.areas.all())
    circle = type(world.circle).objects.create(name=f"Kring {number}", workflow="quickscan")
    Membership.objects.create(
        circle=circle, user=Membership.objects.get(circle=world.circle).user, role=Role.COORDINATOR
    )
    new = type(scan).objects.create(name=f"Scan {number}", circle=circle)
    new.areas.set(areas)
    copy = type(round_).objects.get(pk=round_.pk)
    copy.pk, copy.circle, copy.name = None, circle, f"Meting {number}"
    copy.save()
    Wave.objects.create(scan=new, round=copy, number=1)


def another_cell(world: World, number: int) -> None:
    cell = world.round.cells.order_by("pk")[0]
    organisation = make_organisation(cell.area, f"Organisatie {number} (voorbeeld)")
    FrameCell.objects.create(
        round=world.round, area=cell.area, sector=cell.sector, organisation=organisation, invited=3
    )


def another_person(world: World, number: int) -> User:
    return User.objects.create_user(f"iemand{number}@voorbeeld.test", f"Iemand {number}")


def another_member(world: World, number: int) -> None:
    Membership.objects.create(circle=world.circle, user=another_person(world, number), role=Role.PROFESSIONAL)


def another_area(world: World, number: int) -> None:
    area = world.scan.areas.order_by("pk")[0]
    part = area.parts.order_by("pk")[0]
    area.pk, area.name, area.slug, area.code = None, f"Wijk {number}", f"wijk-{number}", ""
    area.save()
    area.parts.add(part)
    world.scan.areas.add(area)


def another_line(world: World, number: int) -> None:
    record(another_person(world, number), "circles.member_added", world.circle, number=number)


def another_answer(world: World, number: int) -> None:
    area = world.scan.areas.order_by("pk")[0]
    OpenAnswer.objects.create(round=world.round, area=area, item="idee", text=f"Idee {number}")


def another_edition(world: World, number: int) -> None:
    make_edition(world.round, number=number + 1)


def another_wave(world: World, number: int) -> None:
    copy = type(world.round).objects.get(pk=world.round.pk)
    copy.pk, copy.name = None, f"Meting {number}"
    copy.save()
    Wave.objects.create(scan=world.scan, round=copy, number=number + 1)


def another_gathering(world: World, number: int) -> None:
    """Followed up, with me in it and a decision to look back on."""
    by = Membership.objects.get(circle=world.circle, role=Role.COORDINATOR).user
    gathering = make_gathering(world.circle, by=by, state="planned")
    decide(gathering, text=f"Besluit {number}", reason="", kind="vote", look_back_on=TODAY, by=by)
    type(gathering).objects.filter(pk=gathering.pk).update(
        follows=world.gathering, series=Series.objects.get(circle=world.circle)
    )


def another_participant(world: World, number: int) -> None:
    by = Membership.objects.get(circle=world.circle, role=Role.COORDINATOR).user
    person = another_person(world, number)
    Membership.objects.create(circle=world.circle, user=person, role=Role.PARENT)
    place = add_participant(world.gathering, user=person, role="ouder", by=by)
    contribute(place, text=f"Inbreng {number}", key=uuid4(), by=person)
    decision = decide(world.gathering, text=f"Besluit {number}", reason="", kind="vote", by=by)
    object_to(decision, kind="dissent", text="Liever niet", who="ouder", by=by)
    add_point(world.gathering, title=f"Punt {number}", minutes=5, text="", by=by)
    start = STARTS + timedelta(days=number)
    propose_moments(world.gathering, periods=[(start, start + timedelta(hours=1))], by=by)


LISTS: dict[tuple[str, str], More] = {
    ("home:start", "scans"): another_scan,
    ("quickscan:scans", "scans"): another_scan,
    ("quickscan:scan", "waves"): another_wave,
    ("quickscan:scan", "areas"): another_area,
    ("places:areas", "areas"): another_area,
    ("places:partners", "partners"): another_cell,
    ("home:users", "users"): another_person,
    ("measure:instruments", "versions"): lambda world, number: make_version(name=f"proef{number}"),
    ("measure:round", "cells"): another_cell,
    ("measure:frame", "cells"): another_cell,
    ("measure:invite", "cells"): another_cell,
    ("measure:moderate", "answers"): another_answer,
    ("measure:quality", "editions"): another_edition,
    ("home:start", "gatherings"): another_gathering,
    ("meet:gatherings", "gatherings"): another_gathering,
    ("meet:series", "gatherings"): another_gathering,
    ("meet:gathering", "next"): another_gathering,
    ("meet:gathering", "people"): another_participant,
    ("meet:people", "people"): another_participant,
    ("meet:agenda", "points"): another_participant,
    ("meet:minutes", "decisions"): another_participant,
    ("meet:moments", "moments"): another_participant,
    ("circles:members", "members"): another_member,
    ("circles:log", "lines"): another_line,
}
OF_A_ROUND = {"measure:round", "measure:frame", "measure:invite", "measure:moderate", "measure:quality"}


@pytest.fixture
def world(coordinator: Any) -> World:
    return make_world(coordinator)


@pytest.mark.parametrize(
    ("name", "what"),
    sorted(LISTS),
)
def test_more_rows_ask_no_more(
    client: Client, world: World, coordinator: Any, superuser: Any, name: str, what: str
) -> None:
    client.force_login(superuser if name == "home:users" else coordinator)
    address = reverse(name, args=_args(name, world))
    client.get(address)  # what is asked once a process does not count
    few = _questions(client, address)
    for number in range(1, 20):
        LISTS[name, what](world, number)
    many = _questions(client, address)
    assert len(many) <= len(few), "\n".join(sorted(set(many)))


def _questions(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return [query["sql"][:160] for query in asked]


def _args(name: str, world: World) -> list[int]:
    if name in OF_A_ROUND:
        return [world.round.pk]
    if name == "meet:series":
        return [Series.objects.get(circle=world.circle).pk]
    if name in {"meet:gathering", "meet:people", "meet:agenda", "meet:minutes", "meet:moments"}:
        return [world.gathering.pk]
    return {"quickscan:scan": [world.scan.pk]}.get(name) or (
        [world.circle.pk] if name.startswith(("circles:", "meet:")) else []
    )
