"""Groups that wait for their coordinator: to start, to look back on, and to make a dossier of."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from rondom.foundation.circles.models import Membership, Role
from rondom.foundation.workflow import Waiting
from rondom.workflows.parenting_questions.models import ParentGroup
from rondom.workflows.parenting_questions.models.group import GroupState

PATIENCE = timedelta(weeks=2)
"""How long after the last meeting looking back begins to wait."""


def unfinished(user: Any, today: date) -> Iterator[Waiting]:
    """What this coordinator has left to do with a group whose day has come, the oldest first."""
    coordinated = Membership.objects.filter(user_id=user.pk, role=Role.COORDINATOR)
    ended = Q(state=GroupState.FINISHED, ended_on__lte=today - PATIENCE) | Q(state=GroupState.EVALUATED)
    begins = Q(state=GroupState.RECRUITING, starts_on__lte=today)
    found = ParentGroup.objects.visible_to(user).filter(circle__in=coordinated.values("circle"))
    for group in found.filter(ended | begins).order_by("starts_on", "ended_on", "pk"):
        if group.state == GroupState.RECRUITING:
            yield Waiting("De groep starten", group.get_absolute_url(), str(group), group.starts_on)
        elif group.state == GroupState.FINISHED:
            yield Waiting("Terugkijken op de groep", f"{group.get_absolute_url()}#vonden", str(group))
        else:
            address = reverse("parenting_questions:write_approach", args=[group.pool_id, group.pk])
            yield Waiting("Maak een dossier van de aanpak", address, str(group))
