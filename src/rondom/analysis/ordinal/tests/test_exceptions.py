"""Empty cells, empty categories, perfect association, nobody in common: each by a rule, none in silence."""

import numpy as np
import pytest

from rondom.analysis import NOT_ANSWERED, TooFewData, UnknownCode
from rondom.analysis.estimates import Integers
from rondom.analysis.ordinal import ordinal_sample, polychoric, smoothed
from rondom.analysis.ordinal.correlations import Missing

HALF_EMPTY = np.repeat([[1, 1], [2, 1], [2, 2]], [20, 8, 12], axis=0)
PERFECT = np.repeat([[1, 1], [2, 2], [3, 3]], [20, 20, 9], axis=0)


def test_a_two_by_two_table_with_an_empty_cell_lies_on_the_boundary() -> None:
    found = polychoric(HALF_EMPTY, points=2, items=("a", "b"))
    assert found.matrix[0, 1] == 0.9999
    assert [(pair.first, pair.second) for pair in found.boundary] == [("a", "b")]
    assert found.interval("a", "b") is None
    assert "rand" in found.warnings[0]


def test_half_a_respondent_is_added_only_by_name_and_as_lavaan_does() -> None:
    # R> lavCor(z, ordered=c("a","b"))[1,2]    (lavaan 0.6-14)   0.88821565024
    # R> the same with b turned round in the second table: -0.776745220368
    found = polychoric(HALF_EMPTY, points=2, zero_cells="add 0.5")
    assert found.matrix[0, 1] == pytest.approx(0.88821565024, abs=1e-7)
    other = np.repeat([[1, 2], [2, 1], [2, 2]], [20, 8, 12], axis=0)
    turned = polychoric(other, points=2, zero_cells="add 0.5")
    assert turned.matrix[0, 1] == pytest.approx(-0.776745220368, abs=1e-7)
    assert (found.zero_cells, found.boundary) == ("add 0.5", ())


@pytest.mark.parametrize("method", ["two-step", "ml"])
def test_perfect_association_is_flagged_and_harms_no_other_pair(method: str) -> None:
    rng = np.random.default_rng(0)
    noisy = np.clip(PERFECT[:, :1] + rng.integers(-1, 2, (len(PERFECT), 1)), 1, 3)
    found = polychoric(np.hstack([PERFECT, noisy]), points=3, method="ml" if method == "ml" else "two-step")
    assert len(found.boundary) == 1
    assert found.matrix[0, 1] == 0.9999
    assert 0 < found.matrix[0, 2] < 0.99
    assert found.standard_errors[0, 2] > 0
    assert np.isfinite(found.matrix).all()


def test_an_empty_middle_category_changes_nothing(mixed: Integers) -> None:
    # Item e knows no 3; without that point in the scale it is an item of four points.
    closed = np.where(mixed[:, 4] > 3, mixed[:, 4] - 1, mixed[:, 4])
    gap = polychoric(mixed[:, [2, 4]], points=5)
    without = polychoric(np.column_stack([mixed[:, 2], closed]), points=(5, 4))
    assert gap.matrix[0, 1] == without.matrix[0, 1]
    assert gap.thresholds == without.thresholds
    assert gap.used[1] == (1, 2, 4, 5)


def test_an_item_with_one_category_is_left_out_and_named() -> None:
    answers = np.column_stack([HALF_EMPTY, np.ones(40, dtype=int), np.full(40, NOT_ANSWERED)])
    found = polychoric(answers, points=2, items=("a", "b", "c", "d"))
    assert found.items == ("a", "b")
    assert [(left.item, left.reason) for left in found.left_out] == [
        ("c", "iedereen gaf hetzelfde antwoord"),
        ("d", "niemand heeft dit item beantwoord"),
    ]


