"""What no dimensions can be sought in is refused with a reason."""

from collections.abc import Callable

import numpy as np
import pytest

from rondom.analysis.dimensions import bartlett, efa, empirical_kaiser, kmo, map_test, parallel_analysis
from rondom.analysis.estimates import Floats, TooFewData

EVERY: list[Callable[[Floats], object]] = [
    kmo,
    map_test,
    lambda matrix: bartlett(matrix, n=100),
    lambda matrix: empirical_kaiser(matrix, n=100),
    lambda matrix: parallel_analysis(matrix, n=100, rng=np.random.default_rng(0)),
    lambda matrix: efa(matrix, 1, n=100),
]
GAP = np.nan


@pytest.mark.parametrize("analyse", EVERY)
@pytest.mark.parametrize(
    ("matrix", "says"),
    [
        (np.array([[1.0]]), "ten minste twee items"),
        (np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]), "kleinste eigenwaarde is -0,8"),
        (np.array([[1, 0.5, 0.5], [0.5, 1, 1], [0.5, 1, 1]]), "items 2 en 3 hangen volledig samen"),
        (np.array([[1, 0.5, 0.5], [0.5, 1, -1], [0.5, -1, 1]]), "items 2 en 3 hangen volledig samen"),
        (np.array([[1, 0.5, GAP], [0.5, 1, 0.2], [GAP, 0.2, 1]]), "items 1 en 3 is niet bekend"),
    ],
)
def test_every_analysis_refuses_a_matrix_that_cannot_be_inverted(
    analyse: Callable[[Floats], object], matrix: Floats, says: str
) -> None:
    with pytest.raises(TooFewData, match=says):
        analyse(matrix)


@pytest.mark.parametrize(
    ("matrix", "says"),
    [
        (np.ones((2, 3)), "vierkant"),
        (np.array([[1, 0.5], [0.4, 1]]), "symmetrisch"),
        (np.array([[2.0, 0.5], [0.5, 1]]), "diagonaal"),
    ],
)
def test_what_is_no_correlation_matrix_is_a_mistake(matrix: Floats, says: str) -> None:
    with pytest.raises(ValueError, match=says) as caught:
        kmo(matrix)
    assert not isinstance(caught.value, TooFewData)


def test_names_of_items_come_back_in_the_reason() -> None:
    matrix = np.array([[1, 0.5, 0.5], [0.5, 1, 1], [0.5, 1, 1]])
    with pytest.raises(TooFewData, match="items rust en orde hangen"):
        kmo(matrix, items=["vreugde", "rust", "orde"])


def test_a_matrix_is_never_changed(pearson: Floats) -> None:
    before = pearson.copy()
    for analyse in EVERY:
        analyse(pearson)
    np.testing.assert_array_equal(pearson, before)
