"""Looking back: what was learnt, and what happens next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rondom.cores.plan.actions.changing import change, locked, noted
from rondom.cores.plan.actions.goals import drop_goal
from rondom.cores.plan.models import Evaluation, Goal, GoalLook, Plan
from rondom.cores.plan.models.evaluation import Course, Moment
from rondom.cores.plan.models.goal import GoalState
from rondom.cores.plan.models.plan import PlanState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@dataclass(frozen=True, slots=True)
class Look:
    """How it goes with one goal, and what happens with it."""

    goal: Goal
    words: str
    course: str


@transaction.atomic
def look_half_way(
    plan: Plan, *, learnt: str, on: date, by: User, next_steps: str = "", looks: Sequence[Look] = ()
) -> Evaluation:
    """A look while the plan runs; it goes on, and the day of the half-way look is free again.

    A goal that stops is let go, with the sentence about it as the reason.
    """
    locked(plan)
    if plan.state != PlanState.RUNNING:
        raise Refused("Een tussenstand schrijft u op als het plan in uitvoering is.")
    kept = _keep(plan, Moment.HALF_WAY, learnt=learnt, next_steps=next_steps, on=on, by=by)
    for look in looks:
        _look_at(look, kept, by=by)
    change(plan, {"half_way_on": None}, by=by, what="looked_back")
    return kept


@transaction.atomic
def evaluate_plan(plan: Plan, *, learnt: str, on: date, by: User, next_steps: str = "") -> Evaluation:
    """The look at the end of a period. After it the plan goes on, closes or stops."""
    locked(plan)
    plan.require_next(PlanState.EVALUATED)
    kept = _keep(plan, Moment.END, learnt=learnt, next_steps=next_steps, on=on, by=by)
    change(plan, {"state": PlanState.EVALUATED}, by=by, what="looked_back")
    return kept


@transaction.atomic
def correct_evaluation(
    evaluation: Evaluation,
    *,
    learnt: str,
    next_steps: str,
    by: User,
    why: str = "",
    looks: Mapping[int, str] | None = None,
) -> None:
    """Other words for what was learnt, and (``looks``: number of the look -> sentence) for how it goes with
    goals; what stood there stays in the history.
    """
    plan = evaluation.plan
    locked(plan)
    plan.require_not_ended()
    if not learnt.strip():
        raise Refused("Schrijf op wat u leerde.")
    evaluation.refresh_from_db()
    texts = {"learnt": learnt.strip(), "next_steps": next_steps.strip()}
    changes = {
        name: [getattr(evaluation, name), text]
        for name, text in texts.items()
        if text != getattr(evaluation, name)
    }
    if changes:
        evaluation.learnt, evaluation.next_steps = texts["learnt"], texts["next_steps"]
        evaluation.save(update_fields=list(texts))
        noted(plan, "corrected", changes, by=by, why=why)
        record(by, "plan.plan_evaluated", plan, look_back=evaluation.moment)
    for look in evaluation.looks.select_related("goal__plan").filter(pk__in=looks or {}):
        _reword(look, (looks or {})[look.pk], by=by, why=why)


def _look_at(look: Look, kept: Evaluation, *, by: User) -> None:
    words = look.words.strip()
    if not words or look.course not in Course.values:
        raise Refused("Schrijf bij elk doel hoe het gaat, en kies hoe u verdergaat.")
    goal = kept.plan.goals.get(pk=look.goal.pk)
    if goal.state != GoalState.OPEN:
        raise Refused("Een van de doelen is al bereikt of losgelaten. Lees het plan eerst opnieuw.")
    GoalLook.objects.create(evaluation=kept, goal=goal, words=words, course=look.course)
    locked(goal)
    noted(goal, "looked_back", {"look": [None, words], "course": [None, look.course]}, by=by)
    record(by, "plan.goal_looked_at", kept.plan, goal=goal.pk, course=look.course)
    if look.course == Course.STOP:
        drop_goal(goal, reason=words, by=by)


def _reword(look: GoalLook, words: str, *, by: User, why: str) -> None:
    """Another sentence; what was chosen stays, and changing that is a step of the goal itself."""
    if not words.strip():
        raise Refused("Schrijf bij elk doel hoe het gaat.")
    if words.strip() != look.words:
        before, look.words = look.words, words.strip()
        look.save(update_fields=["words"])
        locked(look.goal)
        noted(look.goal, "corrected", {"look": [before, look.words]}, by=by, why=why)
        record(by, "plan.goal_looked_at", look.goal.plan, goal=look.goal_id, course=look.course)


def _keep(plan: Plan, moment: Moment, *, learnt: str, next_steps: str, on: date, by: User) -> Evaluation:
    if not learnt.strip():
        raise Refused("Schrijf op wat u leerde.")
    texts = {"learnt": learnt.strip(), "next_steps": next_steps.strip()}
    kept = Evaluation.objects.create(plan=plan, moment=moment, on=on, **texts)
    noted(plan, "looked_back", {name: [None, text] for name, text in texts.items() if text}, by=by)
    record(by, "plan.plan_evaluated", plan, look_back=moment)
    return kept
