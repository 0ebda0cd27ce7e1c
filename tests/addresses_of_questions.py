"""The addresses of parents' questions: who may look and who may send, and what stands in each address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rondom.workflows.parenting_questions.models import Approach, ParentGroup
from tests.world import World

PUBLIC = {
    "parenting_questions:ask_as_parent": "parents have no account",
    "parenting_questions:how_we_read": "how questions are read is for everyone to know",
    "parenting_questions:what_became": "opens with a code only",
    "parenting_questions:join": "parents have no account",
    "parenting_questions:my_place": "opens with a code only",
}
UNKNOWN_TO_OTHERS = {"parenting_questions:approach", "parenting_questions:approach_pdf"}
"""Read beyond the circle too, so found by itself: who may not look at it cannot know that it is there."""

OF_A_POOL = {
    "view_pool": ("pool", "codebook"),
    "view_question": ("questions", "reading_log"),
    "log_question": ("ask", "from_sheet", "sheet_template", "pool_poster", "cards"),
    "screen_question": ("screen", "withhold"),
    "code_question": ("code", "code_twice"),
    "view_signals": ("signals", "figures"),
    "view_bundle": ("groups",),
    "work_on_bundle": ("count", "thresholds", "take_together", "change_pool"),
}
OF_A_BUNDLE = {"view_bundle": ("bundle",), "work_on_bundle": ("go_on", "start_group")}
OF_A_GROUP = {
    "view_bundle": ("group", "group_poster"),
    "view_enrolments": ("enrolments",),
    "work_on_bundle": ("change_group", "move_group", "opinions", "opinion_paper", "write_approach"),
}
OF_A_PART = {"work_on_bundle": ("theme", "counting")}
OF_AN_APPROACH = {"work_on_bundle": ("correct_approach", "share_approach", "forget_correction")}
"""Permission -> the pages that ask it, for looking and for sending."""

IN_CIRCLE = {
    "parenting_questions:of_circle": ("circles.view_circle", "circles.view_circle"),
    **{
        f"parenting_questions:{name}": (f"parenting_questions.{permission}",) * 2
        for kind in (OF_A_POOL, OF_A_BUNDLE, OF_A_GROUP, OF_A_PART, OF_AN_APPROACH)
        for permission, names in kind.items()
        for name in names
    },
    **dict.fromkeys(UNKNOWN_TO_OTHERS, ("parenting_questions.view_approach",) * 2),
}


def _approach(world: World) -> int:
    return Approach.objects.get(circle=world.circle).pk


def _named(kind: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"parenting_questions:{name}" for names in kind.values() for name in names]


ARGS: dict[str, Callable[[World], list[Any]]] = {
    "parenting_questions:of_circle": lambda world: [world.circle.pk],
    "parenting_questions:join": lambda world: [ParentGroup.objects.get(pool=world.pool).entrance],
    "parenting_questions:ask_as_parent": lambda world: [world.pool.entrance],
    "parenting_questions:how_we_read": lambda world: [world.pool.entrance],
    "parenting_questions:theme": lambda world: [world.pool.pk, "slp"],
    "parenting_questions:counting": lambda world: [world.pool.pk, world.pool.countings.get().pk],
    **{name: lambda world: [world.pool.pk] for name in _named(OF_A_POOL)},
    **{name: lambda world: [world.pool.pk, world.pool.bundles.get().pk] for name in _named(OF_A_BUNDLE)},
    **{
        name: lambda world: [world.pool.pk, ParentGroup.objects.get(pool=world.pool).pk]
        for name in _named(OF_A_GROUP)
    },
    **{name: lambda world: [world.pool.pk, _approach(world)] for name in _named(OF_AN_APPROACH)},
    **{name: lambda world: [_approach(world)] for name in UNKNOWN_TO_OTHERS},
}
