"""'Wie ziet dit?', written from the access rules themselves, so that the promise cannot drift from them."""

from collections.abc import Iterable

from django.conf import settings

from rondom.foundation.access import roles_that_may
from rondom.foundation.circles.models import Role


def who_sees_answers() -> str:
    """Who will see what someone ticks."""
    return (
        "Niemand ziet wat u antwoordt zolang de vragenlijst open is. "
        f"Daarna tonen wij alleen groepen van {settings.MINIMUM_SIGNED_IN} mensen of meer. "
        f"Losse antwoorden, zonder naam of code, kan alleen {_listed('measure.export_answers')} opvragen, "
        "met een reden die in het logboek komt."
    )


def who_sees_open_answers() -> str:
    """Who will see what someone writes."""
    return (
        f"Na het sluiten leest {_listed('measure.moderate')} uw tekst na, los van uw andere antwoorden. "
        "Pas daarna kunnen anderen hem lezen. Schrijf geen namen en geen details waaraan een gezin te "
        "herkennen is."
    )


def _listed(permission: str) -> str:
    return _joined(f"de {Role(role).label}" for role in sorted(roles_that_may(permission)))


def _joined(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} of {last}" if first else last
