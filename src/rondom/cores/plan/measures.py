"""What can be worked out, and by whom: workflows say so, and this core never imports them.

``measures.offer(Kind.SCALE_MEAN, compute, workflow="quickscan", choices=scales)`` in a workflow's ready().
``compute(indicator, source)`` answers with what was released, or None when these results say nothing about
this indicator. ``choices(plan)`` names what someone can choose: a label, and the parameters that belong to
it. Without choices an indicator of this kind comes from the workflow itself, not from a form. ``known(plan)``
names the results that are there already, oldest first, so that what someone chooses has the number of now.
``anchor(indicator)`` says where on the page of such results its number stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rondom.analysis.disclosure.released import Figure, Mean, Shares

Shown = Mean | Figure | Shares
"""Results that went through disclosure control; nothing else about people's answers becomes a reading."""

Compute = Callable[[Any, Any], Shown | None]
Choices = Callable[[Any], Iterable[tuple[str, Mapping[str, Any]]]]
Known = Callable[[Any], Iterable[tuple[Any, date]]]
Anchor = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class _Measure:
    compute: Compute
    choices: Choices
    known: Known
    anchor: Anchor


_offered: dict[tuple[str, str], _Measure] = {}


def offer(
    kind: str,
    compute: Compute,
    *,
    workflow: str = "",
    choices: Choices = lambda plan: (),
    known: Known = lambda plan: (),
    anchor: Anchor = lambda indicator: "",
) -> None:
    """Work out indicators of this kind, in circles of one workflow or (without a name) in all."""
    _offered[workflow, kind] = _Measure(compute, choices, known, anchor)


def compute_for(kind: str, *, workflow: str) -> Compute | None:
    """Who works this out in circles of this workflow, if anybody."""
    found = _found(kind, workflow)
    return found.compute if found else None


def choices_for(kind: str, plan: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """What someone can choose of this kind for a plan."""
    found = _found(kind, plan.circle.workflow)
    return list(found.choices(plan)) if found else []


def label_of(indicator: Any) -> str:
    """What its number is, as someone could choose it; empty where nobody offers it (any more)."""
    choices = choices_for(indicator.kind, indicator.plan)
    return next((label for label, of in choices if of == indicator.parameters), "")


def address_in(indicator: Any, page: str) -> str:
    """Where the number of an indicator stands, on a page that it came from."""
    found = _found(indicator.kind, indicator.plan.circle.workflow)
    anchor = found.anchor(indicator) if found and page and "#" not in page else ""
    return f"{page}#{anchor}" if anchor else page


def known_for(kind: str, plan: Any) -> list[tuple[Any, date]]:
    """The results of this kind that a plan can look back to: where they come from, and of which day."""
    found = _found(kind, plan.circle.workflow)
    return list(found.known(plan)) if found else []


def _found(kind: str, workflow: str) -> _Measure | None:
    return _offered.get((workflow, kind)) or _offered.get(("", kind))
