"""'Wie ziet dit?' of a plan, written from its audience and from the rules."""

from rondom.cores.plan.models import Plan
from rondom.foundation.access import roles_that_may
from rondom.foundation.circles.models import Audience, Role


def who_sees(plan: Plan) -> str:
    """Who can read a plan, and who can change it."""
    may_change = " of ".join(str(Role(role).label) for role in sorted(roles_that_may("plan.change_plan")))
    changing = f"Alleen wie {may_change} is, kan dit wijzigen."
    return f"{_readers(plan)} {changing} Trekkers werken hun eigen actie bij."


def _readers(plan: Plan) -> str:
    if plan.audience == Audience.NAMED:
        names = ", ".join(str(user) for user in plan.named.all())
        return f"Alleen deze mensen in de kring {plan.circle}: {names}."
    some = "Alleen professionals, beleidsmedewerkers en onderzoekers"
    return f"{'Iedereen' if plan.audience == Audience.CIRCLE else some} in de kring {plan.circle}."
