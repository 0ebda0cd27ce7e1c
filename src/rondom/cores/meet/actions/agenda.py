"""Making the agenda."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from rondom.cores.meet.actions.rewording import Overtaken, reword
from rondom.cores.meet.agendas import AgendaTemplate
from rondom.cores.meet.models import AgendaPoint, Gathering
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def add_point(gathering: Gathering, *, title: str, minutes: int, text: str, by: User) -> AgendaPoint:
    """One more thing to talk about, at the end."""
    _locked(gathering).require_coming()
    last = gathering.points.aggregate(last=Max("order"))["last"] or 0
    point = gathering.points.create(order=last + 1, title=title, minutes=minutes, text=text)
    record(by, "meet.point_added", gathering, minutes=minutes)
    return point


@transaction.atomic
def start_from(gathering: Gathering, template: AgendaTemplate, *, by: User) -> None:
    """All points of a template, on an agenda that is still empty."""
    _locked(gathering).require_coming()
    if gathering.points.exists():
        raise Refused("Er staan al punten op de agenda. Haal die eerst weg, of voeg punten toe.")
    AgendaPoint.objects.bulk_create(
        AgendaPoint(gathering=gathering, order=order, title=one.title, minutes=one.minutes, text=one.text)
        for order, one in enumerate(template.points, start=1)
    )
    record(by, "meet.agenda_started", gathering, template=template.code)


def change_point(point: AgendaPoint, *, title: str, minutes: int, text: str, seen: int, by: User) -> None:
    """Another point. Raises Overtaken when someone else saved meanwhile; what came too late is kept aside."""
    changes = {"title": title, "minutes": minutes, "text": text}
    with transaction.atomic():
        point.gathering.require_coming()
        came_in = reword(point, seen=seen, changes=changes, by=by)
        record(by, "meet.point_changed", point.gathering, aside=not came_in)
    if not came_in:
        raise Overtaken


@transaction.atomic
def move_point(point: AgendaPoint, *, up: bool, by: User, seen: int | None = None) -> None:
    """One place earlier or later. ``seen`` is its place when someone pressed: twice is once."""
    _locked(point.gathering).require_coming()
    points = list(point.gathering.points.all())
    place = points.index(point)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(points) or seen not in (None, place + 1):
        return
    points[place], points[other] = points[other], points[place]
    for order, one in enumerate(points, start=1):
        one.order = order
    AgendaPoint.objects.bulk_update(points, ["order"])
    record(by, "meet.point_moved", point.gathering)


@transaction.atomic
def remove_point(point: AgendaPoint, *, by: User) -> None:
    """Off the agenda. What people brought in about it stays, without the point."""
    _locked(point.gathering).require_coming()
    gathering = point.gathering
    point.delete()
    record(by, "meet.point_removed", gathering)


@transaction.atomic
def begin_point(point: AgendaPoint, *, at: datetime, by: User) -> None:
    """The group starts on this point now: every screen counts from here."""
    _locked(point.gathering).require_writing()
    AgendaPoint.objects.filter(pk=point.pk).update(began_at=at)
    record(by, "meet.point_begun", point.gathering)


def _locked(gathering: Gathering) -> Gathering:
    return Gathering.objects.select_for_update(of=("self",), no_key=True).get(pk=gathering.pk)
