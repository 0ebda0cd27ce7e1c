"""A list of parenting questions with twenty rows asks the database no more than a list with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rondom.analysis.disclosure import Counts, Rule, freeze, release
from rondom.cores.measure.tests.factories import TODAY, make_organisation
from rondom.foundation.circles.models import Circle, Membership, Role
from rondom.foundation.places.models import WorkArea
from rondom.workflows.parenting_questions.models import (
    Bundle,
    Coding,
    Enrolment,
    Meeting,
    ParentGroup,
    Pool,
    QuarterCount,
    Question,
    Theme,
)
from rondom.workflows.parenting_questions.models.group import ELEMENTS, GroupState
from rondom.workflows.parenting_questions.models.question import Channel, QuestionState
from tests.addresses import ARGS
from tests.test_query_budgets import another_person, by_whom, queries_of
from tests.world import World, make_world

More = Callable[[World, int], Any]


@pytest.fixture
def world(coordinator: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return make_world(coordinator)


def area_of(world: World) -> WorkArea:
    return WorkArea.objects.get(pk=world.pool.areas.order_by("pk")[0].pk)


def another_pool(world: World, number: int) -> None:
    circle = Circle.objects.create(name=f"Kring {number}", workflow="parenting_questions")
    Membership.objects.create(circle=circle, user=by_whom(world), role=Role.COORDINATOR)
    pool = Pool.objects.create(circle=circle, name=f"Pot {number}")
    pool.areas.add(area_of(world))
    Question.objects.create(circle=circle, pool=pool, area=area_of(world), text="Hoe?", week=TODAY)


def another_area(world: World, number: int) -> None:
    area = area_of(world)
    part = area.parts.order_by("pk")[0]
    area.pk, area.name, area.slug, area.code = None, f"Wijk {number}", f"wijk-{number}", ""
    area.save()
    area.parts.add(part)
    world.pool.areas.add(area)


def another_theme(world: World, number: int) -> Theme:
    return Theme.objects.create(pool=world.pool, code=f"t{number}", label=f"Thema {number}", words="hoe")


def another_question(world: World, number: int, **extra: Any) -> Question:
    given = {
        "circle": world.circle, "pool": world.pool, "area": area_of(world), "text": f"Hoe {number}?",
        "week": TODAY, "state": QuestionState.CODED, "channel": Channel.PROFESSIONAL, **extra,
    }  # fmt: skip
    if "theme" not in given:
        given["theme"] = another_theme(world, number)
    return Question.objects.create(**given)


def another_signal(world: World, number: int) -> None:
    theme = another_theme(world, number)
    for letter in "ab":
        partner = make_organisation(area_of(world), f"Organisatie {number}{letter} (voorbeeld)")
        another_question(world, number, theme=theme, heard=6, organisation=partner, reporter=letter)


def another_bundle(world: World, number: int) -> Bundle:
    return Bundle.objects.create(
        circle=world.circle, pool=world.pool, theme=another_theme(world, number), area=area_of(world),
        since=TODAY, until=TODAY,
    )  # fmt: skip


def another_in_a_bundle(world: World, number: int) -> None:
    bundle = Bundle.objects.order_by("pk")[0]
    another_question(world, number, theme=bundle.theme, bundle=bundle, state=QuestionState.BUNDLED)


def another_group(world: World, number: int) -> None:
    ParentGroup.objects.create(
        circle=world.circle, pool=world.pool, bundle=another_bundle(world, number), name=f"Groep {number}",
        state=GroupState.IN_LIBRARY, elements=dict.fromkeys(ELEMENTS, 2), what_worked="Samen eten",
    )  # fmt: skip


def another_unfinished(world: World, number: int) -> None:
    another_group(world, number)
    ParentGroup.objects.filter(name=f"Groep {number}").update(state=GroupState.EVALUATED)


def another_meeting(world: World, number: int) -> None:
    group = ParentGroup.objects.order_by("pk")[0]
    Meeting.objects.create(group=group, day=date(2026, 3, number + 1), parents=8)


def another_parent(world: World, number: int) -> None:
    group = ParentGroup.objects.order_by("pk")[0]
    for has_place in (True, False):
        Enrolment.objects.create(
            circle=world.circle, group=group, first_name="Ouder", contact="ouder@voorbeeld.test",
            lookup=f"{number}{has_place}", has_place=has_place,
        )  # fmt: skip


def another_quarter(world: World, number: int) -> None:
    released = release(Counts(np.array([[20]])), rows=["1"], columns=["slp"], rule=Rule(5))
    document = {"released": freeze(released), "rows": {"1": "Wijk"}, "columns": {"slp": "Slapen"}}
    quarter = date(2000 + number, 1, 1)
    QuarterCount.objects.create(pool=world.pool, quarter=quarter, document=document)
    another_question(world, number, week=quarter)


def coded_by_two(world: World, number: int) -> None:
    theme = another_theme(world, number)
    question = another_question(world, number, theme=theme)
    for name in ("a", "b"):
        coder = another_person(world, 100 * (number + 1) + ord(name))
        Coding.objects.create(question=question, coder=coder, theme=theme)


def another_new(world: World, number: int) -> None:
    another_question(world, number, state=QuestionState.NEW)


def another_read(world: World, number: int) -> None:
    another_question(world, number, state=QuestionState.SCREENED)


LISTS: dict[tuple[str, str], More] = {
    ("home:start", "pools"): another_pool,
    ("parenting_questions:pools", "pools"): another_pool,
    ("parenting_questions:pool", "areas"): another_area,
    ("parenting_questions:pool", "questions"): another_question,
    ("parenting_questions:change_pool", "areas"): another_area,
    ("parenting_questions:ask", "areas"): another_area,
    ("parenting_questions:ask_as_parent", "areas"): another_area,
    ("parenting_questions:questions", "questions"): another_question,
    ("parenting_questions:screen", "questions"): another_new,
    ("parenting_questions:code", "questions"): another_read,
    ("parenting_questions:signals", "signals"): another_signal,
    ("parenting_questions:signals", "areas"): another_area,
    ("parenting_questions:signals", "bundles"): another_bundle,
    ("parenting_questions:signals", "quarters"): another_quarter,
    ("parenting_questions:thresholds", "questions"): another_question,
    ("parenting_questions:figures", "quarters"): another_quarter,
    ("parenting_questions:figures", "areas"): another_area,
    ("parenting_questions:figures", "bundles"): another_bundle,
    ("home:neighbourhoods", "pools"): another_pool,
    ("parenting_questions:bundle", "questions"): another_in_a_bundle,
    ("home:start", "unfinished groups"): another_unfinished,
    ("parenting_questions:groups", "groups"): another_group,
    ("parenting_questions:start_group", "groups"): another_group,
    ("parenting_questions:group", "meetings"): another_meeting,
    ("parenting_questions:enrolments", "parents"): another_parent,
    ("parenting_questions:codebook", "themes"): another_theme,
    ("parenting_questions:code_twice", "codings"): coded_by_two,
    ("parenting_questions:from_sheet", "areas"): another_area,
    ("parenting_questions:sheet_template", "areas"): another_area,
}


@pytest.mark.parametrize(("name", "what"), sorted(LISTS))
def test_more_rows_ask_no_more(client: Client, world: World, coordinator: Any, name: str, what: str) -> None:
    client.force_login(coordinator)
    address = reverse(name, args=ARGS[name](world) if name in ARGS else [])
    LISTS[name, what](world, 0)
    client.get(address)  # what is asked once a process does not count
    few = queries_of(client, address)
    for number in range(1, 20):
        LISTS[name, what](world, number)
    many = queries_of(client, address)
    assert len(many) <= len(few), "\n".join(sorted(set(many)))


def test_a_file_with_more_rows_asks_no_more(client: Client, world: World, coordinator: Any) -> None:
    client.force_login(coordinator)
    address = reverse("parenting_questions:from_sheet", args=[world.pool.pk])
    asked = []
    for rows in (1, 1, 30):
        lines = "".join(
            f"Hoe doe ik dat {number}?;{area_of(world)};{TODAY:%d-%m-%Y}\n" for number in range(rows)
        )
        file = SimpleUploadedFile("vragen.csv", f"vraag;wijk;week\n{lines}".encode())
        with CaptureQueriesContext(connection) as queries:
            page = client.post(address, {"file": file})
            client.post(address, {"draft": page.context["draft"], "keep": "1"})
        asked.append(len(queries))
        Question.objects.exclude(row_digest="").delete()
    assert asked[2] <= asked[1]
