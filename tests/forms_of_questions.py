"""Everything that can be sent about parenting questions, as a form that fits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core import signing

from rondom.cores.measure.tests.factories import TODAY
from rondom.workflows.parenting_questions.models import Approach, ParentGroup
from rondom.workflows.parenting_questions.tests.factories import DOSSIER
from tests.world import World

Given = tuple[list[Any], dict[str, Any], set[str]]

PUBLIC = {"parenting_questions:ask_as_parent", "parenting_questions:join"}

CHANGES_NOTHING = {
    "parenting_questions:what_became": "reads with a code",
    "parenting_questions:my_place": "leaving takes a code that nothing in the world has",
}

KEY = "5f0c3b1e-8f5e-4a6e-9d5b-0f1f6f1a2b3c"
TEXT = "Hoe krijg ik mijn kind in bed?"
STATUS = dict.fromkeys(
    ("parenting_questions:ask", "parenting_questions:ask_as_parent", "parenting_questions:join"), 200
)
"""What was kept is shown at once, with a code."""


def _question(world: World, **changes: Any) -> int:
    world.pool.questions.update(**changes)
    return int(world.pool.questions.get().pk)


def _theme(world: World) -> int:
    return int(world.pool.themes.get().pk)


def _group(world: World, **changes: Any) -> ParentGroup:
    world.pool.groups.update(**changes)
    return world.pool.groups.get()


def _area(world: World) -> int:
    return int(world.pool.areas.get().pk)


def _coded(world: World, **changes: Any) -> int:
    return _question(world, state="coded", theme=_theme(world), **changes)


def _ask(world: World, user: Any) -> Given:
    form = {"text": TEXT, "age_group": "4-7", "area": _area(world)}
    return [world.pool.pk], form, {"heard", "organisation", "theme", "no_names", "not_unsafe"}


def _ask_as_parent(world: World, user: Any) -> Given:
    return [world.pool.entrance], _ask(world, user)[1], {"no_names", "not_unsafe", "language"}


def _from_sheet(world: World, user: Any) -> Given:
    row = {"text": TEXT, "age_group": "4-7", "area": str(_area(world)), "heard": "2", "week": "2026-11-16",
           "organisation": "", "theme": ""}  # fmt: skip
    salt = f"parenting_questions.sheet.{world.pool.pk}.{user.pk}"
    draft = signing.dumps({"rows": [[2, row]], "unsafe": []}, salt=salt, compress=True)
    return [world.pool.pk], {"draft": draft, "keep": "1"}, set()


def _take_together(world: World, user: Any) -> Given:
    _coded(world)
    return [world.pool.pk], {"theme": "slp", "area": _area(world)}, set()


def _of_bundle(world: World) -> list[int]:
    return [world.pool.pk, world.pool.bundles.get().pk]


def _start_group(world: World, user: Any) -> Given:
    world.pool.bundles.update(answer="group")
    return _of_bundle(world), {"name": "Beter slapen", "key": KEY}, {"copied_from", "different"}


def _change_group(world: World, user: Any) -> Given:
    form = {"name": "Anders", "places": "8", "language": "Nederlands", "revision": "1"}
    optional = {"about", "leaders", "approach", "starts_on", "starts_at", "where", "childcare"}
    return [world.pool.pk, _group(world).pk], form, optional


def _join(world: World, user: Any) -> Given:
    group = _group(world, state="recruiting", places=1)
    group.enrolments.update(has_place=True)
    return [group.entrance], {"first_name": "Ouder", "contact": "ouder@voorbeeld.test"}, {"language", "key"}


def _enrolments(world: World, user: Any) -> Given:
    group = _group(world)
    group.enrolments.update(has_place=True, told=False)
    return [world.pool.pk, group.pk], {"parent": group.enrolments.get().pk}, {"remove"}


def _approach(world: World) -> Approach:
    return Approach.objects.get(group__pool=world.pool)


def _write_approach(world: World, user: Any) -> Given:
    _approach(world).delete()
    group = _group(world, state="evaluated")
    return [world.pool.pk, group.pk], {**DOSSIER, "transferable": "ja"}, set()


def _correct_approach(world: World, user: Any) -> Given:
    form = {**DOSSIER, "transferable": "ja", "why": "Beter zo", "revision": "1"}
    return [world.pool.pk, _approach(world).pk], form, set()


def _forget_correction(world: World, user: Any) -> Given:
    found = _approach(world)
    found.corrections.create(revision=7, by=None, why="Beter zo", before={"tips": "Oud"})
    return [world.pool.pk, found.pk], {"revision": "7"}, set()


FORMS: dict[str, Callable[[World, Any], Given]] = {
    "parenting_questions:add_pool": lambda world, user: (
        [], {"name": "Nieuwe pot", "areas": [_area(world)]}, set()
    ),
    "parenting_questions:ask": _ask,
    "parenting_questions:ask_as_parent": _ask_as_parent,
    "parenting_questions:from_sheet": _from_sheet,
    "parenting_questions:screen": lambda world, user: (
        [world.pool.pk], {"question": _question(world), "text": TEXT}, {"theme"}
    ),
    "parenting_questions:withhold": lambda world, user: (
        [world.pool.pk], {"question": _coded(world), "reason": "identifying"}, set()
    ),
    "parenting_questions:code": lambda world, user: (
        [world.pool.pk], {"question": _question(world, state="screened"), "theme": _theme(world)}, set()
    ),
    "parenting_questions:code_twice": lambda world, user: (
        [world.pool.pk], {"question": _coded(world), "theme": _theme(world)}, set()
    ),
    "parenting_questions:theme": lambda world, user: (
        [world.pool.pk, "slp"], {"belongs": "Doorslapen", "does_not_belong": "", "revision": "1"}, {"in_use"}
    ),
    "parenting_questions:thresholds": lambda world, user: (
        [world.pool.pk],
        {"families": "9", "reporters": "6", "organisations": "3", "months": "4", "revision": "1"},
        set(),
    ),
    "parenting_questions:change_pool": lambda world, user: (
        [world.pool.pk], {"areas": [_area(world)], "revision": "1"}, {"open_to_parents"}
    ),
    "parenting_questions:count": lambda world, user: (
        [world.pool.pk],
        {"quarter": "2026-07-01"} if _coded(world, week=date(2026, 7, 6), heard=9) else {},
        set(),
    ),
    "parenting_questions:take_together": _take_together,
    "parenting_questions:go_on": lambda world, user: (
        _of_bundle(world), {"to": "returned", "told": "Wij gaan iets doen."}, {"check"}
    ),
    "parenting_questions:start_group": _start_group,
    "parenting_questions:change_group": _change_group,
    "parenting_questions:move_group": lambda world, user: (
        [world.pool.pk, _group(world).pk], {"to": "preparing"}, set()
    ),
    "parenting_questions:opinions": lambda world, user: (
        [world.pool.pk, _group(world, state="finished").pk],
        {"papers": "9", "much": "6", "a_little": "2", "nothing": "0", "revision": "1"},
        set(),
    ),
    "parenting_questions:join": _join,
    "parenting_questions:write_approach": _write_approach,
    "parenting_questions:correct_approach": _correct_approach,
    "parenting_questions:share_approach": lambda world, user: (
        [world.pool.pk, _approach(world).pk], {"sure": "on"}, {"stop"}
    ),
    "parenting_questions:forget_correction": _forget_correction,
    "parenting_questions:enrolments": _enrolments,
}  # fmt: skip
"""Address -> its arguments, a form that fits, and the fields that may stay empty."""

assert date(2026, 10, 1) < TODAY  # the summer quarter is over
