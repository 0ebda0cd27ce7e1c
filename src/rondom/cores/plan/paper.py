"""A plan as a tagged PDF."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from rondom.charts.chart import Chart
from rondom.cores.plan.audience import who_sees
from rondom.cores.plan.models import Action, Goal, Plan
from rondom.cores.plan.overviews.progress import indicator_progress
from rondom.cores.plan.pictures import timeline
from rondom.documents.pdf import make_pdf
from rondom.ui.templatetags.rondom import long_day

TEMPLATE = "cores/plan/documents/plan.typ"
HEAD = ("Wat", "Wie", "Met wie", "Klaar op", "Stand")
NOT_SAID = "–"


def plan_pdf(plan: Plan, today: date) -> bytes:
    """The goals with their actions and indicators, what was learnt, and the actions along time."""
    return make_pdf(TEMPLATE, data_of(plan, today), made_on=today)


def data_of(plan: Plan, today: date) -> dict[str, Any]:
    """What the template reads."""
    goals = list(
        plan.goals.prefetch_related(
            "actions__organisation", "actions__owner", "indicators__readings", "origins", "looks__evaluation"
        )
    )
    actions = [action for goal in goals for action in goal.actions.all()]
    return {
        "title": plan.title,
        "subject": str(plan.area or plan.circle),
        "state": str(plan.get_state_display()),
        "reason": plan.stop_reason,
        "day": long_day(today),
        "demo": settings.DEMO,
        "half_way": long_day(plan.half_way_on) if plan.half_way_on else "",
        "evaluate": long_day(plan.evaluate_on) if plan.evaluate_on else "",
        "who": who_sees(plan),
        "goals": [_goal(goal, today) for goal in goals],
        "timeline": _picture(timeline(actions, plan, today, "wide")),
        "evaluations": [
            {
                "title": f"{str(one.get_moment_display()).capitalize()}, {long_day(one.on)}",
                "learnt": one.learnt,
                "next": one.next_steps,
            }
            for one in plan.evaluations.all()
        ],
    }


def _goal(goal: Goal, today: date) -> dict[str, Any]:
    found = [indicator_progress(one) for one in goal.indicators.all() if not one.is_replaced]
    return {
        "words": goal.words,
        "notice": goal.notice,
        "theme": goal.theme,
        "state": str(goal.get_state_display()),
        "reason": goal.drop_reason,
        "origins": [origin.label for origin in goal.origins.all()],
        "looks": [
            f"{long_day(one.evaluation.on)}: {one.words} ({one.get_course_display()})"
            for one in goal.looks.all()
        ],
        "head": list(HEAD),
        "rows": [_row(action, today) for action in goal.actions.all()],
        "indicators": [{"finding": one.finding, "picture": _picture(one.wide, one.sure)} for one in found],
    }


def _row(action: Action, today: date) -> list[str]:
    state = str(action.get_state_display())
    if action.is_late_on(today):
        state += ", te laat"
    if action.is_stuck:
        state += f". Loopt vast op: {action.obstacle}"
    what = f"{action.what} ({action.contribution})" if action.contribution else action.what
    day = long_day(action.due_on) if action.due_on else NOT_SAID
    return [what, action.who or NOT_SAID, action.partners or NOT_SAID, day, state]


def _picture(chart: Chart | None, caption: str = "") -> dict[str, Any] | None:
    return chart.for_paper(caption) if chart else None
