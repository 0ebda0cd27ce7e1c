"""When evidence counts for a use, against it, or is missing."""

import pytest

from rondom.analysis.estimates import Interval
from rondom.dossier.evidence import Check, Outcome, Use, Value
from rondom.dossier.limits import CFI, Limit
from rondom.dossier.uses import _against, _beside


def check(outcome: Outcome) -> Check:
    return Check("iets", "gevonden", "nodig", outcome, "bron")


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ((Outcome.FOR, Outcome.FOR), Outcome.FOR),
        ((Outcome.FOR, Outcome.MISSING), Outcome.MISSING),
        ((Outcome.MISSING, Outcome.AGAINST, Outcome.FOR), Outcome.AGAINST),
    ],
)
def test_one_check_against_decides_and_a_missing_one_leaves_it_open(
    outcomes: tuple[Outcome, ...], whole: Outcome
) -> None:
    assert Use("x", "X", tuple(check(one) for one in outcomes)).outcome is whole


@pytest.mark.parametrize(
    ("low", "high", "outcome"),
    [
        (0.71, 0.80, Outcome.FOR),
        (0.60, 0.69, Outcome.AGAINST),
        (0.65, 0.75, Outcome.MISSING),
        (0.70, 0.80, Outcome.FOR),
    ],
)
def test_the_whole_margin_must_lie_on_one_side_of_a_limit(low: float, high: float, outcome: Outcome) -> None:
    found = Value((low + high) / 2, Interval(low, high), 100)
    assert _against(found, Limit(0.70, "bron")) is outcome


def test_a_number_never_looks_like_the_limit_it_misses() -> None:
    assert _beside(0.9462, CFI) == "0,946"
    assert _beside(0.93, CFI) == "0,93"
