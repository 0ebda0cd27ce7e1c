"""Preparing, planning, holding, closing and calling off a gathering; and series of them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from rondom.cores.meet.actions.rewording import Overtaken
from rondom.cores.meet.models import Gathering, Participant, Phase, Series
from rondom.cores.meet.models.gathering import GatheringState
from rondom.cores.meet.models.participant import Answer
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Audience, Circle
from rondom.foundation.refusals import Refused
from rondom.ui.templatetags.rondom import long_day

IN_CALENDARS = ("neutral_title", "starts_at", "ends_at", "place", "link")
"""What people have in their calendars: when it changes, the invitation gets a new number."""
WHEN = {"starts_at", "ends_at"}
"""When this changes, nobody has said yet whether they come."""


@transaction.atomic
def start_series(
    circle: Circle, *, name: str, purpose: str, phases: Sequence[tuple[str, str]], by: User
) -> Series:
    """A new series; every phase has a name and a purpose."""
    series = Series.objects.create(circle=circle, name=name, purpose=purpose)
    Phase.objects.bulk_create(
        Phase(series=series, order=order, name=called, purpose=why)
        for order, (called, why) in enumerate(phases, start=1)
    )
    record(by, "meet.series_started", series, phases=len(phases))
    return series


@transaction.atomic
def prepare_gathering(circle: Circle, *, fields: Mapping[str, Any], by: User) -> Gathering:
    """A new gathering, in preparation, led by whoever prepares it."""
    gathering = Gathering.objects.create(circle=circle, **_fitting(circle, fields))
    role = circle.memberships.get(user=by).get_role_display()
    Participant.objects.create(gathering=gathering, user=by, role=role, leads=True, answer=Answer.YES)
    gathering.named.add(by)
    record(by, "meet.gathering_prepared", gathering, for_whom=gathering.audience)
    return gathering


@transaction.atomic
def change_gathering(gathering: Gathering, *, fields: Mapping[str, Any], seen: int, by: User) -> None:
    """Other facts. Raises Overtaken when ``seen``, the version on the screen, is not the last."""
    current = _locked(gathering)
    if current.version != seen:
        raise Overtaken
    current.require_coming()
    before = {name: getattr(current, name) for name in IN_CALENDARS}
    for name, value in _fitting(current.circle, fields).items():
        setattr(current, name, value)
    changed = {name for name, value in before.items() if getattr(current, name) != value}
    if current.is_planned:
        _require_times(current)
        current.sequence += bool(changed)
        if changed & WHEN:
            _ask_again(current, by=by)
    current.version += 1
    current.save()
    _name_everyone(current)
    record(by, "meet.gathering_changed", current, sequence=current.sequence)


@transaction.atomic
def plan_gathering(gathering: Gathering, *, by: User) -> None:
    """It is going to be held at this time."""
    current = _locked(gathering)
    current.require_next(GatheringState.PLANNED)
    _require_times(current)
    _go(current, GatheringState.PLANNED, by)


@transaction.atomic
def hold_gathering(gathering: Gathering, *, today: date, by: User) -> None:
    """It was held. From now on people can confirm the minutes."""
    current = _locked(gathering)
    current.require_next(GatheringState.HELD)
    if not current.may_be_held_on(today):
        raise Refused(
            f"Deze bijeenkomst is pas op {long_day(current.day)}. Was zij eerder? Wijzig dan eerst de dag."
        )
    _go(current, GatheringState.HELD, by)


@transaction.atomic
def close_gathering(gathering: Gathering, *, by: User) -> None:
    """The minutes are done. Decisions can still be corrected, which adds a version."""
    current = _locked(gathering)
    current.require_next(GatheringState.CLOSED)
    if current.ballots.filter(state="open").exists():
        raise Refused("Er staat nog een stemming open. Sluit die eerst.")
    if current.statementrounds.filter(state="open").exists():
        raise Refused("Er staat nog een stellingenronde open. Sluit die eerst.")
    _go(current, GatheringState.CLOSED, by)


@transaction.atomic
def cancel_gathering(gathering: Gathering, *, because: str, by: User) -> None:
    """It is not going to be held."""
    current = _locked(gathering)
    current.require_next(GatheringState.CANCELLED)
    current.sequence += 1
    current.cancelled_because = because
    _go(current, GatheringState.CANCELLED, by)


@transaction.atomic
def choose_time(gathering: Gathering, *, starts_at: datetime, ends_at: datetime, by: User) -> None:
    """Plan it at this time."""
    current = _locked(gathering)
    current.require_next(GatheringState.PLANNED)
    current.starts_at, current.ends_at = starts_at, ends_at
    _go(current, GatheringState.PLANNED, by)


def _locked(gathering: Gathering) -> Gathering:
    return (
        Gathering.objects.select_for_update(of=("self",), no_key=True)
        .select_related("circle")
        .get(pk=gathering.pk)
    )


def _go(gathering: Gathering, state: str, by: User) -> None:
    gathering.state = state
    gathering.version += 1
    gathering.save()
    record(by, f"meet.gathering_{state}", gathering)


def _require_times(gathering: Gathering) -> None:
    if gathering.starts_at is None or gathering.ends_at is None:
        raise Refused("Kies eerst een dag en een tijd. Dan kunt u de bijeenkomst plannen.")


def _ask_again(gathering: Gathering, *, by: User) -> None:
    """Another time: answers and reminders were about the time before. Who changed it knows."""
    others = gathering.participants.exclude(user=by)
    others.update(answer=Answer.UNKNOWN)
    gathering.participants.update(reminded_at=None)


def _fitting(circle: Circle, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, with nothing of another circle among them."""
    for name in ("series", "follows"):
        other = fields.get(name)
        if other is not None and other.circle_id != circle.pk:
            raise Refused("Kies een reeks of bijeenkomst van deze kring.")
    phase, series = fields.get("phase"), fields.get("series")
    if phase is not None and (series is None or phase.series_id != series.pk):
        raise Refused("Kies een fase van deze reeks.")
    return dict(fields)


def _name_everyone(gathering: Gathering) -> None:
    """Who was invited keeps seeing a gathering that becomes for named people only."""
    if gathering.audience == Audience.NAMED:
        gathering.named.add(*gathering.participants.exclude(user=None).values_list("user", flat=True))
