"""What the site asks of a workflow: its address, and what waits for me. Cores add to that here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for someone. Without a day it can be done whenever."""

    title: str
    address: str
    context: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one piece of work in a neighbourhood stands."""

    work_area_id: int
    title: str
    address: str
    stage: str
    tone: str  # good, warn, asks or quiet
    answered: str  # "61%", or a dash
    area: str = ""  # the neighbourhood's name, where a list holds several
    place: int = 0  # of the stage in the row of steps of this workflow
    following: str = ""  # what comes next
    day: date | None = None  # by when
    details: tuple[str, ...] = ()

    def is_late_on(self, today: date) -> bool:
        """Whether what comes next should have been done by now."""
        return self.day is not None and self.day < today


@dataclass(frozen=True, slots=True)
class Going:
    """How one piece of work goes, in a few figures that may be shown: each a value and its words."""

    title: str
    address: str
    facts: tuple[tuple[str, str], ...]


def _no_figures(user: Any, today: date) -> Iterable[Going]:
    return ()


@dataclass(frozen=True, slots=True)
class Workflow:
    """One kind of collaboration that this installation offers."""

    code: str
    name: str
    home: str  # url name
    waiting: Callable[[Any, date], Iterable[Waiting]]  # (user, today)
    standing: Callable[[Any], Iterable[Standing]]  # (user)
    going: Callable[[Any, date], Iterable[Going]] = _no_figures  # (user, today)


_workflows: dict[str, Workflow] = {}


def offer(workflow: Workflow) -> None:
    """Add a workflow to the site; from its AppConfig.ready()."""
    _workflows[workflow.code] = workflow


def workflows() -> tuple[Workflow, ...]:
    """The workflows of this installation, in the order of the settings."""
    return tuple(_workflows.values())


def named(code: str) -> Workflow | None:
    """The workflow with this code, if this installation offers it."""
    return _workflows.get(code)


def home_of(code: str, circle_pk: int) -> str:
    """The address of what this circle works on; the start page when the site does not offer it any more."""
    workflow = named(code)
    return reverse(workflow.home, args=[circle_pk]) if workflow else "/"


_also_waiting: list[Callable[[Any, date], Iterable[Waiting]]] = []


def also_waiting(source: Callable[[Any, date], Iterable[Waiting]]) -> None:
    """Let a core say what waits for someone, whatever the workflow; from its AppConfig.ready()."""
    if source not in _also_waiting:
        _also_waiting.append(source)


def waiting_elsewhere(user: Any, today: date) -> Iterator[Waiting]:
    """What waits for this user in the cores."""
    for source in _also_waiting:
        yield from source(user, today)


_parts_of_circle: dict[str, str] = {}


def in_circle(title: str, url_name: str) -> None:
    """Put a page of a core on the page of every circle; its address takes the number of the circle."""
    _parts_of_circle[url_name] = title


def parts_of_circle() -> tuple[tuple[str, str], ...]:
    """Title and url name of what a circle holds beside its members."""
    return tuple((title, url_name) for url_name, title in _parts_of_circle.items())
