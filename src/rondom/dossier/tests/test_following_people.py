"""Measurements of the same people are compared by following them; where that cannot be, it is said."""

import numpy as np
import pytest
from numpy.random import default_rng

from rondom.dossier.between_groups import group_checks
from rondom.dossier.comparisons import examine_groups
from rondom.dossier.data import Data
from rondom.dossier.evidence import GroupsEvidence, Outcome
from rondom.dossier.tests.factories import SCALES, make_instrument

WAVE = "meting"


def examined(
    *, named: bool = True, both: int = 250, harder: float = 0.0, twice: bool = False
) -> GroupsEvidence:
    """Two measurements of 250 people each, so many took part in both; ``harder`` is x1 in the second."""
    rng = default_rng(3)
    level = rng.normal(size=(500 - both, len(SCALES)))
    own = rng.normal(size=(500 - both, 12)) * 0.4  # what stays someone's own about an item
    rows, people, waves = [], [], []
    for wave, first in (("voorjaar", 0), ("najaar", 250 - both)):
        for person in range(first, first + 250):
            answers = np.repeat(0.9 * level[person] + 0.4 * rng.normal(size=3), 4) + own[person]
            answers += rng.normal(size=12) * 0.6
            answers[0] += harder * (wave == "najaar")
            rows.append(np.digitize(answers, (-1.5, -0.5, 0.5, 1.5)) + 1)
            people.append(f"p{person}")
            waves.append(wave)
    if twice:
        people[1] = people[0]
    data = Data(make_instrument(), np.array(rows), by={WAVE: waves}, person=people if named else None)
    return examine_groups(data, WAVE)


def test_the_same_people_are_followed() -> None:
    found = examined()
    assert (found.followed, found.not_followed, found.reached) == (True, "", "strict")
    assert [step.name for step in found.steps] == ["configural", "metric", "scalar", "strict"]
    means, _, items = group_checks(found, WAVE)
    assert means.outcome is Outcome.FOR
    assert means.found.endswith("Over dezelfde mensen onderzocht")
    assert "telt twee keer" in items.found


def test_a_question_that_became_harder_stops_at_scalar() -> None:
    found = examined(harder=-1.2)
    assert found.reached == "metric"
    assert group_checks(found, WAVE)[0].outcome is Outcome.AGAINST


def test_who_missed_a_measurement_still_counts() -> None:
    found = examined(both=120)
    assert (found.followed, found.reached) == (True, "strict")


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"named": False}, "niet aan dezelfde mensen te koppelen"),
        ({"both": 40}, "Minder dan 100 mensen deden aan meer dan één meting mee"),
        ({"twice": True}, "staat iemand twee keer"),
    ],
)
def test_else_measurements_are_groups_and_that_is_said(how: dict[str, bool], says: str) -> None:
    found = examined(**how)
    assert not found.followed
    assert says in found.not_followed
    assert [step.name for step in found.steps][1] == "thresholds"
    assert "als losse groepen vergeleken" in group_checks(found, WAVE)[0].found
