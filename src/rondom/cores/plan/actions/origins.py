"""Writing down what something came from."""

from collections.abc import Iterable
from typing import Any

from rondom.cores.plan.models import Action, Goal, Origin, Plan
from rondom.cores.plan.models.origin import Source


def add_origins(sources: Iterable[Source], *, plan: Plan, goal: Goal | None = None,
                action: Action | None = None) -> None:  # fmt: skip
    """Each source once. ValidationError for an address that is not of this site."""
    for source in sources:
        about: dict[str, Any] = {"plan": plan, "goal": goal, "action": action}
        origin = Origin(label=source.label, address=source.address, code=source.code, **about)
        origin.full_clean()
        if not Origin.objects.filter(label=origin.label, code=origin.code, **about).exists():
            origin.save()