def test_a_pair_that_nobody_answered_both_is_undefined_and_the_rest_continues(twelve: Integers) -> None:
    answers = twelve[:, :4].copy()
    answers[:200, 0] = NOT_ANSWERED
    answers[200:, 1] = NOT_ANSWERED
    found = polychoric(answers, points=5, items=("a", "b", "c", "d"))
    assert [(pair.first, pair.second, pair.reason) for pair in found.undefined] == [
        ("a", "b", "niemand beantwoordde beide items")
    ]
    assert not found.known[0, 1]
    assert (found.matrix[0, 1], found.n[0, 1], found.smallest_eigenvalue) == (0, 0, None)
    assert found.matrix[2, 3] == pytest.approx(polychoric(twelve[:, 2:4], points=5).matrix[0, 1], abs=1e-9)
    with pytest.raises(TooFewData, match="tussen a en b bestaat niet"):
        found.require_complete()


def test_a_pair_in_which_one_item_stands_still_is_undefined() -> None:
    answers = np.array([[1, 1], [1, 2], [1, 1], [2, NOT_ANSWERED], [2, NOT_ANSWERED]])
    found = polychoric(answers, points=2, items=("a", "b"))
    assert found.undefined[0].reason == "wie beide items beantwoordde, gaf op a hetzelfde antwoord"


@pytest.mark.parametrize(
    "answers", [np.zeros((0, 3), dtype=int), np.ones((5, 3), dtype=int), np.array([[1, 2]])]
)
def test_refuses_when_fewer_than_two_items_vary(answers: Integers) -> None:
    with pytest.raises(TooFewData, match="twee of meer items"):
        polychoric(answers, points=3)


def test_a_matrix_that_cannot_exist_is_said_and_repaired_only_by_name() -> None:
    rng = np.random.default_rng(1)
    answers = rng.integers(1, 4, (14, 12))
    answers[rng.random(answers.shape) < 0.2] = NOT_ANSWERED
    found = polychoric(answers, points=3)
    assert found.smallest_eigenvalue is not None
    assert found.smallest_eigenvalue < 0
    assert any("kan zo niet bestaan" in warning for warning in found.warnings)
    repaired = polychoric(answers, points=3, smoothing="eigenvalues")
    assert repaired.smoothed
    assert np.linalg.eigvalsh(repaired.matrix)[0] > 0
    assert repaired.smallest_eigenvalue == found.smallest_eigenvalue
    assert any("geëffend" in warning for warning in repaired.warnings)


def test_smoothing_equals_psych() -> None:
    # R> psych::cor.smooth(matrix(c(1,.9,.1, .9,1,.9, .1,.9,1), 3))     (psych 2.2.9)
    matrix = np.array([[1, 0.9, 0.1], [0.9, 1, 0.9], [0.1, 0.9, 1]])
    assert smoothed(matrix)[0] == pytest.approx(np.array([1, 0.756936408158, 0.145905452188]), abs=1e-9)
    assert (smoothed(np.eye(3)) == np.eye(3)).all()


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (np.array([[1, 1], [1, 2], [1, 1]]), "Item 1 kan niet meedoen"),
        (PERFECT, "op de rand"),
        (np.array([[1, -3], [2, -3], [-3, 1], [-3, 2]]), "tussen 1 en 2 bestaat niet"),
    ],
)
def test_what_a_model_is_fitted_to_must_be_sound(answers: Integers, message: str) -> None:
    with pytest.raises(TooFewData, match=message):
        ordinal_sample(answers, points=3, missing="pairwise")


@pytest.mark.parametrize("missing", ["listwise", "pairwise"])
def test_unknown_codes_are_never_taken_for_missing_answers(missing: Missing) -> None:
    answers = HALF_EMPTY.copy()
    answers[3, 0] = 0
    answers[4, 1] = -9
    for function in (polychoric, ordinal_sample):
        with pytest.raises(UnknownCode, match=r"1 keer code 0 .*1 keer code -9"):
            function(answers, points=2, missing=missing)


def test_a_likelihood_too_flat_to_climb_is_seen_to_be_on_the_boundary() -> None:
    answers = np.repeat([[1, 1], [1, 2], [2, 1]], [993, 1, 6], axis=0)
    found = polychoric(answers, points=2)
    assert found.matrix[0, 1] == -0.9999
    assert len(found.boundary) == 1
    assert not any("geen beste waarde" in warning for warning in found.warnings)
