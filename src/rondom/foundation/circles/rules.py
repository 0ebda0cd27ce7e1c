"""Questions that every circle answers, and who may do what with a circle itself."""

from typing import Any

from rondom.foundation.access import allow, manages_site, rule
from rondom.foundation.circles.models import Circle, InCircle, Role


def circle_of(subject: Any) -> Circle | None:
    """The circle that a subject is, or belongs to."""
    if isinstance(subject, Circle):
        return subject
    if isinstance(subject, InCircle):
        return subject.circle
    return None


@rule
def is_member(user: Any, subject: Any) -> bool:
    """Someone in this circle."""
    circle = circle_of(subject)
    return circle is not None and circle.has_member(user)


@rule
def is_coordinator(user: Any, subject: Any) -> bool:
    """Someone who coordinates this circle."""
    circle = circle_of(subject)
    return circle is not None and circle.has_member(user, Role.COORDINATOR)


@rule
def is_researcher(user: Any, subject: Any) -> bool:
    """Someone who does research in this circle."""
    circle = circle_of(subject)
    return circle is not None and circle.has_member(user, Role.RESEARCHER)


allow("circles.view_circle", when=is_member)
allow("circles.view_log", when=is_coordinator | is_researcher)
allow("circles.manage_members", when=is_coordinator)
allow("circles.start", when=manages_site)
