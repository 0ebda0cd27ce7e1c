"""A form changes what it shows and nothing else, whatever keys someone adds to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.actions.answering import find_ticket, read_draft
from rondom.cores.measure.actions.rounds import close_round
from rondom.cores.measure.models import Round
from rondom.cores.measure.sealing import unsigned
from rondom.cores.measure.tests.factories import TODAY, make_round
from rondom.foundation.circles.actions import start_circle
from tests import addresses_of_plans, forms_of_questions
from tests.world import World, make_world

Given = tuple[list[Any], dict[str, Any], set[str]]

RANDOM = {
    "uid",
    "digest",
    "entrance",
    "lookup",
    "sealing_key",
    "key",
    "password",
    "last_login",
    "at",
    "asked_at",
    "previous",
}
"""Columns that differ every time."""

OURS = [model for model in apps.get_models() if model.__module__.startswith("rondom.")]


def _columns(model: type[models.Model]) -> list[str]:
    return [
        field.attname
        for field in model._meta.local_fields
        if not field.primary_key and field.name not in RANDOM
    ]


def everything() -> dict[str, list[str]]:
    """All rows of all our tables, without what is random and without numbers of rows."""
    tables = [*OURS, *_links()]
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list(*_columns(model))))
        for model in tables
    }


def _number_from_the_last_row() -> None:
    """PostgreSQL gives no number out twice, not even when what used it was undone."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [*OURS, *_links()]):
            cursor.execute(statement)


def _links() -> Iterator[type[models.Model]]:
    for model in OURS:
        for field in model._meta.local_many_to_many:
            through = field.remote_field.through
            assert through is not None
            if through._meta.auto_created:
                yield through


FORMS: dict[str, Callable[[World, Any], Given]] = {
    **addresses_of_plans.FORMS,
    **forms_of_questions.FORMS,
    "accounts:digest": lambda world, user: (
        [], {"digest_every": "daily", "quiet_from": "19", "quiet_until": "9"}, set()
    ),
    "accounts:me": lambda world, user: ([], {"name": "Nieuwe naam"}, set()),
    "circles:members": lambda world, user: (
        [world.circle.pk], {"email": "buitenstaander@voorbeeld.test", "role": "parent"}, set()
    ),
    "circles:remove": lambda world, user: ([world.circle.pk, user.pk], {}, set()),
    "measure:frame": lambda world, user: (
        [world.round.pk], {f"cell-{world.round.cells.get().pk}": "12"}, set()
    ),
    "measure:open": lambda world, user: ([world.round.pk], {}, set()),
    "measure:close": lambda world, user: ([world.round.pk], {"sure": "on"}, set()),
    "measure:extend": lambda world, user: ([world.round.pk], {"closes_on": "2027-02-01"}, set()),
    "measure:codes": lambda world, user: (
        [world.round.pk, world.round.cells.get().pk], {"number": "1"}, set()
    ),
    "measure:mail": lambda world, user: ([world.round.pk], {"kind": "reminder"}, set()),
    "measure:moderate": lambda world, user: (
        [world.round.pk], {"answer": world.answer.pk, "state": "shown", "text": "Nagelezen"}, set()
    ),
    "quickscan:add_scan": lambda world, user: (
        [], {"name": "Nieuw", "areas": [area.pk for area in world.scan.areas.all()]}, set()
    ),
    "quickscan:add_wave": lambda world, user: (
        [world.scan.pk],
        {
            "name": "Nieuw",
            "opens_on": TODAY,
            "closes_on": TODAY + timedelta(20),
            "instrument_version": world.round.instrument_version_id,
        },
        {"contact"},
    ),
    "places:new_partner": lambda world, user: (
        [],
        {"name": "Nieuw (voorbeeld)", "sector": world.round.cells.get().sector_id,
         "areas": [area.pk for area in world.scan.areas.all()]},
        {"contact_email", "may_be_named"},
    ),
    "meet:new_gathering": lambda world, user: (
        [world.circle.pk],
        {"title": "Nieuw", "neutral_title": "Overleg", "audience": "circle", "minutes": "60"},
        {"purpose", "day", "starts", "place", "link", "belongs_to"},
    ),
    "meet:change": lambda world, user: (
        [world.gathering.pk],
        {"title": "Anders", "neutral_title": "Overleg", "audience": "circle", "minutes": "60",
         "day": "2030-03-12", "starts": "13:30", "seen": world.gathering.version},
        {"purpose", "place", "link", "belongs_to"},
    ),
    "meet:people": lambda world, user: (
        [world.gathering.pk], {"label": "ouder 2", "role": "ouder"}, {"member", "email", "grounds", "leads"}
    ),
    "meet:decide": lambda world, user: (
        [world.gathering.pk], {"text": "Besluit", "kind": "vote"}, {"reason", "look_back_on", "point"}
    ),
    "meet:contribute": lambda world, user: (
        [world.gathering.pk],
        {"text": "Inbreng", "key": "5f0c3b1e-8f5e-4a6e-9d5b-0f1f6f1a2b3c"},
        {"point"},
    ),
    "meet:moments": lambda world, user: (
        [world.gathering.pk], {f"m{world.gathering.moments.get().pk}": "yes"}, set()
    ),
}  # fmt: skip
"""Address -> its arguments, a form that fits, and the fields that may stay empty."""

