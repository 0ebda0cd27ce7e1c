"""Who may do what with plans. Nobody may do anything with a plan that they may not see."""

from typing import Any

from rondom.cores.plan.models import Action
from rondom.foundation.access import Rule, allow
from rondom.foundation.circles.models import PROFESSIONAL_ROLES, Audience, Circle, Role, Shared
from rondom.foundation.circles.rules import circle_of, is_coordinator


def is_in_audience(user: Any, subject: Any) -> bool:
    """Whether someone is in the circle, and in the part of it that this is for."""
    circle = circle_of(subject)
    if circle is None or not circle.has_member(user):
        return False
    audience = subject.audience if isinstance(subject, Shared) else Audience.CIRCLE
    if audience == Audience.NAMED:
        return bool(subject.named.filter(pk=user.pk).exists())
    return audience == Audience.CIRCLE or circle.has_member(user, *PROFESSIONAL_ROLES)


def pulls_it(user: Any, subject: Any) -> bool:
    """Whether this is the action of this user, in a plan that they see."""
    return isinstance(subject, Action) and subject.owner_id == user.pk and is_in_audience(user, subject.plan)


def coordinates_its_plan(user: Any, subject: Any) -> bool:
    """Whether this user coordinates the plan that an action belongs to, and sees it."""
    about = subject.plan if isinstance(subject, Action) else subject
    return is_coordinator(user, about) and is_in_audience(user, about)


sees = Rule(is_in_audience, "is in the audience", frozenset(Role.values))
coordinates = Rule(coordinates_its_plan, "coordinates and sees it", frozenset({Role.COORDINATOR}))
pulls = Rule(pulls_it, "pulls it")

allow("plan.view_plan", when=sees)
allow("plan.start_plan", when=Rule(lambda user, it: isinstance(it, Circle) and is_coordinator(user, it),
                                   "coordinates the circle", frozenset({Role.COORDINATOR})))  # fmt: skip
allow("plan.change_plan", when=coordinates)
allow("plan.move_action", when=coordinates | pulls)
