"""Gatherings for tests."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from rondom.cores.meet.actions.agenda import add_point
from rondom.cores.meet.actions.gatherings import (
    cancel_gathering,
    close_gathering,
    hold_gathering,
    plan_gathering,
    prepare_gathering,
)
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.models.gathering import GatheringState
from rondom.foundation.circles.models import Audience

STARTS = datetime(2030, 3, 12, 13, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def make_gathering(
    circle: Any,
    *,
    by: Any,
    state: str = GatheringState.CONCEPT,
    title: str = "Overleg over Gezin A",
    audience: str = Audience.CIRCLE,
    starts_at: datetime | None = STARTS,
    points: int = 2,
) -> Gathering:
    """A gathering of an hour in this state, with points on its agenda."""
    ends_at = starts_at + timedelta(hours=1) if starts_at else None
    fields = {"title": title, "audience": audience, "starts_at": starts_at, "ends_at": ends_at}
    gathering = prepare_gathering(circle, fields=fields, by=by)
    for number in range(1, points + 1):
        add_point(gathering, title=f"Punt {number}", minutes=10 * number, text="", by=by)
    bring_to(gathering, state, by=by)
    return gathering


def bring_to(gathering: Gathering, state: str, *, by: Any) -> None:
    """Along the arrows to this state."""
    if state == GatheringState.CANCELLED:
        cancel_gathering(gathering, because="te weinig mensen", by=by)
    for wanted, action in (
        (GatheringState.PLANNED, plan_gathering),
        (GatheringState.HELD, hold),
        (GatheringState.CLOSED, close_gathering),
    ):
        order = list(GatheringState.values)
        if state != GatheringState.CANCELLED and order.index(state) >= order.index(wanted):
            action(gathering, by=by)
    gathering.refresh_from_db()


def hold(gathering: Gathering, *, by: Any) -> None:
    """It was held on its day."""
    gathering.refresh_from_db()
    hold_gathering(gathering, today=gathering.day or STARTS.date(), by=by)


def soon(**delta: int) -> datetime:
    """So long from now."""
    return timezone.now().replace(microsecond=0) + timedelta(**delta)
