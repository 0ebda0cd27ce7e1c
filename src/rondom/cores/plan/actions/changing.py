"""Changing something so that nothing is lost: every change is a version, and who was first is noticed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from rondom.cores.plan.models import Plan, Version
from rondom.cores.plan.models.versioned import Versioned, plain
from rondom.foundation.accounts.models import User
from rondom.foundation.circles.models import Circle

T = TypeVar("T", bound=Versioned)


class Stale(Exception):
    """Someone else changed the same fields meanwhile. Nothing was saved; ``theirs`` is what stands there.

    ``revision`` is what a form that is saved again begins from.
    """

    def __init__(self, revision: int | str, theirs: Mapping[str, Any], untouched: Mapping[str, Any]) -> None:
        super().__init__("changed by someone else")
        self.revision = revision
        self.theirs = theirs  # of fields that both changed
        self.untouched = untouched  # of fields that only they changed


@transaction.atomic
def added(thing: T, *, by: User | None, why: str = "", key: uuid.UUID | None = None) -> T:
    """Save something new, with its first version."""
    thing.save(force_insert=True)
    fields = [field.name for field in thing._meta.local_fields if field.editable and not field.primary_key]
    values = {name: plain(getattr(thing, name)) for name in fields if name not in ("plan", "goal", "circle")}
    changes = {name: [None, value] for name, value in values.items() if value}
    _note(thing, "added", changes, by=by, why=why, key=key)
    return thing


def written_before(plan: Plan, key: uuid.UUID | None, **words: Any) -> Version | None:
    """The version that came with the same form, with these words; a browser may send a form twice.

    What is put in a form that was sent before is something else, and gets no key.
    """
    locked(plan)
    found = plan.versions.filter(key=key).first() if key else None
    same = found and all(found.changes.get(name, [None, ""])[1] == text for name, text in words.items())
    return found if same else None


def started_before(circle: Circle, key: uuid.UUID | None, *, title: str) -> Plan | None:
    """The plan that came with the same form, with this title, in a transaction of the caller."""
    if key is None:
        return None
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    first = Version.objects.filter(plan__circle=circle, kind=Plan.noun(), revision=1, key=key).first()
    return first.plan if first and first.changes["title"][1] == title else None


@transaction.atomic
def change(
    thing: Versioned,
    values: Mapping[str, Any],
    *,
    by: User | None,
    what: str = "changed",
    why: str = "",
    revision: int | None = None,
) -> frozenset[str]:
    """Give fields other values and keep a version; the names of the fields that changed.

    ``revision`` is what the form began from. Fields that someone else changed since and that stand in the
    form as they were, stay as they are now; a field that both changed raises Stale.
    """
    locked(thing)
    since = changed_since(thing, revision)
    given = {name: plain(value) for name, value in values.items()}
    now = {name: plain(getattr(thing, name)) for name in values}
    mine = {name for name in values if given[name] != since.get(name, now[name])}
    clashing = {name for name in mine & set(since) if given[name] != now[name]}
    if clashing:
        theirs = {name: getattr(thing, name) for name in sorted(clashing)}
        others = {name: getattr(thing, name) for name in set(since) & set(values) - mine}
        raise Stale(thing.revision, theirs, others)
    changed = frozenset(name for name in mine if given[name] != now[name])
    if changed:
        for name in changed:
            setattr(thing, name, values[name])
        thing.revision += 1
        thing.save(update_fields=[*changed, "revision"])
        _note(thing, what, {name: [now[name], given[name]] for name in sorted(changed)}, by=by, why=why)
    return changed


def changed_since(thing: Versioned, revision: int | None) -> dict[str, Any]:
    """The fields that changed after this revision, each with what it was then; none without a revision."""
    if revision is None:
        return {}
    later = Version.objects.of(thing.noun(), thing.pk).filter(revision__gt=revision).order_by("revision")
    found: dict[str, Any] = {}
    for version in later:
        for name, (before, _) in version.changes.items():
            found.setdefault(name, before)
    return found


def locked(thing: Versioned) -> None:
    """The row as it is now; whoever else wants to change it waits until this is done."""
    thing.refresh_from_db(
        from_queryset=type(thing)._default_manager.select_for_update(of=("self",), no_key=True)
    )


def noted(
    thing: Versioned,
    what: str,
    changes: Mapping[str, Any],
    *,
    by: User | None,
    why: str = "",
    key: uuid.UUID | None = None,
) -> None:
    """A version for what happened to something beside its own fields."""
    thing.revision += 1
    thing.save(update_fields=["revision"])
    _note(thing, what, dict(changes), by=by, why=why, key=key)


def _note(
    thing: Any,
    what: str,
    changes: dict[str, Any],
    *,
    by: User | None,
    why: str,
    key: uuid.UUID | None = None,
) -> None:
    is_new = key and not thing.plan.versions.filter(key=key).exists()
    Version.objects.create(
        plan=thing.plan,
        kind=thing.noun(),
        thing=thing.pk,
        revision=thing.revision,
        at=timezone.now(),
        by=by,
        what=what,
        changes=changes,
        why=why.strip(),
        key=key if is_new else None,
    )
