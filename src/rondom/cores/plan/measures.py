"""Who can work out which indicators: workflows say so, and this core never imports them.

``measures.offer(Kind.SCALE_MEAN, compute, workflow="quickscan")`` in a workflow's ready(). ``compute`` is
given an indicator and the source of new results; it answers with what was released, or None when the
source says nothing about this indicator.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rondom.analysis.disclosure.released import Figure, Mean, Shares

Shown = Mean | Figure | Shares
"""Results that went through disclosure control; nothing else about people's answers becomes a reading."""

Compute = Callable[[Any, Any], Shown | None]

_offered: dict[tuple[str, str], Compute] = {}


def offer(kind: str, compute: Compute, *, workflow: str = "") -> None:
    """Work out indicators of this kind, in circles of one workflow or (without a name) in all."""
    _offered[workflow, kind] = compute


def compute_for(kind: str, *, workflow: str) -> Compute | None:
    """Who works this out in circles of this workflow, if anybody."""
    return _offered.get((workflow, kind)) or _offered.get(("", kind))
