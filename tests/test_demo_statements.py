"""The demo shows what a round of statements can show, and says that its answers are invented."""

from typing import Any

from rondom.cores.meet.models.ballot import BallotState
from rondom.cores.meet.stances import opinions
from rondom.cores.meet.tests.factories import make_gathering
from rondom.demo.statements import GROUPS, INVENTED, ask_opinions


def test_one_round_is_open_and_one_shows_two_groups(circle: Any, coordinator: Any) -> None:
    gathering = make_gathering(circle, by=coordinator, state="planned", points=4)
    ask_opinions(gathering, by=coordinator)
    closed, open_ = gathering.statementrounds.order_by("pk")
    assert (closed.state, open_.state) == (BallotState.CLOSED, BallotState.OPEN)
    assert all(str(one).endswith(INVENTED) for one in (closed, open_))
    found = opinions(closed)
    assert found.groups == GROUPS
    assert found.agreed
    assert found.divided
    assert open_.papers.count() == 6
