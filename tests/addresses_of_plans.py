"""The addresses of plans: who may look and who may send, and what stands in each address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.world import World

READ = ("plan", "history", "board", "actions", "timeline", "pdf", "xlsx", "goal", "action")
CHANGED = (
    "change", "share", "move", "stop", "resume", "look_back", "add_goal", "change_goal", "goal_up",
    "move_goal", "drop_goal", "score_goal", "add_action", "add_indicator", "change_action",
    "change_indicator", "count",
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
    "plan:look_back": lambda world: [world.plan.pk, "evaluatie"],
}
