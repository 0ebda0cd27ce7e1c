"""Changing what someone else may change at the same moment: whoever is second is told, and loses nothing."""

from collections.abc import Mapping

from rondom.foundation.refusals import Refused
from rondom.workflows.parenting_questions.models.revised import Revised


class Overtaken(Refused):
    """Someone else changed the same thing since this form was opened; ``now`` is what stands there."""

    def __init__(self, now: Revised) -> None:
        super().__init__("Een collega wijzigde dit net. Lees eerst wat er nu staat.")
        self.now = now


def lock(thing: Revised) -> None:
    """The row as it is now; whoever else wants to change it waits until this is done."""
    thing.refresh_from_db(from_queryset=type(thing)._default_manager.select_for_update(no_key=True))


def revise(thing: Revised, changes: Mapping[str, object], *, revision: int | None) -> bool:
    """Give fields other values, in a transaction. False when all of it stands there already: sent twice.

    ``revision`` is what the form began from. Raises Overtaken when that is not the last.
    """
    lock(thing)
    different = {name: value for name, value in changes.items() if getattr(thing, name) != value}
    if different:
        require_last(thing, revision)
        for name, value in different.items():
            setattr(thing, name, value)
        thing.full_clean()
        thing.revision += 1
        thing.save(update_fields=[*different, "revision"])
    return bool(different)


def require_last(thing: Revised, revision: int | None) -> None:
    """Raises Overtaken when a form began from another revision than what stands there now."""
    if revision is not None and thing.revision != revision:
        raise Overtaken(thing)
