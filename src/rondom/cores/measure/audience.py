"""'Wie ziet dit?', written from the access rules themselves, so that the promise cannot drift from them."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rondom.foundation.access import roles_that_may
from rondom.foundation.circles.models import Role

WHO = {
    Role.COORDINATOR: gettext_lazy("de coördinator"),
    Role.RESEARCHER: gettext_lazy("de onderzoeker"),
    Role.POLICY: gettext_lazy("de beleidsmedewerker"),
    Role.PROFESSIONAL: gettext_lazy("de professional"),
    Role.PARENT: gettext_lazy("de ouder"),
    Role.EXPERT: gettext_lazy("de ervaringsdeskundige"),
}


def who_sees_answers() -> str:
    """Who will see what someone ticks."""
    return _(
        "Niemand ziet wat u antwoordt zolang de vragenlijst open is. "
        "Daarna tonen wij alleen groepen van %(minimum)s mensen of meer. "
        "Losse antwoorden, zonder naam of code, kan alleen %(who)s opvragen. "
        "De reden komt in het logboek."
    ) % {"minimum": settings.MINIMUM_SIGNED_IN, "who": _listed("measure.export_answers")}


def who_sees_open_answers() -> str:
    """Who will see what someone writes."""
    return _(
        "Na het sluiten leest %(who)s uw tekst na, los van uw andere antwoorden. "
        "Pas daarna kunnen anderen hem lezen. Schrijf geen namen en geen details waaraan een gezin te "
        "herkennen is."
    ) % {"who": _listed("measure.moderate")}


def _listed(permission: str) -> str:
    *first, last = (str(WHO[Role(role)]) for role in sorted(roles_that_may(permission)))
    return _("%(first)s of %(last)s") % {"first": ", ".join(first), "last": last} if first else last
