"""Looking back: what was learnt, and what happens next."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rondom.cores.plan.actions.changing import Stale, change, locked, noted, written_before
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
    plan: Plan,
    *,
    learnt: str,
    on: date,
    by: User,
    next_steps: str = "",
    looks: Sequence[Look] = (),
    key: uuid.UUID | None = None,
    revision: int | None = None,
) -> Evaluation:
    """A look while the plan runs; it goes on, and the day of the half-way look is free again.

    A goal that stops is let go, with the sentence about it as the reason. Sent again with the same key it is
    the same look. ``revision`` is how many looks whoever writes has read; Stale when there are more.
    """
    if written_before(plan, key, learnt=learnt.strip()):
        return plan.evaluations.filter(learnt=learnt.strip()).order_by("-pk")[0]
    there = plan.evaluations.order_by("pk")
    if revision is not None and len(there) > revision:
        theirs = {"learnt": there[len(there) - 1].learnt}
        raise Stale(len(there), theirs, {})
    if plan.state != PlanState.RUNNING:
        raise Refused("Een tussenstand schrijft u op als het plan in uitvoering is.")
    kept = _keep(plan, Moment.HALF_WAY, learnt=learnt, next_steps=next_steps, on=on, by=by, key=key)
    for look in looks:
        _look_at(look, kept, by=by)
    change(plan, {"half_way_on": None}, by=by, what="looked_back")
    return kept


@transaction.atomic
def evaluate_plan(
    plan: Plan, *, learnt: str, on: date, by: User, next_steps: str = "", key: uuid.UUID | None = None
) -> Evaluation:
    """The look at the end of a period. After it the plan goes on, closes or stops. With one key it is one."""
    if written_before(plan, key, learnt=learnt.strip()):
        return plan.evaluations.filter(learnt=learnt.strip()).order_by("-pk")[0]
    if plan.state == PlanState.EVALUATED:
        raise Refused("Een collega schreef de evaluatie net op. Zet wat u wilt houden erin met ‘Verbeteren’.")
    plan.require_next(PlanState.EVALUATED)
    kept = _keep(plan, Moment.END, learnt=learnt, next_steps=next_steps, on=on, by=by, key=key)
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
    revision: str = "",
) -> None:
    """Other words for what was learnt, and (``looks``: number of the look -> sentence) for how it goes with
    goals; what stood there stays in the history. ``revision`` is the mark of the words that a form began
    from; Stale when others stand there now.
    """
    plan = evaluation.plan
    locked(plan)
    plan.require_not_ended()
    if not learnt.strip():
        raise Refused("Schrijf op wat u leerde.")
    evaluation.refresh_from_db()
    _require_as_read(evaluation, revision, learnt=learnt, next_steps=next_steps, looks=looks or {})
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


def _require_as_read(
    evaluation: Evaluation, revision: str, *, learnt: str, next_steps: str, looks: Mapping[int, str]
) -> None:
    now = evaluation.words
    mine = {"learnt": learnt, "next_steps": next_steps, **{f"look-{pk}": text for pk, text in looks.items()}}
    theirs = {name: text for name, text in now.items() if name in mine and mine[name].strip() != text}
    if revision not in ("", evaluation.mark) and theirs:
        raise Stale(evaluation.mark, theirs, {})


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


def _keep(
    plan: Plan,
    moment: Moment,
    *,
    learnt: str,
    next_steps: str,
    on: date,
    by: User,
    key: uuid.UUID | None,
) -> Evaluation:
    if not learnt.strip():
        raise Refused("Schrijf op wat u leerde.")
    texts = {"learnt": learnt.strip(), "next_steps": next_steps.strip()}
    kept = Evaluation.objects.create(plan=plan, moment=moment, on=on, **texts)
    written = {name: [None, text] for name, text in texts.items() if text}
    noted(plan, "looked_back", written, by=by, key=key)
    record(by, "plan.plan_evaluated", plan, look_back=moment)
    return kept