STATUS = {"measure:codes": 200, "measure:open": 409, **forms_of_questions.STATUS}
"""What a form that fits leads to, where it is not a next page: cards, and a round that is open already."""


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def world(coordinator: Any, outsider: Any) -> World:
    """With a round of another circle beside it."""
    made = make_world(coordinator)
    cell = made.round.cells.get()
    circle = start_circle("Andere kring", workflow="quickscan", by=outsider)
    make_round(circle, by=outsider, area=cell.area, organisation=cell.organisation, name="Elders")
    return made


def hostile(world: World, user: Any, known: set[str]) -> dict[str, Any]:
    """Every column that we have, with values that would matter, but for the fields of the form."""
    other = Round.objects.exclude(pk=world.round.pk).get()
    values = {
        "id": other.pk, "pk": other.pk, "circle": other.circle_id, "circle_id": other.circle_id,
        "round": other.pk, "round_id": other.pk, "cell": other.cells.get().pk, "user": user.pk,
        "user_id": user.pk, "by": user.pk, "state": "closed", "role": "coordinator", "audience": "public",
        "email": "iemand.anders@voorbeeld.test", "is_staff": "on", "is_superuser": "on", "is_active": "",
        "submitted": "99", "invited": "99", "spent": "on", "personal": "", "frozen_on": "",
        "opens_on": "2020-01-01", f"cell-{other.cells.get().pk}": "99", "action": "close",
        "heard": "40", "channel": "paper", "week": "2020-01-06", "places": "30", "age_group": "baby",
        "_method": "DELETE", "next": "//elders.example",
    }  # fmt: skip
    columns = {name for model in OURS for name in _columns(model)}
    return {
        name: value for name, value in {**dict.fromkeys(columns, "1"), **values}.items() if name not in known
    }


@pytest.mark.parametrize("name", sorted(FORMS))
def test_keys_that_a_form_does_not_have_change_nothing(
    client: Client, world: World, coordinator: Any, name: str
) -> None:
    if name == "quickscan:add_wave":
        close_round(world.round, by=coordinator)
    client.force_login(coordinator)
    args, form, optional = FORMS[name](world, coordinator)
    outcomes = []
    for extra in ({}, hostile(world, coordinator, {*form, *optional})):
        with transaction.atomic():
            _number_from_the_last_row()
            status = client.post(reverse(name, args=args), {**extra, **form}).status_code
            outcomes.append((status, everything()))
            transaction.set_rollback(True)
    assert outcomes[0][0] == STATUS.get(name, 302)
    assert outcomes[0] == outcomes[1]


def test_the_comparison_would_notice(client: Client, world: World, coordinator: Any) -> None:
    """Another name in the form itself is seen as a change."""
    before = everything()
    client.force_login(coordinator)
    client.post(reverse("accounts:me"), {"name": "Nieuwe naam"})
    assert everything() != before


def test_a_page_of_the_questionnaire_takes_its_own_questions_only(client: Client, world: World) -> None:
    client.post(reverse("measure:entrance", args=[world.round.cells.get().entrance]))
    sent = {
        "s1": "3",
        "zeker": "9",
        "idee": "Van een andere bladzijde",
        "cell": "1",
        "spent": "on",
        "go": "on",
    }
    client.post(reverse("measure:page", args=["signaleren"]), sent)
    code = unsigned(client.cookies["rondom_invulcode"].value)
    ticket = find_ticket(code)
    assert ticket is not None
    assert read_draft(ticket, code).answers == {"s1": "3"}
    assert not ticket.spent
