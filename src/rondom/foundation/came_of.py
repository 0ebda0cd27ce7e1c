"""What came of something: who holds it asks, whoever made something of it answers, and neither imports the
other. A thing is known by a code, such as 'decision:12'; the answer holds only what the reader may see."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CameOf:
    """One thing that came of another: 'doel', its words, how far it is, and its page."""

    kind: str
    words: str
    state: str
    address: str


Source = Callable[[Sequence[str], Any], Iterable[tuple[str, CameOf]]]
"""(codes, user) -> each code with one thing that came of it."""

_sources: list[Source] = []


def tells_what_came_of(source: Source) -> None:
    """Let an app say what was made of things of others; from its AppConfig.ready()."""
    if source not in _sources:
        _sources.append(source)


def what_came_of(codes: Iterable[str], user: Any) -> dict[str, tuple[CameOf, ...]]:
    """Per code what this user may see of it; codes that nothing came of are not there."""
    asked, found = tuple(codes), dict[str, tuple[CameOf, ...]]()
    if not asked:
        return found
    for source in _sources:
        for code, thing in source(asked, user):
            found[code] = (*found.get(code, ()), thing)
    return found
