"""Wilson's interval: published values, the definition solved, edges, and what must always hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.analysis import TooFewData
from rondom.analysis.percentage import percentage_interval


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_agrees_with_newcombe(count: int, n: int, low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17, table I, method 3."""
    found = percentage_interval(100 * count / n, n)
    assert found.low / 100 == pytest.approx(low, abs=5e-5)
    assert found.high / 100 == pytest.approx(high, abs=5e-5)


@given(n=st.integers(1, 5000), part=st.floats(0, 1), level=st.floats(0.5, 0.999))
def test_the_ends_are_the_shares_that_a_score_test_just_keeps(n: int, part: float, level: float) -> None:
    """The definition: |p - end| is z standard errors, with the standard error at the end itself."""
    from statistics import NormalDist

    z = NormalDist().inv_cdf(0.5 + level / 2)
    found = percentage_interval(100 * part, n, level=level)
    for end in (found.low / 100, found.high / 100):
        if 0 < end < 1 and 0 < part < 1:
            assert abs(part - end) == pytest.approx(z * math.sqrt(end * (1 - end) / n), rel=1e-6, abs=1e-9)


@given(n=st.integers(1, 5000), percent=st.floats(0, 100))
def test_holds_its_share_and_stays_inside(n: int, percent: float) -> None:
    found = percentage_interval(percent, n)
    assert 0 <= found.low <= percent + 1e-9
    assert percent - 1e-9 <= found.high <= 100


@given(n=st.integers(1, 500), percent=st.integers(0, 100))
def test_no_and_yes_mirror_and_more_answers_are_surer(n: int, percent: int) -> None:
    one, other = percentage_interval(percent, n), percentage_interval(100 - percent, n)
    assert one.low == pytest.approx(100 - other.high)
    assert one.high == pytest.approx(100 - other.low)
    surer = percentage_interval(percent, 4 * n)
    assert surer.high - surer.low <= one.high - one.low


def test_without_answers_there_is_none() -> None:
    with pytest.raises(TooFewData):
        percentage_interval(50, 0)


@pytest.mark.parametrize("percent", [-1, 101, math.nan, math.inf])
def test_refuses_what_is_no_percentage(percent: float) -> None:
    with pytest.raises(ValueError, match="percentage"):
        percentage_interval(percent, 10)
