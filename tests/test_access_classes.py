"""Ways in which a site leaks that really happened elsewhere, tried on every kind of thing and every address.

New models, addresses and permissions are taken along by themselves: from the app registry, from
``tests/addresses.py`` and from the doors in the code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from rondom.cores.measure.tests.factories import TODAY, make_area
from rondom.foundation.access import may, permissions
from rondom.foundation.circles.models import Circle, InCircle, Membership, Role
from tests import forms_of_questions
from tests.addresses import ARGS, IN_CIRCLE, VIEWING
from tests.test_architecture import MODULES
from tests.test_forbidden_keys import FORMS, everything
from tests.test_visibility import ADDRESSES
from tests.world import World, make_world

OURS = [model for model in apps.get_models() if model.__module__.startswith("rondom.")]
KINDS: list[Any] = [model for model in OURS if issubclass(model, InCircle | Circle)]


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def world(coordinator: Any) -> World:
    return make_world(coordinator)


@pytest.fixture
def elsewhere(world: World, outsider: Any) -> World:
    """The same of everything, in a circle of someone else."""
    return make_world(outsider, area=make_area("Nieuw-Oever", "WK990102"))


def doors() -> Iterator[tuple[str, Any]]:
    """Every permission with the kind of thing that it is asked about: ``get_for(user, "…", Model, pk)``."""
    names = {model.__name__: model for model in KINDS}
    for path in MODULES:
        if "views" not in str(path) or "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "get_for":
                permission, model = node.args[1], node.args[2]
                if isinstance(permission, ast.Constant) and isinstance(model, ast.Name):
                    yield str(permission.value), names[model.id]


DOORS = sorted(set(doors()), key=str)


def test_the_doors_were_found() -> None:
    assert {model._meta.app_label for _, model in DOORS} >= {"measure", "meet", "plan", "parenting_questions"}


# 1. Acting on what one may not see


@pytest.mark.parametrize("role", [*Role.values, None])
def test_who_may_pass_a_door_may_see_what_is_behind_it(world: World, outsider: Any, role: str | None) -> None:
    if role:
        Membership.objects.create(circle=world.circle, user=outsider, role=role)
    for permission, model in DOORS:
        for thing in model._default_manager.all():
            seen = model.objects.visible_to(outsider).filter(pk=thing.pk).exists()
            assert seen or not may(outsider, permission, thing), (permission, thing)


@pytest.mark.parametrize("who", ["outsider", "superuser"])
@pytest.mark.parametrize("audience", ["circle", "professionals", "named"])
def test_nobody_outside_a_circle_may_do_anything_with_anything_in_it(
    world: World, request: Any, who: str, audience: str
) -> None:
    user = request.getfixturevalue(who)
    share(audience)
    for model in KINDS:
        things = list(model._default_manager.all())
        assert things, f"{model._meta.label}: put one in the world"
        for thing in things:
            about = [name for name in permissions() if not is_site_wide(name)]
            assert [name for name in about if may(user, name, thing)] == [], thing
            assert [name for name in permissions() if may(AnonymousUser(), name, thing)] == []
        assert not model.objects.visible_to(user).exists()
        assert not model.objects.visible_to(AnonymousUser()).exists()


def is_site_wide(permission: str) -> bool:
    """Whether a permission is about the site, whatever it is asked about."""
    return permission.startswith(("places.", "home.", "accounts.")) or permission in {
        "circles.view_site_log",
        "measure.view_instruments",
        "measure.manage_instruments",
        "quickscan.start_scan",
        "parenting_questions.start_pool",
    }


# 2. Changing something, or its state, without a right to it


@pytest.mark.parametrize("name", sorted(set(FORMS) & set(IN_CIRCLE)))
def test_a_form_that_fits_changes_nothing_for_who_may_not_send_it(
    client: Client, world: World, coordinator: Any, outsider: Any, superuser: Any, name: str
) -> None:
    args, form, _ = FORMS[name](world, coordinator)
    before = everything()
    for user, role in [(superuser, None), *((outsider, role) for role in (None, *Role.values))]:
        Membership.objects.filter(user=outsider).delete()
        if role:
            Membership.objects.create(circle=world.circle, user=user, role=role)
        if may(user, IN_CIRCLE[name][1], world.circle):
            continue
        client.force_login(user)
        status = client.post(reverse(name, args=args), form).status_code
        assert status == (403 if role else 404), role
        Membership.objects.filter(user=outsider).delete()
        assert everything() == before, role


# 3. Files outside the rights of what they belong to


def test_nothing_is_kept_in_a_folder_that_a_server_hands_out() -> None:
    files = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
    ]
    assert files == []
    assert not settings.MEDIA_ROOT


# 4. Every address says for whom it is: tests/test_visibility.py. 5. What a form does not hold


def test_everything_that_can_be_sent_about_questions_is_tried_with_other_keys() -> None:
    sent = {
        name
        for name, pattern in ADDRESSES.items()
        if name.startswith("parenting_questions:") and "POST" in methods_of(pattern.callback)
    }
    assert sent == set(forms_of_questions.FORMS) | set(forms_of_questions.CHANGES_NOTHING)


def methods_of(view: Any) -> set[str]:
    """The methods that a view reacts to: those it requires, or POST where its code asks for it."""
    names = {"GET"}
    while view is not None:
        for cell in view.__closure__ or ():
            if isinstance(cell.cell_contents, list) and set(cell.cell_contents) <= {"GET", "HEAD", "POST"}:
                return set(cell.cell_contents)
        if "POST" in view.__code__.co_names:
            names.add("POST")
        view = getattr(view, "__wrapped__", None)
    return names


# 6. What hangs below a thing of one's own, but belongs to another


PARTS = [name for name in sorted(set(ARGS) & set(IN_CIRCLE)) if str(ADDRESSES[name].pattern).count("<") > 1]

BY_NAME = {
    *(f"measure:{name}" for name in ("dossier", "dossier_pdf", "dossier_json", "dossier_script")),
    *(f"measure:{name}" for name in ("content_study", "correct_content", "withdraw_content")),
    "meet:screen",
    "parenting_questions:theme",
    "plan:look_back",
}
"""Here the second part is a name or number that the same part of another circle has too."""


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_something_else_is_not_found_below_what_is_mine(
    client: Client, world: World, elsewhere: World, coordinator: Any, name: str
) -> None:
    mine, theirs = ARGS[name](world), ARGS[name](elsewhere)
    swapped = [place for place in range(1, len(mine)) if mine[place] != theirs[place]]
    assert bool(swapped) == (name not in BY_NAME)
    client.force_login(coordinator)
    before = everything()
    for place in swapped:
        address = reverse(name, args=[*mine[:place], theirs[place], *mine[place + 1 :]])
        assert client.post(address).status_code == 404
        assert client.get(address).status_code in {404, 405}
    assert everything() == before


REFERENCES = {
    "area": lambda there: there.pool.areas.get().pk,
    "areas": lambda there: there.pool.areas.get().pk,
    "copied_from": lambda there: there.pool.groups.get().pk,
    "organisation": lambda there: there.round.cells.get().organisation_id,
    "parent": lambda there: there.pool.groups.get().enrolments.get().pk,
    "question": lambda there: there.pool.questions.get().pk,
    "theme": lambda there: there.pool.themes.get().pk,
}


@pytest.mark.parametrize(
    ("name", "key"),
    sorted(
        (name, key)
        for name, keys in {
            "ask": ("area", "organisation"),
            "ask_as_parent": ("area",),
            "screen": ("question",),
            "withhold": ("question",),
            "code": ("question", "theme"),
            "code_twice": ("question", "theme"),
            "take_together": ("area",),
            "start_group": ("copied_from",),
            "enrolments": ("parent",),
        }.items()
        for key in keys
    ),
)
def test_a_form_takes_nothing_that_belongs_to_another(
    client: Client, world: World, elsewhere: World, coordinator: Any, name: str, key: str
) -> None:
    address = f"parenting_questions:{name}"
    args, form, _ = FORMS[address](world, coordinator)
    client.force_login(coordinator)
    before = everything()
    status = client.post(reverse(address, args=args), {**form, key: REFERENCES[key](elsewhere)}).status_code
    assert status in {409, 422}
    assert everything() == before


def test_who_may_look_at_a_kind_of_thing_is_written_down_for_every_kind() -> None:
    assert {model._meta.label_lower for model in KINDS} == set(VIEWING)


def share(audience: str) -> None:
    """Whatever can be for part of a circle is for this part."""
    for model in KINDS:
        if any(field.name == "audience" for field in model._meta.local_fields):
            choices = dict(model._meta.get_field("audience").choices or ())
            if audience in choices:
                with transaction.atomic():
                    models.QuerySet[Any](model).update(audience=audience)
