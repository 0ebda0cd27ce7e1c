"""What plans made of things elsewhere: the way from a decision to its goals."""

from collections.abc import Iterator, Sequence
from typing import Any

from rondom.cores.plan.models import Origin, Plan
from rondom.foundation.came_of import CameOf


def made_of(codes: Sequence[str], user: Any) -> Iterator[tuple[str, CameOf]]:
    """Goals, actions and whole plans that came from these, of plans that this user may see."""
    plans = Plan.objects.visible_to(user).values("pk")
    origins = Origin.objects.filter(code__in=codes, plan__in=plans)
    origins = origins.select_related("plan", "goal__plan", "action__goal__plan")
    for origin in origins.order_by("plan", "goal__order", "pk"):
        yield origin.code, _made(origin)


def _made(origin: Origin) -> CameOf:
    thing = origin.goal or origin.action or origin.plan
    kind, state = str(thing._meta.verbose_name), str(thing.get_state_display())
    return CameOf(kind, str(thing), state, thing.get_absolute_url())
