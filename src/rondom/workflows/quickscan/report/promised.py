"""What people took on after an earlier report, in words: the page and the paper say the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ran:
    """An action, and how far it is."""

    what: str
    state: str


@dataclass(frozen=True, slots=True)
class Found:
    """What an indicator gave then and now, and how sure that is."""

    finding: str
    sure: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A goal: then and now, and what ran. ``course`` is what people chose half-way, ``ended`` that
    the goal is reached or let go, and why.
    """

    goal: str
    address: str
    summary: str
    actions: tuple[Ran, ...]
    found: tuple[Found, ...]
    ended: str = ""
    half_way: str = ""
    course: str = ""
    goes_on: bool = True
