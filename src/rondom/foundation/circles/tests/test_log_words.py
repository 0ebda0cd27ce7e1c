"""Every line that the site can write has words for people."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rondom
from rondom.foundation.audit.actions import record
from rondom.foundation.circles.models import Circle
from rondom.foundation.circles.overviews import described, log_lines

WRITERS = {"record", "tell"}
READING = r".+\.read"
"""What the door writes; it has words of its own, whatever was read."""


def _written() -> Iterator[tuple[str, list[str]]]:
    """Every action in the source as a pattern, with the names of its facts."""
    for path in Path(rondom.__file__).parent.rglob("*.py"):
        if "tests" not in path.parts:
            yield from _in_module(ast.parse(path.read_text()))


def _in_module(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in WRITERS:
            for action in _actions(call.args[1]):
                yield _pattern(action), [word.arg for word in call.keywords if word.arg]


def _actions(action: ast.expr) -> list[ast.expr]:
    return [action.body, action.orelse] if isinstance(action, ast.IfExp) else [action]


def _pattern(action: ast.expr) -> str:
    if isinstance(action, ast.JoinedStr):
        return "".join(_pattern(part) if isinstance(part, ast.Constant) else ".+" for part in action.values)
    assert isinstance(action, ast.Constant), f"the action of a line stands in the call: {ast.unparse(action)}"
    return re.escape(str(action.value))


WRITTEN = list(_written())


def test_finds_what_is_written() -> None:
    patterns = [pattern for pattern, _ in WRITTEN]
    assert len(patterns) > 20
    assert re.escape("circles.member_added") in patterns
    assert READING in patterns


def test_every_action_has_words() -> None:
    actions, _ = described()
    silent = [
        pattern
        for pattern, _ in WRITTEN
        if pattern != READING and not any(re.fullmatch(pattern, action) for action in actions)
    ]
    assert silent == [], "write them down in the log_words.py of the app"


def test_every_fact_has_words() -> None:
    _, facts = described()
    assert sorted({fact for _, found in WRITTEN for fact in found} - facts - {"reason"}) == []


def test_there_are_no_words_for_what_is_never_written() -> None:
    actions, _ = described()
    patterns = [pattern for pattern, _ in WRITTEN]
    assert [one for one in actions if not any(re.fullmatch(pattern, one) for pattern in patterns)] == []


def test_people_are_named_and_a_line_outlives_them(
    circle: Circle, coordinator: Any, professional: Any
) -> None:
    assert ("wie", "Professional") in log_lines(circle, first=0, number=1)[0].facts
    assert ("rol", "professional") in log_lines(circle, first=0, number=1)[0].facts
    professional.delete()
    assert ("wie", "een oud account") in log_lines(circle, first=0, number=1)[0].facts


def test_reading_is_told_without_the_name_of_a_permission(circle: Circle, coordinator: Any) -> None:
    record(coordinator, "measure.view_report.read", circle)
    assert log_lines(circle, first=0, number=1)[0].what == "las dit"
