"""Questions that every circle answers, and who may do what with a circle itself."""

from typing import Any

from rondom.foundation.access import Rule, allow, manages_site
from rondom.foundation.circles.models import Circle, InCircle, Membership, Role
from rondom.foundation.places.models import Place


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


def has_role_somewhere(*roles: str) -> Rule:
    """Someone who has one of these roles in at least one circle."""

    def holds(user: Any, subject: Any) -> bool:
        return Membership.objects.filter(user_id=user.pk, role__in=roles).exists()

    return Rule(holds, f"{' or '.join(roles)} somewhere", frozenset(roles))


def coordinates_there(user: Any, subject: Any) -> bool:
    """Whether someone coordinates a circle of this municipality; asked about anything else: any circle."""
    coordinated = Membership.objects.filter(user_id=user.pk, role=Role.COORDINATOR)
    if isinstance(subject, Place):
        return coordinated.filter(circle__municipality__code=subject.code).exists()
    return coordinated.exists()


is_member = has_role(*Role.values)
is_coordinator = has_role(Role.COORDINATOR)
is_researcher = has_role(Role.RESEARCHER)
coordinates_somewhere = has_role_somewhere(Role.COORDINATOR)
studies_somewhere = has_role_somewhere(Role.RESEARCHER)

allow("circles.view_circle", when=is_member)
allow("circles.view_log", when=is_coordinator | is_researcher)
allow("circles.view_site_log", when=manages_site)
allow("circles.manage_members", when=is_coordinator)
allow(
    "places.manage_partners",
    when=manages_site | Rule(coordinates_there, "coordinates there", frozenset({Role.COORDINATOR})),
)
