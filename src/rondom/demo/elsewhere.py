"""Other municipalities, as they could look: invented numbers that say so, through the rule for real ones.

No such municipality is made: that would take far more neighbourhoods than a demo should.
"""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.random import Generator

from rondom.demo.world import World
from rondom.instruments import shipped
from rondom.workflows.quickscan.actions.sharing import ask_to_share
from rondom.workflows.quickscan.actions.tallies import keep
from rondom.workflows.quickscan.elsewhere import Fact, attempt
from rondom.workflows.quickscan.models import Scan

SEED = 20261126
MUNICIPALITIES = 6
NOTE = "Deze gemeenten en aantallen zijn verzonnen, om te laten zien hoe het eruitziet."

ACTIONS: dict[str, tuple[tuple[frozenset[str], int, float], ...]] = {
    "S": ((frozenset[str](), 6, 0.5), (frozenset({"gesprek"}), 4, 0.65), (frozenset({"consult"}), 2, 0.5)),
    "W": ((frozenset[str](), 5, 0.45), (frozenset({"wijkkaart"}), 4, 0.85), (frozenset({"leren"}), 4, 0.5)),
}
"""By first letter of the questions of a scale: what was done, in how many neighbourhoods of
each municipality, and how likely its score rose."""


def count_elsewhere(scan: Scan, world: World, today: date) -> None:
    """Tallies of invented municipalities; and the coordinator asks whether their own may count."""
    rng = np.random.default_rng(SEED)
    instrument = shipped("quickscan")
    for scale in instrument.scales:
        if found := attempt(_facts(scale.items[0][0], rng), []):
            keep(found, scale=scale.name, name=instrument.text(scale.label), today=today, note=NOTE)
    ask_to_share(scan, today=today, by=world.people["coordinator"])


def _facts(letter: str, rng: Generator) -> Iterator[Fact]:
    number = 0
    for municipality in range(MUNICIPALITIES):
        for done, neighbourhoods, share in ACTIONS.get(letter, ()):
            for _ in range(neighbourhoods):
                number += 1
                yield Fact((0, number), f"verzonnen {municipality}", done, bool(rng.random() < share))
