"""Rounds and open answers go only where they may: every pair of states, through the actions."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from rondom.cores.measure.actions.moderation import moderate
from rondom.cores.measure.actions.rounds import close_round, open_round
from rondom.cores.measure.models import OpenAnswer, Round
from rondom.cores.measure.models.open_answer import OpenState
from rondom.cores.measure.models.round import NEXT_STATES, RoundState
from rondom.cores.measure.tests.factories import TODAY, make_round
from rondom.foundation.audit.models import Entry
from rondom.foundation.refusals import Refused

ARROWS: dict[RoundState, Callable[[Round, Any], object]] = {
    RoundState.OPEN: lambda it, by: open_round(it, by=by, today=TODAY),
    RoundState.CLOSED: lambda it, by: close_round(it, by=by),
}

MAY_BECOME: dict[OpenState, set[OpenState]] = {
    OpenState.WAITING: {OpenState.SHOWN, OpenState.WITHHELD},
    OpenState.SHOWN: {OpenState.SHOWN, OpenState.WITHHELD},
    OpenState.WITHHELD: set(),
}
"""What may be shown can be worded once more; what is withheld is gone."""


@pytest.mark.parametrize(("here", "there"), [*product(RoundState, ARROWS)])
def test_a_round(circle: Any, coordinator: Any, here: RoundState, there: RoundState) -> None:
    round_ = make_round(circle, by=coordinator, opened=False)
    for before in list(ARROWS)[: list(RoundState).index(here)]:
        ARROWS[before](round_, coordinator)
    lines = Entry.objects.count()
    if there in NEXT_STATES[here]:
        ARROWS[there](round_, coordinator)
        assert Entry.objects.count() > lines
    else:
        with pytest.raises(Refused):
            ARROWS[there](round_, coordinator)
        assert Entry.objects.count() == lines
    round_.refresh_from_db()
    assert round_.state == (there if there in NEXT_STATES[here] else here)


@pytest.mark.parametrize(("here", "there"), [*product(OpenState, OpenState)])
def test_an_open_answer(circle: Any, coordinator: Any, here: OpenState, there: OpenState) -> None:
    round_ = make_round(circle, by=coordinator)
    close_round(round_, by=coordinator)
    area, text = round_.cells.get().area, "" if here == OpenState.WITHHELD else "Samen eten"
    answer = OpenAnswer.objects.create(round=round_, area=area, item="idee", text=text, state=here)
    lines = Entry.objects.count()
    if there in MAY_BECOME[here]:
        moderate(answer, state=there, text="Samen koken", by=coordinator)
    elif here == there == OpenState.WITHHELD:
        moderate(answer, state=there, by=coordinator)  # sent twice
    else:
        with pytest.raises(Refused):
            moderate(answer, state=there, text="Samen koken", by=coordinator)
    answer.refresh_from_db()
    went = there in MAY_BECOME[here]
    assert answer.state == (there if went else here)
    assert Entry.objects.count() == lines + went
    assert answer.text == ({OpenState.SHOWN: "Samen koken", OpenState.WITHHELD: ""}[there] if went else text)
