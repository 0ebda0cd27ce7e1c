"""A part of a dossier that answers may not be able to carry."""

from collections.abc import Callable
from typing import TypeVar

from rondom.analysis import TooFewData
from rondom.analysis.estimates import NotComputed
from rondom.dossier.limits import ENOUGH_TO_SAY

Found = TypeVar("Found")


def tried(compute: Callable[[], Found]) -> Found | NotComputed:
    """What ``compute`` gives, or why it cannot be computed."""
    try:
        return compute()
    except TooFewData as reason:
        return NotComputed(str(reason))


def require_enough(n: int) -> None:
    """Raise TooFewData when fewer people than the agreed number stand behind something."""
    if n < ENOUGH_TO_SAY.value:
        raise TooFewData(
            f"Hier staan te weinig mensen achter; vanaf {ENOUGH_TO_SAY.value:.0f} is er iets over te zeggen."
        )
