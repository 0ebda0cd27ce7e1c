"""Who holds a thing hears what others made of it."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from rondom.foundation import came_of
from rondom.foundation.came_of import CameOf, tells_what_came_of, what_came_of

GOAL = CameOf("doel", "Samen eten", "open", "/plannen/1/doelen/2/")
TASK = CameOf("actie", "Een kok vragen", "nieuw", "/plannen/1/acties/3/")


@pytest.fixture(autouse=True)
def nobody_tells_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(came_of, "_sources", [])


def test_all_that_came_of_a_thing_stands_under_its_code() -> None:
    def goals(codes: Sequence[str], user: Any) -> Iterator[tuple[str, CameOf]]:
        yield from ((code, GOAL) for code in codes if code == "decision:1")

    def tasks(codes: Sequence[str], user: Any) -> Iterator[tuple[str, CameOf]]:
        yield from ((code, TASK) for code in codes)

    tells_what_came_of(goals)
    tells_what_came_of(tasks)
    assert what_came_of(["decision:1", "decision:2"], None) == {
        "decision:1": (GOAL, TASK),
        "decision:2": (TASK,),
    }


def test_telling_twice_is_telling_once() -> None:
    def tasks(codes: Sequence[str], user: Any) -> Iterator[tuple[str, CameOf]]:
        yield from ((code, TASK) for code in codes)

    tells_what_came_of(tasks)
    tells_what_came_of(tasks)
    assert what_came_of(["decision:1"], None) == {"decision:1": (TASK,)}


def test_without_things_nobody_is_asked() -> None:
    def never(codes: Sequence[str], user: Any) -> Iterator[tuple[str, CameOf]]:
        raise AssertionError("asked for nothing")

    tells_what_came_of(never)
    assert what_came_of([], None) == {}
