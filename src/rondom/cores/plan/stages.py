"""Where a plan stands, as the row of steps on top of its page."""

from dataclasses import dataclass

from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.plan import PlanState

STEPS = (PlanState.CONCEPT, PlanState.AGREED, PlanState.RUNNING, PlanState.EVALUATED, PlanState.CLOSED)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the row. ``state``: done, now or later."""

    name: str
    state: str
    address: str = ""


def stages(plan: Plan) -> list[Stage]:
    """The row of steps; a plan that was stopped has none, the page says so in words."""
    if plan.state == PlanState.STOPPED:
        return []
    now = STEPS.index(PlanState(plan.state))
    return [
        Stage(str(step.label).capitalize(), "done" if at < now else "now" if at == now else "later")
        for at, step in enumerate(STEPS)
    ]
