"""Where a scan stands, derived from its rounds and releases; nowhere stored."""

from dataclasses import dataclass
from datetime import date

from rondom.cores.measure.models import Round
from rondom.workflows.quickscan.models import Scan

NAMES = ("Voorbereiden", "Vragen", "Uitkomsten", "Rondetafel", "Verbeterplan", "Opnieuw meten")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the row. ``state``: done, now or later."""

    name: str
    state: str
    address: str = ""


def place_of(round_: Round | None) -> int:
    """Which step a scan is at: its place in NAMES."""
    if round_ is None or round_.is_concept:
        return 0
    return 1 if round_.is_open else 2


def stages(scan: Scan) -> list[Stage]:
    """The row of steps, for the top of a page."""
    wave = scan.latest_wave
    now = place_of(wave.round if wave else None)
    return [
        Stage(name, "done" if place < now else "now" if place == now else "later")
        for place, name in enumerate(NAMES)
    ]


def days_left(round_: Round, today: date) -> int:
    """How many days people can still answer, today included."""
    return max(0, (round_.closes_on - today).days + 1)
