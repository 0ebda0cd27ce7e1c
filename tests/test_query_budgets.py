"""A list with twenty rows asks the database no more than a list with one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondom.cores.measure.actions.content import record_content
from rondom.cores.measure.models import ContentRecord, FrameCell, OpenAnswer
from rondom.cores.measure.tests.factories import make_edition, make_organisation, make_study, make_version
from rondom.cores.meet.models.statements import StatementState
from rondom.cores.meet.tests.factories import make_gathering
from rondom.cores.plan.models import Goal
from rondom.cores.plan.tests.factories import PAST, make_action, make_goal, make_plan
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Membership, Role
from rondom.workflows.parenting_questions.models import Approach, Enrolment, ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState
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


def another_study(world: World, number: int) -> None:
    record_content(world.round, make_study(), by=None)


def another_version(world: World, number: int) -> None:
    """Of the study that is there already."""
    copy = ContentRecord.objects.get(pk=world.content.pk)
    copy.pk, copy.version = None, number + 1
    copy.save()


def another_wave(world: World, number: int) -> None:
    copy = type(world.round).objects.get(pk=world.round.pk)
    copy.pk, copy.name = None, f"Meting {number}"
    copy.save()
    Wave.objects.create(scan=world.scan, round=copy, number=number + 1)


def by_whom(world: World) -> User:
    return Membership.objects.select_related("user").get(circle=world.circle, role=Role.COORDINATOR).user


def another_plan(world: World, number: int) -> None:
    plan = make_plan(world.circle, by=by_whom(world), running=True, title=f"Plan {number}")
    make_action(plan, by=by_whom(world), what=f"Te laat {number}", due_on=PAST)


def another_goal(world: World, number: int) -> None:
    goal = make_goal(world.plan, by=by_whom(world), words=f"Doel {number}")
    another_action(world, number, goal)


def another_action(world: World, number: int, goal: Goal | None = None) -> None:
    by = by_whom(world)
    organisation = make_organisation(_area(world), f"Organisatie {number} (voorbeeld)")
    make_action(
        world.plan, by=by, goal=goal or world.goal, what=f"Actie {number}", owner=by,
        organisation=organisation, due_on=PAST, starts_on=PAST,
    )  # fmt: skip


def another_group(world: World, number: int) -> ParentGroup:
    """Of the bundle that is there."""
    copy = ParentGroup.objects.filter(pool=world.pool).order_by("pk")[0]
    copy.pk, copy.name, copy.entrance, copy.elements = None, f"Groep {number}", "", {"exchange": 3}
    copy.save()
    return copy


def another_approach(world: World, number: int) -> None:
    group = another_group(world, number)
    Approach.objects.create(circle=world.circle, group=group, name=f"Aanpak {number}", shared=True)


def another_copy(world: World, number: int) -> None:
    group = another_group(world, number)
    group.copied_from = Approach.objects.order_by("pk")[0]
    group.save()
    Approach.objects.create(circle=world.circle, group=group, name=f"Aanpak {number}")


def another_correction(world: World, number: int) -> None:
    Approach.objects.order_by("pk")[0].corrections.create(
        revision=number + 1, by=another_person(world, number), why="Beter", before={"tips": "Oud"}
    )


def another_gathering(world: World, number: int) -> None:
    make_gathering(world.circle, by=by_whom(world), title=f"Bijeenkomst {number}", state="planned")


def another_statement(world: World, number: int) -> None:
    """One to answer, one that waits and one that was not let through."""
    round_ = world.gathering.statementrounds.get()
    for state in StatementState.values:
        round_.statements.create(text=f"Stelling {number} {state}", state=state, reason="dubbel")


def _area(world: World) -> Any:
    return world.scan.areas.order_by("pk")[0]


def another_parent(world: World, number: int) -> None:
    group = ParentGroup.objects.get(pool=world.pool)
    Enrolment.objects.create(
        circle=group.circle, group=group, first_name=f"Ouder {number}", contact="06 00000000", has_place=True
    )


def another_group_of_parents(world: World, number: int) -> None:
    """With a parent who does not know yet that there is a place."""
    group = ParentGroup.objects.order_by("pk")[0]
    group.pk, group.name, group.entrance = None, f"Groep {number}", f"ingang-van-groep-{number}"
    group.state = GroupState.RECRUITING
    group.save()
    Enrolment.objects.create(
        circle=group.circle, group=group, first_name="Ouder", contact="06 00000000", has_place=True
    )


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
    ("meet:all", "gatherings"): another_gathering,
    ("meet:gatherings", "gatherings"): another_gathering,
    ("meet:statements", "statements"): another_statement,
    ("plan:plans", "plans"): another_plan,
    ("plan:of_circle", "plans"): another_plan,
    ("home:start", "plans"): another_plan,
    ("home:start", "actions"): another_action,
    ("plan:plan", "goals"): another_goal,
    ("plan:goal", "actions"): another_action,
    ("plan:board", "actions"): another_action,
    ("plan:actions", "actions"): another_action,
    ("plan:timeline", "actions"): another_action,
    ("plan:history", "versions"): another_action,
    ("plan:pdf", "goals"): another_goal,
    ("plan:xlsx", "actions"): another_action,
    ("measure:content", "studies"): another_study,
    ("measure:content_study", "versions"): another_version,
    ("home:start", "parents to tell"): another_group_of_parents,
    ("parenting_questions:groups", "groups"): another_group_of_parents,
    ("parenting_questions:enrolments", "parents"): another_parent,
    ("parenting_questions:approaches", "approaches"): another_approach,
    ("parenting_questions:approach", "copies"): another_copy,
    ("parenting_questions:approach", "corrections"): another_correction,
    ("circles:members", "members"): another_member,
    ("circles:log", "lines"): another_line,
}
OF_A_ROUND = {
    f"measure:{name}"
    for name in ("round", "frame", "invite", "moderate", "quality", "content", "content_study")
}


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
    few = queries_of(client, address)
    for number in range(1, 20):
        LISTS[name, what](world, number)
    many = queries_of(client, address)
    assert len(many) <= len(few), "\n".join(sorted(set(many)))


def queries_of(client: Client, address: str) -> list[str]:
    """What a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return [query["sql"][:160] for query in asked]


def _args(name: str, world: World) -> list[int]:
    if name.startswith("plan:") and name not in ("plan:plans", "plan:of_circle"):
        return [world.plan.pk, world.goal.pk] if name == "plan:goal" else [world.plan.pk]
    if name == "meet:statements":
        return [world.gathering.pk, world.gathering.statementrounds.get().pk]
    if name == "parenting_questions:groups":
        return [world.pool.pk]
    if name == "parenting_questions:enrolments":
        return [world.pool.pk, ParentGroup.objects.get(pool=world.pool).pk]
    if name in OF_A_ROUND:
        return [world.round.pk, *([world.content.study_number] if name == "measure:content_study" else [])]
    if name == "parenting_questions:approach":
        return [Approach.objects.get(circle=world.circle).pk]
    if name.startswith("circles:") or name in ("plan:of_circle", "meet:gatherings"):
        return [world.circle.pk]
    return [world.scan.pk] if name == "quickscan:scan" else []
