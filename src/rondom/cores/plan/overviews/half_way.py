"""How it goes with every goal of a plan, half-way: what was done, what the numbers say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rondom.cores.plan.models import Goal, Plan
from rondom.cores.plan.models.action import ActionState
from rondom.cores.plan.overviews.progress import finding_of
from rondom.ui.templatetags.rondom import counted


@dataclass(frozen=True, slots=True)
class GoalSoFar:
    """One goal: its actions in numbers, and a sentence per indicator."""

    goal: Goal
    done: int
    busy: int
    planned: int
    stopped: int
    stuck: int
    late: int
    findings: tuple[str, ...]

    @property
    def actions(self) -> str:
        """The numbers in words; what is not there is not said."""
        parts = [
            counted(self.done, "actie is klaar,acties zijn klaar"),
            counted(self.busy, "loopt,lopen") if self.busy else "",
            counted(self.planned, "moet nog beginnen,moeten nog beginnen") if self.planned else "",
            counted(self.stopped, "stopte,stopten") if self.stopped else "",
        ]
        said = ", ".join(part for part in parts if part) + "."
        if self.stuck:
            said += f" {counted(self.stuck, 'actie loopt vast,acties lopen vast').capitalize()}."
        if self.late:
            said += f" {counted(self.late, 'actie is te laat,acties zijn te laat').capitalize()}."
        return said


def half_way(plan: Plan, today: date) -> list[GoalSoFar]:
    """Every goal of the plan, in its order."""
    goals = plan.goals.prefetch_related("actions", "indicators__readings")
    return [so_far(goal, today) for goal in goals]


def so_far(goal: Goal, today: date) -> GoalSoFar:
    """One goal."""
    actions = list(goal.actions.all())
    states = [one.state for one in actions]
    return GoalSoFar(
        goal=goal,
        done=states.count(ActionState.DONE),
        busy=states.count(ActionState.BUSY),
        planned=states.count(ActionState.NEW),
        stopped=states.count(ActionState.STOPPED),
        stuck=sum(one.is_stuck for one in actions),
        late=sum(one.is_late_on(today) for one in actions),
        findings=tuple(
            finding_of(one, tuple(one.readings.all())) for one in goal.indicators.all() if not one.is_replaced
        ),
    )
