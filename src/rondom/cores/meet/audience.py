"""'Wie ziet dit?', said from the audience of a gathering."""

from rondom.cores.meet.models import Gathering
from rondom.foundation.circles.models import Audience

WHO = {
    Audience.CIRCLE: "Iedereen in deze kring.",
    Audience.PROFESSIONALS: "Alleen professionals, beleidsmedewerkers en onderzoekers in deze kring.",
    Audience.NAMED: "Alleen mensen die op de lijst van deze bijeenkomst staan.",
}
GUESTS = (
    "Wie zonder account meedoet, ziet de agenda, de uitslag van stemmingen, de besluiten en de eigen "
    "inbreng. Niet wat anderen inbrengen, en geen namen."
)


def who_sees(gathering: Gathering) -> str:
    """Who sees this gathering and what is written in it."""
    return f"{WHO[Audience(gathering.audience)]} {GUESTS}"
