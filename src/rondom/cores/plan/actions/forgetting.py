"""Taking a text out of the history: the one exception to 'nothing disappears', for names that slipped in."""

from typing import Any

from django.apps import apps
from django.db import models, transaction

from rondom.cores.plan.actions.changing import locked, noted
from rondom.cores.plan.models import Version
from rondom.cores.plan.models.version import FORGOTTEN
from rondom.foundation.accounts.models import User
from rondom.foundation.audit.actions import record
from rondom.foundation.refusals import Refused


def forgettable(version: Version) -> dict[str, str]:
    """The texts of people that this change replaced: field -> what it was."""
    model = apps.get_model("plan", version.kind)
    fields = {field.name for field in model._meta.local_fields
              if isinstance(field, models.CharField | models.TextField) and not field.choices}  # fmt: skip
    return {
        name: before
        for name, (before, _) in version.changes.items()
        if isinstance(before, str) and before not in ("", FORGOTTEN)
        and (name in fields or name in BESIDE_FIELDS)
    }  # fmt: skip


BESIDE_FIELDS = ("learnt", "next_steps")
"""Texts that a version of a plan notes, though they are fields of a look back."""


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
    texts = forgettable(version)
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
    if name in BESIDE_FIELDS:
        return bool(thing.plan.evaluations.filter(**{name: text}).exists())
    return bool(getattr(thing, name) == text)
