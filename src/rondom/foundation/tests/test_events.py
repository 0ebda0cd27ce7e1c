"""What is told reaches everyone who listens, once."""

from typing import Any

import pytest

from rondom.foundation import events
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What a listener heard, on a site where nobody else listens."""
    monkeypatch.setattr(events, "_listeners", [])
    found: list[Any] = []

    def listener(*told: Any, **facts: Any) -> None:
        found.append((told, facts))

    events.listen(listener)
    events.listen(listener)
    return found


def test_who_listens_twice_hears_it_once(heard: list[Any]) -> None:
    events.tell(None, "test.done", User, number=2)
    assert heard == [((None, "test.done", User), {"number": 2})]


def test_the_log_listens() -> None:
    assert record in events._listeners


def test_what_cannot_be_written_down_does_not_pass_in_silence(heard: list[Any]) -> None:
    def refuses(*told: Any, **facts: Any) -> None:
        raise LookupError("the log is gone")

    events.listen(refuses)
    with pytest.raises(LookupError):
        events.tell(None, "test.done", User)
