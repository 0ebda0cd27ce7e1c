"""Opinion groups: found where they were put, and not in noise."""

import numpy as np
import pytest

from rondom.analysis.opinion_groups import (
    Labels,
    Matrix,
    _within,
    components,
    k_means,
    opinion_groups,
    silhouette,
)

FLOOR = 5


def planted() -> Matrix:
    """Fourteen people against ten: six statements divide them, two do not; a few answers off and missing."""
    votes = np.zeros((24, 8))
    for i in range(1, 25):
        for j in range(1, 9):
            side = 1 if i <= 14 else -1
            side = side if j <= 4 else -side if j <= 6 else 1
            off = (7 * i + 5 * j + i * j) % 11
            votes[i - 1, j - 1] = 0 if off == 0 else -side if off == 1 else side
    votes[[2, 8, 19], [1, 6, 4]] = np.nan
    return votes


def apart(points: Matrix) -> Matrix:
    return np.asarray(np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2)))


def test_components_are_those_of_r() -> None:
    """R 4.2.2: prcomp(x) of the same table with the mean of each column for what is missing."""
    points = components(planted())
    assert points.var(axis=0, ddof=1) == pytest.approx([3.954045872992, 0.626863854854], rel=1e-9)
    assert np.abs(points[:3]) == pytest.approx(
        np.array(
            [
                [2.14983954663, 0.0235012785132],
                [1.46597607455, 1.6379960183355],
                [1.03364803696, 1.0487275070107],
            ]
        ),
        abs=1e-8,
    )


@pytest.mark.parametrize(
    ("k", "within", "sizes", "width"),
    [
        (2, 18.53549, [10, 14], 0.723590145146),
        (3, 11.95238, [2, 10, 12], 0.687255028464),
        (4, 6.723842, [2, 2, 8, 12], 0.66690657171),
    ],
)
def test_division_is_that_of_r(k: int, within: float, sizes: list[int], width: float) -> None:
    """R 4.2.2: kmeans(s, k, nstart = 100) on those points; silhouettes from dist(s) by their definition."""
    points = components(planted())
    labels = k_means(points, k)
    own = [points[labels == group] for group in range(k)]
    assert sum(((one - one.mean(axis=0)) ** 2).sum() for one in own) == pytest.approx(within, rel=1e-6)
    assert sorted(np.bincount(labels)) == sizes
    assert silhouette(apart(points), labels) == pytest.approx(width, rel=1e-8)


def naive_k_means(points: Matrix, k: int) -> Labels:
    """One start after the other, one centre after the other, by the definition."""
    distinct = np.unique(points, axis=0)
    if len(distinct) < k:
        return np.zeros(len(points), dtype=np.int64)
    tried = []
    for first in np.unique(np.linspace(0, len(distinct) - 1, 5).astype(int)):
        centres = [distinct[first]]
        while len(centres) < k:
            nearest = [min(((point - centre) ** 2).sum() for centre in centres) for point in distinct]
            centres.append(distinct[int(np.argmax(nearest))])
        labels = np.full(len(points), -1)
        for _ in range(101):
            moved = np.array(
                [np.argmin([((point - centre) ** 2).sum() for centre in centres]) for point in points]
            )
            if (moved == labels).all():
                break
            labels = moved
            centres = [
                points[labels == at].mean(axis=0) if (labels == at).any() else centre
                for at, centre in enumerate(centres)
            ]
        tried.append(labels)
    return min(tried, key=lambda labels: _within(points, labels))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("k", [2, 3, 4])
def test_all_starts_at_once_divide_as_one_by_one(seed: int, k: int) -> None:
    chance = np.random.default_rng(seed)
    votes = chance.choice([-1.0, 0.0, 1.0, np.nan], size=(40, 9), p=[0.3, 0.1, 0.5, 0.1])
    points = components(votes)
    assert (k_means(points, k) == naive_k_means(points, k)).all()


def test_planted_groups_are_found() -> None:
    labels = opinion_groups(planted(), floor=FLOOR)
    assert labels is not None
    assert labels.tolist() == [0] * 14 + [1] * 10


@pytest.mark.parametrize("seed", range(20))
def test_order_of_voters_changes_nothing(seed: int) -> None:
    order = np.random.default_rng(seed).permutation(24)
    labels, moved = opinion_groups(planted(), floor=FLOOR), opinion_groups(planted()[order], floor=FLOOR)
    assert labels is not None
    assert moved is not None
    assert (moved == labels[order]).all()


def test_noise_gives_no_groups() -> None:
    chance = np.random.default_rng(3)
    tables = [chance.choice([-1.0, 0.0, 1.0], size=(30, 10), p=[0.3, 0.1, 0.6]) for _ in range(30)]
    assert [one for one in tables if opinion_groups(one, floor=FLOOR) is not None] == []


@pytest.mark.parametrize(
    "votes",
    [
        planted()[4:18],
        planted()[:, :3],
        np.ones((30, 6)),
        np.full((30, 6), np.nan),
        np.zeros((0, 6)),
        np.vstack([np.ones((20, 6)), -np.ones((4, 6))]),
    ],
    ids=["fourteen voters", "three statements", "all agree", "no answers", "nobody", "four against the rest"],
)
def test_no_groups_to_speak_of(votes: Matrix) -> None:
    assert opinion_groups(votes, floor=FLOOR) is None


def test_three_groups_are_three() -> None:
    sides = np.array(
        [[1, 1, 1, 1, -1, -1, -1, -1], [-1, -1, -1, -1, 1, 1, 1, 1], [1, 1, -1, -1, -1, -1, 1, 1]]
    )
    votes = np.repeat(sides.astype(float), 8, axis=0)
    votes[::3, 0] = 0
    labels = opinion_groups(votes, floor=FLOOR)
    assert labels is not None
    assert np.bincount(labels).tolist() == [8, 8, 8]
