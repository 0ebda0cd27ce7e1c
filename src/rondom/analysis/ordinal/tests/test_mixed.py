"""Ordered and continuous items together: estimates and their covariances."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from rondom.analysis.estimates import Floats, TooFewData, UnknownCode
from rondom.analysis.ordinal import OrdinalSample, mixed_sample, ordinal_sample

POINTS = (3, 2, 4, 0, 5, 0, 2, 4)
ITEMS = tuple(f"y{at}" for at in range(1, 9))


@cache
def scores() -> Floats:
    """Six ordered items of two to five points and two continuous ones (y4 and y6), with holes."""
    file = Path(__file__).parents[2] / "factor_models/tests/both/six_two.csv"
    found: Floats = np.genfromtxt(file, delimiter=",", skip_header=1)
    return found


@cache
def sample() -> OrdinalSample:
    return mixed_sample(scores(), points=POINTS, items=ITEMS)


def test_covariances_equal_lavaan() -> None:
    # R> lavInspect(cfa(model, six, ordered = y(c(1, 2, 3, 5, 7, 8))), "gamma")           (lavaan 0.6-14)
    chosen = ("y3|t1", "y4~1", "y4~~y4", "y2~~y7", "y4~~y8")
    expected = [
        [2.4138362538, 2.542904812370, 9.777863723, 0.114827460533, 1.0504147058],
        [2.5429048124, 24.023542709404, 10.598787964, -0.007231921714, 0.6188726656],
        [9.7778637228, 10.598787963732, 1252.518432422, 7.690552815412, 44.2369550340],
        [0.1148274605, -0.007231921714, 7.690552815, 2.469631025155, 1.5172095137],
        [1.0504147058, 0.618872665613, 44.236955034, 1.517209513675, 25.6273427904],
    ]
    places = [sample().names.index(name) for name in chosen]
    assert sample().covariances is not None
    np.testing.assert_allclose(sample().gamma[np.ix_(places, places)], expected, rtol=2e-6, atol=1e-6)
    np.testing.assert_allclose(sample().variances, np.diag(sample().gamma))


def test_means_variances_and_pearson_are_the_plain_ones() -> None:
    complete = scores()[~np.isnan(scores()).any(axis=1)]
    continuous = complete[:, [3, 5]]
    np.testing.assert_allclose(sample().means[[3, 5]], continuous.mean(axis=0))
    np.testing.assert_allclose(sample().matrix[np.ix_([3, 5], [3, 5])], np.cov(continuous.T, ddof=0))
    np.testing.assert_allclose(sample().correlations[np.ix_([3, 5], [3, 5])], np.corrcoef(continuous.T))
    assert sample().respondents == len(complete) == 282


def test_ordered_items_are_as_they_are_by_themselves() -> None:
    ordered = [at for at, points in enumerate(POINTS) if points]
    complete = scores()[~np.isnan(scores()).any(axis=1)][:, ordered].astype(np.int64)
    alone = ordinal_sample(
        complete, points=[POINTS[at] for at in ordered], items=[ITEMS[at] for at in ordered]
    )
    places = [sample().names.index(name) for name in alone.names]
    np.testing.assert_allclose(sample().estimates[places], alone.estimates, atol=1e-12)
    np.testing.assert_allclose(sample().gamma[np.ix_(places, places)], alone.gamma, atol=1e-9)


@pytest.mark.parametrize("power", [1, 3])
def test_polyserial_correlation_is_where_the_likelihood_is_largest(power: int) -> None:
    complete = scores()[~np.isnan(scores()).any(axis=1)]
    complete[:, 5] **= power  # lognormal scores, and more so: lavaan's search may end elsewhere
    found = mixed_sample(complete[:, [0, 5]], points=(3, 0))
    z = (complete[:, 5] - complete[:, 5].mean()) / complete[:, 5].std()
    cuts = np.concatenate([[-np.inf], found.estimates[:2], [np.inf]])
    answer = complete[:, 0].astype(int)

    def likelihood(rho: float) -> float:
        above, below = (norm.cdf((cuts[at] - rho * z) / np.sqrt(1 - rho**2)) for at in (answer, answer - 1))
        return float(np.log(np.maximum(above - below, 1e-300)).sum())

    rho = float(found.correlations[0, 1])
    assert likelihood(rho) > max(likelihood(rho - 1e-4), likelihood(rho + 1e-4))
    assert likelihood(rho) > max(likelihood(other) for other in np.linspace(-0.95, 0.95, 39))


def test_order_of_items_does_not_matter() -> None:
    turned = mixed_sample(scores()[:, ::-1], points=POINTS[::-1], items=ITEMS[::-1])
    np.testing.assert_allclose(turned.matrix[::-1, ::-1], sample().matrix, atol=1e-9)
    assert dict(zip(turned.names, turned.variances, strict=True))["y4~~y4"] == pytest.approx(
        dict(zip(sample().names, sample().variances, strict=True))["y4~~y4"]
    )


def test_many_respondents_in_blocks_and_single_precision() -> None:
    complete = scores()[~np.isnan(scores()).any(axis=1)]
    many = mixed_sample(np.tile(complete, (200, 1)), points=POINTS, items=ITEMS)
    np.testing.assert_allclose(many.estimates, sample().estimates, atol=1e-9)
    size = np.sqrt(np.outer(sample().variances, sample().variances))
    np.testing.assert_allclose(many.gamma / size, sample().gamma / size, atol=1e-5)


def test_refusals() -> None:
    with pytest.raises(ValueError, match="0 van een continu item"):
        mixed_sample(scores(), points=(3, 2, 4, 5, 5, 5, 2, 4), items=ITEMS)
    halves = scores().copy()
    halves[3, 0] = 1.5
    with pytest.raises(UnknownCode, match="kommagetallen"):
        mixed_sample(halves, points=POINTS, items=ITEMS)
    halves[3, 0] = 7
    with pytest.raises(UnknownCode, match="code 7"):
        mixed_sample(halves, points=POINTS, items=ITEMS)
    with pytest.raises(TooFewData, match="twee"):
        mixed_sample(scores(), points=POINTS, items=ITEMS, cluster=np.zeros(len(scores()), dtype=int))
