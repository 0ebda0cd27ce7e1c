"""Starting a circle, and who is in it."""

from django.db import transaction

from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Circle, Membership, Role
from rondom.foundation.places.models import Place
from rondom.foundation.refusals import Refused


@transaction.atomic
def start_circle(name: str, *, workflow: str, by: User, municipality: Place | None = None) -> Circle:
    """A new circle, coordinated by whoever starts it."""
    circle = Circle.objects.create(name=name, workflow=workflow, municipality=municipality)
    Membership.objects.create(circle=circle, user=by, role=Role.COORDINATOR)
    record(by, "circles.circle_started", circle, workflow=workflow)
    return circle


@transaction.atomic
def add_member(circle: Circle, *, user: User, role: str, by: User) -> Membership:
    """Let someone in, or give them another role. Nobody gives themselves another role: that takes two."""
    if user.pk == by.pk:
        raise Refused("Uw eigen rol verandert u niet zelf. Vraag het aan een andere coördinator.")
    if role not in Role.values:
        raise Refused("Kies een rol uit de lijst.")
    if role != Role.COORDINATOR:
        _keep_a_coordinator(circle, user)
    membership, _ = Membership.objects.update_or_create(circle=circle, user=user, defaults={"role": role})
    record(by, "circles.member_added", circle, member=user.pk, role=role)
    return membership


@transaction.atomic
def remove_member(circle: Circle, *, user: User, by: User) -> None:
    """From now on this person sees nothing of the circle."""
    _keep_a_coordinator(circle, user)
    Membership.objects.filter(circle=circle, user=user).delete()
    record(by, "circles.member_removed", circle, member=user.pk)


def _keep_a_coordinator(circle: Circle, leaving: User) -> None:
    coordinators = circle.memberships.select_for_update(no_key=True).filter(role=Role.COORDINATOR)
    if {membership.user_id for membership in coordinators} == {leaving.pk}:
        raise Refused("Een kring heeft minstens één coördinator. Maak eerst iemand anders coördinator.")
