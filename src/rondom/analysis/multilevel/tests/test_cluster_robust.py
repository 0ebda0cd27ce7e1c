"""Comparisons of group means that are robust to clusters."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import fractional_matrix_power

from rondom.analysis.estimates import Floats, Integers, NotComputed, TooFewData
from rondom.analysis.multilevel import ClusteredMean, compare_clustered
from rondom.analysis.multilevel.cluster_robust import Correction


def _dense(
    scores: Floats, group: Integers, cluster: Integers, contrast: Floats, correction: Correction
) -> tuple[float, float]:
    """Variance and Satterthwaite df from whole matrices, as in Pustejovsky and Tipton (2018), (3) to (9)."""
    design = (group[:, None] == np.arange(len(contrast))).astype(float)
    bread = np.linalg.inv(design.T @ design)
    hat = design @ bread @ design.T
    left = np.eye(len(scores)) - hat
    residuals, numbers = left @ scores, np.unique(cluster)
    meat, forms = np.zeros((len(contrast), len(contrast))), []
    for number in numbers:
        rows = np.flatnonzero(cluster == number)
        adjust = np.eye(len(rows))
        if correction == "CR2":
            adjust = fractional_matrix_power(left[np.ix_(rows, rows)], -0.5).real
        own = design[rows].T @ adjust @ residuals[rows]
        meat += np.outer(own, own)
        forms.append(left[:, rows] @ adjust @ design[rows] @ bread @ contrast)
    variance = contrast @ bread @ meat @ bread @ contrast
    if correction == "CR1":
        variance *= len(numbers) / (len(numbers) - 1)
    crossed = np.array(forms) @ np.array(forms).T
    return float(variance), float(np.trace(crossed) ** 2 / (crossed**2).sum())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["CR0", "CR1", "CR2"]), st.booleans())
def test_equals_whole_matrices(seed: int, correction: Correction, nested: bool) -> None:
    rng = np.random.default_rng(seed)
    cluster = rng.permutation(np.concatenate([np.arange(9), rng.integers(0, 9, 31)]))
    group = cluster % 3 if nested else rng.permutation(np.arange(40) % 3)
    scores = rng.normal(size=9)[cluster] + rng.normal(size=40)
    found = compare_clustered(scores, group, cluster, correction=correction)
    for one in found.differences:
        contrast = np.zeros(3)
        contrast[[one.first, one.second]] = 1, -1
        variance, df = _dense(scores, group, cluster, contrast, correction)
        assert one.se**2 == pytest.approx(variance)
        assert one.df == pytest.approx(df)
        assert one.difference == pytest.approx(
            scores[group == one.first].mean() - scores[group == one.second].mean()
        )
        assert one.p <= one.p_holm <= 1
    for at, mean in enumerate(found.means):
        assert isinstance(mean, ClusteredMean)
        assert mean.se**2 == pytest.approx(_dense(scores, group, cluster, np.eye(3)[at], correction)[0])


def test_equal_clusters_give_the_t_test_of_their_means() -> None:
    # Bell and McCaffrey: with clusters of one size CR2 is Welch's variance of the cluster means.
    rng = np.random.default_rng(2)
    cluster = np.repeat(np.arange(10), 4)
    group = (cluster >= 4).astype(int)
    scores = rng.normal(size=10)[cluster] + rng.normal(size=40)
    means = scores.reshape(10, 4).mean(axis=1)
    one, other = means[:4], means[4:]
    found = compare_clustered(scores, group, cluster).differences[0]
    assert found.se == pytest.approx(np.sqrt(one.var(ddof=1) / 4 + other.var(ddof=1) / 6))
    shares = np.array([1 / 4, 1 / 6])
    assert found.df == pytest.approx(shares.sum() ** 2 / (shares**2 / [3, 5]).sum())


def test_people_who_are_their_own_cluster_give_welch_and_its_mean() -> None:
    rng = np.random.default_rng(3)
    scores, group = rng.normal(size=12), np.arange(12) % 2
    found = compare_clustered(scores, group, np.arange(12))
    mean = found.means[0]
    assert isinstance(mean, ClusteredMean)
    assert mean.se == pytest.approx(scores[::2].std(ddof=1) / np.sqrt(6))
    assert mean.df == pytest.approx(5)


def test_covers_the_truth_with_few_clusters() -> None:
    rng, covered = np.random.default_rng(7), 0
    cluster = np.repeat(np.arange(12), [3, 9, 5, 20, 7, 4, 6, 12, 3, 8, 15, 5])
    group = cluster % 2
    for _ in range(400):
        scores = 0.7 * rng.normal(size=12)[cluster] + rng.normal(size=len(cluster))
        interval = compare_clustered(scores, group, cluster).differences[0].interval
        covered += interval.low <= 0 <= interval.high
    assert 0.92 <= covered / 400 <= 0.985


def test_a_group_of_one_cluster_has_no_error() -> None:
    scores, group, cluster = np.array([1.0, 2, 4, 7, 5]), np.array([0, 0, 1, 1, 3]), np.array([0, 1, 2, 2, 4])
    found = compare_clustered(scores, group, cluster)
    assert isinstance(found.means[0], ClusteredMean)
    assert [isinstance(mean, NotComputed) for mean in found.means] == [False, True, True, True]
    assert "één cluster" in found.means[1].reason  # type: ignore[union-attr]
    assert "geen scores" in found.means[2].reason  # type: ignore[union-attr]
    assert found.differences == ()
    assert "df onder 4" in found.warnings[0]
    with pytest.raises(TooFewData, match="twee clusters"):
        compare_clustered(scores[2:], group[2:], cluster[2:])


def test_clusters_that_do_not_differ_have_no_error() -> None:
    found = compare_clustered(np.full(6, 0.1), np.arange(6) % 2, np.arange(6))
    assert all(isinstance(mean, NotComputed) for mean in found.means)
    with pytest.raises(TooFewData, match="geen scores"):
        compare_clustered(np.full(2, np.nan), np.arange(2), np.arange(2))
    with pytest.raises(ValueError, match="gehele getallen"):
        compare_clustered(np.ones(3), np.arange(2), np.arange(3))
    with pytest.raises(ValueError, match="Onbekende correctie"):
        compare_clustered(np.arange(4.0), np.zeros(4, dtype=int), np.arange(4), correction="CR3")  # type: ignore[arg-type]


def test_a_difference_that_is_the_same_in_every_cluster_is_told() -> None:
    found = compare_clustered(np.arange(10) / 10, np.arange(10) % 2, np.arange(10) // 2)
    assert found.differences == ()
    assert "tussen groep 0 en 1 is in elk cluster gelijk" in found.warnings[0]
