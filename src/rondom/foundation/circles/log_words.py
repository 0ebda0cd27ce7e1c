"""Words for what the log holds of circles, and of the places below them."""

from collections.abc import Collection, Mapping
from typing import Any

from rondom.foundation.circles.models import Role
from rondom.foundation.circles.overviews import describe, names_of
from rondom.foundation.places.models import Organisation, WorkArea
from rondom.foundation.workflow import workflows


def _people(numbers: Collection[Any]) -> dict[Any, str]:
    names = names_of(numbers)
    return {number: names.get(number) or "een oud account" for number in numbers}


def _as_text(named: Mapping[Any, Any]) -> dict[str, str]:
    return {str(number): str(name) for number, name in named.items()}


describe(
    actions={
        "circles.circle_started": "begon deze kring",
        "circles.member_added": "liet iemand toe",
        "circles.member_removed": "haalde iemand weg",
        "places.area_added": "voegde een wijk toe",
        "places.area_changed": "wijzigde een wijk",
        "places.borders_taken_in": "las grenzen in",
        "places.figures_taken_in": "las cijfers in",
        "places.partner_added": "voegde een partner toe",
        "places.partner_changed": "wijzigde een partner",
        "places.partner_stopped": "liet een partner stoppen",
        "places.partner_resumed": "liet een partner weer meedoen",
        "places.partner_list_taken_in": "las een lijst met partners in",
        "places.partner_list_taken_out": "haalde de partners met hun e-mailadressen op",
    },
    facts={
        "workflow": "werkwijze",
        "member": "wie",
        "role": "rol",
        "number": "aantal",
        "reason": "reden",
        "parts": "delen",
        "division": "jaar van de indeling",
        "borders": "grenzen",
        "figures": "cijfers",
        "publication": "publicatie",
        "new_places": "nieuwe gebieden",
        "added": "toegevoegd",
        "renewed": "bijgewerkt",
    },
    objects={
        "accounts.user": lambda numbers: _as_text(_people([int(number) for number in numbers])),
        "places.workarea": lambda numbers: _as_text(WorkArea.objects.in_bulk(numbers)),
        "places.organisation": lambda numbers: _as_text(Organisation.objects.in_bulk(numbers)),
    },
    values={
        "workflow": lambda _: {workflow.code: workflow.name for workflow in workflows()},
        "member": _people,
        "role": lambda _: {role.value: str(role.label) for role in Role},
    },
)
