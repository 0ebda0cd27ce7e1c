"""May groups be compared? What was known of the questionnaire when the report was made, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rondom.dossier.limits import SECTOR, WAVE
from rondom.workflows.quickscan.report.source import Source


def comparing(source: Source, known: Mapping[str, Mapping[str, Any]] | None) -> Iterator[str]:
    """A sentence about sectors, and about the time before where there is one. None kept: nothing to say."""
    if known is None:
        return
    yield _sentence("sectoren", known.get(SECTOR))
    if source.before is not None:
        both = {source.before.name, source.now.name}
        found = known.get(WAVE)
        yield _sentence("metingen", found if found and both <= set(found["groups"]) else None)


def _sentence(what: str, found: Mapping[str, Any] | None) -> str:
    otherwise = f"verschillen tussen {what} kunnen ook komen doordat vragen anders worden begrepen."
    if found is None:
        return f"Of {what} met deze vragenlijst te vergelijken zijn, is nog niet onderzocht: {otherwise}"
    day = found["made_on"]
    if found["outcome"] == "voor":
        groups = f" bij {_listed(found['groups'])}" if found["groups"] else ""
        return (
            f"{what.capitalize()} zijn met deze vragenlijst te vergelijken "
            f"(meetinvariantie onderzocht op {day}{groups})."
        )
    if found["outcome"] == "tegen":
        return (
            f"Het bewijs spreekt ertegen dat {what} met deze vragenlijst te vergelijken zijn "
            f"(onderzocht op {day}): {otherwise}"
        )
    return f"Of {what} met deze vragenlijst te vergelijken zijn, was op {day} nog niet te zeggen: {otherwise}"


def _listed(names: list[str]) -> str:
    first, last = names[:-1], names[-1]
    return f"{', '.join(first)} en {last}" if first else last
