"""What of plans waits for someone: their own actions, and for coordinators what needs them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse

from rondom.cores.plan.models import Action, Plan
from rondom.cores.plan.models.action import TO_DO
from rondom.cores.plan.models.goal import GoalState
from rondom.cores.plan.models.plan import AT_WORK, PlanState
from rondom.foundation.circles.models import Membership, Role
from rondom.foundation.workflow import Waiting

SOON = timedelta(days=14)
"""So long before its day something comes up."""


def waiting(user: Any, today: date) -> Iterator[Waiting]:
    """For whoever pulls an action: that action. For a coordinator: one line per plan and kind."""
    yield from _own_actions(user, today)
    for plan in _coordinated(user, today):
        yield from _about_plan(plan, today)


def _own_actions(user: Any, today: date) -> Iterator[Waiting]:
    mine = Action.objects.visible_to(user).owned_by(user).to_do().filter(due_on__lte=today + SOON)
    for action in mine.select_related("goal__plan"):
        yield Waiting(action.what, action.get_absolute_url(), str(action.plan), action.due_on)


def _coordinated(user: Any, today: date) -> Any:
    """The plans at work that this user coordinates, with how many actions are late or stuck."""
    circles = Membership.objects.filter(user_id=user.pk, role=Role.COORDINATOR).values("circle")
    plans = Plan.objects.filter(pk__in=Plan.objects.visible_to(user), circle__in=circles, state__in=AT_WORK)
    to_do = Q(goals__actions__state__in=TO_DO) & ~Q(goals__state=GoalState.DROPPED)
    late = to_do & Q(goals__actions__due_on__lt=today)
    return plans.annotate(
        late=Count("goals__actions", filter=late, distinct=True),
        late_since=Min("goals__actions__due_on", filter=late),
        stuck=Count("goals__actions", filter=to_do & ~Q(goals__actions__obstacle=""), distinct=True),
    )


def _about_plan(plan: Any, today: date) -> Iterator[Waiting]:
    actions = reverse("plan:actions", args=[plan.pk])
    if plan.late:
        title = _counted(plan.late, "is te laat", "zijn te laat")
        yield Waiting(title, f"{actions}?alleen=te-laat", plan.title, plan.late_since)
    if plan.stuck:
        title = _counted(plan.stuck, "loopt vast", "lopen vast")
        yield Waiting(title, f"{actions}?alleen=loopt-vast", plan.title)
    if plan.state == PlanState.RUNNING:
        for name, day, page in (
            ("Kijk halverwege hoe het gaat", plan.half_way_on, "half_way"),
            ("Evalueren", plan.evaluate_on, "evaluate"),
        ):
            if day and day <= today + SOON:
                yield Waiting(name, reverse(f"plan:{page}", args=[plan.pk]), plan.title, day)


def _counted(number: int, one: str, many: str) -> str:
    return f"1 actie {one}" if number == 1 else f"{number} acties {many}"
