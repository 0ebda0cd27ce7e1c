"""No page shows a word of something to someone who may not look at it: not in a list, a title, a count or a
choice. Every text in the world becomes a mark of its own, and every page is searched for marks.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.tests.factories import TODAY
from rondom.foundation.circles.models import Circle, InCircle, Membership, Role
from tests.addresses import ARGS, IN_CIRCLE, OWN, PUBLIC, SIGNED_IN
from tests.test_access_classes import share
from tests.world import World, make_world

OURS = [model for model in apps.get_models() if model.__module__.startswith("rondom.")]

CODES = set("code entrance key slug lookup uid workflow address action kind digest item sealing_key".split())
"""Columns that hold a code: another value would break what they point at."""

NEUTRAL = {"neutral_title"}
"""Written to be read by whoever may not know more: in mails, calendars and the log."""

FOR_EVERYONE = {"places", "accounts", "audit", "measure.instrumentversion"}
"""Apps and kinds of things that belong to no circle; their own tests say who sees them."""


@pytest.fixture
def world(coordinator: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
    return make_world(coordinator)


def marked(world: World) -> dict[str, type[models.Model]]:
    """Every text in the world replaced by a mark; which kind of thing it came from."""
    found: dict[str, type[models.Model]] = {}
    for model in OURS:
        if {model._meta.app_label, model._meta.label_lower} & FOR_EVERYONE:
            continue
        for field in model._meta.local_fields:
            if is_text(field) and field.name not in CODES | NEUTRAL:
                mark = f"zq{len(found)}qz"
                try:
                    with transaction.atomic():
                        models.QuerySet(model).exclude(**{field.name: ""}).update(**{field.name: mark})
                except IntegrityError:
                    continue
                found[mark] = model
    return found


def is_text(field: Any) -> bool:
    """Words that someone wrote, and room enough for a mark."""
    if not isinstance(field, models.CharField | models.TextField) or field.choices:
        return False
    return field.max_length is None or field.max_length >= 12


def owner_of(model: type[models.Model], seen: frozenset[type[models.Model]] = frozenset()) -> Any:
    """The nearest thing in a circle that a kind of thing hangs below, or is."""
    if issubclass(model, InCircle | Circle):
        return model
    above = [
        field.related_model
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and not field.null
    ]
    for one in (one for one in above if one not in seen):
        if found := owner_of(one, seen | {model}):
            return found
    return None


def shown(client: Client, world: World) -> dict[str, set[str]]:
    """Per mark the addresses that show it, of everything that opens."""
    found: dict[str, set[str]] = {}
    for name in sorted({*IN_CIRCLE, *SIGNED_IN, *OWN, *PUBLIC} - {"account_logout"}):
        with transaction.atomic():
            response = client.get(reverse(name, args=ARGS[name](world) if name in ARGS else []), follow=True)
            transaction.set_rollback(True)
        content = b"".join(response) if response.streaming else response.content
        for mark in set(re.findall(rb"zq\d+qz", content)):
            found.setdefault(mark.decode(), set()).add(name)
    return found


@pytest.mark.parametrize("audience", ["circle", "professionals", "named"])
@pytest.mark.parametrize("role", [*(role for role in Role.values if role != Role.COORDINATOR), None])
def test_words_are_for_who_may_look(
    client: Client, world: World, outsider: Any, role: str | None, audience: str
) -> None:
    if role:
        Membership.objects.create(circle=world.circle, user=outsider, role=role)
    share(audience)
    marks = marked(world)
    client.force_login(outsider)
    wrong = {}
    for mark, names in shown(client, world).items():
        owner = owner_of(marks[mark])
        assert owner is not None, f"{marks[mark]._meta.label} belongs to no circle"
        if not owner.objects.visible_to(outsider).exists():
            wrong[marks[mark]._meta.label] = sorted(names - set(PUBLIC))
    assert {label: names for label, names in wrong.items() if names} == {}


def test_the_marks_are_found_by_who_may_look(client: Client, world: World, coordinator: Any) -> None:
    """Else the test above could not fail."""
    marks = marked(world)
    client.force_login(coordinator)
    kinds = {marks[mark]._meta.label_lower for mark in shown(client, world)}
    assert kinds >= {
        "parenting_questions.question", "parenting_questions.theme", "parenting_questions.bundle",
        "parenting_questions.enrolment", "parenting_questions.parentgroup", "parenting_questions.pool",
        "plan.plan", "plan.goal", "plan.action", "meet.gathering", "meet.contribution", "meet.decision",
        "quickscan.scan", "measure.round",
    }  # fmt: skip


FILTERS = {
    "parenting_questions:questions": {"theme", "area"},
}
"""What a page may be asked to choose from; all else changes nothing."""


def test_nothing_else_can_be_asked_of_a_page(client: Client, world: World, coordinator: Any) -> None:
    """Sorting or filtering by a column that is not shown would show it."""
    client.force_login(coordinator)
    columns = {field.name for model in OURS for field in model._meta.local_fields}
    asked = {**dict.fromkeys(columns, "1"), **dict.fromkeys(("sort", "order", "order_by", "o"), "-lookup")}
    wrong = []
    for name in sorted(IN_CIRCLE):
        address = reverse(name, args=ARGS[name](world))
        extra = {key: value for key, value in asked.items() if key not in FILTERS.get(name, ())}
        with transaction.atomic():
            plain, other = client.get(address), client.get(address, extra)
            transaction.set_rollback(True)
        if (plain.status_code, page_of(plain)) != (other.status_code, page_of(other)):
            wrong.append(name)
    assert wrong == []


def page_of(response: Any) -> str:
    """What a page says, without what differs every time."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    once = (r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', r'nonce="[^"]*"', r'(\?|&amp;)[a-z_]+=[^"]*')
    text = re.sub(r'\s*<div class="messages".*?</div>', "", response.content.decode(), flags=re.S)
    return " ".join(re.sub("|".join(once), "", text).split())
