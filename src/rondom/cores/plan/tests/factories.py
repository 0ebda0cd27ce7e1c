"""Plans to test with."""

from datetime import date, timedelta
from typing import Any

from rondom.cores.plan.actions import plans
from rondom.cores.plan.actions.actions import add_action
from rondom.cores.plan.actions.goals import add_goal
from rondom.cores.plan.models import Action, Goal, Plan

TODAY = date(2026, 11, 23)
SOON = TODAY + timedelta(days=7)
PAST = TODAY - timedelta(days=7)


def make_plan(circle: Any, *, by: Any, running: bool = False, **changes: Any) -> Plan:
    """A plan; one that runs has a goal."""
    plan = plans.start_plan(circle, by=by, **{"title": "Verbeterplan Lindenkwartier", **changes})
    if running:
        make_goal(plan, by=by)
        plans.agree_plan(plan, by=by)
        plans.start_work(plan, by=by)
    return plan


def make_goal(plan: Plan, *, by: Any, **changes: Any) -> Goal:
    return add_goal(plan, by=by, **{"words": "Wij weten bij wie wij moeten zijn", **changes})


def make_action(plan: Plan, *, by: Any, **changes: Any) -> Action:
    """An action for the first goal of a plan, which is made when it has none."""
    goal = changes.pop("goal", None) or plan.goals.order_by("order").first() or make_goal(plan, by=by)
    return add_action(goal, by=by, **{"what": "Inloopmoment in de school", **changes})
