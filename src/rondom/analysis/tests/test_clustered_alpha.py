"""Alpha's interval when respondents of one organisation resemble each other."""

import numpy as np
import pytest

from rondom.analysis import TooFewData, cronbach_alpha
from rondom.analysis.alpha_in_clusters import clustered_alpha
from rondom.analysis.estimates import Floats, Integers


def nested(clusters: int, each: int, resemblance: float, rng: np.random.Generator) -> tuple[Floats, Integers]:
    """Four five-point items; the factor resembles within organisations and so does each item's own part."""
    member = np.repeat(np.arange(clusters), each)
    own, shared = np.sqrt(1 - resemblance), np.sqrt(resemblance)
    n = clusters * each
    factor = own * rng.normal(size=n) + shared * rng.normal(size=clusters)[member]
    parts = own * rng.normal(size=(n, 4)) + shared * rng.normal(size=(clusters, 4))[member]
    return np.digitize(0.7 * factor[:, None] + 0.714 * parts, [-1.2, -0.4, 0.4, 1.2]) + 1.0, member


def jackknife(scores: Floats, cluster: Integers) -> float:
    """Standard error from leaving out whole clusters."""
    names = np.unique(cluster)
    left = np.array([cronbach_alpha(scores[cluster != name]).alpha for name in names])
    return float(np.sqrt((len(names) - 1) / len(names) * ((left - left.mean()) ** 2).sum()))


def test_alpha_itself_is_that_of_psych(four: Integers, wijken: Integers) -> None:
    assert clustered_alpha(four.astype(float), wijken).alpha == pytest.approx(0.7862941299, abs=1e-9)


def test_clusters_of_one_give_the_error_without_clusters(four: Integers) -> None:
    found = clustered_alpha(four.astype(float), np.arange(400))
    assert found.se == pytest.approx(cronbach_alpha(four.astype(float)).ase, rel=0.01)
    assert found.design_effect == pytest.approx(400 / 399)


def test_the_error_equals_the_jackknife_over_clusters() -> None:
    scores, member = nested(40, 15, 0.3, np.random.default_rng(2))
    assert clustered_alpha(scores, member).se == pytest.approx(jackknife(scores, member), rel=0.05)


def test_the_error_equals_the_jackknife_with_missing_answers() -> None:
    rng = np.random.default_rng(3)
    scores, member = nested(40, 15, 0.3, rng)
    scores[rng.random(scores.shape) < 0.1] = np.nan
    scores[7] = np.nan
    found = clustered_alpha(scores, member)
    assert found.se == pytest.approx(jackknife(scores, member), rel=0.05)
    assert found.respondents == (~np.isnan(scores)).any(axis=1).sum()


def test_the_error_comes_from_the_derivative_of_alpha_to_the_weight_of_a_cluster() -> None:
    scores, member = nested(4, 3, 0.3, np.random.default_rng(5))
    step = 1e-5

    def alpha(weight: Floats) -> float:
        away = scores - weight @ scores / weight.sum()
        products = (away * weight[:, None]).T @ away
        return float(4 / 3 * (1 - np.trace(products) / products.sum()))

    slopes = [
        (alpha(1 + step * (member == one)) - alpha(1 - step * (member == one))) / (2 * step)
        for one in range(4)
    ]
    assert clustered_alpha(scores, member).se == pytest.approx(np.sqrt(4 / 3 * np.square(slopes).sum()))


def test_resemblance_widens_the_interval() -> None:
    scores, member = nested(40, 15, 0.5, np.random.default_rng(4))
    assert clustered_alpha(scores, member).design_effect > 1.5


def test_names_of_clusters_do_not_matter(four: Integers, wijken: Integers) -> None:
    scores = four.astype(float)
    named = np.array([f"wijk {at}" for at in wijken])
    assert clustered_alpha(scores, named).se == pytest.approx(clustered_alpha(scores, wijken).se)
    order = np.random.default_rng(1).permutation(400)
    assert clustered_alpha(scores[order], wijken[order]).se == pytest.approx(
        clustered_alpha(scores, wijken).se
    )


def test_few_clusters_are_said_and_one_is_refused(four: Integers) -> None:
    scores = four.astype(float)
    assert "maar 5 organisaties" in clustered_alpha(scores, np.arange(400) % 5).warnings[-1]
    with pytest.raises(TooFewData, match="ten minste twee"):
        clustered_alpha(scores, np.zeros(400, dtype=int))
    with pytest.raises(TooFewData):
        clustered_alpha(scores[:0], np.zeros(0, dtype=int))


def coverage(runs: int, clusters: int, each: int, resemblance: float) -> tuple[float, float]:
    """How often the interval holds alpha of everybody: with clusters, and as if there were none."""
    rng = np.random.default_rng(5)
    truth = cronbach_alpha(nested(20_000, 10, resemblance, rng)[0]).alpha
    held = np.zeros(2)
    for _ in range(runs):
        scores, member = nested(clusters, each, resemblance, rng)
        for at, found in enumerate(
            (clustered_alpha(scores, member).interval, cronbach_alpha(scores).interval)
        ):
            assert found is not None
            held[at] += found.low <= truth <= found.high
    return float(held[0] / runs), float(held[1] / runs)


@pytest.mark.slow
def test_coverage_holds_with_clusters_and_fails_without() -> None:
    with_clusters, without = coverage(400, 40, 15, 0.3)
    assert 0.92 <= with_clusters <= 0.98
    assert without < 0.90
