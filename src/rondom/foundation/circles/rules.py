"""Questions that every circle answers, and who may do what with a circle itself."""

from typing import Any

from rondom.foundation.access import Rule, allow, manages_site, rule
from rondom.foundation.circles.models import Circle, InCircle, Role


def circle_of(subject: Any) -> Circle | None:
    """The circle that a subject is, or belongs to."""
    if isinstance(subject, Circle):
        return subject
    if isinstance(subject, InCircle):
        return subject.circle
    return None


def has_role(*roles: str) -> Rule:
    """Someone who has one of these roles in the circle."""

    def holds(user: Any, subject: Any) -> bool:
        circle = circle_of(subject)
        return circle is not None and circle.has_member(user, *roles)

    return Rule(holds, " or ".join(roles), frozenset(roles))


is_member = has_role(*Role.values)
is_coordinator = has_role(Role.COORDINATOR)
is_researcher = has_role(Role.RESEARCHER)


@rule
def coordinates_somewhere(user: Any, subject: Any) -> bool:
    """Someone who coordinates at least one circle."""
    return bool(user.memberships.filter(role=Role.COORDINATOR).exists())


@rule
def studies_somewhere(user: Any, subject: Any) -> bool:
    """Someone who does research in at least one circle."""
    return bool(user.memberships.filter(role=Role.RESEARCHER).exists())


allow("circles.view_circle", when=is_member)
allow("circles.view_log", when=is_coordinator | is_researcher)
allow("circles.manage_members", when=is_coordinator)
allow("circles.start", when=manages_site | coordinates_somewhere)
allow("places.manage_partners", when=manages_site | coordinates_somewhere)
