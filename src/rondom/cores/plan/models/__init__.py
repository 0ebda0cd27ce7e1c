"""Tables of the plan core, a file per noun."""

from rondom.cores.plan.models.action import Action
from rondom.cores.plan.models.evaluation import Evaluation, GoalLook
from rondom.cores.plan.models.goal import Goal, Score
from rondom.cores.plan.models.indicator import Indicator, Reading
from rondom.cores.plan.models.origin import Origin
from rondom.cores.plan.models.plan import Plan
from rondom.cores.plan.models.version import Version

__all__ = [
    "Action",
    "Evaluation",
    "Goal",
    "GoalLook",
    "Indicator",
    "Origin",
    "Plan",
    "Reading",
    "Score",
    "Version",
]
