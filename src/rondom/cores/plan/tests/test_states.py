"""Plans, goals and actions go only where they may: every pair of states."""

from collections.abc import Callable
from typing import Any

import pytest

from rondom.cores.plan.actions import actions, evaluations, goals, plans
from rondom.cores.plan.models import Action, Goal, Plan, Version
from rondom.cores.plan.models.action import NEXT_ACTION_STATES, ActionState
from rondom.cores.plan.models.goal import NEXT_GOAL_STATES, GoalState
from rondom.cores.plan.models.plan import NEXT_PLAN_STATES, PlanState
from rondom.cores.plan.tests.factories import SOON, TODAY
from rondom.foundation.refusals import Refused

Step = Callable[[Any, Any], object]

PLAN_STEPS: dict[tuple[str, ...], Step] = {
    (PlanState.CONCEPT, PlanState.AGREED): lambda it, by: plans.agree_plan(it, by=by),
    (PlanState.AGREED, PlanState.RUNNING): lambda it, by: plans.start_work(it, by=by),
    (PlanState.EVALUATED, PlanState.RUNNING): lambda it, by: plans.resume_plan(it, evaluate_on=SOON, by=by),
    (PlanState.RUNNING, PlanState.EVALUATED): lambda it, by: evaluations.evaluate_plan(
        it, learnt="Samen eten helpt", on=TODAY, by=by
    ),
    (PlanState.EVALUATED, PlanState.CLOSED): lambda it, by: plans.close_plan(it, by=by),
}
TO_PLAN: dict[str, list[Step]] = {
    PlanState.CONCEPT: [],
    PlanState.STOPPED: [lambda it, by: plans.stop_plan(it, reason="Geen geld", by=by)],
    **{
        state: [step for (_, to), step in PLAN_STEPS.items() if to == state]
        for state in (PlanState.AGREED, PlanState.RUNNING, PlanState.EVALUATED, PlanState.CLOSED)
    },
}
TO_GOAL: dict[str, list[Step]] = {
    GoalState.OPEN: [lambda it, by: goals.reopen_goal(it, by=by)],
    GoalState.REACHED: [lambda it, by: goals.reach_goal(it, by=by)],
    GoalState.DROPPED: [lambda it, by: goals.drop_goal(it, reason="Niet meer nodig", by=by)],
}
TO_ACTION: dict[str, list[Step]] = {
    ActionState.NEW: [],
    ActionState.BUSY: [lambda it, by: actions.start_action(it, by=by)],
    ActionState.DONE: [lambda it, by: actions.finish_action(it, by=by)],
    ActionState.STOPPED: [lambda it, by: actions.stop_action(it, reason="Geen tijd", by=by)],
}


def tried(thing: Any, step: Step, by: Any) -> bool:
    """Whether it went; a refusal leaves everything as it was."""
    before, versions = thing.state, Version.objects.count()
    try:
        step(thing, by)
    except Refused:
        thing.refresh_from_db()
        assert (thing.state, Version.objects.count()) == (before, versions)
        return False
    thing.refresh_from_db()
    assert Version.objects.count() > versions
    return True


def pairs(states: Any) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("state", "to"), [(a, b) for a in states.values for b in states.values])


def put(thing: Any, state: str) -> None:
    thing.state = state
    thing.save()


@pairs(PlanState)
def test_a_plan(plan: Plan, coordinator: Any, state: str, to: str) -> None:
    went = []
    for step in TO_PLAN[to]:
        put(plan, state)
        if tried(plan, step, coordinator):
            went.append(plan.state)
    assert went == ([to] if to in NEXT_PLAN_STATES[state] else [])


@pairs(GoalState)
def test_a_goal(goal: Goal, coordinator: Any, state: str, to: str) -> None:
    put(goal, state)
    assert [tried(goal, step, coordinator) for step in TO_GOAL[to]] == [to in NEXT_GOAL_STATES[state]]


@pairs(ActionState)
def test_an_action(action: Action, coordinator: Any, state: str, to: str) -> None:
    put(action, state)
    expected = [to in NEXT_ACTION_STATES[state]] if TO_ACTION[to] else []
    assert [tried(action, step, coordinator) for step in TO_ACTION[to]] == expected


@pytest.mark.parametrize("state", [PlanState.CLOSED, PlanState.STOPPED])
def test_what_has_ended_no_longer_changes(plan: Plan, action: Action, coordinator: Any, state: str) -> None:
    put(plan, state)
    action.refresh_from_db()
    goal = action.goal
    attempts: list[Callable[[], object]] = [
        lambda: plans.change_plan(plan, {"title": "Anders"}, by=coordinator),
        lambda: plans.share_plan(plan, audience="professionals", by=coordinator),
        lambda: goals.add_goal(plan, words="Nog een", by=coordinator),
        lambda: goals.change_goal(goal, {"words": "Anders"}, by=coordinator),
        lambda: goals.reach_goal(goal, by=coordinator),
        lambda: goals.give_score(goal, score=5, on=TODAY, by=coordinator),
        lambda: actions.add_action(goal, what="Nog een", by=coordinator),
        lambda: actions.change_action(action, {"what": "Anders"}, by=coordinator),
        lambda: actions.start_action(action, by=coordinator),
        lambda: actions.report_obstacle(action, obstacle="Geen zaal", by=coordinator),
    ]
    versions = Version.objects.count()
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert Version.objects.count() == versions


@pytest.mark.parametrize("reason", ["", "   "])
def test_stopping_asks_a_reason(plan: Plan, action: Action, coordinator: Any, reason: str) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: plans.stop_plan(plan, reason=reason, by=coordinator),
        lambda: goals.drop_goal(action.goal, reason=reason, by=coordinator),
        lambda: actions.stop_action(action, reason=reason, by=coordinator),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="waarom"):
            attempt()


def test_a_plan_without_goals_is_not_agreed(circle: Any, coordinator: Any) -> None:
    empty = plans.start_plan(circle, title="Leeg", by=coordinator)
    with pytest.raises(Refused, match="doel"):
        plans.agree_plan(empty, by=coordinator)
