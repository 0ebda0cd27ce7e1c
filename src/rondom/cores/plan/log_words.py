"""Words for what the log holds of plans."""

from collections.abc import Collection
from typing import Any

from rondom.cores.plan.definitions import Kind
from rondom.cores.plan.models import Plan
from rondom.cores.plan.models.action import ActionState
from rondom.cores.plan.models.evaluation import Course, Moment
from rondom.cores.plan.models.goal import GoalState
from rondom.cores.plan.models.plan import PlanState
from rondom.foundation.circles.models import Audience
from rondom.foundation.circles.overviews import describe


def _plans(numbers: Collection[Any]) -> dict[str, str]:
    """Whoever reads the log of a circle need not see every plan in it: those have a number only."""
    plans = Plan.objects.filter(pk__in=numbers)
    return {
        str(plan.pk): plan.title if plan.audience == Audience.CIRCLE else f"plan {plan.pk}" for plan in plans
    }


def _words(choices: Any) -> Any:
    return lambda _: {value: str(label) for value, label in choices.choices}


describe(
    actions={
        "plan.plan_started": "begon een plan",
        "plan.plan_changed": "wijzigde een plan",
        "plan.plan_shared": "koos wie in de kring een plan ziet",
        "plan.plan_moved": "bracht een plan verder",
        "plan.plan_evaluated": "keek terug op een plan",
        "plan.text_forgotten": "haalde een oude tekst uit de geschiedenis van een plan",
        "plan.goal_added": "schreef een doel op",
        "plan.goal_changed": "wijzigde een doel",
        "plan.goal_moved": "bracht een doel verder",
        "plan.goal_scored": "gaf een doel een cijfer",
        "plan.goal_looked_at": "schreef op hoe het halverwege met een doel gaat",
        "plan.action_added": "schreef een actie op",
        "plan.action_changed": "wijzigde een actie",
        "plan.action_moved": "bracht een actie verder",
        "plan.action_stuck": "schreef op of een actie vastloopt",
        "plan.indicator_added": "koos een indicator",
        "plan.indicator_changed": "wijzigde een indicator",
        "plan.reading_taken_back": "haalde een ingetrokken meetwaarde weg",
        "plan.reading_kept": "vulde een meetwaarde in",
    },
    facts={
        "goal": "doel",
        "plan_action": "actie",
        "indicator": "indicator",
        "indicator_kind": "soort",
        "look_back": "soort terugblik",
        "course": "hoe verder",
        "plan_state": "stand van het plan",
        "goal_state": "stand van het doel",
        "action_state": "stand van de actie",
        "audience_in_circle": "voor wie",
        "fields": "aantal velden",
        "stuck": "loopt vast",
        "shown": "mag getoond",
    },
    objects={"plan.plan": _plans},
    values={
        "indicator_kind": _words(Kind),
        "look_back": _words(Moment),
        "course": _words(Course),
        "plan_state": _words(PlanState),
        "goal_state": _words(GoalState),
        "action_state": _words(ActionState),
        "audience_in_circle": _words(Audience),
    },
)
