"""Who may do what with gatherings. What is for part of a circle is closed to the rest of it."""

from typing import Any

from rondom.cores.meet.models import Gathering
from rondom.foundation.access import Rule, allow
from rondom.foundation.circles.models import Role
from rondom.foundation.circles.rules import is_coordinator, is_member


def _sees(user: Any, subject: Any) -> bool:
    """Of a gathering for part of the circle: whether someone is in that part."""
    if not isinstance(subject, Gathering):
        return True
    return Gathering.objects.visible_to(user).filter(pk=subject.pk).exists()


def _leads(user: Any, subject: Any) -> bool:
    """Whether someone was named to lead this gathering, or to write down what is said."""
    return (
        isinstance(subject, Gathering) and subject.participants.filter(user_id=user.pk, leads=True).exists()
    )


is_in_audience = Rule(_sees, "is in the audience", frozenset(Role.values))
is_leader = Rule(_leads, "leads the gathering")

allow("meet.view_gathering", when=is_member & is_in_audience)
allow("meet.contribute", when=is_member & is_in_audience)
allow("meet.start_gathering", when=is_coordinator)
allow("meet.lead_gathering", when=(is_coordinator | (is_member & is_leader)) & is_in_audience)
