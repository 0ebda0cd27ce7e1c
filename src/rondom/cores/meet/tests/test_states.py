"""Planning, holding, closing and calling off: only along the arrows, with one line in the log each."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from rondom.cores.meet.actions.ballots import open_ballot, prepare_ballot
from rondom.cores.meet.actions.gatherings import (
    cancel_gathering,
    change_gathering,
    close_gathering,
    hold_gathering,
    plan_gathering,
)
from rondom.cores.meet.models import Gathering
from rondom.cores.meet.models.gathering import NEXT_STATES, GatheringState
from rondom.cores.meet.tests.factories import STARTS, hold, make_gathering, soon
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused


def _called_off(gathering: Gathering, *, by: Any) -> None:
    cancel_gathering(gathering, because="ziek", by=by)


ACTIONS: dict[str, Callable[..., None]] = {
    GatheringState.PLANNED: plan_gathering,
    GatheringState.HELD: hold,
    GatheringState.CLOSED: close_gathering,
    GatheringState.CANCELLED: _called_off,
}


@pytest.mark.parametrize("now", GatheringState.values)
@pytest.mark.parametrize("wanted", [state for state in GatheringState.values if state != "concept"])
def test_only_the_allowed_steps_can_be_made(circle: Any, coordinator: Any, now: str, wanted: str) -> None:
    gathering = make_gathering(circle, by=coordinator, state=now)
    lines = Entry.objects.count()
    action = ACTIONS[wanted]
    if wanted in NEXT_STATES[now]:
        action(gathering, by=coordinator)
        assert Gathering.objects.get().state == wanted
        assert Entry.objects.count() == lines + 1
    else:
        with pytest.raises(Refused):
            action(gathering, by=coordinator)
        assert Gathering.objects.get().state == now
        assert Entry.objects.count() == lines


def test_it_is_not_held_before_its_day(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state=GatheringState.PLANNED)
    with pytest.raises(Refused, match="pas op dinsdag 12 maart 2030"):
        hold_gathering(gathering, today=STARTS.date() - timedelta(days=1), by=coordinator)
    assert Gathering.objects.get().is_planned


def test_the_button_comes_on_the_day_itself(client: Client, coordinator: Any, circle: Any) -> None:
    client.force_login(coordinator)
    for starts_at, shown in ((soon(days=2), False), (soon(minutes=-5), True)):
        gathering = make_gathering(circle, by=coordinator, state="planned", starts_at=starts_at)
        page = client.get(gathering.get_absolute_url()).text
        assert ("De bijeenkomst is gehouden" in page) is shown


def test_without_a_time_it_cannot_be_planned(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, starts_at=None)
    with pytest.raises(Refused, match="een dag en een tijd"):
        plan_gathering(gathering, by=coordinator)


def test_calling_off_gives_the_invitation_a_new_number(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state=GatheringState.PLANNED)
    cancel_gathering(gathering, because="ziek", by=coordinator)
    assert Gathering.objects.get().sequence == 1


def test_an_open_ballot_is_closed_first(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state=GatheringState.HELD)
    open_ballot(
        prepare_ballot(gathering, question="Wat eerst?", dots=1, options=["a", "b"], by=coordinator),
        by=coordinator,
    )
    with pytest.raises(Refused, match="stemming"):
        close_gathering(gathering, by=coordinator)


@pytest.mark.parametrize("state", ["held", "closed", "cancelled"])
def test_the_facts_no_longer_change_afterwards(circle: Any, coordinator: Any, state: str) -> None:
    gathering = make_gathering(circle, by=coordinator, state=state)
    with pytest.raises(Refused):
        change_gathering(gathering, fields={"title": "Anders"}, seen=gathering.version, by=coordinator)
