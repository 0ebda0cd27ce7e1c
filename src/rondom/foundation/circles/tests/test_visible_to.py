"""The border of a circle: one question decides what someone may know to exist."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404

from rondom.foundation import access
from rondom.foundation.access import allow
from rondom.foundation.audit.models import Entry
from rondom.foundation.circles.actions import add_member, start_circle
from rondom.foundation.circles.door import get_for
from rondom.foundation.circles.models import Audience, Circle, Role, Shared, SharedQuerySet
from rondom.foundation.circles.rules import is_coordinator, is_member

PROFESSIONALS = {Role.COORDINATOR, Role.RESEARCHER, Role.POLICY, Role.PROFESSIONAL}


@pytest.fixture
def note(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A kind of thing that is shared with part of a circle and whose reading is logged, for one test."""
    monkeypatch.setattr(access, "_permissions", {})
    allow("note.view", when=is_member)
    allow("note.change", when=is_coordinator)

    class Note(Shared):
        reading_is_logged = True
        objects = SharedQuerySet.as_manager()

        class Meta:
            app_label = "circles"
            ordering = ["pk"]

        def __str__(self) -> str:
            return "notitie"

    number = "integer" if connection.vendor == "sqlite" else "serial"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE circles_note (id {number} PRIMARY KEY, circle_id bigint, audience varchar(20))"
        )
        cursor.execute(
            f"CREATE TABLE circles_note_named (id {number} PRIMARY KEY, note_id bigint, user_id bigint)"
        )
    yield Note
    for name in ("note", "note_named"):
        apps.all_models["circles"].pop(name)
    apps.clear_cache()


@pytest.mark.parametrize("audience", Audience.values)
@pytest.mark.parametrize("role", Role.values)
def test_an_audience_narrows(
    note: Any, circle: Circle, coordinator: Any, outsider: Any, role: str, audience: str
) -> None:
    add_member(circle, user=outsider, role=role, by=coordinator)
    made = note.objects.create(circle=circle, audience=audience)
    expected = {Audience.CIRCLE: True, Audience.PROFESSIONALS: role in PROFESSIONALS, Audience.NAMED: False}
    assert note.objects.visible_to(outsider).exists() is expected[Audience(audience)]
    made.named.add(outsider, coordinator)
    expected[Audience.NAMED] = True
    assert note.objects.visible_to(outsider).count() == expected[Audience(audience)]


@pytest.mark.parametrize("audience", Audience.values)
def test_an_audience_never_widens(
    note: Any, circle: Circle, superuser: Any, outsider: Any, audience: str
) -> None:
    """Someone who is named but left the circle, or is a professional in another circle, sees nothing."""
    start_circle("Andere kring", workflow="quickscan", by=outsider)
    made = note.objects.create(circle=circle, audience=audience)
    made.named.add(outsider, superuser)
    for user in (outsider, superuser, AnonymousUser()):
        assert not note.objects.visible_to(user).exists()


def test_a_closed_account_sees_nothing(note: Any, circle: Circle, professional: Any) -> None:
    note.objects.create(circle=circle)
    professional.is_active = False
    assert not note.objects.visible_to(professional).exists()
    assert not Circle.objects.visible_to(professional).exists()


def test_the_door_is_not_found_then_forbidden_then_open(
    note: Any, circle: Circle, coordinator: Any, professional: Any, outsider: Any
) -> None:
    made = note.objects.create(circle=circle)
    with pytest.raises(Http404):
        get_for(outsider, "note.change", note, made.pk)
    with pytest.raises(PermissionDenied):
        get_for(professional, "note.change", note, made.pk)
    assert get_for(coordinator, "note.change", note, made.pk) == made


@pytest.mark.parametrize("pk", [0, -1, 2**70])
def test_what_does_not_exist_is_not_found(circle: Circle, coordinator: Any, pk: int) -> None:
    with pytest.raises(Http404):
        get_for(coordinator, "circles.view_circle", Circle, pk)


def test_reading_leaves_a_line_and_being_refused_does_not(
    note: Any, circle: Circle, professional: Any
) -> None:
    made = note.objects.create(circle=circle)
    before = Entry.objects.count()
    with pytest.raises(PermissionDenied):
        get_for(professional, "note.change", note, made.pk)
    assert Entry.objects.count() == before
    get_for(professional, "note.view", note, made.pk)
    line = Entry.objects.about(circle.pk)[0]
    assert (line.user_id, line.action, line.object_id) == (professional.pk, "note.view.read", str(made.pk))


def test_someone_in_two_circles_sees_each_thing_once(circle: Circle, coordinator: Any) -> None:
    start_circle("Andere kring", workflow="quickscan", by=coordinator)
    assert Circle.objects.visible_to(coordinator).count() == 2
