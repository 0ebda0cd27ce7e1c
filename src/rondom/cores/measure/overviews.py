"""Response against the frame, while a round runs and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rondom.cores.measure.models import Dossier, FrameCell, Round
from rondom.foundation.places.models import Organisation


@dataclass(frozen=True, slots=True)
class Part:
    """How many of those invited answered, in one part of the frame. Invited 0: not known."""

    label: str
    invited: int
    submitted: int
    complete: bool = True  # the number invited is known for every cell

    @property
    def percent(self) -> int | None:
        """Answered of invited; None when it is not known how many were invited."""
        if not self.invited or not self.complete:
            return None
        return min(100, round(100 * self.submitted / self.invited))


@dataclass(frozen=True, slots=True)
class ResponseOverview:
    """The response of a round: as a whole, per neighbourhood, per sector and per cell."""

    total: Part
    areas: tuple[Part, ...]
    sectors: tuple[Part, ...]
    cells: tuple[FrameCell, ...]


def response_overview(round_: Round) -> ResponseOverview:
    """Counts only: no answers, and no codes."""
    cells = tuple(round_.cells.select_related("area", "sector", "organisation"))
    return ResponseOverview(
        total=_part("Samen", cells),
        areas=_by(cells, lambda cell: cell.area.name),
        sectors=_by(sorted(cells, key=lambda cell: cell.sector.order), lambda cell: cell.sector.name),
        cells=cells,
    )


def partners_of(cell: FrameCell) -> QuerySet[Organisation]:
    """The organisations that someone in this cell can name: those of the neighbourhood, not their own."""
    found = Organisation.objects.filter(areas=cell.area_id, active=True).select_related("sector")
    return found.exclude(pk=cell.organisation_id or 0).order_by("sector__order", "name")


def comparability(round_: Round) -> dict[str, dict[str, Any]]:
    """Per comparison (``sector``, ``meting``, ...) what the newest dossier about this questionnaire says now.

    ``outcome`` is voor, tegen or ontbreekt, ``groups`` the groups that were examined, ``made_on`` the day.
    Plain values, so that a report can keep them; a comparison that nobody examined is not in it.
    """
    dossier = Dossier.objects.about(round_).made().first()
    if dossier is None or dossier.made_on is None:
        return {}
    day = f"{dossier.made_on.day}-{dossier.made_on.month}-{dossier.made_on.year}"
    groups = {one["by"]: one["groups"] for one in dossier.document["comparisons"]}
    return {
        by: {
            "outcome": outcome,
            "groups": sorted(groups[by]) if isinstance(groups[by], dict) else [],
            "made_on": day,
        }
        for by, outcome in dossier.document["comparable"].items()
    }


def _by(cells: Iterable[FrameCell], label: Callable[[FrameCell], str]) -> tuple[Part, ...]:
    parts: dict[str, list[FrameCell]] = {}
    for cell in cells:
        parts.setdefault(label(cell), []).append(cell)
    return tuple(_part(name, found) for name, found in parts.items())


def _part(label: str, cells: Iterable[FrameCell]) -> Part:
    cells = list(cells)
    return Part(
        label,
        invited=sum(cell.invited for cell in cells),
        submitted=sum(cell.submitted for cell in cells),
        complete=all(cell.invited for cell in cells),
    )
