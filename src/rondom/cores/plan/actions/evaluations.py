"""Looking back: what was learnt, and what happens next."""

from datetime import date

from django.db import transaction

from rondom.cores.plan.actions.changing import change, locked, noted
from rondom.cores.plan.models import Evaluation, Plan
from rondom.cores.plan.models.evaluation import Moment
from rondom.cores.plan.models.plan import PlanState
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def look_half_way(plan: Plan, *, learnt: str, on: date, by: User, next_steps: str = "") -> Evaluation:
    """A look while the plan runs; it goes on, and the day of the half-way look is free again."""
    locked(plan)
    if plan.state != PlanState.RUNNING:
        raise Refused("Een tussenstand schrijft u op als het plan in uitvoering is.")
    kept = _keep(plan, Moment.HALF_WAY, learnt=learnt, next_steps=next_steps, on=on, by=by)
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
    evaluation: Evaluation, *, learnt: str, next_steps: str, by: User, why: str = ""
) -> None:
    """Other words for what was learnt; what stood there stays in the history."""
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


def _keep(plan: Plan, moment: Moment, *, learnt: str, next_steps: str, on: date, by: User) -> Evaluation:
    if not learnt.strip():
        raise Refused("Schrijf op wat u leerde.")
    texts = {"learnt": learnt.strip(), "next_steps": next_steps.strip()}
    kept = Evaluation.objects.create(plan=plan, moment=moment, on=on, **texts)
    noted(plan, "looked_back", {name: [None, text] for name, text in texts.items() if text}, by=by)
    record(by, "plan.plan_evaluated", plan, look_back=moment)
    return kept
