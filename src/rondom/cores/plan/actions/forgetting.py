"""Taking a text out of the history: the one exception to 'nothing disappears', for names that slipped in."""

from typing import Any

from django.apps import apps
from django.db import transaction

from rondom.cores.plan.actions.changing import locked, noted
from rondom.cores.plan.models import Version
from rondom.cores.plan.models.version import FORGOTTEN, OF_A_LOOK_BACK
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


@transaction.atomic
def forget_text(version: Version, *, because: str, by: User) -> None:
    """Take what this change replaced out of the history: who, when and which field stay known.

    The same text goes wherever it stands in the history of the same thing. What stands in the plan now is
    changed by changing it.
    """
    if not because.strip():
        raise Refused("Schrijf op waarom de oude tekst weg moet.")
    thing = apps.get_model("plan", version.kind)._default_manager.get(pk=version.thing)
    locked(thing)
    texts = version.old_texts
    if not texts:
        raise Refused("Hier is geen oude tekst om weg te halen.")
    if any(_still_stands(thing, name, text) for name, text in texts.items()):
        raise Refused("Deze tekst staat nog in het plan zelf. Wijzig die eerst.")
    for one in Version.objects.of(version.kind, version.thing):
        kept = {
            name: [FORGOTTEN if value == texts.get(name) else value for value in pair]
            for name, pair in one.changes.items()
        }
        if kept != one.changes:
            one.rewrite(kept)
    noted(thing, "forgotten", {}, by=by, why=because)
    record(by, "plan.text_forgotten", version.plan, fields=len(texts))


def _still_stands(thing: Any, name: str, text: str) -> bool:
    if name == "look":
        return bool(thing.looks.filter(words=text).exists())
    if name in OF_A_LOOK_BACK:
        return bool(thing.plan.evaluations.filter(**{name: text}).exists())
    return bool(getattr(thing, name) == text)
