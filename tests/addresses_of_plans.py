"""The addresses of plans: who may look and who may send, and what stands in each address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.world import World

READ = ("plan", "history", "board", "actions", "timeline", "pdf", "xlsx", "goal", "action")
CHANGED = (
    "change", "share", "move", "stop", "resume", "half_way", "evaluate", "add_goal", "change_goal", "goal_up",
    "move_goal", "drop_goal", "score_goal", "add_action", "add_indicator", "change_action",
    "change_indicator", "count", "correct", "forget",
)  # fmt: skip
MOVED = ("move_action", "stop_action", "obstacle")
OF_A_GOAL = (
    "goal", "change_goal", "goal_up", "move_goal", "drop_goal", "score_goal", "add_action", "add_indicator",
)  # fmt: skip
OF_AN_ACTION = ("action", "change_action", *MOVED)
OF_AN_INDICATOR = ("change_indicator", "count")

IN_CIRCLE = {
    "plan:of_circle": ("circles.view_circle", "circles.view_circle"),
    "plan:start": ("plan.start_plan", "plan.start_plan"),
    **{f"plan:{name}": ("plan.view_plan", "plan.view_plan") for name in READ},
    **{f"plan:{name}": ("plan.change_plan", "plan.change_plan") for name in CHANGED},
    **{f"plan:{name}": ("plan.move_action", "plan.move_action") for name in MOVED},
}
ARGS: dict[str, Callable[[World], list[Any]]] = {
    "plan:of_circle": lambda world: [world.circle.pk],
    "plan:start": lambda world: [world.circle.pk],
    **{f"plan:{name}": lambda world: [world.plan.pk] for name in (*READ, *CHANGED)},
    **{f"plan:{name}": lambda world: [world.plan.pk, world.goal.pk] for name in OF_A_GOAL},
    **{f"plan:{name}": lambda world: [world.plan.pk, world.action.pk] for name in OF_AN_ACTION},
    **{f"plan:{name}": lambda world: [world.plan.pk, world.indicator.pk] for name in OF_AN_INDICATOR},
    "plan:correct": lambda world: [world.plan.pk, world.plan.evaluations.get().pk],
    "plan:forget": lambda world: [world.plan.pk, world.plan.versions.order_by("pk")[0].pk],
}

ACTION_FIELDS = {
    "contribution", "organisation", "role", "owner", "partners", "needs", "starts_on", "due_on",
}  # fmt: skip
PLAN_TEXTS = {"title": "Nieuw", "area": "", "half_way_on": "", "evaluate_on": "", "revision": "5", "why": ""}
FORMS: dict[str, Callable[[World, Any], tuple[list[Any], dict[str, Any], set[str]]]] = {
    "plan:start": lambda world, user: (
        [world.circle.pk], {"title": "Nieuw"}, {"area", "half_way_on", "evaluate_on", "four_eyes"}
    ),
    "plan:change": lambda world, user: ([world.plan.pk], PLAN_TEXTS, {"four_eyes"}),
    "plan:share": lambda world, user: (
        [world.plan.pk], {"audience": "named", "named": [user.pk]}, set()
    ),
    "plan:move": lambda world, user: ([world.plan.pk], {"state": "verzonnen"}, set()),
    "plan:stop": lambda world, user: ([world.plan.pk], {"reason": "Geen geld"}, set()),
    "plan:half_way": lambda world, user: (
        [world.plan.pk],
        {
            "learnt": "Veel", "next_steps": "", "on": "2026-11-23",
            f"words-{world.goal.pk}": "Het gaat goed", f"course-{world.goal.pk}": "continue",
        },
        set(),
    ),
    "plan:evaluate": lambda world, user: (
        [world.plan.pk], {"learnt": "Veel", "next_steps": "", "on": "2026-11-23"}, set()
    ),
    "plan:add_goal": lambda world, user: (
        [world.plan.pk], {"words": "Nog een doel", "notice": "", "theme": ""}, set()
    ),
    "plan:change_goal": lambda world, user: (
        [world.plan.pk, world.goal.pk],
        {"words": "Anders", "notice": "", "theme": "", "revision": "1", "why": ""},
        set(),
    ),
    "plan:score_goal": lambda world, user: (
        [world.plan.pk, world.goal.pk], {"score": "6", "said_by": "ouder", "on": "2026-11-23"}, set()
    ),
    "plan:add_action": lambda world, user: (
        [world.plan.pk, world.goal.pk], {"what": "Nog iets"}, ACTION_FIELDS
    ),
    "plan:change_action": lambda world, user: (
        [world.plan.pk, world.action.pk], {"what": "Anders", "revision": "1"}, {*ACTION_FIELDS, "why"}
    ),
    "plan:move_action": lambda world, user: ([world.plan.pk, world.action.pk], {"state": "busy"}, set()),
    "plan:obstacle": lambda world, user: (
        [world.plan.pk, world.action.pk], {"obstacle": "Geen zaal", "revision": "1"}, set()
    ),
    "plan:add_indicator": lambda world, user: (
        [world.plan.pk, world.goal.pk],
        {"name": "Nog een", "definition": '["count", {}]', "direction": "up", "target": "", "unit": ""},
        set(),
    ),
    "plan:count": lambda world, user: (
        [world.plan.pk, world.indicator.pk], {"value": "3", "on": "2026-11-23"}, set()
    ),
}  # fmt: skip
"""Address -> its arguments, a form that fits, and the fields that may stay empty."""
