"""Where every neighbourhood stands, in every workflow: to put in order, and as maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rondom.charts.areas import Stage
from rondom.foundation.places.models import WorkArea
from rondom.foundation.places.overviews import Map, map_of
from rondom.foundation.workflow import Going, Standing, workflows

ORDERS = {"te-laat": "wat het eerst moet", "wijk": "wijk", "stap": "hoe ver"}
_BY: dict[str, Callable[[Line], Any]] = {
    "te-laat": lambda line: (line.standing.day is None, line.standing.day or date.max, line.name),
    "wijk": lambda line: (line.name, line.workflow),
    "stap": lambda line: (line.workflow, line.standing.place, line.name),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work in one neighbourhood."""

    workflow: str
    standing: Standing
    is_late: bool

    @property
    def name(self) -> str:
        """The neighbourhood, or the work where it is about no neighbourhood in particular."""
        return self.standing.area or self.standing.title


@dataclass(frozen=True, slots=True)
class WorkflowMap:
    """How far every neighbourhood is in one kind of collaboration."""

    workflow: str
    map: Map


def lines(user: Any, today: date) -> list[Line]:
    """Everything that this user sees, in the order of the workflows."""
    return [
        Line(workflow.name, one, one.is_late_on(today))
        for workflow in workflows()
        for one in workflow.standing(user)
    ]


def going(user: Any, today: date) -> list[Going]:
    """The figures of all work that this user sees, where there are any."""
    return [one for workflow in workflows() for one in workflow.going(user, today) if one.facts]


def ordered(found: Sequence[Line], order: str) -> list[Line]:
    """By what must be done first, by neighbourhood or by how far it is."""
    return sorted(found, key=_BY[order])


def maps(found: Sequence[Line]) -> list[WorkflowMap]:
    """A map per workflow of neighbourhoods whose borders are known; of two the one that is furthest."""
    areas = {area.pk: area for area in _areas(found)}
    drawn: list[WorkflowMap] = []
    for name in dict.fromkeys(line.workflow for line in found):
        mine = sorted((line.standing for line in found if line.workflow == name), key=lambda one: one.place)
        stages = {one.work_area_id: Stage(one.place, one.stage) for one in mine}
        some = [areas[pk] for pk in stages if pk in areas]
        key = f"stand-{len(drawn)}"
        if one := map_of(some, stages=stages, title=f"{name}: hoe ver is elke wijk?", key=key):
            drawn.append(WorkflowMap(name, one))
    return drawn


def _areas(found: Sequence[Line]) -> Sequence[WorkArea]:
    numbers = {line.standing.work_area_id for line in found}
    return list(WorkArea.objects.filter(pk__in=numbers).order_by("name").prefetch_related("parts"))
